"""`kith worker`: the process that keeps the search index up to date and sends what waits in the outbox.

Several may run: they share the jobs out, and only one at a time writes the index. A way of sending that is not set up
has no job done: its messages wait, and nothing is marked as sent that was not.
"""

from __future__ import annotations

import signal
import threading
from typing import TYPE_CHECKING

import click
from sqlalchemy.exc import OperationalError

from listings.freshness import links
from listings.freshness import operations as freshness
from marketplace.brokerage.own_figures import operations as answering_times
from marketplace.cli import database
from marketplace.cli.options import with_settings
from marketplace.cli.sending import letterhead, senders
from marketplace.kernel import clock, jobs, rounds
from marketplace.kernel.errors import DomainError
from marketplace.kernel.outbox import sending
from search.indexing import learning, listen, service

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session, sessionmaker

    from marketplace.config import Settings

SECONDS_BETWEEN = 1.0


@click.command()
@click.option("--once", is_flag=True, help="Do what is waiting and stop.")
@with_settings
def worker(*, settings: Settings, once: bool) -> None:
    """Keep the search index up to date and send messages, until stopped."""
    sessions = database.open_sessions(settings)
    kinds = kinds_of(settings, sessions)
    daily, gone_on = rounds_of(settings), None
    learner = Learner(settings, sessions, most=None if once else learning.BATCH)
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    while True:
        try:
            went: dict[str, int] = {}
            if gone_on != (today := clock.london_date(clock.now())):  # first: what they write is sent at once
                went = _go(sessions, daily)
                gone_on = today
            done = [jobs.run_waiting(sessions, kind, at=clock.now()) for kind in kinds]
            learnt = learner.learn()
        except OperationalError:
            # A database that is being restarted: everything waits in it, so wait too.
            click.echo("The database does not answer. Trying again.", err=True)
            went, done, learnt = {}, [], 0
        if once:
            for one in daily:
                click.echo(
                    f"{one.words}: {went[one.name]}." if one.name in went else f"{one.words}: done before today."
                )
            for kind, result in zip(kinds, done, strict=False):
                click.echo(f"{kind.words}: {result.records} done, {result.failed} to try again.")
            if settings.semantic.files:
                click.echo(f"Search by meaning: {learnt} learnt.")
            return
        if stop.wait(0 if learnt else SECONDS_BETWEEN):
            return


class Learner:
    """Learns what listings mean, a few seconds at a time, where the settings name a model."""

    def __init__(self, settings: Settings, sessions: sessionmaker[Session], *, most: int | None) -> None:
        """Keep what it works on. Raises SetUpError where the model cannot be used."""
        self._engine = service.engine_for(settings.index_folder, settings.semantic.files)
        self._sessions, self._most = sessions, most
        self._works = settings.semantic.files is not None

    def learn(self) -> int:
        """Learn some; return how many. A model that fails is left alone: words, mail and texts must not wait for it."""
        if not self._works:
            return 0
        try:
            return learning.learn(self._sessions, self._engine, most=self._most)
        except OperationalError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever is wrong with the model, the worker works on
            self._works = False
            why = error.sentence if isinstance(error, DomainError) else type(error).__name__
            click.echo(f"Search by meaning learns no more until the worker is started again: {why}", err=True)
            return 0


def _go(sessions: sessionmaker[Session], daily: list[rounds.Round]) -> dict[str, int]:
    """Go the rounds of the day; one that breaks off is told and holds up neither the others nor mail."""
    went: dict[str, int] = {}
    for one in daily:
        try:
            went |= rounds.go(sessions, [one], at=clock.now())
        except OperationalError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever is wrong with a round, the worker works on
            click.echo(f"{one.words}: broke off ({type(error).__name__}). It is tried again tomorrow.", err=True)
    return went


def kinds_of(settings: Settings, sessions: sessionmaker[Session]) -> list[jobs.Kind]:
    """Return every kind of job that this machine's settings let a worker do."""
    return [
        service.kind(sessions, service.engine_for(settings.index_folder, settings.semantic.files)),
        *sending.kinds(sessions, senders=senders(settings), head=letterhead(settings)),
    ]


def rounds_of(settings: Settings) -> list[rounds.Round]:
    """Return what a worker does once a day."""
    address = settings.site.address.rstrip("/")

    def link(prompt_id: int) -> str:
        return address + links.made(prompt_id, secret=settings.secret_key)

    def age(session: Session, at: datetime) -> int:
        return freshness.set_freshness(session, tell=listen.changed, at=at)

    return [
        rounds.Round("freshness", "Pages that grew old or fresh", age),
        rounds.Round("prompts", "Facts to be checked, asked about", lambda db, at: freshness.ask(db, link=link, at=at)),
        answering_times.ROUND,
    ]
