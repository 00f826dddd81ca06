"""`kith price`: worked cases in, priced lines out. An unreadable case says why; the others still run.

It prices what it is given: visits that overlap or odd plans are priced, not refused; plausibility is the forms' business.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from invoices.pricing import reading
from invoices.pricing.payers import by_payer
from invoices.pricing.sharing import share_lines, share_total
from invoices.pricing.types import Line
from invoices.pricing.visits import POLICIES, late_cancellation, price_visit, total, travel_line
from marketplace.kernel.errors import DomainError
from marketplace.kernel.filters import miles

KNOWN = ("visits", "cancelled", "journeys", "totals")


def price_file(document: Any) -> tuple[dict[str, Any], bool]:
    """Return the answer for a whole file ({"cases": [...]} or "vectors") and whether every case could be read.

    Raises DomainError when there is no list of cases at all.
    """
    given = document.get("cases", document.get("vectors")) if isinstance(document, dict) else None
    if not isinstance(given, list):
        raise DomainError('The file must hold {"cases": [{"id", "inputs"}]}.')
    answers = [price_case(case, at=number) for number, case in enumerate(given, 1)]
    return {"cases": answers}, not any("error" in answer for answer in answers)


def price_case(case: Any, *, at: int = 1) -> dict[str, Any]:
    """Return one case's answer, or its id and one sentence when it cannot be read."""
    name = case.get("id") if isinstance(case, dict) else None
    name = name if isinstance(name, (str, int)) and not isinstance(name, bool) else f"case {at}"
    try:
        inputs = reading.mapping(case.get("inputs") if isinstance(case, dict) else None, "inputs")
        return {"id": name, **_price(inputs)}
    except DomainError as error:
        return {"id": name, "error": error.sentence}


def _price(inputs: Mapping[str, Any]) -> dict[str, Any]:
    if not any(kind in inputs for kind in KNOWN):
        raise DomainError(f"There is nothing to price: give one of {', '.join(KNOWN)}.")
    reading.nation(inputs)  # a nation that is not one is told even where no price hangs on it
    lines, after = _visits(inputs)
    cancelled = _cancelled(inputs)
    for found in cancelled:
        lines += found
    lines += _journeys(inputs)
    answer: dict[str, Any] = {"lines": [_plain(line) for line in lines], "total_pence": total(lines)}
    if "cancelled" in inputs:
        answer["pence_each"] = [total(found) for found in cancelled]
    if "totals" in inputs:
        answer.update(_totals(inputs, lines))
    elif "shares" in inputs:
        parts = share_lines(lines, reading.shares(inputs["shares"]))
        answer["each"] = [{name: sum(part.values()) for name, part in parts.items()}]
    if "payer_of" in inputs:
        answer["by_payer"] = by_payer(lines, _payers(inputs["payer_of"]))
    if after is not None:
        answer["saved_minutes_after"] = after
    return answer


def _visits(inputs: Mapping[str, Any]) -> tuple[list[Line], int | None]:
    visits = [
        reading.visit(facts, at=number, where=reading.nation(inputs))
        for number, facts in enumerate(reading.items(inputs.get("visits", []), "visits"))
    ]
    policy = inputs.get("banking_policy", POLICIES[0])
    if policy not in POLICIES:
        raise DomainError(f"banking_policy must be one of {', '.join(POLICIES)}.")
    lines: list[Line] = []
    if visits:
        rates = reading.rates(inputs)
        for visit in visits:
            lines += price_visit(visit, rates=rates, policy=policy)
    saved = reading.maybe(inputs, "saved_minutes_before", most=reading.MOST_MINUTES)
    moved = sum(visit.banked_minutes - visit.minutes_from_saved for visit in visits)
    if saved is None and moved <= 0:
        return lines, None  # no balance was given: what is used is priced, and no balance is told
    after = (saved or 0) + moved
    if after < 0:
        raise DomainError("More saved hours are used than there are.")
    return lines, after


def _cancelled(inputs: Mapping[str, Any]) -> list[list[Line]]:
    found = []
    given = reading.items(inputs.get("cancelled", []), "cancelled")
    rates = reading.rates(inputs) if given else None
    for number, one in enumerate(given):
        facts = reading.mapping(one, "a cancelled visit")
        assert rates is not None
        found.append(
            late_cancellation(
                *reading.stretch(facts),
                told_at=reading.moment(facts.get("told_at"), "told_at"),
                notice_days=reading.whole(
                    facts.get("notice_days", inputs.get("notice_days")), "notice_days", most=reading.MOST_NOTICE_DAYS
                ),
                rates=rates,
                nation=reading.nation(facts) if "nation" in facts else reading.nation(inputs),
                source=f"cancelled:{number}",
            )
        )
    return found


def _journeys(inputs: Mapping[str, Any]) -> list[Line]:
    lines = []
    for number, one in enumerate(reading.items(inputs.get("journeys", []), "journeys")):
        facts = reading.mapping(one, "a journey")
        per_mile = reading.whole(facts.get("pence_per_mile"), "pence_per_mile")
        day = reading.day(facts["date"], "date") if "date" in facts else None
        lines.append(travel_line(reading.tenths(facts.get("miles")), per_mile, day=day, source=f"journey:{number}"))
    return lines


def _totals(inputs: Mapping[str, Any], lines: list[Line]) -> dict[str, Any]:
    shares = reading.shares(inputs.get("shares"))
    totals = [
        reading.whole(value, "totals", least=-reading.MOST_PENCE) for value in reading.items(inputs["totals"], "totals")
    ]
    return {"each": [share_total(value, shares) for value in totals], "total_pence": sum(totals) + total(lines)}


def _payers(value: Any) -> dict[str, str]:
    facts = reading.mapping(value, "payer_of")
    found = {kind: facts[kind] for kind in ("support", "travel") if kind in facts}
    for kind, name in found.items():
        if not isinstance(name, str):
            raise DomainError(f"payer_of must name who pays for {kind}.")
    return found


def _plain(line: Line) -> dict[str, Any]:
    """Return a line as JSON, leaving out what it does not have."""
    facts = {
        "kind": line.kind,
        "date": line.day.isoformat() if line.day else None,
        "rate": line.rate or None,
        "minutes": line.minutes,
        "pence_per_hour": line.pence_per_hour,
        "miles": miles(line.miles_tenths) if line.miles_tenths is not None else None,
        "pence_per_mile": line.pence_per_mile,
        "pence": line.pence,
    }
    return {name: value for name, value in facts.items() if value is not None}
