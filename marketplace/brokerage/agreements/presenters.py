"""An agreement in words: its whole price, who pays, what the button says."""

from __future__ import annotations

from collections.abc import Mapping

from listings.presenters import hourly_words
from marketplace.brokerage.agreements.models import Agreement, AgreementPrice
from marketplace.kernel.filters import short_date
from marketplace.kernel.money import pounds, round_half_away

STATES = {"offered": "Waiting for your yes", "active": "Holds now", "declined": "You said no", "ended": "Ended"}


def price_words(price: AgreementPrice) -> list[str]:
    """Return one copied price list in words, each part with equal weight (rule C7)."""
    return hourly_words(price, car="in your worker’s car")


def price_dates(price: AgreementPrice) -> str:
    """Return when a price holds."""
    return f"From {short_date(price.valid_from)}" + (f" to {short_date(price.valid_to)}" if price.valid_to else "")


def weekly_pence(agreement: Agreement) -> int:
    """Return about what a week costs at the ordinary price, in pence."""
    return round_half_away(agreement.weekly_minutes * agreement.prices[0].pence_per_hour, 60)


def payer_words(agreement: Agreement, names: Mapping[int, str]) -> list[str]:
    """Return who pays for support and who for miles, one sentence each."""
    words = {"support": "for the support", "travel": "for miles in your worker’s car, when you choose to go in it"}
    return [
        f"You pay {words[payer.line_kind]}."
        if payer.organisation_id is None
        else f"{names.get(payer.organisation_id, 'Someone else')} pays {words[payer.line_kind]}."
        for payer in agreement.payers
    ]


def button_words(agreement: Agreement) -> str:
    """Return the words of the yes button: it says what is paid, by whom it concerns (rule C4)."""
    pays = {payer.line_kind for payer in agreement.payers if payer.person_id is not None}
    if "support" in pays:
        return f"Agree and pay about {pounds(weekly_pence(agreement))} a week"
    return "Agree, and pay for my miles" if "travel" in pays else "Agree. There is nothing for me to pay"
