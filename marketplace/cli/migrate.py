"""`kith migrate`: bring the database to the newest step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from marketplace.cli import database
from marketplace.cli.options import with_settings

if TYPE_CHECKING:
    from marketplace.config import Settings


@click.command()
@with_settings
def migrate(*, settings: Settings) -> None:
    """Create the database where there is none, and bring it to the newest step."""
    engine = database.prepare(settings)
    click.echo(f"The database is at step {database.migrate(engine)}.")
