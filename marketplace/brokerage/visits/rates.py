"""From an agreement's price to what pricing takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from invoices.pricing.bands import bands
from invoices.pricing.notice import free_until
from invoices.pricing.types import Line, Rates, VisitToPrice
from invoices.pricing.visits import late_cancellation, price_visit
from listings.models import PriceList
from marketplace.brokerage.agreements.models import Agreement, AgreementPrice
from marketplace.brokerage.agreements.rules import last_cancel_day, price_on
from marketplace.kernel.clock import london_date
from marketplace.kernel.errors import DomainError


@dataclass
class DatedRates:
    """The rates that hold from one London date to another, or on."""

    valid_from: date
    valid_to: date | None
    rates: Rates


@dataclass(frozen=True)
class Terms:
    """What of an agreement its visits are priced by, read once for all of them."""

    nation: str
    notice_days: int
    agreed_at: datetime | None
    prices: Sequence[DatedRates]

    def rates_on(self, day: date) -> Rates:
        """Return the rates for visits of a London date. Raises DomainError when there are none."""
        found = price_on(self.prices, day)
        if found is None:
            raise DomainError("This agreement has no price for that day.")
        return found.rates


def terms_of(agreement: Agreement) -> Terms:
    """Return what an agreement's visits are priced by."""
    return Terms(
        nation=agreement.nation,
        notice_days=agreement.notice_days,
        agreed_at=agreement.agreed_at,
        prices=[dated_rates(price) for price in agreement.prices],
    )


def dated_rates(price: AgreementPrice) -> DatedRates:
    """Return an agreed price as pricing takes it, with the dates it holds for."""
    return DatedRates(price.valid_from, price.valid_to, rates_of(price))


def rates_of(price: AgreementPrice | PriceList) -> Rates:
    """Return an agreed price, or a listing's own, as pricing takes it: pence, minutes, London clock times."""
    return Rates(
        normal=price.pence_per_hour,
        bank_holiday=price.bank_holiday_pence_per_hour,
        night=price.night_pence_per_hour,
        weekend=price.weekend_pence_per_hour,
        night_from=price.night_from,
        night_to=price.night_to,
        pence_per_mile=price.pence_per_mile,
        minimum_minutes=price.minimum_minutes,
        extra_days={date.fromisoformat(day): str(name) for day, name in price.higher_days.items()},
        ordinary_days=frozenset(date.fromisoformat(day) for day in price.ordinary_days),
    )


def rates_for(agreement: Agreement, *, day: date) -> Rates:
    """Return the rates an agreement has for visits of a day. Raises DomainError when it has none."""
    return terms_of(agreement).rates_on(day)


def visit_lines(
    agreement: Agreement | Terms, *, start: datetime, end: datetime, miles_tenths: int, source: str = ""
) -> list[Line]:
    """Return the lines of a visit under an agreement, or under its terms: support by band, then miles."""
    terms = agreement if isinstance(agreement, Terms) else terms_of(agreement)
    return price_visit(
        VisitToPrice(start=start, end=end, nation=terms.nation, miles_tenths=miles_tenths, source=source),
        rates=terms.rates_on(london_date(start)),
    )


def higher_day(agreement: Agreement, *, start: datetime, end: datetime) -> str:
    """Return the name of the bank holiday (or the provider's own day) that part of a visit is priced by, or ""."""
    rates = rates_for(agreement, day=london_date(start))
    found = bands(start, end, rates=rates, nation=agreement.nation)
    return next((band.holiday for band in found if band.rate == "bank_holiday"), "")


def cancel_free_until(agreement: Agreement, *, start: datetime) -> datetime:
    """Return the last moment (UTC) at which cancelling a visit costs nothing."""
    return free_until(start, notice_days=agreement.notice_days)


def cancel_lines(
    agreement: Agreement | Terms, *, start: datetime, end: datetime, told_at: datetime, source: str = ""
) -> list[Line]:
    """Return what cancelling costs: nothing in time, nothing in the first 14 days (section 0 point 12), else the visit."""
    terms = agreement if isinstance(agreement, Terms) else terms_of(agreement)
    if terms.agreed_at and london_date(told_at) <= last_cancel_day(terms.agreed_at):
        return []
    return late_cancellation(
        start,
        end,
        told_at=told_at,
        notice_days=terms.notice_days,
        rates=terms.rates_on(london_date(start)),
        nation=terms.nation,
        source=source,
    )
