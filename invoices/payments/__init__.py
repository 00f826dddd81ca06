"""Payments against invoices."""
