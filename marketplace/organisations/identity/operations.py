"""Keeping an organisation's legal facts. What was sent before is a copy and stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from marketplace.kernel import audit
from marketplace.kernel.errors import DomainError
from marketplace.organisations.identity.queries import prefix_taken
from marketplace.organisations.identity.rules import BANK, FIELDS
from marketplace.organisations.models import Organisation
from marketplace.organisations.operations import tell_members

BANK_CHANGED = "Your bank details were changed"
BANK_CHANGED_WORDS = (
    "The bank details on your invoices were changed just now. What was sent before stays as it is. "
    "If none of you did this, ring us at once."
)


def change(
    session: Session, *, organisation: Organisation, facts: Mapping[str, Any], by_id: int, at: datetime
) -> list[str]:
    """Keep the facts and return the names of those that changed (row K11, rules C11 and T1). Flushes.

    New bank details are told to every manager. Raises DomainError for letters that another organisation uses.
    """
    changed = [name for name in FIELDS if name in facts and facts[name] != getattr(organisation, name)]
    letters = facts["invoice_prefix"] if "invoice_prefix" in changed else ""
    if letters and prefix_taken(session, prefix=letters, but_id=organisation.id):
        raise DomainError("Another organisation’s invoices start with these letters. Choose others.")
    for name in changed:
        setattr(organisation, name, facts[name])
    session.flush()
    if changed:
        record = f"organisation:{organisation.id}"
        audit.note(session, deed="organisation.changed", record=record, at=at, by_person_id=by_id)
    if set(changed) & set(BANK):
        tell_members(
            session, organisation_id=organisation.id, role="manager", subject=BANK_CHANGED, body=BANK_CHANGED_WORDS,
            at=at, path=f"/provider/organisations/{organisation.id}",
        )  # fmt: skip
    return changed
