"""`kith serve`: the web site through gunicorn, two processes of four threads unless set otherwise."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Any

import click
from gunicorn.app.base import BaseApplication

from listings.looks.viewing import write_at_exit
from marketplace.app import create_app
from marketplace.cli import database
from marketplace.cli.assets import build_assets
from marketplace.cli.options import with_settings
from marketplace.kernel.errors import SetUpError
from search.indexing.service import engine_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    from marketplace.config import Settings

HOST = "127.0.0.1"


class WebServer(BaseApplication):
    """Gunicorn run from inside the command, so that one command is enough."""

    def __init__(
        self, settings: Settings, *, bind: str, ready: Callable[[], None], stopped: Callable[[], None]
    ) -> None:
        """Keep what gunicorn asks for when it loads."""
        self.settings = settings
        self.options: dict[str, Any] = {
            "bind": bind,
            "workers": settings.web_workers,
            "threads": settings.web_threads,
            "worker_class": "gthread",
            "loglevel": "warning",
            "accesslog": None,  # addresses hold search words; they are never written down (rule G2)
            "when_ready": lambda _server: ready(),
            "on_exit": lambda _server: stopped(),
        }
        super().__init__()

    def load_config(self) -> None:
        """Hand gunicorn its options."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Make the application, once in each process."""
        app = create_app(self.settings)
        write_at_exit(app)
        return app


def check_free(port: int) -> None:
    """Raise SetUpError when something already listens on the port."""
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, port))
        except OSError:
            raise SetUpError(f"Port {port} is in use. Stop what uses it, or choose another with --port.") from None


def prepare_look() -> None:
    """Build the look where it is missing; where it cannot be, say so and go on with plain pages."""
    try:
        build_assets(progress=click.echo)
    except click.ClickException as error:
        click.echo(f"{error.message} Until then the pages are plain.", err=True)


@click.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--bind", default=None, help="An address and port to listen on, like 0.0.0.0:8000.")
@with_settings
def serve(*, settings: Settings, port: int, bind: str | None) -> None:
    """Run the web site (run `kith worker` beside it)."""
    if bind is None:
        check_free(port)
    _ = settings.secret_key
    engine_for(settings.index_folder, settings.semantic.files)  # told here, not by every process that starts
    database.prepare(settings)
    prepare_look()
    where = bind or f"{HOST}:{port}"
    WebServer(
        settings,
        bind=where,
        ready=lambda: click.echo(f"Ready on http://{where}"),
        stopped=lambda: click.echo("Stopped."),
    ).run()
