"""Counting looks at listing pages: after the page is made, and without a trace of who looked."""

from __future__ import annotations

import atexit
from typing import TYPE_CHECKING, cast

from flask import current_app, request
from flask_login import current_user
from sqlalchemy.exc import SQLAlchemyError

from listings.looks.counter import Looks
from listings.looks.queries import keeps_it
from marketplace.kernel import clock
from marketplace.kernel.session import db

if TYPE_CHECKING:
    from flask import Flask, Response

PAGE = "listings.show"
KEY = "kith_looks"
MACHINES = ("bot", "crawl", "spider", "slurp")
"""What the programs of search engines call themselves: their looks are not people's."""


def set_up(app: Flask) -> None:
    """Count looks at the pages of an app."""
    app.extensions[KEY] = Looks(lambda: app.extensions["kith_sessions"])
    app.after_request(_seen)


def write_at_exit(app: Flask) -> None:
    """Write what is left when this process ends: for whatever serves an app, once."""
    atexit.register(cast("Looks", app.extensions[KEY]).flush)


def _seen(response: Response) -> Response:
    looks: Looks = current_app.extensions[KEY]
    if request.endpoint == PAGE and request.method == "GET" and response.status_code == 200 and _is_a_reader():
        looks.count((request.view_args or {})["listing_id"], clock.london_date(clock.now()))
    if looks.is_due():
        response.call_on_close(looks.flush)  # once the page has gone out
    return response


def _is_a_reader() -> bool:
    """Say whether a person reads who does not keep the page. A visitor costs no statement."""
    told = request.user_agent.string.lower()
    if any(name in told for name in MACHINES):
        return False
    if not current_user.is_authenticated:
        return True
    number, today = (request.view_args or {})["listing_id"], clock.london_date(clock.now())
    try:
        return not keeps_it(db(), listing_id=number, person_id=int(current_user.id), on=today)
    except SQLAlchemyError:
        return False
