"""What invoicing is given: priced lines and who pays. It does not know what a visit is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class LineToBill(NamedTuple):
    """One priced line; `source` is unique for ever ("visit:12:travel"), so nothing is billed twice. Pence, minutes."""

    source: str
    kind: str
    happened_on: date
    words: str
    pence: int
    holiday: str = ""
    why: str = ""
    minutes: int | None = None
    pence_per_hour: int | None = None
    miles_tenths: int | None = None
    pence_per_mile: int | None = None


class Payer(NamedTuple):
    """Who pays: one person or one organisation."""

    person_id: int | None = None
    organisation_id: int | None = None


@dataclass(frozen=True)
class Draft:
    """One invoice before it has a number: the provider, whom the support was for, who pays, and its lines in order."""

    organisation_id: int
    person_id: int
    payer: Payer
    lines: Sequence[LineToBill]
