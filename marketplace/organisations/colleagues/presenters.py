"""What a colleague does in an organisation, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from marketplace.organisations.models import Membership
from marketplace.people.models import Person

ROLES = {
    "manager": "Manager: says who may do what, and keeps your details",
    "staff": "Staff: answers people, plans visits and sends invoices",
    "worker": "Worker: sees and writes down their own visits",
}
SHORT = {"manager": "manager", "staff": "staff", "worker": "worker"}


def people(
    found: Iterable[tuple[Membership, Person]], organisation_id: int
) -> list[tuple[Person, Sequence[Membership]]]:
    """Return each colleague of one organisation once, with all that they do there."""
    rows: dict[int, tuple[Person, list[Membership]]] = {}
    for membership, person in found:
        if membership.organisation_id == organisation_id:
            rows.setdefault(person.id, (person, []))[1].append(membership)
    return list(rows.values())
