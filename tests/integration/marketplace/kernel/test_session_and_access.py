"""What a request may write and who may ask: commits at the edge, roles declared at every route."""

from __future__ import annotations

import pytest
from flask import Flask

from marketplace.kernel import session as web
from marketplace.kernel.access import public, requires
from marketplace.kernel.outbox.operations import write_message
from marketplace.kernel.outbox.queries import unsent
from tests.factories.organisations import make_member, make_organisation
from tests.factories.people import make_person


@pytest.fixture
def asked(engine, now):
    """Return a function that asks a small app whose one view writes and answers as told, and counts what was kept."""
    app = Flask("tiny")
    web.set_up(app, engine)

    @web.commits
    def view(code: int):
        write_message(web.db(), to="a@millbrook.example", subject="News", body="News.", at=now)
        if code == 500:
            raise RuntimeError("The view failed.")
        return "", code

    app.add_url_rule("/<int:code>", "view", view, methods=["GET", "POST"])
    app.add_url_rule("/forgot/<int:code>", "forgot", view.__wrapped__, methods=["POST"])

    def ask(method: str, path: str) -> int:
        with app.app_context():
            before = unsent(web.db())
        app.test_client().open(path, method=method)
        with app.app_context():
            return unsent(web.db()) - before

    return ask


@pytest.mark.parametrize(
    ("method", "path", "kept"),
    [
        ("POST", "/200", 1),
        ("POST", "/302", 1),
        ("POST", "/400", 0),
        ("POST", "/409", 0),
        ("POST", "/500", 0),
        ("GET", "/200", 0),
        ("POST", "/forgot/200", 0),
    ],
)
def test_only_a_good_answer_to_a_writing_request_is_kept(asked, method, path, kept):
    assert asked(method, path) == kept


def test_a_request_has_one_session_and_leaves_none(engine):
    app = Flask("tiny")
    web.set_up(app, engine)
    with app.test_request_context(method="POST"):
        first = web.db()
        assert web.db() is first
    with app.test_request_context(method="POST"):
        assert web.db() is not first


@pytest.mark.parametrize("roles", [(), ("king",), ("person", "king")])
def test_a_route_cannot_name_a_role_there_is_not(roles):
    with pytest.raises(ValueError, match="no such role"):
        requires(*roles)


def test_a_view_carries_what_it_declared():
    assert public(lambda: "").access == "public"
    assert requires("worker", "payer")(lambda: "").access == {"worker", "payer"}


AREAS = [
    ("/my", {"", "staff", "worker", "payer", "site_staff"}),
    ("/provider/requests", {"staff"}),
    ("/provider/invoices", {"staff"}),
    ("/shifts", {"worker"}),
    ("/payer/invoices", {"payer"}),
    ("/admin", {"site_staff"}),
]


@pytest.mark.parametrize("role", ["", "staff", "worker", "payer", "site_staff"])
def test_each_area_opens_to_its_own_role_and_says_no_to_the_others(sessions, sign_in, now, role):
    with sessions() as session:
        someone = make_person(session, at=now, site_role=role if role == "site_staff" else "")
        if role in {"staff", "worker", "payer"}:
            make_member(session, person=someone, organisation=make_organisation(session, at=now), role=role)
        session.commit()
    client = sign_in(someone)
    found = {path: client.get(path).status_code for path, _ in AREAS}
    assert found == {path: 200 if role in allowed else 403 for path, allowed in AREAS}


def test_a_membership_that_ended_closes_its_area(sessions, sign_in, now):
    with sessions() as session:
        jo = make_person(session, at=now)
        make_member(
            session, person=jo, organisation=make_organisation(session, at=now), until=now.date().replace(month=8)
        )
        session.commit()
    client = sign_in(jo)
    assert client.get("/provider/requests").status_code == 403
    assert client.get("/my").status_code == 200
