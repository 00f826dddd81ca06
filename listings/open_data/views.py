"""The open data itself: three addresses of Open Referral UK 3.0, for anyone, without a key."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from flask import Blueprint, jsonify, request

from listings.open_data import presenters, queries
from marketplace.kernel.access import public
from marketplace.kernel.clock import parse_moment
from marketplace.kernel.errors import DomainError, NotFoundError
from marketplace.kernel.session import db

if TYPE_CHECKING:
    from flask import Response

bp = Blueprint("open_data", __name__, url_prefix="/open-data")
MOST = 100


@bp.after_request
def for_everyone(response: Response) -> Response:
    """Let other sites' pages read it: there is nothing here that is not on our own pages."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@bp.get("/")
@public
def about() -> Response:
    """Say which standard this is."""
    return jsonify(version=presenters.VERSION, profile=presenters.PROFILE, openapi_url=presenters.OPENAPI)


@bp.get("/services")
@public
def services() -> Response:
    """Give a page of services; what cannot be read in the address is left out."""
    wanted = queries.Wanted(
        page=min(_whole("page", 1), 100_000),
        size=min(_whole("per_page", 50), MOST),
        words=request.args.get("search", "")[:100].strip(),
        modified_after=_moment(request.args.get("modified_after", "")),
    )
    found, total = queries.some(db(), wanted=wanted)
    return jsonify(presenters.page(found, wanted=wanted, total=total))


@bp.get("/services/<service_id>")
@public
def service(service_id: str) -> Response:
    """Give one service."""
    number = presenters.number_of(service_id)
    if number is None:
        raise NotFoundError
    return jsonify(presenters.service(queries.one(db(), listing_id=number)))


def _whole(name: str, otherwise: int) -> int:
    text = request.args.get(name, "")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 8 else otherwise


def _moment(text: str) -> datetime | None:
    try:
        found = parse_moment(text[:40])
    except (DomainError, ValueError, OverflowError):
        return None
    return found.astimezone(UTC)
