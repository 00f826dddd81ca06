"""Whose list this request is about. A visitor's secret, and what is kept (for the count in the header), are in the cookie.

The numbers in the cookie only say what stands beside a button; what is on the list is read from the database.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

from flask import flash
from flask import session as cookie
from flask_login import current_user, user_logged_in, user_logged_out

from marketplace.brokerage.shortlists import operations, queries
from marketplace.brokerage.shortlists.queries import Whose
from marketplace.kernel import clock
from marketplace.kernel.access import acting_now
from marketplace.kernel.errors import NotAllowedError
from marketplace.kernel.session import db

if TYPE_CHECKING:
    from flask import Flask

    from marketplace.people.models import Person

KEY = "shortlist"


def set_up(app: Flask) -> None:
    """Make what is kept known to every page, and a visitor's list theirs when they sign in."""
    app.jinja_env.globals.update(kept_listings=kept_listings)
    user_logged_in.connect(_begun, app)
    user_logged_out.connect(_left, app)


def whose(*, begin: bool = False) -> Whose:
    """Return whose list is meant; `begin`: a visitor without a secret is given one.

    Raises NotAllowedError while somebody acts for another: a shortlist is for oneself.
    """
    acting = acting_now()
    if acting is not None:
        raise NotAllowedError(
            f"A shortlist is each person’s own, and you are acting for {acting.known_as} now. Stop that first."
        )
    if current_user.is_authenticated:
        return Whose(person_id=int(current_user.id))
    key = str(_found().get("key", ""))
    if begin and not key:
        key = secrets.token_urlsafe(24)
        cookie[KEY] = {"of": 0, "key": key, "ids": []}
    return Whose(key=key)


def kept_listings() -> frozenset[int]:
    """Return the numbers of what is kept, without asking the database."""
    return frozenset(_found().get("ids", ()))


def remember(listing_ids: Iterable[int]) -> None:
    """Note in the cookie what is on the list of this request."""
    ids, found = sorted(listing_ids), _found()
    if found.get("ids", []) != ids:
        cookie[KEY] = {"of": _owner(), "key": found.get("key", ""), "ids": ids}


def remember_list() -> None:
    """Note in the cookie what is on the list now, after it was changed."""
    mine = queries.own_list(db(), whose=whose())
    remember(one.listing_id for one in queries.things_on(db(), shortlist=mine))


def _owner() -> int:
    """Return the number of whoever is signed in; 0 for a visitor."""
    return int(current_user.id) if current_user.is_authenticated else 0


def _found() -> dict[str, Any]:
    """Return what the cookie holds of this person's list: nothing of somebody's who was here before."""
    found = cookie.get(KEY)
    return cast("dict[str, Any]", found) if isinstance(found, dict) and found.get("of") == _owner() else {}


def _begun(_app: Flask, *, user: Person, **_facts: Any) -> None:
    before = cookie.pop(KEY, None) or {}
    left = 0
    if before.get("key"):
        left = operations.make_own(db(), key=before["key"], person_id=user.id, at=clock.now())
    mine = queries.own_list(db(), whose=Whose(person_id=user.id))
    ids = sorted(one.listing_id for one in queries.things_on(db(), shortlist=mine))
    if ids:
        cookie[KEY] = {"of": user.id, "key": "", "ids": ids}
    if left:
        flash(f"Your shortlist is full. {left} of the things you kept before signing in found no room.", "info")


def _left(_app: Flask, **_facts: Any) -> None:
    cookie.pop(KEY, None)
