"""Tests: claiming."""
