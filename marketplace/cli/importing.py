"""`kith import PATH…`."""

from __future__ import annotations
import click


@click.command("import")
def import_() -> None:
    """Bring listings in."""
