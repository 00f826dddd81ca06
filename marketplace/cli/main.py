"""The command `kith`: one group, one module a verb. A mistake gets one sentence and a non-zero exit, never a traceback."""

from __future__ import annotations

import os
import sys

import click

from marketplace.cli import (
    admin,
    assets,
    bench,
    books,
    demo,
    importing,
    index,
    invoices,
    migrate,
    price,
    regulator,
    search,
    serve,
    worker,
)
from marketplace.kernel.errors import DomainError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def kith() -> None:
    """Kith: find support, buy it alone or together, and get an invoice you can read."""


for command in (
    demo.demo,
    serve.serve,
    worker.worker,
    migrate.migrate,
    assets.assets,
    importing.import_,
    regulator.regulator,
    index.index,
    search.search,
    price.price,
    invoices.invoices,
    books.books,
    bench.bench,
    admin.admin,
):
    kith.add_command(command)


def main() -> None:
    """Run the command line; KITH_DEBUG=1 shows the whole error to whoever mends the code."""
    try:
        kith(standalone_mode=False)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        sys.exit(130)
    except DomainError as error:
        _fail(error.sentence)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
    except Exception as error:
        if os.environ.get("KITH_DEBUG"):
            raise
        _fail(f"Something went wrong that should not have: {type(error).__name__}: {error}. KITH_DEBUG=1 shows more.")


def _fail(sentence: str) -> None:
    click.echo(sentence, err=True)
    sys.exit(1)
