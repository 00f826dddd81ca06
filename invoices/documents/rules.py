"""Numbers, references and ledger accounts of invoices."""

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


def billed_code(organisation_id: int) -> str:
    """Return the ledger account of what a provider has billed (less than 0: it is the other side of what is owed)."""
    return f"billed:organisation:{organisation_id}"


def received_code(organisation_id: int) -> str:
    """Return the ledger account of what a provider says it received."""
    return f"received:organisation:{organisation_id}"
