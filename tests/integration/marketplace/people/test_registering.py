"""Signing up, confirming, a new password, another address, and where one is signed in; each mail neutral."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from marketplace.kernel.outbox.models import Message
from marketplace.people.models import Person
from marketplace.people.security import OLD_LINK, WRONG
from marketplace.people.sign_in.models import SignIn
from tests.factories.people import PASSWORD, make_person

NEW = "three calm words"


@pytest.fixture
def margaret(sessions, now):
    with sessions() as session:
        made = make_person(session, at=now, email="margaret@millbrook.example")
        session.commit()
    return made


def post(client, path, **facts):
    page = BeautifulSoup(client.get(path).text, "html5lib")
    return client.post(path, data={"csrf_token": page.select_one("input[name=csrf_token]")["value"], **facts})


def register(client, email="new@millbrook.example", password=NEW, **more):
    return post(
        client,
        "/register",
        **{"known_as": "Nia", "full_name": "Nia Pryce", "email": email, "password": password, **more},
    )


def mails(sessions):
    with sessions() as session:
        return session.scalars(select(Message).order_by(Message.id)).all()


def signs_in(client, email, password):
    return post(client, "/sign-in", email=email, password=password).status_code == 302


def test_signing_up_confirming_and_signing_in(client, sessions, now):
    answer = register(client)
    assert (answer.status_code, answer.location) == (302, "/register/sent")
    (mail,) = mails(sessions)
    assert (mail.to, mail.secret) == ("new@millbrook.example", True)
    assert re.fullmatch(r"/confirm/\S+", mail.path)
    assert not signs_in(client, "new@millbrook.example", NEW), "not before the address is confirmed"
    assert client.get(mail.path).location == "/sign-in"
    assert signs_in(client, "new@millbrook.example", NEW)
    with sessions() as session:
        person = session.scalar(select(Person).where(Person.email == "new@millbrook.example"))
        assert (person.known_as, person.full_name, person.confirmed_at, person.created_at) == (
            "Nia",
            "Nia Pryce",
            now,
            now,
        )


def test_nobody_learns_which_addresses_are_known(client, sessions, margaret):
    answer = register(client, email=margaret.email)
    assert answer.location == "/register/sent"
    (mail,) = mails(sessions)
    assert (mail.to, mail.subject, mail.secret) == (margaret.email, "You already have a sign-in", False)
    known = post(client, "/reset", email=margaret.email).text
    unknown = post(client, "/reset", email="nobody@millbrook.example").text
    assert "If we know that address" in known
    assert "If we know that address" in unknown


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"known_as": ""}, "Tell us what to call you."),
        ({"full_name": " "}, "Enter your full name."),
        ({"password": "short"}, "at least 10"),
        ({"password": "aaaaaaaaaaaa"}, "too easy"),
        ({"email": ""}, "Enter your email address."),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(client, sessions, facts, told):
    page = register(client, **facts)
    assert told in BeautifulSoup(page.text, "html5lib").select_one("main").text
    assert page.text.count("Pryce") == (0 if "full_name" in facts else 1)
    assert mails(sessions) == []


def test_a_forgotten_password_is_made_anew_once(client, sessions, margaret):
    post(client, "/reset", email=margaret.email)
    link = mails(sessions)[-1].path
    assert post(client, link, password=NEW).location == "/sign-in"
    assert signs_in(client, margaret.email, NEW)
    other = client.application.test_client()
    assert not signs_in(other, margaret.email, PASSWORD)
    assert other.get(link, follow_redirects=True).text.count(OLD_LINK) == 1
    assert [mail.subject for mail in mails(sessions)][-1] == "Your password was changed"


def test_an_odd_link_leads_to_asking_again(client):
    for path in ("/reset/rubbish", "/confirm/rubbish"):
        assert OLD_LINK in client.get(path, follow_redirects=True).text


def test_changing_the_password_signs_other_devices_out(app, client, sessions, margaret):
    here, there = client, app.test_client()
    assert signs_in(here, margaret.email, PASSWORD)
    assert signs_in(there, margaret.email, PASSWORD)
    assert post(here, "/account/password", password="wrong wrong", new_password=NEW).status_code == 200
    assert there.get("/account").status_code == 200
    assert post(here, "/account/password", password=PASSWORD, new_password=NEW).location == "/account"
    assert here.get("/account").status_code == 200
    assert there.get("/account").status_code == 302


def test_another_address_needs_the_password_and_the_link(client, sessions, margaret):
    assert signs_in(client, margaret.email, PASSWORD)
    page = post(client, "/account/email", email="m2@millbrook.example", password="not hers at all")
    assert "That is not your password." in page.text
    post(client, "/account/email", email="m2@millbrook.example", password=PASSWORD)
    link = mails(sessions)[-1]
    assert link.to == "m2@millbrook.example"
    assert client.get(link.path).location == "/account"
    assert (mails(sessions)[-1].to, mails(sessions)[-1].subject) == (margaret.email, "Your email address was changed")
    assert not signs_in(client.application.test_client(), margaret.email, PASSWORD)
    assert signs_in(client.application.test_client(), "m2@millbrook.example", PASSWORD)


def test_where_i_am_signed_in_is_seen_and_ended(app, client, sessions, margaret):
    there = app.test_client()
    agent = {"User-Agent": "Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36"}
    assert signs_in(client, margaret.email, PASSWORD)
    token = BeautifulSoup(there.get("/sign-in").text, "html5lib").select_one("input[name=csrf_token]")["value"]
    there.post("/sign-in", data={"csrf_token": token, "email": margaret.email, "password": PASSWORD}, headers=agent)
    assert "Chrome on a phone" in client.get("/account/sign-ins").text
    with sessions() as session:
        phone = session.scalar(select(SignIn).where(SignIn.device == "Chrome on a phone"))
    page = BeautifulSoup(client.get("/account/sign-ins").text, "html5lib")
    token = page.select_one("input[name=csrf_token]")["value"]
    client.post(f"/account/sign-ins/{phone.id}/end", data={"csrf_token": token})
    assert there.get("/account").status_code == 302
    assert client.get("/account").status_code == 200


def test_a_sign_in_ends_after_a_day_without_use(client, clock, margaret, now):
    assert signs_in(client, margaret.email, PASSWORD)
    clock((now + timedelta(hours=23)).isoformat())
    assert client.get("/account").status_code == 200
    clock((now + timedelta(hours=46)).isoformat())
    assert client.get("/account").status_code == 200, "used since"
    clock((now + timedelta(hours=71)).isoformat())
    assert client.get("/account").status_code == 302


def test_leaving_ends_the_sign_in_for_good(client, sessions, margaret):
    assert signs_in(client, margaret.email, PASSWORD)
    with client.session_transaction() as kept:
        before = dict(kept)
    client.get("/leave")
    with client.session_transaction() as kept:
        kept.update(before)
    assert client.get("/account").status_code == 302, "a cookie that was copied is worth nothing"


def test_ten_wrong_passwords_make_one_wait_and_others_not(app, client, margaret):
    for _ in range(10):
        assert WRONG in post(client, "/sign-in", email=margaret.email, password="wrong wrong wrong").text
    page = post(client, "/sign-in", email=margaret.email.upper(), password=PASSWORD)
    assert page.status_code == 429
    assert "Wait a few minutes" in page.text
    assert WRONG in post(app.test_client(), "/sign-in", email="tom@millbrook.example", password="wrong wrong").text


def test_the_wait_is_over_after_a_quarter_of_an_hour(client, clock, margaret, now):
    for _ in range(11):
        post(client, "/sign-in", email=margaret.email, password="wrong wrong wrong")
    clock((now + timedelta(minutes=16)).isoformat())
    assert signs_in(client, margaret.email, PASSWORD)
