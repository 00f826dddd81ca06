"""`kith demo`: the made-up town of Millbrook on this machine, web and worker together, in the foreground."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import click

from marketplace.cli import database
from marketplace.cli.millbrook import people, seed
from marketplace.cli.options import with_settings
from marketplace.cli.serve import HOST, WebServer, check_free, prepare_look
from marketplace.kernel import clock
from search.indexing import service

if TYPE_CHECKING:
    from marketplace.config import Settings


@click.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@with_settings
def demo(*, settings: Settings, port: int) -> None:
    """Set up Millbrook (made-up people and places) and run the site until stopped."""
    check_free(port)
    click.echo("Building the look…")
    prepare_look()
    set_up(settings)
    running: list[subprocess.Popen[bytes]] = []

    def ready() -> None:
        running.append(
            subprocess.Popen([sys.executable, "-m", "marketplace.cli", "worker", "--data", str(settings.data)])  # noqa: S603
        )
        click.echo(_welcome(port))

    def stopped() -> None:
        for process in running:
            process.terminate()
            process.wait(timeout=10)

    WebServer(settings, bind=f"{HOST}:{port}", ready=ready, stopped=stopped).run()


def set_up(settings: Settings) -> None:
    """Create the database, settle the town where it is not there yet, and make the index match."""
    sessions = database.open_sessions(settings)
    with sessions() as session:
        if seed.is_there(session):
            click.echo("Millbrook is already here.")
        else:
            click.echo("Settling Millbrook…")
            seed.settle(session, at=clock.now(), progress=click.echo)
            session.commit()
    click.echo("Making the index…")
    engine = service.engine_for(settings.index_folder, settings.semantic.files)
    service.rebuild(sessions, engine)


def _welcome(port: int) -> str:
    lines = [
        "",
        f"Kith is ready on http://{HOST}:{port}",
        "Everyone and everything in Millbrook is made up.",
        "",
        f"To sign in, open http://{HOST}:{port}/sign-in . The password is the same for all: {people.PASSWORD}",
    ]
    lines += [f"  {person.email:<36} {person.who}" for person in people.EVERYONE]
    lines += ["  Ray has no account: he looks around without one.", "", "Press Ctrl+C to stop."]
    return "\n".join(lines)
