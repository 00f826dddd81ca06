"""`kith worker`: the process that keeps the search index up to date.

Messages wait in the outbox until sending is set up; nothing is marked as sent that was not.
"""

from __future__ import annotations

import signal
import threading
from typing import TYPE_CHECKING

import click

from marketplace.cli import database
from marketplace.cli.options import with_settings
from marketplace.kernel import clock
from search.indexing import service

if TYPE_CHECKING:
    from marketplace.config import Settings

SECONDS_BETWEEN = 1.0


@click.command()
@click.option("--once", is_flag=True, help="Do what is waiting and stop.")
@with_settings
def worker(*, settings: Settings, once: bool) -> None:
    """Keep the search index up to date, until stopped."""
    sessions = database.open_sessions(settings)
    engine = service.engine_for(settings.index_folder)
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    while True:
        done = service.drain(sessions, engine, at=clock.now())
        if once:
            click.echo(f"Indexed {done} listings.")
            return
        if stop.wait(SECONDS_BETWEEN):
            return
