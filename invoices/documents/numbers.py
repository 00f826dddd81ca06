"""Invoice numbers: taken in the issuing transaction from a row that is held until it ends, so without gap or twin."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from invoices.documents.models import NumberSeries


def hold_numbers(session: Session, *, organisation_ids: Iterable[int]) -> dict[int, NumberSeries]:
    """Return each provider's series of numbers, held until the transaction ends; whoever comes second waits here.

    What is read after this is therefore all that others have billed. Always in the order of the providers' own
    numbers, so that two who each want several never wait for one another.
    """
    wanted = sorted(set(organisation_ids))
    held = (
        select(NumberSeries)
        .where(NumberSeries.organisation_id.in_(wanted))
        .order_by(NumberSeries.organisation_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    there = set(session.scalars(select(NumberSeries.organisation_id).where(NumberSeries.organisation_id.in_(wanted))))
    for organisation_id in wanted:
        if organisation_id not in there:  # once in a provider's life
            _begin(session, organisation_id)
    return {one.organisation_id: one for one in session.scalars(held)}


def _begin(session: Session, organisation_id: int) -> None:
    try:
        with session.begin_nested():
            session.add(NumberSeries(organisation_id=organisation_id, next_number=1))
    except IntegrityError:
        pass  # another process made it first, and we wait for that one
