"""Tests of a page being written."""
