"""Signing in and out as a visitor does it: our form, one answer to every mistake, and only safe ways on."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup

from marketplace.people.security import WRONG
from tests.factories.people import PASSWORD, make_person


@pytest.fixture
def margaret(sessions, now):
    with sessions() as session:
        made = make_person(session, at=now, email="margaret@millbrook.example")
        session.commit()
    return made


def token(client, path="/sign-in"):
    """Return the form token of a page."""
    page = BeautifulSoup(client.get(path).text, "html5lib")
    return page.select_one("main form input[name=csrf_token], form input[name=csrf_token]")["value"]


def send(client, *, path="/sign-in", email="margaret@millbrook.example", password=PASSWORD, **more):
    return client.post(path, data={"csrf_token": token(client), "email": email, "password": password, **more})


def test_the_form_is_ours_and_works_without_script(client):
    page = BeautifulSoup(client.get("/sign-in").text, "html5lib")
    assert [one.text for one in page.find_all("h1")] == ["Sign in"]
    assert page.select_one("#email")["autocomplete"] == "username"
    assert page.select_one("#password")["type"] == "password"
    assert page.select_one("#password")["autocomplete"] == "current-password"
    assert not page.select("[style], script:not([src])")


def test_the_right_password_leads_to_my_support(client, margaret):
    answer = send(client)
    assert (answer.status_code, answer.location) == (302, "/my")
    page = client.get("/account")
    assert page.status_code == 200
    assert margaret.full_name in page.text


@pytest.mark.parametrize("email", ["MARGARET@Millbrook.example", " margaret@millbrook.example "])
def test_an_address_is_the_same_however_it_is_typed(client, margaret, email):
    assert send(client, email=email).location == "/my"


@pytest.mark.usefixtures("margaret")
@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("margaret@millbrook.example", "wrong-wrong-wrong"),
        ("nobody@millbrook.example", PASSWORD),
        ("not an address", PASSWORD),
        ("", ""),
    ],
)
def test_every_mistake_gets_the_same_answer(client, email, password):
    answer = send(client, email=email, password=password)
    page = BeautifulSoup(answer.text, "html5lib")
    assert page.select_one("main").text.count(WRONG) == 1
    assert "does not exist" not in page.text.lower()
    assert "invalid" not in page.select_one("main").text.lower()
    assert PASSWORD not in answer.text
    assert client.get("/account").status_code == 302


def test_someone_no_longer_active_is_told_no_more_than_a_stranger(client, sessions, margaret):
    with sessions() as session:
        session.merge(margaret).active = False
        session.commit()
    assert WRONG in BeautifulSoup(send(client).text, "html5lib").text
    assert client.get("/account").status_code == 302


def test_someone_without_a_password_cannot_sign_in(client, sessions, now):
    with sessions() as session:
        make_person(session, at=now, email="tom@millbrook.example", password=None)
        session.commit()
    assert WRONG in BeautifulSoup(send(client, email="tom@millbrook.example", password="x").text, "html5lib").text
    assert client.get("/account").status_code == 302


@pytest.mark.usefixtures("margaret")
def test_the_page_that_asked_is_where_you_land(client):
    asked = client.get("/account")
    assert asked.status_code == 302
    assert asked.location.startswith("/sign-in?next=")
    assert send(client, path=asked.location).location == "/account"


@pytest.mark.usefixtures("margaret")
@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://elsewhere.example/",
        "//elsewhere.example",
        "///elsewhere.example",
        "javascript:1",
        "\\\\elsewhere.example",
    ],
)
def test_nobody_is_led_elsewhere(client, elsewhere):
    answer = client.post(
        "/sign-in",
        query_string={"next": elsewhere},
        data={"csrf_token": token(client), "email": "margaret@millbrook.example", "password": PASSWORD},
    )
    assert answer.status_code == 302
    # As a browser reads it: no scheme, no host, and no slash of either kind that could begin one.
    assert urlsplit(answer.location)[:2] == ("", "")
    assert not answer.location.startswith("//")
    assert "\\" not in answer.location


@pytest.mark.usefixtures("margaret")
def test_a_form_token_from_before_signing_in_is_worth_nothing_after(client):
    before = token(client)
    send(client)
    assert client.post("/sign-out", data={"csrf_token": before}).status_code == 400
    assert client.get("/account").status_code == 200


@pytest.mark.usefixtures("margaret")
def test_signing_out_is_a_press_not_a_link(client):
    send(client)
    assert client.get("/sign-out").status_code == 405
    answer = client.post("/sign-out", data={"csrf_token": token(client, "/account")})
    assert (answer.status_code, answer.location) == (302, "/")
    assert client.get("/account").status_code == 302


@pytest.mark.usefixtures("margaret")
def test_the_cookie_keeps_to_this_site_and_away_from_scripts(client):
    cookie = send(client).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_passwords_are_kept_only_as_argon2id_at_the_agreed_cost(margaret):
    assert margaret.password.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


@pytest.mark.parametrize("path", ["/verify", "/change", "/login", "/logout", "/tf-setup", "/us-signin"])
def test_what_is_not_offered_is_not_there(client, path):
    assert client.get(path).status_code == 404
