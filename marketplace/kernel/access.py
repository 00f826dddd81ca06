"""Who may use a page. Every route says so: `@public`, or `@requires(...)` with the roles of section 2.17.

A visitor is asked to sign in; someone signed in without the role is told plainly that the area is not theirs.
Somebody else's thing is a different matter: queries never return it, and the page says "we cannot find that" (404).

Someone may act for another (rules G5, K04). Then `whose()` is the person the support is for, `current_user` stays whoever
presses, and a route says with `acting=` which scope its writing needs. One that says nothing is for oneself alone.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, ParamSpec, cast

from flask import abort, current_app, g, request
from flask_login import current_user

from marketplace.kernel.errors import NotAllowedError
from marketplace.kernel.roles import (
    BUY,
    COMMISSIONER,
    KEY_WORKER,
    PAY,
    PAYER,
    PERSON,
    PROVIDER_MANAGER,
    PROVIDER_STAFF,
    ROLES,
    SCOPES,
    SEE,
    SITE_STAFF,
    WORKER,
)
from marketplace.kernel.session import READING

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.typing import ResponseReturnValue

P = ParamSpec("P")
__all__ = [
    "BUY",
    "COMMISSIONER",
    "KEY_WORKER",
    "PAY",
    "PAYER",
    "PERSON",
    "PROVIDER_MANAGER",
    "PROVIDER_STAFF",
    "SEE",
    "SITE_STAFF",
    "WORKER",
    "Acting",
    "acting_now",
    "public",
    "requires",
    "roles_of_current",
    "whose",
]
WORDS = {SEE: "see this", BUY: "say yes to support", PAY: "agree what is to be paid"}


@dataclass(frozen=True)
class Acting:
    """Whoever is signed in acts for somebody: who that is, within what, and until when.

    `limit_pence`: the most that one thing they say yes to may cost; none where no limit was set.
    """

    acting_id: int
    helper_id: int
    person_id: int
    known_as: str
    may: frozenset[str]
    limit_pence: int | None
    ends_on: date | None


def public(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
    """Say that anyone may use this route, signed in or not."""
    view.access = "public"  # type: ignore[attr-defined]
    return view


def requires(
    *roles: str, acting: str = ""
) -> Callable[[Callable[P, ResponseReturnValue]], Callable[P, ResponseReturnValue]]:
    """Say that only someone signed in with one of these roles may use this route.

    `acting`: what someone who acts for another must be allowed to do before they may send something to this route
    (SEE, BUY or PAY; to look at it, SEE is enough). Without it the route is for oneself.
    """
    unknown = (set(roles) - ROLES) | ({acting} - SCOPES - {""})
    if unknown or not roles:
        msg = f"no such role: {sorted(unknown)}"
        raise ValueError(msg)

    def declare(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
        @functools.wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
            if not current_user.is_authenticated:
                return cast("ResponseReturnValue", current_app.login_manager.unauthorized())  # type: ignore[attr-defined]
            if not roles_of_current() & set(roles):
                abort(403)
            _check_acting(acting)
            return view(*args, **kwargs)

        guarded.access = frozenset(roles)  # type: ignore[attr-defined]
        guarded.acting = acting  # type: ignore[attr-defined]
        return guarded

    return declare


def _check_acting(scope: str) -> None:
    """Raise NotAllowedError when whoever acts for another may not do this for them."""
    acting = acting_now()
    if acting is None:
        return
    if not scope:
        raise NotAllowedError(f"This page is about you, and you are acting for {acting.known_as} now. Stop that first.")
    needed = SEE if request.method in READING else scope
    if needed not in acting.may:
        raise NotAllowedError(f"{acting.known_as} has not said that you may {WORDS[needed]}.")


def acting_now() -> Acting | None:
    """Return for whom whoever is signed in acts in this request, if for anyone."""
    if "acting" not in g:
        if not current_user.is_authenticated:
            return None
        # As with roles: app.py says how this is found.
        find: Callable[[Any], Acting | None] = current_app.extensions["kith_acting"]
        g.acting = find(current_user)
    return cast("Acting | None", g.acting)


def whose() -> int:
    """Return the number of the person whose support this request is about: oneself, or who one acts for."""
    acting = acting_now()
    return acting.person_id if acting else int(current_user.id)


def roles_of_current() -> frozenset[str]:
    """Return the roles of whoever is signed in (none for a visitor), worked out once a request."""
    if not current_user.is_authenticated:
        return frozenset()
    if "roles" not in g:
        # app.py says how roles are found: the floor knows neither people nor organisations.
        find: Callable[[Any], frozenset[str]] = current_app.extensions["kith_roles"]
        g.roles = find(current_user)
    return cast("frozenset[str]", g.roles)
