"""Open Referral UK: services in 3.0 pages (`contents`), 1.0 pages (`content`), or one at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, time
from typing import Any

from listings.imports.facts import Row, WeeklyTime

MOST_WEEKS = 52
BYDAY = re.compile(r"\+?(?P<nth>-1|[1-5])?(?P<day>MO|TU|WE|TH|FR|SA|SU)")
DAYS = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}
NOT_SERVICES = {
    "openapi": "an API description",
    "openapi_url": "a feed's front page",
    "$schema": "a schema",
}


def is_page(document: Any) -> bool:
    """Say whether a document is a page of things, 3.0 or 1.0."""
    return isinstance(document, dict) and (
        isinstance(document.get("contents"), list) or isinstance(document.get("content"), list)
    )


def rows(document: dict[str, Any]) -> Iterator[Row]:
    """Yield the services of a document: a page, a service, a service at a location, or an organisation's services."""
    things: list[Any] = [document]
    if is_page(document):
        things = document.get("contents") or document.get("content") or []
    for number, thing in enumerate(things, 1):
        where = f"item {number}"
        if not isinstance(thing, dict):
            yield Row(where=where)
        elif isinstance(thing.get("service"), dict):
            yield _service({**thing["service"], "service_at_locations": [thing]}, where)
        elif isinstance(thing.get("services"), list):
            for at, one in enumerate(thing["services"], 1):
                if isinstance(one, dict):
                    yield _service({"organization": thing, **one}, f"{where}, service {at}")
        elif is_service(thing) or is_page(document):
            yield _service(thing, where)


def is_service(thing: dict[str, Any]) -> bool:
    """Say whether a single object looks like a service (and not an organisation, a taxonomy or a location)."""
    service = {"organization", "organization_id", "status", "fees", "service_at_locations", "cost_options", "schedules"}
    return bool(service & thing.keys()) and "location_type" not in thing


def holds_services(document: Any) -> bool:
    """Say whether a document can hold services at all: pages of organisations, terms or taxonomies do not."""
    if not isinstance(document, dict) or any(name in document for name in NOT_SERVICES):
        return False
    if not is_page(document):
        return (
            is_service(document)
            or isinstance(document.get("service"), dict)
            or isinstance(document.get("services"), list)
        )
    things = [one for one in (document.get("contents") or document.get("content") or []) if isinstance(one, dict)]
    if not things:
        return True
    return any(
        is_service(one) or isinstance(one.get("service"), dict) or isinstance(one.get("services"), list)
        for one in things
    )


def _service(one: dict[str, Any], where: str) -> Row:
    place, address = _place(one)
    organisation = _dict(one.get("organization"))
    schedules = [*_dicts(one.get("schedules")), *_dicts(one.get("regular_schedules"))]
    for at in _dicts(one.get("service_at_locations")):
        schedules += [
            *_dicts(at.get("schedules")),
            *_dicts(at.get("regular_schedule")),
            *_dicts(at.get("regular_schedules")),
        ]
    description = "\n\n".join(
        str(part) for part in (one.get("alert"), one.get("description"), one.get("accreditations")) if _is_text(part)
    )
    return Row(
        where=where,
        key=str(one["id"]) if _is_text(one.get("id")) else "",
        name=one.get("name"),
        description=description,
        run_by=organisation.get("name"),
        phone=_phone(one),
        email=one.get("email") or organisation.get("email"),
        website=one.get("url") or organisation.get("website") or organisation.get("url"),
        address=", ".join(str(address[name]) for name in ("address_1", "address_2") if _is_text(address.get(name))),
        town=address.get("city"),
        postcode=address.get("postal_code"),
        latitude=place.get("latitude"),
        longitude=place.get("longitude"),
        price=_price(one),
        times=". ".join(str(each["description"]) for each in schedules if _is_text(each.get("description"))),
        who=_who(one),
        access=" ".join(
            str(each.get(name, ""))
            for each in _dicts(place.get("accessibility"))
            for name in ("description", "details", "accessibility")
        ),
        funded_by=next((each.get("source") for each in _dicts(one.get("funding"))), None),
        dated=one.get("assured_date") or one.get("last_modified"),
        tags=_terms(one),
        languages=[each.get("name") or each.get("language") for each in _dicts(one.get("languages"))],
        weekly=[found for each in schedules for found in _weekly(each)],
        gone=str(one.get("status", "active")).lower() in {"inactive", "defunct"},
    )


def _place(one: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    for at in _dicts(one.get("service_at_locations")):
        location = _dict(at.get("location"))
        addresses = [*_dicts(location.get("addresses")), *_dicts(location.get("physical_addresses"))]
        if location:
            return location, addresses[0] if addresses else {}
    return {}, {}


def _phone(one: dict[str, Any]) -> object:
    """Return the first number of any contact; the contact's own name and title are people's and stay behind."""
    for contact in _dicts(one.get("contacts")):
        for phone in _dicts(contact.get("phones")):
            if phone.get("number"):
                return phone["number"]
    return next((phone.get("number") for phone in _dicts(one.get("phones"))), None)


def _price(one: dict[str, Any]) -> str:
    words = []
    for cost in _dicts(one.get("cost_options")):
        amount = cost.get("amount")
        parts = []
        if (
            isinstance(amount, (int, str))
            and not isinstance(amount, bool)
            and str(amount).replace(".", "", 1).isdigit()
        ):
            whole, _, pence = str(amount).partition(".")
            parts.append("Free" if not int(whole) and not int(pence or 0) else f"£{int(whole):,}.{(pence + '00')[:2]}")
        parts += [str(cost[name]) for name in ("amount_description", "option") if _is_text(cost.get(name))]
        words.append(" ".join(parts))
    fees = one.get("fees") if _is_text(one.get("fees")) else ""
    return ". ".join(part for part in (*words, str(fees)) if part)


def _who(one: dict[str, Any]) -> str:
    words = [
        str(each.get("eligibility")) for each in _dicts(one.get("eligibilitys")) if _is_text(each.get("eligibility"))
    ]
    low, high = one.get("minimum_age"), one.get("maximum_age")
    if isinstance(low, int) and isinstance(high, int):
        words.append(f"Ages {low} to {high}")
    elif isinstance(low, int):
        words.append(f"Ages {low} and over")
    return ". ".join(words)


def _terms(one: dict[str, Any]) -> list[object]:
    found: list[object] = [_dict(each.get("taxonomy_term")).get("name") for each in _dicts(one.get("attributes"))]
    found += [_dict(each.get("taxonomy")).get("name") for each in _dicts(one.get("service_taxonomys"))]
    return found


def _weekly(schedule: dict[str, Any]) -> Iterator[WeeklyTime]:
    """Yield the times of a schedule that we can follow: every so many weeks, or one week of each month."""
    opens, closes = _clock(schedule.get("opens_at")), _clock(schedule.get("closes_at"))
    often, every = str(schedule.get("freq") or "WEEKLY").upper(), _whole(schedule.get("interval"))
    first = _day(schedule.get("dtstart")) or _day(schedule.get("valid_from"))
    last = _day(schedule.get("until")) or _day(schedule.get("valid_to"))
    counted = every == 1 or (often == "WEEKLY" and first is not None and every <= MOST_WEEKS)
    if opens is None or often not in {"WEEKLY", "MONTHLY"} or not counted or (first and last and last < first):
        return
    for code in str(schedule.get("byday") or "").upper().replace(" ", "").split(","):
        found = BYDAY.fullmatch(code)
        if found and bool(found["nth"]) == (often == "MONTHLY"):
            nth = int(found["nth"]) if found["nth"] else None
            yield WeeklyTime(DAYS[found["day"]], opens, closes, every, nth, first, last)


def _whole(value: object) -> int:
    """Return how often, 1 where nothing is said, 0 for what is no number we can follow."""
    text = str(1 if value in (None, "") else value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def _clock(value: object) -> time | None:
    try:
        return time.fromisoformat(str(value)[:8]).replace(tzinfo=None)
    except ValueError:
        return None


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _dicts(value: object) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _is_text(value: object) -> bool:
    return isinstance(value, (str, int)) and not isinstance(value, bool) and bool(str(value).strip())
