"""Bringing listings in from feeds and files."""
