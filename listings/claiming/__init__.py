"""Somebody says that a page brought in from elsewhere is theirs; we check before they keep it."""
