"""Tests: watching."""
