"""Providers, groups, councils and other payers; who belongs to them; workers."""
