"""Who is on an invoice: names, addresses and bank details as they are at issue, read for many invoices at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from invoices.documents.types import Draft, Payer
from marketplace.kernel.db import in_parts
from marketplace.organisations.models import Organisation
from marketplace.people.models import Person

_SELLER = (
    "name", "legal_name", "address", "postcode", "phone", "email", "charity_number", "company_number",
    "vat_status", "bank_account_name", "bank_sort_code", "bank_account_number", "complaints",
)  # fmt: skip


@dataclass(frozen=True)
class Named:
    """What an invoice says of a person."""

    full_name: str
    known_as: str
    address: str
    postcode: str


@dataclass(frozen=True)
class Parties:
    """Everyone who is on some invoices, by number."""

    organisations: Mapping[int, Organisation]
    people: Mapping[int, Named]
    _sellers: dict[int, dict[str, str]] = field(default_factory=dict)

    def on(self, draft: Draft) -> dict[str, Any]:
        """Return the three parties of one invoice: from whom, to whom, and for whom, in words."""
        person = self.people[draft.person_id]
        return {
            "from": self._seller(draft.organisation_id),
            "to": self._payer(draft.payer),
            "for": {"name": person.full_name, "known_as": person.known_as},
        }

    def _seller(self, organisation_id: int) -> dict[str, str]:
        if organisation_id not in self._sellers:
            found = self.organisations[organisation_id]
            self._sellers[organisation_id] = {name: getattr(found, name) for name in _SELLER}
        return self._sellers[organisation_id]

    def _payer(self, payer: Payer) -> dict[str, str]:
        if payer.organisation_id is not None:
            found = self.organisations[payer.organisation_id]
            return {"kind": "organisation", "name": found.legal_name, "greeting": found.name,
                    "address": found.address, "postcode": found.postcode}  # fmt: skip
        who = self.people[payer.person_id or 0]
        return {"kind": "person", "name": who.full_name, "greeting": who.known_as, "address": who.address,
                "postcode": who.postcode}  # fmt: skip


def parties_of(session: Session, *, drafts: Sequence[Draft]) -> Parties:
    """Return everyone who is on these invoices, in one statement for organisations and one for people."""
    organisations = {number for one in drafts for number in (one.organisation_id, one.payer.organisation_id) if number}
    people = {number for one in drafts for number in (one.person_id, one.payer.person_id) if number}
    return Parties(
        {one.id: one for one in session.scalars(select(Organisation).where(Organisation.id.in_(organisations)))},
        _people(session, sorted(people)),
    )


def _people(session: Session, numbers: Sequence[int]) -> dict[int, Named]:
    wanted = select(Person.id, Person.full_name, Person.known_as, Person.address, Person.postcode)
    return {
        number: Named(full_name, known_as, address, postcode)
        for some in in_parts(numbers)
        for number, full_name, known_as, address, postcode in session.execute(wanted.where(Person.id.in_(some)))
    }
