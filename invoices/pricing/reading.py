"""Reading what `kith price` is given: every fact checked, with one sentence for what cannot be used."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from typing import Any

from invoices.pricing.types import Rates, VisitToPrice
from marketplace.kernel.bank_holidays import NATIONS
from marketplace.kernel.errors import DomainError

MOST_PENCE = 10**9
MOST_MINUTES = 60 * 24 * 366
MOST_TENTHS = 10**7
MOST_NOTICE_DAYS = 3660
_MILES = re.compile(r"(\d{1,6})(?:\.(\d))?", re.ASCII)
_SHARE = re.compile(r"\d{1,9}(?:/[1-9]\d{0,8}|\.\d{1,9})?", re.ASCII)


def mapping(value: Any, name: str) -> Mapping[str, Any]:
    """Return a JSON object. Raises DomainError naming it."""
    if not isinstance(value, dict):
        raise DomainError(f"{name} must be a set of named facts.")
    return value


def items(value: Any, name: str) -> list[Any]:
    """Return a JSON list. Raises DomainError naming it."""
    if not isinstance(value, list):
        raise DomainError(f"{name} must be a list.")
    return value


def whole(value: Any, name: str, *, least: int = 0, most: int = MOST_PENCE) -> int:
    """Return a whole number (no fractions, no true or false). Raises DomainError."""
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise DomainError(f"{name} must be a whole number from {least} to {most}.")
    return value


def maybe(facts: Mapping[str, Any], name: str, *, most: int = MOST_PENCE) -> int | None:
    """Return a whole number, or None where the fact is not given."""
    return None if facts.get(name) is None else whole(facts[name], name, most=most)


def tenths(value: Any) -> int:
    """Return miles with at most one decimal, as text or a whole number, in tenths. Raises DomainError."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    found = _MILES.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise DomainError('miles must be text with at most one decimal, like "12.4".')
    return int(found[1]) * 10 + int(found[2] or 0)


def moment(value: Any, name: str) -> datetime:
    """Return a time that carries its offset, in UTC. Raises DomainError."""
    try:
        found = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        raise DomainError(f"{name} must be a time like 2026-12-24T22:00+00:00.") from None
    if found.tzinfo is None:
        raise DomainError(f"{name} must say its offset, like +00:00.")
    if not 1990 <= found.year <= 2200:
        raise DomainError(f"{name} must be between 1990 and 2200.")
    return found.astimezone(UTC)


def stretch(facts: Mapping[str, Any]) -> tuple[datetime, datetime]:
    """Return the start and end of a visit, a year apart at most. Raises DomainError."""
    start, end = moment(facts.get("start"), "start"), moment(facts.get("end"), "end")
    if end - start > timedelta(minutes=MOST_MINUTES):
        raise DomainError("A visit cannot be longer than a year.")
    return start, end


def clock(value: Any, name: str) -> time:
    """Return a clock time like 23:00. Raises DomainError."""
    try:
        found = time.fromisoformat(value)
    except (TypeError, ValueError):
        raise DomainError(f"{name} must be a clock time like 23:00.") from None
    if found.tzinfo or found.second or found.microsecond:
        raise DomainError(f"{name} must be a plain clock time like 23:00.")
    return found


def day(value: Any, name: str) -> date:
    """Return a date like 2026-12-26. Raises DomainError."""
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise DomainError(f"{name} must be a date like 2026-12-26.") from None


def nation(inputs: Mapping[str, Any]) -> str:
    """Return the nation of the visits; England and Wales where none is given. Raises DomainError."""
    found = inputs.get("nation", NATIONS[0])
    if found not in NATIONS:
        raise DomainError(f"nation must be one of {', '.join(NATIONS)}.")
    return str(found)


def rates(inputs: Mapping[str, Any]) -> Rates:
    """Return the price list of a case. Raises DomainError."""
    facts = mapping(inputs.get("rates"), "rates")
    night = maybe(facts, "night")
    edges = facts.get("night_from_to")
    if night is not None and edges is None:
        raise DomainError('night needs night_from_to, like ["23:00", "07:00"].')
    night_from = night_to = None
    if edges is not None:
        if len(items(edges, "night_from_to")) != 2:
            raise DomainError("night_from_to must be two clock times.")
        night_from, night_to = (clock(edge, "night_from_to") for edge in edges)
    return Rates(
        normal=whole(facts.get("normal"), "rates.normal"),
        bank_holiday=maybe(facts, "bank_holiday"),
        night=night,
        weekend=maybe(facts, "weekend"),
        night_from=night_from,
        night_to=night_to,
        pence_per_mile=maybe(facts, "pence_per_mile"),
        minimum_minutes=maybe(facts, "minimum_minutes", most=MOST_MINUTES)
        or maybe(inputs, "minimum_minutes", most=MOST_MINUTES)
        or 0,
        extra_days=_extra_days(facts.get("extra_days", inputs.get("extra_days", inputs.get("bank_holidays")))),
    )


def visit(facts: Any, *, at: int, where: str) -> VisitToPrice:
    """Return one visit of a case. Raises DomainError."""
    facts = mapping(facts, "a visit")
    start, end = stretch(facts)
    return VisitToPrice(
        start=start,
        end=end,
        nation=nation(facts) if "nation" in facts else where,
        miles_tenths=tenths(facts["miles"]) if facts.get("miles") is not None else 0,
        pence_per_mile=maybe(facts, "pence_per_mile"),
        planned_minutes=maybe(facts, "planned_minutes", most=MOST_MINUTES),
        banked_minutes=maybe(facts, "banked_minutes", most=MOST_MINUTES) or 0,
        minutes_from_saved=maybe(facts, "minutes_from_saved", most=MOST_MINUTES) or 0,
        saved_at_pence_per_hour=maybe(facts, "saved_at_pence_per_hour"),
        source=f"visit:{at}",
    )


def shares(value: Any) -> list[tuple[str, Fraction]]:
    """Return [["Ann", "1"], …] as names and weights. Raises DomainError."""
    found: list[tuple[str, Fraction]] = []
    for pair in items(value, "shares"):
        if not isinstance(pair, list) or len(pair) != 2 or not isinstance(pair[0], str):
            raise DomainError('each share must be a name and a weight, like ["Ann", "1"].')
        weight = str(pair[1]) if isinstance(pair[1], int) and not isinstance(pair[1], bool) else pair[1]
        if not isinstance(weight, str) or _SHARE.fullmatch(weight) is None:
            raise DomainError('a share\'s weight must be text like "1", "1.5" or "1/3".')
        found.append((pair[0], Fraction(weight)))
    if len({name for name, _ in found}) != len(found):
        raise DomainError("two shares have the same name.")
    return found


def _extra_days(value: Any) -> dict[date, str]:
    if value is None:
        return {}
    if isinstance(value, list):
        return {day(one, "extra_days"): "higher-price day" for one in value}
    named = mapping(value, "extra_days")
    if not all(isinstance(name, str) for name in named.values()):
        raise DomainError("extra_days must name each day in words.")
    return {day(key, "extra_days"): name for key, name in named.items()}
