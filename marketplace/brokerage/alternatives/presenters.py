"""Other things in words: what a week and a year come to, and what is in it."""

from __future__ import annotations

from collections.abc import Sequence

from marketplace.brokerage.alternatives import rules
from marketplace.brokerage.alternatives.options import Option
from marketplace.brokerage.alternatives.rules import WEEKS, Year
from marketplace.kernel.filters import day_and_month, hours
from marketplace.kernel.money import pounds


def yearly(weekly_pence: int) -> int:
    """Return a weekly amount as a year of 52 weeks, in pence."""
    return weekly_pence * WEEKS


def in_it(one: Option) -> list[str]:
    """Return what a year of it holds: how often, miles, the days that cost more."""
    year, found = one.year, []
    found.append(f"{year.times} times in the year" if year.times != 1 else "Once in the year")
    if year.travel_pence:
        found.append(f"{pounds(year.travel_pence)} of it is for miles")
    if year.higher_days:
        days = ", ".join(day_and_month(day) for day, _ in year.higher_days[:8])
        found.append(f"Bank holidays cost more: {days}")
    return found


def week_words(one: Option) -> str:
    """Return what a usual week costs: "£132.00 a week", or "Free"."""
    return "Free" if one.free else f"{pounds(one.year.usual_week_pence)} in a usual week"


def year_words(year: Year) -> str:
    """Return what a year costs."""
    return f"{pounds(year.pence)} a year"


def difference_words(one: Option, *, now_pence: int | None) -> str:
    """Return how a year of it stands beside a year of what someone has now."""
    if now_pence is None:
        return ""
    less = now_pence - one.year.pence
    if less == 0:
        return "The same as now"
    return f"{pounds(abs(less))} a year {'less' if less > 0 else 'more'} than now"


def buys_words(one: Option, *, weekly_pence: int | None) -> str:
    """Return what the same weekly money buys of it."""
    if not weekly_pence:
        return ""
    if one.pence_per_hour:
        minutes = rules.minutes_for(weekly_pence, pence_per_hour=one.pence_per_hour)
        return (
            f"The same money buys {hours(minutes)} a week"
            if minutes
            else "The same money buys less than a minute a week"
        )
    if one.door_pence:
        left = weekly_pence - one.year.usual_week_pence
        told = f"{pounds(one.door_pence)} each time"
        return f"{told}. Going every week leaves {pounds(left)} a week" if left > 0 else f"{told}. It takes all of it"
    return "It leaves all your money for other things"


def side_by_side(
    picked: Sequence[Option], *, now: tuple[str, int | None] | None, weekly_pence: int | None
) -> list[list[str]]:
    """Return a table: a row for each thing, what is there now first."""
    rows = []
    if now is not None:
        name, pence = now
        rows.append(
            [
                name,
                pounds(weekly_pence) if weekly_pence else "Not told us",
                pounds(pence) if pence is not None else "Not told us",
                "",
                "",
            ]
        )
    rows += [
        [
            one.listing.name, "Free" if one.free else pounds(one.year.usual_week_pence), pounds(one.year.pence),
            ". ".join(in_it(one)), buys_words(one, weekly_pence=weekly_pence),
        ]
        for one in picked
    ]  # fmt: skip
    return rows
