"""Which facts of a page its organisation writes, how two versions differ, and plainer words. Pure.

A version is kept as JSON: days as ISO dates, clock times as "13:00", times and offers as lists of plain records.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from marketplace.kernel.words import WORDS

TEXTS = (
    "kind", "name", "summary", "description", "good_at", "not_offered", "how_we_work", "easy_read", "who_can_come",
    "run_for_reason", "phone", "email", "website", "keep_open_url", "address", "town", "postcode", "regulator_number",
    "safeguarding_contact",
)  # fmt: skip
LISTS = ("languages", "interests", "experience_of", "welcoming_to", "culture")
"""Lists in their own words."""
CODES = ("life_areas", "ways_given", "getting_in", "getting_there", "money_ways")
"""Lists from ours."""
YES_NO = (
    "anyone_can_come", "lived_experience", "free", "choose_worker", "same_day", "nights", "weekends", "bank_holidays",
    "closed_bank_holidays", "car_insured", "regulated",
)  # fmt: skip
NUMBERS = ("door_price_pence", "group_size", "waiting_weeks", "places_left", "answer_hours")
DAYS = ("safeguarding_policy_on",)
DAY_LISTS = ("closed_days",)
RECORDS = ("sessions", "offers")
"""When it is open, and what it sells: lists of records."""
PLAIN = (*TEXTS, *LISTS, *CODES, *YES_NO, *NUMBERS, *DAYS, *DAY_LISTS)
FIELDS = (*PLAIN, *RECORDS)
READ = (
    "name", "summary", "description", "good_at", "not_offered", "how_we_work", "easy_read", "who_can_come",
)  # fmt: skip
"""Facts that people read as sentences: these are looked at for words that few know."""


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[tuple[str, Any, Any]]:
    """Return each fact that changed with what it was and what it would be, in the order of the page."""
    pairs = ((name, before.get(name), after.get(name)) for name in FIELDS)
    return [(name, old, new) for name, old, new in pairs if _plain(name, old) != _plain(name, new)]


def _plain(name: str, value: Any) -> Any:
    """Return a fact as it is compared: the order of ticks says nothing, and nor does an empty text that was never told."""
    if name in CODES:
        return sorted(value or [])
    return value if value is not None else "" if name in TEXTS else None


def read_text(facts: Mapping[str, Any]) -> str:
    """Return everything that people will read as sentences, one fact after the other."""
    return "\n".join(str(facts.get(name) or "") for name in READ if facts.get(name))


def plainer_words(facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the sector's words in what people will read, each once, with the plain words to say instead (row A32)."""
    text = read_text(facts)
    known = [
        (sector, word.plain) for word in WORDS for sector in _parts(word.sector) if sector.lower() != word.plain.lower()
    ]
    return list(dict.fromkeys(pair for pair in known if _says(text, pair[0])))


def _says(text: str, sector: str) -> bool:
    spaced = r"[\s-]+".join(re.escape(part) for part in re.split(r"[\s-]", sector))
    return re.search(rf"(?<!\w){spaced}(?:s|es)?(?!\w)", text, re.IGNORECASE) is not None


def _parts(sector: str) -> Sequence[str]:
    """Return each word of a row's first column; abbreviations are left to the eye, as many are ordinary words."""
    bare = re.sub(r"\s*\([^)]*\)", "", sector)
    return [part.strip() for part in re.split(r", | or | / ", bare) if len(part.strip()) > 4]
