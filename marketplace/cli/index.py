"""`kith index`: make the search index anew, do what waits, or name what differs from the database."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click
from sqlalchemy import func, select

from listings.models import Listing
from marketplace.cli import database
from marketplace.cli.options import with_settings
from marketplace.kernel import clock
from marketplace.kernel.db import reading
from marketplace.kernel.errors import SetUpError
from search.indexing import learning, service

if TYPE_CHECKING:
    from sqlalchemy.orm import Session, sessionmaker

    from marketplace.config import Settings


@click.group()
def index() -> None:
    """Look after the search index."""


@index.command()
@with_settings
def rebuild(*, settings: Settings) -> None:
    """Make the index anew beside the old one, then swap it in."""
    sessions = database.open_sessions(settings)
    with reading(sessions)() as session:
        number = session.scalar(select(func.count()).select_from(Listing).where(Listing.status == "live")) or 0
    with click.progressbar(length=number, label="Making the index", file=sys.stderr) as bar:
        made = service.rebuild(
            sessions, service.engine_for(settings.index_folder, settings.semantic.files), progress=bar.update
        )
    click.echo(f"The index holds {made} listings.")
    _learn(settings, sessions)


@index.command()
@with_settings
def sync(*, settings: Settings) -> None:
    """Do what waits."""
    sessions = database.open_sessions(settings)
    done = service.drain(sessions, service.engine_for(settings.index_folder, settings.semantic.files), at=clock.now())
    click.echo(f"{done.records} listings brought up to date.")
    _learn(settings, sessions)
    if done.failed:
        raise SetUpError(f"{done.failed} could not be indexed; the worker tries them again. Try `kith index rebuild`.")


@index.command()
@with_settings
def check(*, settings: Settings) -> None:
    """Name any difference between index and database."""
    with reading(database.open_sessions(settings))() as session:
        wrong = service.check(session, service.engine_for(settings.index_folder, settings.semantic.files))
        waits = service.waiting(session)
    for sentence in wrong:
        click.echo(sentence, err=True)
    if wrong:
        click.echo(
            f"{len(wrong)} differences; {waits} jobs wait. Run `kith index sync`, or `kith index rebuild`.", err=True
        )
        sys.exit(1)
    click.echo("The index and the database agree.")


def _learn(settings: Settings, sessions: sessionmaker[Session]) -> None:
    """Learn what listings mean, where the settings name a model."""
    if settings.semantic.files is None:
        return
    engine = service.engine_for(settings.index_folder, settings.semantic.files)
    with click.progressbar(length=len(engine.unlearnt()), label="Learning meanings", file=sys.stderr) as bar:
        learnt = learning.learn(sessions, engine, progress=bar.update)
    click.echo(f"{learnt} listings learnt for search by meaning.")
