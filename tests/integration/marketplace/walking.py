"""Walking through the site as its people do: every page they can reach by links, and every form on those pages."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup
from werkzeug.exceptions import HTTPException

if TYPE_CHECKING:
    from bs4 import Tag
    from flask import Flask
    from flask.testing import FlaskClient

MOST_OF_ONE_KIND = 5
"""Pages of one route that are looked at for one person: enough to meet each state a record can be in."""


@dataclass(frozen=True)
class Field:
    """One field of a form: its name, its kind ("text", "radio", "textarea"…) and a value it could be sent with."""

    name: str
    kind: str
    value: str


@dataclass(frozen=True)
class FoundForm:
    """A form that somebody can send: who, on which page, where it goes, with what."""

    who: str
    page: str
    action: str
    endpoint: str
    fields: tuple[Field, ...]

    def filled(self, **typed: str) -> dict[str, str]:
        """Return what a person would send, with some of it typed otherwise."""
        return {**{one.name: one.value for one in self.fields if one.value}, **typed}


def endpoint_of(app: Flask, address: str, method: str = "GET") -> str:
    """Return the name of the route that an address leads to, or ""."""
    try:
        found, _ = app.url_map.bind("localhost").match(urlsplit(address).path, method=method)
    except HTTPException:
        return ""
    return str(found)


def forms_in(html: str, *, page: str, who: str, app: Flask) -> list[FoundForm]:
    """Return the forms of a page that write something."""
    found = []
    for form in BeautifulSoup(html, "html.parser").find_all("form"):
        if str(form.get("method", "get")).lower() == "post":
            action = urljoin(page, str(form.get("action") or page))
            found.append(FoundForm(who, page, action, endpoint_of(app, action, "POST"), tuple(_fields(form))))
    return found


def walk(app: Flask, client: FlaskClient, who: str, start: list[str]) -> tuple[list[str], list[FoundForm]]:
    """Follow every link from some pages; return the addresses seen and the forms met."""
    waiting, seen, kinds, forms = list(start), set(start), Counter[str](), list[FoundForm]()
    pages = []
    while waiting:
        page = waiting.pop(0)
        kind = endpoint_of(app, page)
        kinds[kind] += 1
        if not kind or kinds[kind] > MOST_OF_ONE_KIND or kind.endswith((".leave", "static")):
            continue
        answer = client.get(page)
        pages.append(page)
        if answer.mimetype != "text/html" or answer.status_code != 200:
            continue
        forms += forms_in(answer.text, page=page, who=who, app=app)
        for link in BeautifulSoup(answer.text, "html.parser").find_all("a", href=True):
            address = urljoin(page, str(link["href"])).split("#")[0]
            if address.startswith("/") and address not in seen:
                seen.add(address)
                waiting.append(address)
    return pages, forms


def _fields(form: Tag) -> list[Field]:
    """Return each named field once; of radios the first choice, of ticks the value of the tick."""
    found: dict[str, Field] = {}
    for one in form.find_all(["input", "textarea", "select", "button"]):
        name, kind = str(one.get("name", "")), str(one.get("type", one.name))
        if not name or name in found or name == "csrf_token":
            continue
        value = one.get_text() if one.name == "textarea" else str(one.get("value", ""))
        if one.name == "select":
            options = [str(each.get("value", "")) for each in one.find_all("option")]
            value = next((each for each in options if each), "")
        found[name] = Field(name, kind, value)
    return list(found.values())
