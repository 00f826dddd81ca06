"""Tests: shortlists."""
