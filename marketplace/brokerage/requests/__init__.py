"""Asking a provider, and its answer."""
