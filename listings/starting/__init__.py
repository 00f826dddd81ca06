"""Somebody lists what they do for the first time, or one thing more: an organisation, a group, a neighbourhood activity (A29)."""
