"""Things side by side in the same words and order, a copy frozen as it is shown, and a link as a picture to scan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import segno

from listings import presenters as words
from listings.models import MONEY_WAYS, Listing
from marketplace.brokerage.shortlists.models import Kept
from marketplace.kernel.filters import short_date

GONE = "This is not on the site any more."
QUIET_ZONE = 4
"""White squares around a QR code that its standard (ISO/IEC 18004) asks for."""


@dataclass(frozen=True)
class Thing:
    """One thing on the list as it is shown; `listing` is None once it is not on the site any more."""

    listing_id: int
    listing: Listing | None
    note: str


@dataclass(frozen=True)
class Picture:
    """A QR code: how many squares wide, and the path that draws its dark ones."""

    size: int
    path: str


@dataclass(frozen=True)
class Shown:
    """One thing of a shared copy: as it was, and what is to be said of it today ("" when nothing changed)."""

    facts: Mapping[str, Any]
    is_here: bool
    changed: str


def things(kept: Sequence[Kept], live: Mapping[int, Listing]) -> list[Thing]:
    """Return what is on the list, each with its live listing if it has one."""
    return [Thing(one.listing_id, live.get(one.listing_id), one.note) for one in kept]


def answers(listing: Listing, *, on: date) -> list[tuple[str, list[str]]]:
    """Return the same key questions for every listing with their answers, a line each (rows A04, L03)."""
    told = dict(words.facts(listing))
    found: list[tuple[str, list[str]]] = [
        ("Kind", [words.kind_words(listing)]),
        ("Whole price", words.price_words(listing, on=on)),
        ("How it is given", [told["How"]]),
        ("Days and times", _when(listing)),
        ("Where", [told["Where"]]),
        ("Who can come", [told["Who can come"]]),
        ("Getting in", [told["Getting in"]]),
        ("Waiting", [told["How long you may wait"]]),
        ("Choose your worker", [_yes(listing.choose_worker)]),
        ("Money it takes", [MONEY_WAYS[one] for one in listing.money_ways if one in MONEY_WAYS]),
        ("Ring or write", [listing.phone, listing.email]),
        ("Last checked", [short_date(listing.checked_on) if listing.checked_on else "Not checked yet"]),
    ]
    return [(question, [line for line in lines if line] or [words.NOT_TOLD]) for question, lines in found]


def side_by_side(chosen: Sequence[Listing], *, on: date) -> list[tuple[str, list[list[str]]]]:
    """Return each key question with the answer of every listing, in their order."""
    columns = [answers(one, on=on) for one in chosen]
    return [(rows[0][0], [lines for _, lines in rows]) for rows in zip(*columns, strict=True)]


def frozen(listing: Listing, *, on: date, note: str = "") -> dict[str, Any]:
    """Return what is kept of a listing in a shared copy: the words as they are shown on a day."""
    return {
        "listing_id": listing.id,
        "name": listing.name,
        "price": words.price_words(listing, on=on),
        "answers": [[question, lines] for question, lines in answers(listing, on=on)],
        "note": note,
    }


def shared(facts: Mapping[str, Any], live: Mapping[int, Listing], *, on: date) -> list[Shown]:
    """Return the things of a copy, each with what has changed since: its price, or that it has gone."""
    found = []
    for one in facts["things"]:
        listing = live.get(one["listing_id"])
        found.append(Shown(one, listing is not None, _changed(one["price"], listing, on=on)))
    return found


def changed_words(found: Sequence[Shown]) -> str:
    """Return in one sentence whether prices are still as they were."""
    if any(one.changed for one in found):
        return "Something has changed since then. It is marked below."
    return "No price has changed since then."


def qr(address: str) -> Picture:
    """Return an address as a QR code that still reads with a crease or a stain (error level M, 15 of 100)."""
    code = segno.make_qr(address, error="m", boost_error=False)
    rows = [[bool(dark) for dark in row] for row in code.matrix_iter(border=QUIET_ZONE)]
    runs = [f"M{start} {y}h{length}v1h-{length}z" for y, row in enumerate(rows) for start, length in _runs(row)]
    return Picture(len(rows), "".join(runs))


def _runs(row: Sequence[bool]) -> list[tuple[int, int]]:
    """Return where dark squares of a row begin and how many stand together."""
    found: list[tuple[int, int]] = []
    for at, dark in enumerate(row):
        if dark and found and sum(found[-1]) == at:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        elif dark:
            found.append((at, 1))
    return found


def _changed(before: Sequence[str], listing: Listing | None, *, on: date) -> str:
    if listing is None:
        return GONE
    today = words.price_words(listing, on=on)
    return "" if list(before) == today else f"The price today: {' · '.join(today)}"


def _when(listing: Listing) -> list[str]:
    told = [*words.times(listing), listing.times_words]
    if any(told):
        return told
    more = (("Nights", listing.nights), ("Weekends", listing.weekends), ("Bank holidays", listing.bank_holidays))
    return [f"{name}: {_yes(value).lower()}" for name, value in more if value is not None]


def _yes(value: bool | None) -> str:
    return "" if value is None else "Yes" if value else "No"
