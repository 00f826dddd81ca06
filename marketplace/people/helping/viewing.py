"""For whom whoever is signed in acts in this request: kept in their own session, looked up anew at every request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import current_app, flash, request
from flask import session as cookie
from flask_login import current_user

from marketplace.kernel import audit, clock
from marketplace.kernel.access import Acting, acting_now
from marketplace.kernel.session import db, release
from marketplace.people.helping import operations, queries
from marketplace.people.helping.rules import scopes

if TYPE_CHECKING:
    from flask import Response

    from marketplace.people.models import Person

KEY = "acting"


def find(person: Person) -> Acting | None:
    """Return for whom someone acts now. What has ended since is dropped, and said."""
    kept = cookie.get(KEY)
    if not isinstance(kept, int):
        return None
    row = queries.one_acting_for(db(), acting_id=kept, helper_id=person.id, on=clock.london_date(clock.now()))
    may = (
        scopes(kind=row[0].kind, may_see=row[0].may_see, may_buy=row[0].may_buy, may_pay=row[0].may_pay)
        if row
        else None
    )
    if row is None or not may:
        cookie.pop(KEY, None)
        flash("You do not act for anybody now: that help has ended.", "info")
        return None
    acting, helped = row
    return Acting(acting.id, person.id, helped.id, helped.known_as, may, acting.limit_pence, acting.ends_on)


def tell_if_acted(response: Response) -> None:
    """Before a request's work is kept: log what someone did for another, and tell the person (section 2.17).

    A form that was taken leads on to another page; one shown again has done nothing.
    """
    acting = acting_now()
    if (
        acting is None
        or not 300 <= response.status_code < 400
        or request.endpoint in {"helping.start", "helping.stop_acting"}
    ):
        return
    now, path = clock.now(), response.location or "/my"
    audit.note(
        db(), deed="acting.acted", record=f"acting:{acting.acting_id}", at=now, by_person_id=current_user.id,
        about_person_id=acting.person_id,
    )  # fmt: skip
    operations.tell_acted(db(), person_id=acting.person_id, known_as=current_user.known_as, path=path, at=now)


def note_looked(response: Response) -> Response:
    """Write that someone who acts for another looked at one of their pages: no such page is shown without (rule G1).

    It is written apart: the page itself was made from a transaction that only reads.
    """
    acting = acting_now()
    view = current_app.view_functions.get(request.endpoint or "")
    if acting is None or request.method != "GET" or response.status_code != 200 or not getattr(view, "acting", ""):
        return response
    release()
    with current_app.extensions["kith_sessions"]() as session:
        audit.note(
            session, deed="page.looked", record=f"acting:{acting.acting_id}", at=clock.now(), by_person_id=acting.helper_id,
            about_person_id=acting.person_id,
        )  # fmt: skip
        session.commit()
    return response
