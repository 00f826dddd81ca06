"""The database session of a web request, and the decorator that commits at the edge.

A reading request (GET, HEAD) gets a read-only transaction. A writing one commits only when its view says
`@commits` and answers with 2xx or 3xx; anything else is rolled back, so a refused form loses nothing.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, ParamSpec, cast

from flask import Flask, current_app, g, make_response, request

from marketplace.kernel.db import make_sessions, read_only

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Response
    from flask.typing import ResponseReturnValue
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

P = ParamSpec("P")


def set_up(app: Flask, engine: Engine) -> None:
    """Give an app its database engine and close each request's session."""
    app.extensions["kith_engine"] = engine
    app.extensions["kith_sessions"] = make_sessions(engine)
    app.extensions["kith_reading"] = make_sessions(read_only(engine))
    app.teardown_appcontext(_close)


def db() -> Session:
    """Return the session of this request, opening it on first use."""
    if "db" not in g:
        kind = "kith_reading" if request and request.method in {"GET", "HEAD", "OPTIONS"} else "kith_sessions"
        g.db = current_app.extensions[kind]()
    return cast("Session", g.db)


def commits(view: Callable[P, ResponseReturnValue]) -> Callable[P, Response]:
    """Commit what the view did when its answer is 2xx or 3xx to a writing request; else roll back."""

    @functools.wraps(view)
    def inner(*args: P.args, **kwargs: P.kwargs) -> Response:
        response = make_response(view(*args, **kwargs))
        if request.method in {"GET", "HEAD", "OPTIONS"}:
            return response
        if response.status_code < 400:
            db().commit()
        else:
            db().rollback()
        return response

    return inner


def _close(_error: BaseException | None) -> None:
    session = g.pop("db", None)
    if session is not None:
        session.close()
