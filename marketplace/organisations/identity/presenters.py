"""Who an organisation is, in words."""

from __future__ import annotations

from marketplace.organisations.models import Organisation

VAT = {
    "not_registered": "Not registered for VAT",
    "exempt": "What we sell has no VAT",
    "zero": "VAT at 0%",
    "standard": "VAT is added",
}


def who_words(organisation: Organisation) -> str:
    """Return who someone buys from, in one line: legal name, address, its numbers (rule C11)."""
    numbers = [
        f"{name} number {number}"
        for name, number in (("charity", organisation.charity_number), ("company", organisation.company_number))
        if number
    ]
    place = " ".join(part for part in (organisation.address, organisation.postcode) if part)
    return ", ".join(part for part in (organisation.legal_name, place, *numbers) if part)
