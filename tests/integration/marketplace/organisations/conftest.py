"""Millbrook, its people signed in, and what a browser would send of a page's form."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from marketplace.cli.millbrook import places
from marketplace.kernel.clock import parse_moment


@pytest.fixture
def town(app, sessions):
    app.config["WTF_CSRF_ENABLED"] = False  # tests/conventions holds that every form is guarded
    with sessions() as session:
        made = places.open_town(session, at=parse_moment("2026-07-01T08:00"))
        session.commit()
    return made


@pytest.fixture
def jo(town, sign_in):
    return sign_in(town.people["jo"])


@pytest.fixture
def look():
    """Return a function that opens a page: look(jo, "/provider/workers")."""

    def opened(client, path, status=200):
        answer = client.get(path)
        assert answer.status_code == status, answer.text
        return BeautifulSoup(answer.text, "html5lib")

    return opened


@pytest.fixture
def filled():
    """Return a function that gives everything a browser would send of the form on a page."""

    def of(soup):
        sent = {}
        for one in soup.select("main form")[0].select("[name]"):
            if one.name == "textarea":
                sent[one["name"]] = one.text.removeprefix("\n")
            elif one.name == "select":
                chosen = one.select_one("option[selected]") or one.select_one("option")
                sent[one["name"]] = chosen["value"]
            elif one.get("type") in {"radio", "checkbox"}:
                if one.has_attr("checked"):
                    sent.setdefault(one["name"], []).append(one["value"])
            elif one.name != "button":
                sent[one["name"]] = one.get("value", "")
        return sent

    return of


@pytest.fixture
def send(look, filled):
    """Return a function that opens a look, fills in some of its form and sends it."""

    def run(client, path, **facts):
        return client.post(path, data={**filled(look(client, path)), **facts})

    return run
