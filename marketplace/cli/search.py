"""`kith search "words"`: the same search as the page's."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from marketplace.cli import database
from marketplace.cli.options import with_settings
from marketplace.kernel import clock
from marketplace.kernel.db import reading
from marketplace.kernel.errors import SetUpError
from search.documents import FACETS
from search.engine import IndexMissingError
from search.finding import find, understood
from search.indexing import service
from search.query import read

if TYPE_CHECKING:
    from marketplace.config import Settings
    from search.finding import Found


@click.command()
@click.argument("words", default="")
@click.option("--near", default="", help="A postcode, or the first part of one.")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 10_000))
@click.option("--json", "as_json", is_flag=True, help="Print JSON and nothing else.")
@with_settings
def search(*, words: str, near: str, limit: int, as_json: bool, settings: Settings) -> None:
    """Search the listings; without words, all of them."""
    sessions = database.open_sessions(settings)
    asked = read({"q": [words], "near": [near]}, tuple(FACETS))
    try:
        with reading(sessions)() as session:
            asked = understood(session, asked, on=clock.london_date(clock.now()))
            found = find(
                session, service.engine_for(settings.index_folder, settings.semantic.files), asked=asked, size=limit
            )
    except IndexMissingError:
        raise SetUpError("There is no index yet. Run `kith index rebuild`.") from None
    if found.unknown_place:
        raise SetUpError(f"We do not know the postcode {near}. Try the first part, like M33.")
    click.echo(json.dumps(as_facts(found), ensure_ascii=False) if as_json else as_words(found))


def as_facts(found: Found) -> dict[str, object]:
    """Return what was found as JSON facts."""
    results = []
    for listing, miles in found.listings:
        one: dict[str, object] = {"id": str(listing.id), "title": listing.name, "kind": listing.kind}
        if miles is not None:
            one["distance_miles"] = round(miles, 1)
        results.append({**one, "url": f"/listings/{listing.id}"})
    return {"total": found.page.total, "results": results, "facets": found.page.facets}


def as_words(found: Found) -> str:
    """Return what was found as lines to read."""
    lines = [f"{found.page.total} found."]
    for listing, miles in found.listings:
        away = f", {miles:.1f} miles" if miles is not None else ""
        lines.append(f"{listing.id:>6}  {listing.name} ({listing.kind}{away})")
    return "\n".join(lines)
