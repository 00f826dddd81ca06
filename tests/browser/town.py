"""A running site with a whole town in it, for whatever looks at every page: tests, and the sheet of pictures."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.browser import pages
from tests.browser.conftest import Reader, run_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.browser.conftest import Site

Town = tuple["Site", dict[str, int | str]]


@contextmanager
def running_town(folder: Path) -> Iterator[Town]:
    """Give a running site on the morning its pages are looked at, and the numbers of its pages."""
    patch = pytest.MonkeyPatch()
    running = run_site(folder, opened=pages.OPENED, monkeypatch=patch, with_town=True)
    site, town = next(running)
    try:
        with site.sessions() as session:
            # The town's people are another session's; here they are this one's.
            for kept in (town.people, town.organisations, town.workers, town.listings, town.offers, town.budgets):
                kept.update({key: session.merge(each) for key, each in kept.items()})
            numbers = pages.settle(session, town=town, folder=folder)
            session.commit()
        site.set_clock(pages.SEEN)
        yield site, numbers
    finally:
        running.close()
        patch.undo()


@contextmanager
def opened(browser: Browser, site: Site, who: str = "", *, look: str = "", **facts: object) -> Iterator[Reader]:
    """Give a window of one person, signed in unless `who` is empty; `look` is the cookie of text and colours."""
    context = browser.new_context(locale="en-GB", **facts)
    if look:
        context.add_cookies([{"name": "look", "value": look, "url": site.address}])
    try:
        reader = Reader(context.new_page(), site)
        if who:
            reader.sign_in(who)
        yield reader
    finally:
        context.close()
