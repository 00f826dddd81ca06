"""How someone likes to be reached, and the help they need to communicate."""
