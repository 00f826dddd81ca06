"""`kith admin create`: make a site administrator."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from marketplace.cli import database
from marketplace.cli.options import with_settings
from marketplace.kernel import clock
from marketplace.kernel.errors import SetUpError
from marketplace.people.operations import add_person, give_role

if TYPE_CHECKING:
    from marketplace.config import Settings

SHORTEST = 10


@click.group()
def admin() -> None:
    """Look after the site's own people."""


@admin.command()
@click.option("--email", prompt="Email address")
@click.option("--name", prompt="Name")
@with_settings
def create(*, email: str, name: str, settings: Settings) -> None:
    """Make a site administrator; the password comes from KITH_ADMIN_PASSWORD or is asked for."""
    if "@" not in email or not name.strip():
        raise SetUpError("Give an email address and a name.")
    password = os.environ.get("KITH_ADMIN_PASSWORD") or click.prompt(
        "Password", hide_input=True, confirmation_prompt=True
    )
    if len(password) < SHORTEST:
        raise SetUpError(f"The password needs {SHORTEST} letters or more.")
    with database.open_sessions(settings)() as session:
        now = clock.now()
        made = add_person(
            session, email=email, full_name=name, known_as=name.split(maxsplit=1)[0], password=password, at=now
        )
        give_role(session, person=made, role="site_staff", at=now)
        session.commit()
    click.echo(f"{made.email} can sign in and look after the site.")
