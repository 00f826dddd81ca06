"""Tests: regulator."""
