"""Saying how a visit was: its person, once for each visit that took place (rule C8)."""
