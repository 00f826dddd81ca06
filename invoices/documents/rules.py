"""Numbers and references of invoices."""

from __future__ import annotations


def invoice_number(prefix: str, at: int) -> str:
    """Return a provider's invoice number: "HW-0001"."""
    return f"{prefix}-{at:04d}"


def bank_reference(prefix: str, at: int) -> str:
    """Return what to write on a bank payment: letters and figures that tell nothing (rule G4)."""
    return f"{prefix}{at:04d}"


def owed_code(invoice_id: int) -> str:
    """Return the ledger account of what is still owed on an invoice."""
    return f"owed:invoice:{invoice_id}"
