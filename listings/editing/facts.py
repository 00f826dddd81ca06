"""Between a listing's rows and the facts of a version: days and times as text, offers and prices as records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any

from listings.editing.rules import CODES, DAY_LISTS, DAYS, LISTS, PLAIN, TEXTS
from listings.models import Listing, Offer, PriceList, SessionTime

PRICE_AMOUNTS = (
    "pence_per_hour", "bank_holiday_pence_per_hour", "night_pence_per_hour", "weekend_pence_per_hour", "pence_per_mile",
    "minimum_minutes", "notice_days", "free_to_move_hours", "saved_hours_limit_minutes", "saved_hours_use_by_months",
)  # fmt: skip
PRICE_WORDS = ("saved_hours_policy", "higher_reason")
PRICE_DAYS = ("valid_from", "valid_to")
PRICE_CLOCKS = ("night_from", "night_to")


def facts_of(listing: Listing) -> dict[str, Any]:
    """Return the facts of a page as they are, by name."""
    found = {name: getattr(listing, name) for name in PLAIN}
    found |= {name: _iso(found[name]) for name in DAYS}
    return {
        **found,
        "sessions": [_time_facts(one) for one in listing.sessions],
        "offers": [_offer_facts(one) for one in listing.offers if one.active],
    }


def whole(facts: Mapping[str, Any], *, listing: Listing) -> dict[str, Any]:
    """Return every fact of a version; one that it does not know of yet stays as the page has it."""
    return {name: facts.get(name, value) for name, value in facts_of(listing).items()}


def put(listing: Listing, facts: Mapping[str, Any]) -> None:
    """Write a version's facts into a listing: its columns, its times, its offers with their prices."""
    for name in PLAIN:
        if name in facts:
            setattr(listing, name, _column(name, facts[name]))
    if "sessions" in facts and facts["sessions"] != [_time_facts(one) for one in listing.sessions]:
        listing.sessions = [session_time(one) for one in facts["sessions"]]
    if "offers" in facts:
        _put_offers(listing, facts["offers"])


def seen(listing: Listing, facts: Mapping[str, Any]) -> Listing:
    """Return a listing as it would look with a version's facts, for a preview; it belongs to no session."""
    shown = Listing()
    for column in Listing.__table__.columns.keys():  # noqa: SIM118 - a collection of columns, not a dict
        setattr(shown, column, getattr(listing, column))
    for name in PLAIN:
        setattr(shown, name, _column(name, facts.get(name)))
    shown.sessions = [session_time(one) for one in facts.get("sessions") or []]
    shown.offers = [
        Offer(
            id=one.get("id"), name=one["name"], tasks=list(one["tasks"]), personal_care=one["personal_care"],
            active=True, prices=[price_list(price) for price in one["prices"]],
        )
        for one in facts.get("offers") or []
    ]  # fmt: skip
    return shown


def session_time(one: Mapping[str, Any]) -> SessionTime:
    """Return a record of when it is open as a row."""
    return SessionTime(
        weekday=one["weekday"], opens_at=_clock(one["opens_at"]), closes_at=_clock(one["closes_at"]),
        every_weeks=one["every_weeks"], week_of_month=one["week_of_month"], starts_on=_day(one["starts_on"]),
        ends_on=_day(one["ends_on"]), note=one["note"],
    )  # fmt: skip


def price_list(one: Mapping[str, Any]) -> PriceList:
    """Return a record of a price as a row."""
    row = PriceList()
    for name in (*PRICE_AMOUNTS, *PRICE_WORDS):
        setattr(row, name, one.get(name))
    for name in PRICE_DAYS:
        setattr(row, name, _day(one.get(name)))
    for name in PRICE_CLOCKS:
        setattr(row, name, _clock(one.get(name)))
    row.higher_days, row.ordinary_days = dict(one.get("higher_days") or {}), list(one.get("ordinary_days") or [])
    return row


def _time_facts(one: SessionTime) -> dict[str, Any]:
    return {
        "weekday": one.weekday, "opens_at": _iso_clock(one.opens_at), "closes_at": _iso_clock(one.closes_at),
        "every_weeks": one.every_weeks or 1, "week_of_month": one.week_of_month, "starts_on": _iso(one.starts_on),
        "ends_on": _iso(one.ends_on), "note": one.note or "",
    }  # fmt: skip


def _offer_facts(one: Offer) -> dict[str, Any]:
    return {
        "key": str(one.id), "id": one.id, "name": one.name, "tasks": list(one.tasks), "personal_care": one.personal_care,
        "prices": [_price_facts(price) for price in one.prices],
    }  # fmt: skip


def _price_facts(one: PriceList) -> dict[str, Any]:
    told: dict[str, Any] = {"id": one.id, **{name: getattr(one, name) for name in (*PRICE_AMOUNTS, *PRICE_WORDS)}}
    told |= {name: _iso(getattr(one, name)) for name in PRICE_DAYS}
    told |= {name: _iso_clock(getattr(one, name)) for name in PRICE_CLOCKS}
    return told | {"higher_days": dict(one.higher_days), "ordinary_days": list(one.ordinary_days)}


def _put_offers(listing: Listing, wanted: Sequence[Mapping[str, Any]]) -> None:
    by_id: dict[int | None, Offer] = {one.id: one for one in listing.offers}
    kept = {one["id"] for one in wanted if one.get("id") in by_id}
    for number, offer in by_id.items():
        offer.active = number in kept
    for one in wanted:
        offer = by_id.get(one.get("id")) or Offer(name=one["name"], tasks=[], prices=[])
        if offer.id is None:
            listing.offers.append(offer)
        if _offer_facts(offer) != {**_offer_facts(offer), **one} or offer.id is None:
            offer.name, offer.tasks, offer.personal_care = one["name"], list(one["tasks"]), one["personal_care"]
            _put_prices(offer, one["prices"])


def _put_prices(offer: Offer, wanted: Sequence[Mapping[str, Any]]) -> None:
    """Write prices: one that is live keeps its row, and what people read of it before keeps its amounts."""
    by_id: dict[int | None, PriceList] = {one.id: one for one in offer.prices}
    rows = []
    for one in wanted:
        made, old = price_list(one), by_id.get(one.get("id"))
        if old is not None:
            for name in (*PRICE_AMOUNTS, *PRICE_WORDS, *PRICE_DAYS, *PRICE_CLOCKS, "higher_days", "ordinary_days"):
                if getattr(old, name) != getattr(made, name):
                    setattr(old, name, getattr(made, name))
        rows.append(old or made)
    offer.prices = rows


def _column(name: str, value: Any) -> Any:
    if name in DAYS:
        return _day(value)
    if name in (*LISTS, *CODES, *DAY_LISTS):
        return list(value or [])
    return (value or "") if name in TEXTS else value


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _iso_clock(at: time | None) -> str | None:
    return at.strftime("%H:%M") if at else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _clock(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None
