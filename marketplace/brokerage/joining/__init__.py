"""Asking to join a group, or to be matched with a volunteer: to be helped, to help, or both (rows A09, A10, A11)."""
