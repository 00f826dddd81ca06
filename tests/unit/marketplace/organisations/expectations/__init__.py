"""Tests: expectations."""
