"""A month end in words: what would be made, and what waits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from marketplace.brokerage.billing.operations import Held, Ready
from marketplace.brokerage.visits.presenters import when
from marketplace.kernel.money import pounds


def rows(ready: Ready, people: Mapping[int, str], organisations: Mapping[int, str]) -> list[list[str]]:
    """Return one row for each invoice that would be made: for whom, who pays, how many lines, how much."""
    return [
        [
            people[person_id],
            organisations.get(payer.organisation_id or 0) or people.get(payer.person_id or 0, ""),
            str(len(lines)),
            pounds(sum(line.pence for line in lines)),
        ]
        for (_, person_id, payer), lines in ready.groups.items()
    ]


def waits_for_yes(ready: Ready) -> list[tuple[int, str, int]]:
    """Return what waits for a yes to a payer's expectations: their number, what to do first, and how many visits wait."""
    visits: dict[tuple[int, str], set[int]] = defaultdict(set)
    for one in ready.held:
        if one.says_yes_to is not None:
            visits[one.says_yes_to, one.why].add(one.due.visit_id)
    return [(number, why, len(some)) for (number, why), some in visits.items()]


def waits_for_people(ready: Ready) -> list[Held]:
    """Return what waits for anything else: a visit to be written down, agreed or put right."""
    return [one for one in ready.held if one.says_yes_to is None]


def held_words(held: Held) -> str:
    """Return one thing that waits: whose visit, when, and why."""
    return f"{held.due.known_as}, {when(held.due.starts_at, held.due.ends_at)}: {held.why}"
