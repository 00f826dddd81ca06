"""Where a postcode is, from shipped figures: its sector (about half a mile) or its outcode, and distances in miles.

See data/SOURCE.txt for the source and licence, shown on /sources. Northern Ireland's postcodes are not open data.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

ATTRIBUTION = (
    "Source: Office for National Statistics licensed under the Open Government Licence v.3.0. Contains OS data © Crown "
    "copyright and database right 2025. Contains Royal Mail data © Royal Mail copyright and database right 2025."
)
EARTH_MILES = 3958.8
_DATA = Path(__file__).with_name("data")
_OUTCODE = r"([A-Z]{1,2}\d[A-Z\d]?)"
_SHAPES = tuple(
    # A full postcode; then an outcode by itself (so that "M33" is not read as "M3 3"); then a sector.
    re.compile(_OUTCODE + rest)
    for rest in (r" ?(\d)[A-Z]{2}", r"", r" ?(\d)")
)
_NATIONS = {"Scotland": "scotland"}


@dataclass(frozen=True)
class Place:
    """A point with how exactly it is known ("sector", "outcode", "town" or "area"), its nation and the local authority's name."""

    latitude: float
    longitude: float
    precision: str
    nation: str
    label: str


def place(text: str) -> Place | None:
    """Return where a postcode ("M33 4BR"), sector ("M33 4") or outcode ("M33") is, or None when it is not one."""
    text = " ".join((text or "").upper().split())
    for shape in _SHAPES:
        found = shape.fullmatch(text)
        if found is None:
            continue
        outcode, sector = (*found.groups(), None)[:2]
        known = _table("sectors").get(f"{outcode} {sector}") if sector else None
        known = known or _table("outcodes").get(outcode or "")
        if known is not None:
            return known
    return None


def outcode_of(text: str) -> str:
    """Return the first part of what has the shape of a postcode or of its beginning ("m33 4br" → "M33"), or ""."""
    text = " ".join((text or "").upper().split())
    found = next((match for shape in _SHAPES if (match := shape.fullmatch(text))), None)
    return found[1] if found else ""


def area(name: str) -> Place | None:
    """Return the middle of a council's area by its name ("Trafford"), or None when there is none of that name."""
    return _areas().get(" ".join(name.lower().split()))


def normal_postcode(text: str) -> str:
    """Return a full postcode as it is usually written ("m334br" → "M33 4BR"), or "" when it has no such shape.

    Whether it exists is not asked: Northern Ireland's are not in the shipped figures.
    """
    plain = "".join(text.upper().split())
    return f"{plain[:-3]} {plain[-3:]}" if re.fullmatch(_OUTCODE + r"\d[A-Z]{2}", plain, re.ASCII) else ""


def miles_between(here: tuple[float, float], there: tuple[float, float]) -> float:
    """Return the distance in miles between two (latitude, longitude) points, as the crow flies."""
    lat1, lon1, lat2, lon2 = map(radians, (*here, *there))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_MILES * asin(sqrt(min(1.0, half)))


@lru_cache(maxsize=1)
def _areas() -> dict[str, Place]:
    found: dict[str, list[Place]] = {}
    for one in _table("outcodes").values():
        found.setdefault(one.label.lower(), []).append(one)
    return {
        name: Place(
            latitude=sum(one.latitude for one in parts) / len(parts),
            longitude=sum(one.longitude for one in parts) / len(parts),
            precision="area",
            nation=parts[0].nation,
            label=parts[0].label,
        )
        for name, parts in found.items()
    }


@lru_cache(maxsize=2)
def _table(name: str) -> dict[str, Place]:
    precision = name.removesuffix("s")
    with (_DATA / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return {
            row[precision]: Place(
                latitude=float(row["latitude"]),
                longitude=float(row["longitude"]),
                precision=precision,
                nation=_NATIONS.get(row["nation"], "england-and-wales"),
                label=row["label"],
            )
            for row in csv.DictReader(lines)
        }
