"""The words of the standing pages that are lists: tiles, care cards, parts we use, an operator's colours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from marketplace.kernel.words import Word


@dataclass(frozen=True)
class Tile:
    """A picture that leads somewhere."""

    href: str
    name: str
    words: str
    picture: str


@dataclass(frozen=True)
class CareCard:
    """Where to get help now, and when to choose it."""

    heading: str
    href: str
    reasons: tuple[str, ...]
    now: bool


@dataclass(frozen=True)
class Part:
    """Something made by others that this site is built from or shows."""

    name: str
    thanks: str
    licence: str
    url: str


class CrisisLine(Protocol):
    """A line of urgent help, as the settings give it."""

    words: str
    href: str


TILES = (
    Tile("/find?kind=peer_group", "People who have been there", "Groups run by people who know how it feels", "share"),
    Tile("/find?kind=befriending", "Someone to spend time with", "A volunteer to chat or go out with", "together"),
    Tile("/find?kind=drop_in", "A place to drop in", "Come when you like, for tea and company", "cup"),
    Tile("/find?kind=activity", "Classes and activities", "Art, sport, gardens, cooking and more", "activity"),
    Tile("/find?q=help+at+home", "Help at home", "A worker who comes to you, or goes out with you", "home"),
    Tile("/find?q=money+and+bills", "Money, bills and rights", "Someone to help with letters and forms", "money"),
)

NOT_SURE = (
    Tile("/find?kind=planning_help", "Someone to help you plan", "They listen, and look at choices with you", "talk"),
    Tile("/find?kind=advice", "An advice centre", "Walk in or call, and ask about anything", "invoice"),
    Tile("/find?kind=advocacy", "Someone on your side", "They help you be heard", "together"),
    Tile("/find?kind=drop_in", "A place to drop in", "See what is there. You do not have to decide", "cup"),
)

# Rule G9 of the domain text. Keyed by where the link goes, so an operator's own line simply has no list.
_REASONS: dict[str, tuple[str, ...]] = {
    "tel:999": (
        "someone’s life is in danger",
        "you, or someone else, is badly hurt",
        "you do not feel able to keep yourself or someone else safe",
    ),
    "tel:111": (
        "you need help soon, but no one is in danger right now",
        "you would like to talk to a trained person, by day or night",
    ),
    "tel:116123": (
        "you want to talk to someone who will listen",
        "you do not want to say who you are",
        "you want a call that is free, at any hour",
    ),
    "sms:85258": ("you would rather write than talk", "you want to text with a trained volunteer, at any hour"),
}

PARTS = (
    Part(
        "Postcode places",
        "Source: Office for National Statistics licensed under the Open Government Licence v.3.0. Contains OS data "
        "© Crown copyright and database right 2025. Contains Royal Mail data © Royal Mail copyright and database "
        "right 2025.",
        "Open Government Licence v3.0",
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    ),
    Part(
        "Bank holidays",
        "Contains public sector information from GOV.UK, © Crown copyright.",
        "Open Government Licence v3.0",
        "https://www.gov.uk/bank-holidays",
    ),
    Part(
        "Page parts",
        "GOV.UK Frontend, by the Government Digital Service. This is not a government site.",
        "MIT",
        "https://github.com/alphagov/govuk-frontend",
    ),
    Part("Letters", "The Lexend font, by the Lexend project authors.", "OFL 1.1", "https://www.lexend.com/"),
    Part("Pictures", "Drawn for this site.", "the same as this site", ""),
)

# The colours that an operator may set, and the properties that each one changes.
_COLOURS = {
    "brand": ("--brand-ground", "--govuk-brand-colour"),
    "brand_words": ("--brand-words",),
    "link": ("--govuk-link-colour",),
    "ground": ("--govuk-body-background-colour",),
    "foot": ("--govuk-template-background-colour",),
    "text": ("--govuk-text-colour",),
}
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


def care_cards(lines: Iterable[CrisisLine]) -> list[CareCard]:
    """Return a card for each line of urgent help, in the order of the settings; danger to life stands out."""
    return [
        CareCard(line.words, line.href, _REASONS.get(line.href.partition("?")[0], ()), now=line.href == "tel:999")
        for line in lines
    ]


def by_plain(word: Word) -> str:
    """Return what the word list is sorted by: the plain words without their quotation mark."""
    return word.plain.lstrip("“").lower()


def colour_sheet(colours: Mapping[str, str]) -> str:
    """Return the operator's colours as CSS for the light look; anything that is not a known #colour is left out.

    The dark look keeps our own colours: their contrast has been checked.
    """
    rules = "".join(
        f"{part}:{value};"
        for name, value in sorted(colours.items())
        if name in _COLOURS and _COLOUR.fullmatch(value)
        for part in _COLOURS[name]
    )
    light = f"html:not([data-theme]){{{rules}}}"
    return f"@media screen{{html[data-theme=light]{{{rules}}}@media(prefers-color-scheme:light){{{light}}}}}\n"
