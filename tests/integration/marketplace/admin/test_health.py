"""The page that says how the site is, and the command that makes whoever may see it."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner
from sqlalchemy import select

from marketplace.cli.admin import admin
from marketplace.cli.database import open_sessions
from marketplace.config import load_settings
from marketplace.kernel.errors import DomainError
from marketplace.kernel.outbox.operations import write_message
from marketplace.people.models import Person
from tests.factories.organisations import make_member, make_organisation
from tests.factories.people import make_person


def test_it_counts_what_waits(sessions, sign_in, now):
    with sessions() as session:
        robin = make_person(session, at=now, known_as="Robin", site_role="site_staff")
        for sent in (None, None, now):
            message = write_message(session, to="a@millbrook.example", subject="News", body="There is news.", at=now)
            message.sent_at = sent
        session.commit()
    answer = sign_in(robin).get("/admin")
    page = BeautifulSoup(answer.text, "html5lib").select_one("main")
    told = {row.dt.text.strip(): row.dd.text.strip() for row in page.select("dl > div")}
    assert answer.status_code == 200
    assert told["Messages waiting to be sent"] == "2"
    assert told["The books"] == "Every sum holds"
    assert told["Listings waiting to be indexed"] == "0"


@pytest.mark.parametrize("role", ["", "key_worker", "commissioner", "staff", "payer", "worker"])
def test_only_site_staff_may_see_it(sessions, sign_in, now, role):
    with sessions() as session:
        site = role in {"key_worker", "commissioner"}
        someone = make_person(session, at=now, site_role=role if site else "")
        if role and not site:
            make_member(session, person=someone, organisation=make_organisation(session, at=now), role=role)
        session.commit()
    assert sign_in(someone).get("/admin").status_code == 403


def create(folder, *, email="robin@millbrook.example", name="Robin Tully", typed=None):
    return CliRunner().invoke(admin, ["create", "--email", email, "--name", name, "--data", str(folder)], input=typed)


def test_the_command_makes_someone_who_can_look_after_the_site(tmp_path, monkeypatch):
    monkeypatch.setenv("KITH_ADMIN_PASSWORD", "long-enough-words")
    result = create(tmp_path)
    assert result.exit_code == 0, result.output
    assert "long-enough-words" not in result.output
    sessions = open_sessions(load_settings(data=tmp_path))
    with sessions() as session:
        robin = session.scalars(select(Person)).one()
        assert (robin.known_as, [role.name for role in robin.roles]) == ("Robin", ["site_staff"])
        assert robin.password.startswith("$argon2id$")
    sessions.kw["bind"].dispose()


def test_the_password_is_asked_for_twice_and_never_shown(tmp_path, monkeypatch):
    monkeypatch.delenv("KITH_ADMIN_PASSWORD", raising=False)
    result = create(tmp_path, typed="quiet-river-stones\nquiet-river-stones\n")
    assert result.exit_code == 0, result.output
    assert "quiet-river-stones" not in result.output


@pytest.mark.parametrize(
    ("asked", "password", "sentence"),
    [
        ({}, "short", "10 letters"),
        ({"email": "robin"}, "long-enough-words", "email"),
        ({"name": " "}, "long-enough-words", "name"),
    ],
)
def test_a_mistake_is_one_sentence_and_makes_nobody(tmp_path, monkeypatch, asked, password, sentence):
    monkeypatch.setenv("KITH_ADMIN_PASSWORD", password)
    result = create(tmp_path, **asked)
    assert isinstance(result.exception, DomainError)
    assert sentence in result.exception.sentence
    assert not (tmp_path / "kith.db").exists()


def test_the_same_address_twice_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("KITH_ADMIN_PASSWORD", "long-enough-words")
    assert create(tmp_path).exit_code == 0
    again = create(tmp_path, name="Robin Other")
    assert isinstance(again.exception, DomainError)
    assert "already signs in" in again.exception.sentence
