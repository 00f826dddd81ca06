"""A picture of what is near: rings of miles around a place, north up, each thing with its number in the list. Pure.

It holds what the list holds and nothing more, so nobody needs to see it; no map of anybody else's is loaded (rule G2).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, cos, radians, sin

from marketplace.kernel.postcodes import miles_between

SIZE = 400
"""The picture's width and height, in its own units; the place searched near stands in the middle."""
MIDDLE = SIZE / 2
EDGE = 26
"""Room for a number at the rim."""
TOO_CLOSE = 26
"""Two numbers nearer than this would cover each other: the later is moved a little."""

Point = tuple[float, float]


@dataclass(frozen=True)
class Ring:
    """A circle of so many miles: its radius in the picture, and its words."""

    radius: float
    words: str


@dataclass(frozen=True)
class Pin:
    """One thing in the list: its number there, where it stands in the picture, its name and miles."""

    number: int
    x: float
    y: float
    name: str
    miles: float


@dataclass(frozen=True)
class Picture:
    """What is drawn."""

    rings: Sequence[Ring]
    pins: Sequence[Pin]


def picture(here: Point, things: Sequence[tuple[int, str, Point | None]], *, radius: int) -> Picture | None:
    """Return the picture of numbered things around a place, or None when none of them has a place within the radius."""
    placed = [(number, name, there, miles_between(here, there)) for number, name, there in things if there]
    placed = [one for one in placed if one[3] <= radius * 1.01]
    if not placed:
        return None
    reach = _reach(max(away for *_, away in placed), radius)
    scale = (MIDDLE - EDGE) / reach
    pins: list[Pin] = []
    for number, name, there, away in placed:
        turn = _bearing(here, there)
        x, y = MIDDLE + sin(turn) * away * scale, MIDDLE - cos(turn) * away * scale
        pins.append(_apart(Pin(number, x, y, name, away), pins))
    rings = [Ring(miles * scale, f"{miles:g} mile{'' if miles == 1 else 's'}") for miles in (reach / 2, reach)]
    return Picture(rings, pins)


def _reach(farthest: float, radius: int) -> float:
    """Return the miles of the outer ring: the smallest even step that holds everything."""
    return next((step for step in (0.5, 1, 2, 4, 6, 10, 20) if farthest <= step <= max(radius, 0.5)), float(radius))


def _bearing(here: Point, there: Point) -> float:
    """Return the direction from one point to another in radians, clockwise from north."""
    lat1, lon1, lat2, lon2 = map(radians, (*here, *there))
    return atan2(sin(lon2 - lon1) * cos(lat2), cos(lat1) * sin(lat2) - sin(lat1) * cos(lat2) * cos(lon2 - lon1))


def _apart(pin: Pin, others: Sequence[Pin]) -> Pin:
    x, y = pin.x, pin.y
    for turn in range(12):
        if all(abs(x - one.x) + abs(y - one.y) >= TOO_CLOSE for one in others):
            break
        step = TOO_CLOSE * (1 + turn // 4) / 2
        x, y = pin.x + step * (1, -1, 0, 0)[turn % 4], pin.y + step * (0, 0, 1, -1)[turn % 4]
    keep = (EDGE / 2, SIZE - EDGE / 2)
    return Pin(pin.number, min(max(x, keep[0]), keep[1]), min(max(y, keep[0]), keep[1]), pin.name, pin.miles)
