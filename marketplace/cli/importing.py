"""`kith import PATH…`: bring listings in from files or folders; back only when they can be found."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from listings.imports.operations import Report, Seen, load
from listings.imports.reading import Feed, NotAFeedError, files_in, read_feed
from marketplace.cli import database
from marketplace.cli.options import with_settings
from marketplace.kernel import clock
from marketplace.kernel.errors import DomainError
from search.indexing import service

if TYPE_CHECKING:
    from sqlalchemy.orm import Session, sessionmaker

    from marketplace.config import Settings

MOST_PROBLEMS = 50


@click.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--mapping", type=click.Path(path_type=Path), default=None, help="A JSON file of our names to column names."
)
@with_settings
def import_(*, paths: tuple[Path, ...], mapping: Path | None, settings: Settings) -> None:
    """Bring in Open Referral UK JSON, CSV or flat JSON."""
    sessions = database.open_sessions(settings)
    whole, failed = Report(), list[str]()
    seen: Seen = set()
    for path in paths:
        for file in files_in(path):
            try:
                feed = read_feed(file, most_bytes=settings.import_max_bytes, mapping=mapping)
            except NotAFeedError as error:
                if not path.is_dir():
                    failed.append(error.sentence)
                else:
                    click.echo(f"Passed over: {error.sentence}")
            except DomainError as error:
                failed.append(error.sentence)
            else:
                whole.add(_load(sessions, file, feed, seen))
    failed += _index(settings, sessions)
    for sentence in failed:
        click.echo(sentence, err=True)
    click.echo(f"{whole}.")
    if not whole.useful:
        if not failed:
            click.echo("Nothing was loaded: there is no usable listing in there.", err=True)
        sys.exit(1)


def _index(settings: Settings, sessions: sessionmaker[Session]) -> list[str]:
    done = service.drain(sessions, service.engine_for(settings.index_folder, settings.semantic.files), at=clock.now())
    return [f"{done.failed} listings could not be put in the index. Run `kith index rebuild`."] if done.failed else []


def _load(sessions: sessionmaker[Session], file: Path, feed: Feed, seen: Seen) -> Report:
    with sessions() as session, click.progressbar(length=len(feed.rows), label=file.name, file=sys.stderr) as bar:
        report = load(session, feed=feed, at=clock.now(), seen=seen, progress=bar.update)
        session.commit()
    click.echo(f"{file.name}: {report}.")
    for problem in report.problems[:MOST_PROBLEMS]:
        click.echo(f"  {file.name}, {problem}", err=True)
    if len(report.problems) > MOST_PROBLEMS:
        click.echo(f"  and {len(report.problems) - MOST_PROBLEMS} more rows.", err=True)
    return report
