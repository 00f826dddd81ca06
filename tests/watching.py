"""Looks at every page, mail and text that any test makes, without the test asking; words.py says what may be wrong.

* A page: whatever HTML a test's client is answered by our site.
* A mail or a text: whatever is written into the table `outbox_messages`.
* An invoice on paper: whatever is rendered for it.

A fault in a page or in anything that was made on the way to it fails the test where it asked; any other at its end.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

from flask import template_rendered
from flask.testing import FlaskClient
from sqlalchemy import event, inspect, text
from sqlalchemy.orm import Mapper
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from tests import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask
    from sqlalchemy import Connection
    from werkzeug.test import TestResponse

BILL = re.compile(r"/invoices/\d+")
BILL_TEMPLATE = "invoices/documents/show.html"

typed: set[str] = set()
"""What the test at work has typed into the site so far; emptied before each test."""
_found: list[str] = []


def take_faults() -> list[str]:
    """Return what has been found wrong since it was last asked for."""
    found = _found.copy()
    _found.clear()
    return found


class WatchingClient(FlaskClient):
    """Flask's client, that reads what it is answered."""

    def open(self, *args: Any, **asked: Any) -> TestResponse:
        """Ask as Flask's client does. Raises AssertionError that names what is wrong with the page."""
        typed.update(_strings([asked.get("data"), asked.get("json"), asked.get("query_string")]))
        if args and isinstance(args[0], str):
            typed.update(value for _, value in parse_qsl(urlsplit(args[0]).query, keep_blank_values=False))
        answer = super().open(*args, **asked)
        page = answer.mimetype == "text/html" and not 300 <= answer.status_code < 400 and answer.data
        if page and _is_ours(self.application, answer):
            look_at_page(answer.request.path, answer.get_data(as_text=True), status=answer.status_code)
        faults = take_faults()
        assert faults == [], "\n".join(faults)
        return answer


def look_at_page(path: str, html: str, *, status: int) -> None:
    """Note every fault of a page."""
    bill = status == 200 and bool(BILL.fullmatch(path))
    page = words.page_of(html)
    faults = words.faults_of_page(page, bill=bill, names_all_words=path == "/words", typed=typed)
    if not path.startswith("/listings/"):
        faults += [f"a health word in the title: {word}" for word in words.health_words(page.title)]
    _note(f"The page at {path} ({status}):", faults)


def look_at_message(_mapper: Mapper, connection: Connection, message: Any) -> None:
    """Note every fault of a message on its way into the outbox."""
    if inspect(message).mapper.local_table.name != "outbox_messages":
        return
    names = [
        *connection.scalars(text("SELECT known_as FROM people UNION SELECT full_name FROM people")),
        *connection.scalars(text("SELECT name FROM organisations")),
    ]
    subject, body = getattr(message, "subject", "") or "", getattr(message, "body", "") or ""
    faults = words.faults_of_message(subject, body, names=[name for name in names if name])
    _note(f"The message “{subject}”:", faults)


def look_at_paper(_app: Flask, *, template: Any, context: dict[str, Any], **_more: Any) -> None:
    """Note every fault of an invoice as it goes on paper."""
    if template.name == BILL_TEMPLATE and context.get("paper"):
        faults = words.faults_of_page(words.page_of(template.render(context)), bill=True, typed=typed)
        _note("An invoice on paper:", faults)


def watch(app_class: type[Flask]) -> Iterator[None]:
    """Look at everything until closed."""
    before = app_class.test_client_class
    app_class.test_client_class = WatchingClient
    event.listen(Mapper, "before_insert", look_at_message)
    template_rendered.connect(look_at_paper)
    yield
    template_rendered.disconnect(look_at_paper)
    event.remove(Mapper, "before_insert", look_at_message)
    app_class.test_client_class = before


def _note(where: str, faults: list[str]) -> None:
    if faults:
        _found.append("\n  ".join([where, *faults]))


def _is_ours(app: Flask, answer: TestResponse) -> bool:
    """Say whether the site answered: not a small app of a test's own, nor a route that a test added."""
    if not app.import_name.startswith("marketplace"):
        return False
    try:
        endpoint, _ = app.url_map.bind("").match(answer.request.path, method=answer.request.method)
    except (HTTPException, RequestRedirect):
        return True
    return not app.view_functions[endpoint].__module__.startswith("tests.")


def _strings(given: Any) -> Iterator[str]:
    if isinstance(given, str):
        yield given
    elif isinstance(given, dict):
        for value in given.values():
            yield from _strings(value)
    elif isinstance(given, (list, tuple)):
        for value in given:
            yield from _strings(value)
