"""Tests: unit, listings, calendars."""
