"""The whole site with Margaret's August in it: Harbour's invoices to her and to the council."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup

from invoices.documents.types import Payer
from marketplace.app import create_app
from marketplace.cli.database import open_sessions
from marketplace.config import load_settings
from marketplace.organisations.operations import add_member
from tests.factories.invoices import make_council, make_invoice, make_provider, make_someone, margarets_hours
from tests.integration.signing_in import signed_in


@pytest.fixture
def site(tmp_path, clock, now):
    """Return the app, its sessions, everyone's key and the two invoices' ids, on 1 September."""
    clock("2026-09-01T09:00")
    settings = load_settings(data=tmp_path)
    sessions = open_sessions(settings)
    with sessions() as session:
        harbour, council = make_provider(session, at=now), make_council(session, at=now)
        other = make_provider(session, at=now, name="Meadow Support", invoice_prefix="MS")
        people = {
            name: make_someone(session, at=now, known_as=name) for name in ("Margaret", "Jo", "Colin", "Tom", "Una")
        }
        for name, where, role in (("Jo", harbour, "staff"), ("Colin", council, "payer"), ("Una", other, "staff")):
            add_member(session, person=people[name], organisation=where, role=role, on=date(2026, 1, 1))
        margaret = people["Margaret"]
        hers = make_invoice(session, at=now, organisation=harbour, person=margaret)
        theirs = make_invoice(
            session,
            at=now,
            organisation=harbour,
            person=margaret,
            payer=Payer(organisation_id=council.id),
            lines=margarets_hours(),
        )
        session.commit()
        keys = {name: person.fs_uniquifier for name, person in people.items()}
        made = SimpleNamespace(hers=hers.id, theirs=theirs.id, keys=keys)
    made.app, made.sessions = create_app(settings), sessions
    made.app.config["WTF_CSRF_ENABLED"] = False
    yield made
    sessions.kw["bind"].dispose()


@pytest.fixture
def as_(site):
    """Return a function that gives a client signed in as someone: as_("Margaret")."""

    def sign_in(name: str):
        return signed_in(site.app, site.sessions, site.keys[name])

    return sign_in


@pytest.fixture
def read(as_):
    """Return a function that opens a page as someone and reads it: read("Margaret", "/my/invoices")."""

    def ask(name: str, path: str, *, status: int = 200) -> BeautifulSoup:
        response = as_(name).get(path)
        assert response.status_code == status, response.status
        return BeautifulSoup(response.text, "html5lib")

    return ask
