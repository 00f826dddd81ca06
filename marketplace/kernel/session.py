"""The database session of a web request, and the decorator that commits at the edge.

A reading request (GET, HEAD) gets a read-only transaction, unless its view says `@notes_reads`: then who read whose
record is written in the very transaction that reads it. A writing one commits only when its view says `@commits` and
answers with 2xx or 3xx; anything else is rolled back, so a refused form loses nothing.
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
READING = frozenset({"GET", "HEAD", "OPTIONS"})


def set_up(app: Flask, engine: Engine) -> None:
    """Give an app its database engine and close each request's session."""
    app.extensions["kith_engine"] = engine
    app.extensions["kith_sessions"] = make_sessions(engine)
    app.extensions["kith_reading"] = make_sessions(read_only(engine))
    app.teardown_appcontext(_close)


def db() -> Session:
    """Return the session of this request, opening it on first use."""
    if "db" not in g:
        g.db = current_app.extensions["kith_reading" if _only_reads() else "kith_sessions"]()
    return cast("Session", g.db)


def commits(view: Callable[P, ResponseReturnValue]) -> Callable[P, Response]:
    """Commit what the view did when its answer is 2xx or 3xx to a writing request; else roll back."""

    @functools.wraps(view)
    def inner(*args: P.args, **kwargs: P.kwargs) -> Response:
        response = make_response(view(*args, **kwargs))
        return response if _only_reads() else keep_if_good(response)

    return inner


def notes_reads(view: Callable[P, ResponseReturnValue]) -> Callable[P, Response]:
    """Let a view that shows somebody's record write who read it, and keep that when the page is shown."""

    @functools.wraps(view)
    def inner(*args: P.args, **kwargs: P.kwargs) -> Response:
        return keep_if_good(make_response(view(*args, **kwargs)))

    inner.writes_on_get = True  # type: ignore[attr-defined]
    return inner


def keep_if_good(response: Response) -> Response:
    """Commit this request's work when its answer is 2xx or 3xx, else roll it back; return the answer.

    Whatever app.py put in "kith_before_commit" has its say first, in the same transaction.
    """
    if response.status_code < 400:
        for act in current_app.extensions.get("kith_before_commit", ()):
            act(response)
        db().commit()
    else:
        db().rollback()
    return response


def release() -> None:
    """Let go of this request's session, and so of its lock, before something is written in a transaction of its own.

    On SQLite two writers would wait for each other for ever. What the request has not kept by now is taken back.
    """
    _close(None)


def _only_reads() -> bool:
    view = current_app.view_functions.get(request.endpoint or "") if request else None
    return bool(request) and request.method in READING and not getattr(view, "writes_on_get", False)


def _close(_error: BaseException | None) -> None:
    session = g.pop("db", None)
    if session is not None:
        session.close()
