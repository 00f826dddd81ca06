"""`kith regulator FILE`: bring in the care regulator's list, as an operator got it."""

from __future__ import annotations

import time
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from listings.regulator import operations, rules
from listings.regulator.reading import read_list
from marketplace.cli import database
from marketplace.cli.options import with_settings
from marketplace.kernel import clock
from search.indexing import service

if TYPE_CHECKING:
    from marketplace.config import Settings


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dated", type=click.DateTime(["%Y-%m-%d"]), default=None, help="The day the list is from.")
@click.option("--force", is_flag=True, help="Bring it in though it is older, or far shorter than the last.")
@with_settings
def regulator(*, file: Path, dated: datetime | None, force: bool, settings: Settings) -> None:
    """Bring in the care regulator's list (CSV, ODS or Excel) and look every number up in it."""
    started, now = time.monotonic(), clock.now()
    found = read_list(file, most_bytes=settings.import_max_bytes)
    day = _day(dated, found.above, today=clock.london_date(now))
    sessions = database.open_sessions(settings)
    with sessions() as session:
        done = operations.bring_in(session, places=found.places, dated=day, at=now, force=force)
        session.commit()
    service.drain(sessions, service.engine_for(settings.index_folder, settings.semantic.files), at=clock.now())
    unusable = f", {found.unusable} rows not usable" if found.unusable else ""
    click.echo(
        f"The list of {day.isoformat()}: {done.places:,} places{unusable}; {done.linked} of our pages are on it, "
        f"{done.misfits} do not fit ({time.monotonic() - started:.1f} seconds)."
    )


def _day(told: datetime | None, above: list[str], *, today: date) -> date:
    """Return the day a list is from: as told, else as written above its heads, else today."""
    return told.date() if told else rules.newest_day(above, today=today) or today
