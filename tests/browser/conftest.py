"""A real Chromium on a real server: Millbrook's people and places in a fresh folder, with a clock the test sets."""

from __future__ import annotations

import io
import os
import threading
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

import pytest
from werkzeug.serving import make_server
from werkzeug.wrappers import Response

from marketplace.app import create_app
from marketplace.cli.database import open_sessions
from marketplace.cli.millbrook import people, places
from marketplace.config import load_settings
from marketplace.kernel.clock import parse_moment
from search.indexing import service
from tests import needs, watching

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="session")
def browser_type_launch_args():
    """Use the machine's own Chromium, and let it ask nobody for anything."""
    path = needs.chromium()
    if path is None:
        message = "Chromium is missing: browser tests were not run"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
    return {"executable_path": path, "args": [*quiet, "--disable-component-update", "--disable-sync", "--no-first-run"]}


class Site:
    """A running site: its address, its database, and its clock."""

    def __init__(self, *, address: str, sessions, folder: Path) -> None:
        self.address = address
        self.sessions = sessions
        self.folder = folder

    def set_clock(self, text: str) -> None:
        """Freeze the site's clock at a London time."""
        os.environ["KITH_NOW"] = text


def watched(app: Flask):
    """Return the app so that every page it answers is looked at as it leaves the server: tests/watching.py."""

    def answer(environ, start_response):
        if environ["REQUEST_METHOD"] == "POST":
            sent = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
            watching.typed.update(value for _, value in parse_qsl(sent.decode(errors="replace")))
            environ["wsgi.input"] = io.BytesIO(sent)
        watching.typed.update(value for _, value in parse_qsl(environ.get("QUERY_STRING", "")))
        response = Response.from_app(app, environ)
        if response.mimetype == "text/html" and not 300 <= response.status_code < 400:
            watching.look_at_page(environ["PATH_INFO"], response.get_data(as_text=True), status=response.status_code)
        return response(environ, start_response)

    return answer


def run_site(folder: Path, *, opened: str, monkeypatch, with_town: bool = False):
    """Settle people and places in a folder, index them, serve from a thread; yields a Site (and the town if asked)."""
    monkeypatch.setenv("KITH_ENVIRONMENT", "test")
    monkeypatch.setenv("KITH_NOW", opened)
    settings = load_settings(data=folder)
    sessions = open_sessions(settings)
    with sessions() as session:
        town = places.open_town(session, at=parse_moment(opened))
        session.commit()
    service.rebuild(sessions, service.engine_for(settings.index_folder))
    server = make_server("127.0.0.1", 0, watched(create_app(settings)), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        made = Site(address=f"http://127.0.0.1:{server.server_port}", sessions=sessions, folder=folder)
        yield (made, town) if with_town else made
    finally:
        server.shutdown()
        thread.join(timeout=10)
        server.server_close()
        sessions.kw["bind"].dispose()


@pytest.fixture
def site(tmp_path, monkeypatch):
    """Return a fresh site as it was on Monday 20 July 2026, before anything was asked or agreed."""
    yield from run_site(tmp_path / "var", opened="2026-07-20T09:00", monkeypatch=monkeypatch)


@pytest.fixture(params=[True, False], ids=["scripts-on", "scripts-off"])
def scripts(request) -> bool:
    """Run the test twice: with scripts and without."""
    return request.param


class Reader:
    """One person at one browser: signs in, walks, presses."""

    def __init__(self, page: Page, site: Site) -> None:
        self.page = page
        self.site = site
        self.key = ""

    def go(self, path: str) -> Page:
        """Open a page of the site; the answer must be a good one. After days away one is asked to sign in again."""
        response = self.page.goto(self.site.address + path)
        if self.key and "/sign-in?next=" in self.page.url:
            self.sign_in(self.key)
            response = self.page.goto(self.site.address + path)
            assert self.page.url == self.site.address + path
        assert response is not None
        assert response.status < 400, f"{path} answered {response.status}"
        return self.page

    def sign_in(self, key: str) -> Page:
        """Sign in as one of Millbrook's people."""
        self.key = ""
        self.go("/sign-in")
        self.key = key
        person = next(person for person in people.EVERYONE if person.key == key)
        self.page.get_by_label("Email address").fill(person.email)
        self.page.get_by_label("Password", exact=True).fill(people.PASSWORD)
        self.page.get_by_role("main").get_by_role("button", name="Sign in").click()
        return self.page


@pytest.fixture
def reader(browser: Browser, site: Site, scripts: bool):
    """Return a function that opens a new browser window for one person: reader("margaret")."""
    contexts = []

    def open_window(key: str | None = None, *, width: int = 1100, height: int = 900) -> Reader:
        context = browser.new_context(
            java_script_enabled=scripts, viewport={"width": width, "height": height}, locale="en-GB"
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        made = Reader(context.new_page(), site)
        if key:
            made.sign_in(key)
        return made

    yield open_window
    for context in contexts:
        context.close()
