"""What search engines elsewhere are told: every page worth finding (/sitemap.xml), and what to leave alone (/robots.txt)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from flask import Blueprint, Response, current_app, render_template

from listings import queries as listings
from listings.stories import queries as stories
from marketplace.kernel.access import public
from marketplace.kernel.clock import london_date
from marketplace.kernel.errors import NotFoundError
from marketplace.kernel.session import db
from marketplace.pages.guides import GUIDES

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

bp = Blueprint("crawlers", __name__)

MOST = 50_000
"""Addresses in one part of a map of the site: what sitemaps.org allows."""
STANDING = (
    "/", "/find", "/not-sure", "/crisis", "/guides", "/stories", "/instead", "/what-could-it-do", "/words", "/privacy",
    "/accessibility", "/how-we-order-results", "/how-we-check-reviews", "/sources",
)  # fmt: skip
NOT_FOUND = (
    "/find?*", "/find/words", "/instead?*", "/what-could-it-do?*", "/leave", "/preferences", "/missing",
    "/sign-in", "/sign-out", "/register", "/reset", "/confirm",
    "/listings/*/report", "/listings/*/worried", "/still-right/",
)  # fmt: skip
"""Pages that anyone may open and nobody should land on from elsewhere; searches tell what somebody looked for (rule G2)."""


@dataclass(frozen=True)
class Place:
    """One address of the map, and the day it last changed if that is known."""

    path: str
    changed_on: date | None = None


@bp.get("/sitemap.xml")
@public
def sitemap() -> Response:
    """Give the map of the site: whole, or where it is too long as a list of its parts."""
    most_id = listings.largest_id(db())
    parts = -(-most_id // MOST)
    if parts > 1:
        return _xml("marketplace/pages/sitemap_parts.xml", parts=range(parts + 1))
    return _xml("marketplace/pages/sitemap.xml", places=[*_standing(db()), *_listings(db(), part=1)])


@bp.get("/sitemap/<int:part>.xml")
@public
def sitemap_part(part: int) -> Response:
    """Give one part: 0 has all but listings, part N the listings numbered from (N - 1) times 50,000 on."""
    if part > max(1, -(-listings.largest_id(db()) // MOST)):
        raise NotFoundError
    places = _listings(db(), part=part) if part else _standing(db())
    return _xml("marketplace/pages/sitemap.xml", places=places)


@bp.get("/robots.txt")
@public
def robots() -> Response:
    """Say what to leave alone: searches, forms, and all that asks who you are (rule G2)."""
    closed = closed_paths(
        (rule.rule, current_app.view_functions[rule.endpoint]) for rule in current_app.url_map.iter_rules()
    )
    address = current_app.extensions["kith_settings"].site.address.rstrip("/")
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in (*NOT_FOUND, *closed)),
        f"Sitemap: {address}/sitemap.xml",
    ]
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


def closed_paths(routes: Iterable[tuple[str, object]]) -> list[str]:
    """Return the addresses that are not for everyone, each with `*` for a number, without those under another."""
    closed = {
        re.sub(r"<[^>]+>", "*", rule)
        for rule, view in routes
        if isinstance(getattr(view, "access", "public"), frozenset)
    }
    return sorted(one for one in closed if not any(one.startswith(f"{other}/") for other in closed))


def _standing(session: Session) -> list[Place]:
    """Return the pages that are there whatever is listed, the guides, and the newest stories."""
    told = stories.changed_days(session, most=MOST // 2)
    return [
        *(Place(path) for path in STANDING),
        *(Place(f"/guides/{one.slug}", one.checked_on) for one in GUIDES),
        *(Place(f"/stories/{number}", london_date(changed)) for number, changed in told),
    ]


def _listings(session: Session, *, part: int) -> list[Place]:
    changed = listings.changed_days(session, after=(part - 1) * MOST, up_to=part * MOST)
    return [Place(f"/listings/{number}", london_date(at)) for number, at in changed]


def _xml(template: str, **facts: object) -> Response:
    address = current_app.extensions["kith_settings"].site.address.rstrip("/")
    return Response(render_template(template, address=address, **facts), mimetype="application/xml")
