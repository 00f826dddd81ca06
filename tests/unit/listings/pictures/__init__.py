"""Tests: pictures."""
