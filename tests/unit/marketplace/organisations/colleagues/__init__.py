"""Tests: colleagues."""
