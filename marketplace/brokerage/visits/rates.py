"""From an agreement's price to what pricing takes."""

from __future__ import annotations

from datetime import date, datetime

from invoices.pricing.bands import bands
from invoices.pricing.notice import free_until
from invoices.pricing.types import Line, Rates, VisitToPrice
from invoices.pricing.visits import late_cancellation, price_visit
from marketplace.brokerage.agreements.models import Agreement, AgreementPrice
from marketplace.brokerage.agreements.rules import last_cancel_day, price_on
from marketplace.kernel.clock import london_date
from marketplace.kernel.errors import DomainError


def rates_of(price: AgreementPrice) -> Rates:
    """Return an agreed price as pricing takes it: pence, minutes, London clock times."""
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
    )


def rates_for(agreement: Agreement, *, day: date) -> Rates:
    """Return the rates an agreement has for visits of a day. Raises DomainError when it has none."""
    price = price_on(agreement.prices, day)
    if price is None:
        raise DomainError("This agreement has no price for that day.")
    return rates_of(price)


def visit_lines(
    agreement: Agreement, *, start: datetime, end: datetime, miles_tenths: int, source: str = ""
) -> list[Line]:
    """Return the lines of a visit under an agreement: support by band, then miles."""
    return price_visit(
        VisitToPrice(start=start, end=end, nation=agreement.nation, miles_tenths=miles_tenths, source=source),
        rates=rates_for(agreement, day=london_date(start)),
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
    agreement: Agreement, *, start: datetime, end: datetime, told_at: datetime, source: str = ""
) -> list[Line]:
    """Return what cancelling costs: nothing in time, nothing in the first 14 days (section 0 point 12), else the visit."""
    if agreement.agreed_at and london_date(told_at) <= last_cancel_day(agreement.agreed_at):
        return []
    return late_cancellation(
        start,
        end,
        told_at=told_at,
        notice_days=agreement.notice_days,
        rates=rates_for(agreement, day=london_date(start)),
        nation=agreement.nation,
        source=source,
    )
