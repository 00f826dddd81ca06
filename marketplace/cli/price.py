"""`kith price FILE.json`: worked cases priced without a database."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from invoices.pricing.cases import price_file
from marketplace.cli.options import with_settings
from marketplace.kernel.errors import DomainError

if TYPE_CHECKING:
    from marketplace.config import Settings


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@with_settings
def price(*, file: Path, settings: Settings) -> None:  # noqa: ARG001 - every command takes --data
    """Price the cases in FILE and print them as JSON."""
    answers, readable = price_file(_read(file))
    click.echo(json.dumps(answers, indent=1))
    if not readable:
        unread = [str(case["id"]) for case in answers["cases"] if "error" in case]
        click.echo(f"{len(unread)} of the cases could not be read: {', '.join(unread)}.", err=True)
        sys.exit(1)


def _read(file: Path) -> object:
    try:
        return json.loads(file.read_bytes(), parse_float=str, parse_int=_whole)
    except OSError as error:
        raise DomainError(f"{file} cannot be read: {error.strerror}.") from None
    except (ValueError, RecursionError) as error:
        raise DomainError(f"{file} is not JSON: {error}.") from None


def _whole(digits: str) -> int | str:
    """Return a number; one too long to be money stays text, so that its own case says so and the others still run."""
    return int(digits) if len(digits) <= 30 else digits
