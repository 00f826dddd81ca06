"""Tests: unit, listings, freshness."""
