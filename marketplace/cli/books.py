"""`kith books check`: do the sums in the books hold."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from invoices.payments import checks
from marketplace.cli import database
from marketplace.cli.options import with_settings

if TYPE_CHECKING:
    from marketplace.config import Settings


@click.group()
def books() -> None:
    """Look after the books."""


@books.command()
@with_settings
def check(*, settings: Settings) -> None:
    """Check every sum; name each that does not hold."""
    with database.open_sessions(settings)() as session:
        wrong = checks.check(session)
        transactions, invoices = checks.counts(session)
    for sentence in wrong:
        click.echo(sentence, err=True)
    if wrong:
        sys.exit(1)
    click.echo(f"The books balance: {transactions} transactions, {invoices} invoices.")
