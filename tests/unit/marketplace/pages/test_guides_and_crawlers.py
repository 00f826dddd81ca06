"""The table of guides, and what is closed to search engines."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from marketplace.kernel.errors import NotFoundError
from marketplace.pages import crawlers, guides

OPEN, CLOSED = SimpleNamespace(access="public"), SimpleNamespace(access=frozenset({"person"}))


def test_each_guide_has_its_own_address_template_and_day():
    for part in ("slug", "name", "template"):
        assert len({getattr(one, part) for one in guides.GUIDES}) == len(guides.GUIDES)
    assert all(one.checked_on >= date(2026, 11, 1) for one in guides.GUIDES)
    assert guides.guide("your-rights").name == "Your rights"


@pytest.mark.parametrize("slug", ["", "frame", "list", "../list", "nothing"])
def test_there_are_no_other_guides(slug):
    with pytest.raises(NotFoundError):
        guides.guide(slug)


def test_what_is_not_for_everyone_is_closed_once():
    routes = [
        ("/", OPEN), ("/find", OPEN), ("/my", CLOSED), ("/my/visits/<int:visit_id>", CLOSED),
        ("/listings/<int:listing_id>", OPEN), ("/listings/<int:listing_id>/ask", CLOSED), ("/static/<path:name>", object()),
    ]  # fmt: skip
    assert crawlers.closed_paths(routes) == ["/listings/*/ask", "/my"]
