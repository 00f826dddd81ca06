"""Kith: the site that puts finding, asking, agreeing, visits and invoices together."""
