"""The map of the site is valid, names what is live and nothing else, comes in parts; and what is private is closed."""

from __future__ import annotations

from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree as ET

import pytest

from listings.operations import add_listing, withdraw
from marketplace.pages import crawlers
from marketplace.pages.guides import GUIDES
from tests.factories.told import make_story

HERE = "http://127.0.0.1:8000"
SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture
def listed(app, sessions, now):
    """Put three listings and two stories on the site; the second listing and the second story are not shown."""
    with sessions() as session:
        made = [
            add_listing(session, source="kith", source_key=f"k{at}", kind="drop_in", name="A & <B>", at=now)
            for at in range(3)
        ]
        withdraw(session, listing=made[1], at=now)
        make_story(session, at=now)
        make_story(session, at=now, live=False)
        session.commit()
    return app


def places(answer, kind="url"):
    assert (answer.status_code, answer.mimetype) == (200, "application/xml")
    root = ET.fromstring(answer.data)
    return {one.findtext(f"{SPACE}loc"): one.findtext(f"{SPACE}lastmod") for one in root.iter(f"{SPACE}{kind}")}


def test_the_map_names_what_is_live_with_the_day_it_changed(listed, client):
    found = places(client.get("/sitemap.xml"))
    assert found[f"{HERE}/listings/1"] == found[f"{HERE}/stories/1"] == "2026-09-01"
    assert {f"{HERE}/guides/{one.slug}" for one in GUIDES} <= set(found)
    assert not {f"{HERE}/listings/2", f"{HERE}/stories/2"} & set(found)
    for address in found:
        assert client.get(address.removeprefix(HERE)).status_code in {200, 503}, address  # no index is made here


def test_a_long_map_comes_in_parts_that_hold_everything_once(listed, client, monkeypatch):
    whole = places(client.get("/sitemap.xml"))
    monkeypatch.setattr(crawlers, "MOST", 2)
    parts = places(client.get("/sitemap.xml"), "sitemap")
    assert list(parts) == [f"{HERE}/sitemap/{at}.xml" for at in range(3)]
    found = [address for part in parts for address in places(client.get(part.removeprefix(HERE)))]
    assert sorted(found) == sorted(whole)
    assert client.get("/sitemap/3.xml").status_code == 404
    assert client.get(f"/sitemap/{2**31 - 1}.xml").status_code == 404


def test_searches_forms_and_all_that_is_private_are_closed_to_robots(listed, client):
    answer = client.get("/robots.txt")
    assert answer.mimetype == "text/plain"
    assert f"Sitemap: {HERE}/sitemap.xml" in answer.text
    lines = answer.text.splitlines()
    for closed in ("/find?*", "/my", "/admin", "/account", "/invoices/*", "/listings/*/ask", "/missing", "/leave"):
        assert f"Disallow: {closed}" in lines
    robots = RobotFileParser()
    robots.parse(lines)
    for path in ("/", "/find", "/listings/1", "/stories/1", "/guides/your-rights", "/crisis"):
        assert robots.can_fetch("*", HERE + path), path
    for path in ("/my/visits/1", "/admin/reports", "/provider/invoices", "/sign-in", "/register"):
        assert not robots.can_fetch("*", HERE + path), path
