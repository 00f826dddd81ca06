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

from marketplace.cli import database
from marketplace.cli.options import with_settings
from marketplace.cli.sending import letterhead, senders
from marketplace.kernel import clock, jobs
from marketplace.kernel.outbox import sending
from search.indexing import service

if TYPE_CHECKING:
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
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    while True:
        try:
            done = [jobs.run_waiting(sessions, kind, at=clock.now()) for kind in kinds]
        except OperationalError:
            # A database that is being restarted: everything waits in it, so wait too.
            click.echo("The database does not answer. Trying again.", err=True)
            done = []
        if once:
            for kind, result in zip(kinds, done, strict=False):
                click.echo(f"{kind.words}: {result.records} done, {result.failed} to try again.")
            return
        if stop.wait(SECONDS_BETWEEN):
            return


def kinds_of(settings: Settings, sessions: sessionmaker[Session]) -> list[jobs.Kind]:
    """Return every kind of job that this machine's settings let a worker do."""
    return [
        service.kind(sessions, service.engine_for(settings.index_folder)),
        *sending.kinds(sessions, senders=senders(settings), head=letterhead(settings)),
    ]
