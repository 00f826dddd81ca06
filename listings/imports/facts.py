"""One row of any feed as plain facts, and those facts as the columns of a listing. Pure."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass, field
from datetime import date, time
from typing import Any

from listings.imports.text import clean, one_line
from listings.models import KINDS
from marketplace.kernel.postcodes import place

KIND_WORDS: tuple[tuple[str, str], ...] = (
    ("befriending", r"befriend"),
    ("crisis", r"crisis|suicid|samaritans|safe haven"),
    ("peer_group", r"peer support|peer-support|self[- ]help|support group|mutual aid|hearing voices|anonymous"),
    ("advocacy", r"advoca"),
    ("drop_in", r"drop[- ]?in|food ?bank|foodbank|community caf|pantry|warm (?:space|hub)"),
    ("home", r"housing|homeless|tenanc|shelter"),
    ("work", r"employment|job ?(?:club|search|centre)|volunteer centre|back to work|career"),
    (
        "activity",
        r"class(?:es)?\b|course|choir|\bclub\b|sport|football|badminton|bowl|cricket|golf|tennis|danc|swim|gym|rugby",
    ),
    ("advice", r"advice|citizens|librar|helpline|information|benefit|debt|rights|law"),
    ("community_group", r"church|mosque|temple|community (?:group|centre)|friends of|men in sheds"),
)
"""Kind → words that give it away, first match wins; tried on name, category and file before the longer text."""
GETTING_IN_WORDS = (
    ("step_free", r"wheelchair|step[- ]free|level access"),
    ("toilet", r"accessible toilet|disabled toilet"),
    ("loop", r"induction loop|hearing loop"),
    ("quiet", r"quiet (?:room|space)"),
)
_FREE = re.compile(r"free(?: of charge)?\.?|no (?:cost|charge)\.?|£?0(?:\.00?)?", re.IGNORECASE)
_NOTHING = {"", "na", "n/a", "none", "null", "-", "not known", "unknown", "nan"}
_LINK = re.compile(r"https?://[^\s<>\"']{3,400}", re.IGNORECASE)
_EMAIL = re.compile(r"[^@\s<>]{1,64}@[^@\s<>]{1,190}\.[a-zA-Z]{2,24}")


@dataclass(frozen=True)
class WeeklyTime:
    """A time that comes round: weekday (0 is Monday), London clock times, how often (see SessionTime)."""

    weekday: int
    opens_at: time
    closes_at: time | None = None
    every_weeks: int = 1
    week_of_month: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass
class Row:
    """What a feed says of one thing, as it says it."""

    where: str
    """Line or place in the file, for telling what is wrong."""
    key: str = ""
    name: object = None
    description: object = None
    run_by: object = None
    phone: object = None
    email: object = None
    website: object = None
    address: object = None
    town: object = None
    postcode: object = None
    latitude: object = None
    longitude: object = None
    price: object = None
    times: object = None
    who: object = None
    access: object = None
    funded_by: object = None
    dated: object = None
    kind: object = None
    category: object = None
    tags: list[object] = field(default_factory=list)
    languages: list[object] = field(default_factory=list)
    weekly: list[WeeklyTime] = field(default_factory=list)
    gone: bool = False


@dataclass(frozen=True)
class Problem:
    """Why one row cannot be used: where, which field, and the reason."""

    where: str
    field: str
    reason: str

    def __str__(self) -> str:
        """Return it as one line."""
        return f"{self.where}: {self.field}: {self.reason}"


def listing_facts(row: Row, *, hint: str = "") -> dict[str, Any] | Problem:
    """Return the columns of a listing (sessions included), or why the row cannot be used.

    `hint` is words about the whole file, used only to guess a kind. Raises nothing for odd values.
    """
    if not isinstance(row.name, (str, int)) or isinstance(row.name, bool):
        return Problem(row.where, "name", "is missing" if row.name is None else "is not text")
    name = one_line(row.name, most=200)
    if name.lower() in _NOTHING:
        return Problem(row.where, "name", "is empty")
    description = _text(row.description)
    postcode = one_line(row.postcode, most=10).upper()
    found = place(postcode)
    point = _point(row.latitude, row.longitude)
    price = _text(row.price, most=500)
    return {
        "kind": _kind(row, name, description, hint),
        "name": name,
        "run_by": one_line(row.run_by, most=200),
        "summary": _first_sentence(description),
        "description": description,
        "phone": _phone(row.phone),
        "email": _email(row.email),
        "website": _website(row.website),
        "address": one_line(row.address),
        "town": one_line(row.town, most=80),
        "postcode": postcode if found or len(postcode) <= 8 else "",
        "latitude": point[0] if point else found.latitude if found else None,
        "longitude": point[1] if point else found.longitude if found else None,
        "placed_by": "exact" if point else found.precision if found else "",
        "nation": found.nation if found else "england-and-wales",
        "languages": _many(row.languages),
        "tags": _many([row.category, *row.tags]),
        "getting_in": [
            code for code, words in GETTING_IN_WORDS if re.search(words, one_line(row.access, most=2000), re.IGNORECASE)
        ],
        "free": True if _FREE.fullmatch(price) else None,
        "price_words": "" if _FREE.fullmatch(price) else price,
        "times_words": _text(row.times, most=1000),
        "who_can_come": _text(row.who, most=1000),
        "funded_by": one_line(row.funded_by),
        "source_dated": _date(row.dated),
        "sessions": [asdict(one) for one in sorted(set(row.weekly), key=lambda one: (one.weekday, one.opens_at))],
    }


def identity(row: Row, facts: dict[str, Any]) -> str:
    """Return the row's own id, or its name and postcode where the source gives none."""
    return row.key or f"{facts['name'].lower()}|{facts['postcode'] or facts['address'].lower()}"


def fingerprint(facts: dict[str, Any]) -> str:
    """Return a hash of the facts: the same facts twice change nothing."""
    return hashlib.sha256(json.dumps(facts, sort_keys=True, default=str).encode()).hexdigest()[:32]


def _kind(row: Row, name: str, description: str, hint: str) -> str:
    told = one_line(row.kind, most=40).lower()
    if told in KINDS:
        return told
    for text in (f"{name} {one_line(row.category)}", hint, description):
        for kind, words in KIND_WORDS:
            if text and re.search(words, text, re.IGNORECASE):
                return kind
    return "organisation"


def _text(value: object, *, most: int = 20_000) -> str:
    text = clean(value, most=most)
    return "" if text.lower() in _NOTHING else text


def _first_sentence(text: str) -> str:
    first = " ".join(text.split("\n\n", maxsplit=1)[0].split())
    found = re.match(r"(.{20,220}?[.!?])(?:\s|$)", first)
    return found[1] if found else first[:220]


def _phone(value: object) -> str:
    """Return a phone number; a mobile is likely a person's own and is left out."""
    text = one_line(value, most=60)
    digits = re.sub(r"\D", "", text)
    return "" if len(digits) < 3 or digits.startswith(("07", "447", "00447")) else text


def _email(value: object) -> str:
    found = _EMAIL.search(one_line(value, most=300))
    return found[0] if found else ""


def _website(value: object) -> str:
    text = one_line(value, most=500)
    if re.fullmatch(r"www\.[^\s]+", text):
        text = f"http://{text}"
    found = _LINK.fullmatch(text)
    return found[0] if found else ""


def _point(latitude: object, longitude: object) -> tuple[float, float] | None:
    """Return a point when it is one in Great Britain or Northern Ireland."""
    try:
        point = float(str(latitude)), float(str(longitude))
    except (TypeError, ValueError):
        return None
    return point if 49.0 <= point[0] <= 61.0 and -9.0 <= point[1] <= 2.5 else None


def _date(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def _many(values: list[object]) -> list[str]:
    found: list[str] = []
    for value in values:
        for part in value if isinstance(value, list) else [value]:
            text = one_line(part, most=80)
            if text.lower() not in _NOTHING and text not in found:
                found.append(text)
    return found[:30]
