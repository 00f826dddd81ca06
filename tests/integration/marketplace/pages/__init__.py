"""The standing pages, the look and the words."""
