"""Agreed visits become priced lines and invoices: the one bridge to money."""
