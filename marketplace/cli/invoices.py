"""`kith invoices run --month YYYY-MM`: every provider's month end at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from marketplace.brokerage.billing.operations import run_month
from marketplace.brokerage.billing.rules import parse_month
from marketplace.cli import database
from marketplace.cli.options import with_settings
from marketplace.kernel import clock
from marketplace.kernel.money import pounds

if TYPE_CHECKING:
    from marketplace.config import Settings


@click.group()
def invoices() -> None:
    """Invoices."""


@invoices.command()
@click.option("--month", required=True, help="The month, like 2026-08; it must be over.")
@with_settings
def run(*, month: str, settings: Settings) -> None:
    """Make the month's invoices; what is still being checked waits."""
    first = parse_month(month)
    with database.open_sessions(settings)() as session:
        done = run_month(session, month=first, at=clock.now())
        session.commit()
    made = len(done.invoices)
    click.echo(
        f"Made {made} invoice{'' if made == 1 else 's'} for {first:%B %Y}, {pounds(done.total_pence)} in all; "
        f"{len(done.held)} part{'' if len(done.held) == 1 else 's'} of visits wait to be agreed."
    )
