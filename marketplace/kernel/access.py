"""Who may use a page. Every route says so: `@public`, or `@requires(...)` with the roles of section 2.17.

A visitor is asked to sign in; someone signed in without the role is told plainly that the area is not theirs.
Somebody else's thing is a different matter: queries never return it, and the page says "we cannot find that" (404).
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, ParamSpec, cast

from flask import abort, current_app, g
from flask_login import current_user

from marketplace.kernel.roles import (
    COMMISSIONER,
    KEY_WORKER,
    PAYER,
    PERSON,
    PROVIDER_STAFF,
    ROLES,
    SITE_STAFF,
    WORKER,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.typing import ResponseReturnValue

P = ParamSpec("P")
__all__ = [
    "COMMISSIONER",
    "KEY_WORKER",
    "PAYER",
    "PERSON",
    "PROVIDER_STAFF",
    "SITE_STAFF",
    "WORKER",
    "public",
    "requires",
    "roles_of_current",
]


def public(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
    """Say that anyone may use this route, signed in or not."""
    view.access = "public"  # type: ignore[attr-defined]
    return view


def requires(*roles: str) -> Callable[[Callable[P, ResponseReturnValue]], Callable[P, ResponseReturnValue]]:
    """Say that only someone signed in with one of these roles may use this route."""
    unknown = set(roles) - ROLES
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
            return view(*args, **kwargs)

        guarded.access = frozenset(roles)  # type: ignore[attr-defined]
        return guarded

    return declare


def roles_of_current() -> frozenset[str]:
    """Return the roles of whoever is signed in (none for a visitor), worked out once a request."""
    if not current_user.is_authenticated:
        return frozenset()
    if "roles" not in g:
        # app.py says how roles are found: the floor knows neither people nor organisations.
        find: Callable[[Any], frozenset[str]] = current_app.extensions["kith_roles"]
        g.roles = find(current_user)
    return cast("frozenset[str]", g.roles)
