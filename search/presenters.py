"""A search said back in words: its sentence, its choices, its links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from search.documents import FACETS
from search.finding import Found, Instead
from search.near_me import Picture, picture
from search.query import DEFAULT_RADIUS, PAGE_SIZE, Asked

MOST_CHOICES = 12


@dataclass(frozen=True)
class Choice:
    """One value of a facet: its code, its words, how many there are, and whether it is chosen."""

    code: str
    words: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Group:
    """One facet with the values worth showing."""

    name: str
    heading: str
    choices: Sequence[Choice]


def groups(asked: Asked, counts: Mapping[str, Mapping[str, int]]) -> list[Group]:
    """Return each facet with its values that are there or chosen, in the table's order."""
    made = []
    for name, (heading, words) in FACETS.items():
        held, chosen = counts.get(name, {}), set(asked.choices.get(name, ()))
        codes = list(words) or sorted(held.keys() | chosen)
        choices = [
            Choice(code, words.get(code, code), held.get(code, 0), code in chosen)
            for code in codes
            if held.get(code) or code in chosen
        ]
        if not words:  # other people's words: the commonest, and whatever was chosen
            choices = sorted(choices, key=lambda one: (not one.chosen, -one.count, one.words.lower()))[:MOST_CHOICES]
        if choices:
            made.append(Group(name, heading, choices))
    return made


def address(asked: Asked, *, page: int = 1, without: tuple[str, str] | None = None) -> str:
    """Return the address of the same search on another page, or without one of its parts (("q", "") or a choice)."""
    pairs: list[tuple[str, str]] = []
    if asked.words and without != ("q", ""):
        pairs.append(("q", asked.words))
    if asked.near and without != ("near", ""):
        pairs.append(("near", asked.near))
        if asked.radius != DEFAULT_RADIUS:
            pairs.append(("radius", str(asked.radius)))
    pairs += [(name, value) for name, values in asked.choices.items() for value in values if (name, value) != without]
    if page > 1:
        pairs.append(("page", str(page)))
    return f"/find?{urlencode(pairs)}" if pairs else "/find"


def parts(asked: Asked) -> list[tuple[str, str]]:
    """Return each part of the search in words, with the address that takes it away."""
    found = []
    if asked.words:
        found.append((f"“{asked.words}”", address(asked, without=("q", ""))))
    if asked.near:
        found.append(
            (f"within {asked.radius} miles of {_place_words(asked.near)}", address(asked, without=("near", "")))
        )
    for name, values in asked.choices.items():
        words = FACETS[name][1]
        found += [(words.get(value, value), address(asked, without=(name, value))) for value in values]
    return found


def sentence(asked: Asked) -> str:
    """Return a search said back as a person would say it: “lonely”, within 10 miles of SK22, free."""
    return ", ".join(words if at == 0 else words[:1].lower() + words[1:] for at, (words, _) in enumerate(parts(asked)))


def instead_words(one: Instead, asked: Asked) -> str:
    """Return what a nearly alike search is, in words: "Within 20 miles: 8 found"."""
    if one.asked.near and one.asked.radius != asked.radius:
        return f"Within {one.asked.radius} miles"
    if asked.near and not one.asked.near:
        return "Anywhere"
    if asked.words and not one.asked.words:
        return "Without your words"
    for name, values in asked.choices.items():
        gone = set(values) - set(one.asked.choices.get(name, ()))
        if gone:
            code = gone.pop()
            return f"Without “{FACETS[name][1].get(code, code)}”"
    return "Something near it"


def near_picture(found: Found, asked: Asked) -> Picture | None:
    """Return the picture of this page of results, numbered as in the list, where a place was searched near."""
    if found.place is None:
        return None
    first = (asked.page - 1) * PAGE_SIZE + 1
    things = [
        (first + at, one.name, (one.latitude, one.longitude) if one.latitude and one.longitude else None)
        for at, (one, _) in enumerate(found.listings)
    ]
    return picture((found.place.latitude, found.place.longitude), things, radius=asked.radius)


def _place_words(near: str) -> str:
    """Return a place as it is written: a postcode in capitals, a town as it was typed."""
    return near.upper() if any(each.isdigit() for each in near) else near


def distance_words(miles: float | None) -> str:
    """Return a distance as people say it."""
    if miles is None:
        return ""
    return "less than a mile away" if miles < 1 else f"{miles:.0f} mile{'' if round(miles) == 1 else 's'} away"
