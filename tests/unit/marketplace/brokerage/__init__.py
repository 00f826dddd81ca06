"""Tests: brokerage."""
