"""Which facts an organisation must give before it may sell, and what a number of each kind looks like. Pure."""

from __future__ import annotations

import re
from typing import Protocol

from marketplace.kernel.words import DIAGNOSIS_WORDS

BANK = ("bank_account_name", "bank_sort_code", "bank_account_number")
FIELDS = (
    "legal_name", "address", "postcode", "phone", "email", "charity_number", "company_number", "vat_status",
    *BANK, "pay_within_days", "invoice_prefix", "complaints",
)  # fmt: skip
_TELLING = frozenset({"MH", "CMHT", "PSY", "SAD", "MAD", *(word.upper() for word in DIAGNOSIS_WORDS)})
"""Letters that would tell whoever sees a bank statement something of the person."""


class Trader(Protocol):
    """What the law asks of whoever sells."""

    @property
    def legal_name(self) -> str: ...  # noqa: D102
    @property
    def address(self) -> str: ...  # noqa: D102


def identity_trouble(organisation: Trader) -> str:
    """Return "" or the one sentence that says what is missing before an organisation may sell (rule C11)."""
    facts = {"legal name": organisation.legal_name, "address": organisation.address}
    missing = [name for name, value in facts.items() if not value.strip()]
    if not missing:
        return ""
    return f"Tell us your {' and '.join(missing)} first: people must know who they buy from."


def sort_code(text: str) -> str:
    """Return a sort code as "00-00-01". Raises ValueError for what is not six figures."""
    figures = _figures(text)
    if len(figures) != 6:
        raise ValueError(text)
    return f"{figures[:2]}-{figures[2:4]}-{figures[4:]}"


def account_number(text: str) -> str:
    """Return an account number of eight figures; six or seven are filled up, as banks do. Raises ValueError."""
    figures = _figures(text)
    if not 6 <= len(figures) <= 8:
        raise ValueError(text)
    return figures.zfill(8)


def charity_number(text: str) -> str:
    """Return a charity number of England and Wales, Scotland (SC) or Northern Ireland (NIC). Raises ValueError."""
    plain = re.sub(r"\s", "", text).upper()
    if not re.fullmatch(r"\d{5,8}(?:-\d{1,3})?|SC\d{5,6}|NIC?\d{5,6}", plain, re.ASCII):
        raise ValueError(text)
    return plain


def company_number(text: str) -> str:
    """Return a company number: eight figures, or two letters and six. Short ones are filled up. Raises ValueError."""
    plain = re.sub(r"\s", "", text).upper()
    if not re.fullmatch(r"\d{6,8}|[A-Z]{2}\d{6}|[A-Z]{2}\d{5}[A-Z]", plain, re.ASCII):
        raise ValueError(text)
    return plain.zfill(8)


def invoice_prefix(text: str) -> str:
    """Return the letters that start each invoice number. Raises ValueError with a sentence (rule G4)."""
    plain = text.strip().upper()
    if not re.fullmatch(r"[A-Z]{2,4}", plain, re.ASCII):
        raise ValueError("Choose two, three or four letters, like HW.")
    if plain in _TELLING:
        raise ValueError("Choose letters that tell nothing: they stand on people’s bank statements.")
    return plain


def _figures(text: str) -> str:
    plain = re.sub(r"[\s-]", "", text)
    if not re.fullmatch(r"\d+", plain, re.ASCII):
        raise ValueError(text)
    return plain
