"""Leaving in a hurry, and choosing text and colours: both without a script."""

from __future__ import annotations

import pytest


def _token(soup):
    return soup.find("input", attrs={"name": "csrf_token"})["value"]


def test_leaving_forgets_who_was_here_and_goes_somewhere_harmless(app, client):
    with client.session_transaction() as kept:
        kept["_user_id"] = "somebody"
        kept["half-written"] = "a form"
    client.set_cookie("remember_token", "somebody")
    response = client.get("/leave")
    assert response.status_code == 303
    assert response.location == app.extensions["kith_settings"].site.leave_url
    assert client.get_cookie("remember_token") is None
    with client.session_transaction() as kept:
        assert "_user_id" not in kept
        assert "half-written" not in kept


@pytest.mark.parametrize("path", ["/", "/preferences"])
def test_a_choice_is_kept_and_every_page_follows_it(read, path):
    before = read(path).html
    assert "data-theme" not in before.attrs
    assert "data-text" not in before.attrs
    sent = {"theme": "dark", "text": "largest", "csrf_token": _token(read("/preferences"))}
    read("/preferences", status=303, method="POST", data=sent)
    after = read(path).html
    assert (after["data-theme"], after["data-text"]) == ("dark", "largest")


def test_what_was_chosen_is_ticked_and_the_choice_is_confirmed(read):
    sent = {"theme": "light", "text": "", "csrf_token": _token(read("/preferences"))}
    read("/preferences", status=303, method="POST", data=sent)
    soup = read("/preferences")
    assert [box["value"] for box in soup.select("input[type=radio][checked]")] == ["light", ""]
    assert "Your choice is saved" in soup.main.get_text()


def test_a_cookie_that_makes_no_sense_is_no_choice(client, read):
    client.set_cookie("look", '"><script>.huge')
    assert "data-theme" not in read("/").html.attrs


def test_a_choice_that_is_not_offered_is_refused_with_a_link_to_the_question(read):
    sent = {"theme": "sparkly", "text": "", "csrf_token": _token(read("/preferences"))}
    soup = read("/preferences", status=422, method="POST", data=sent)
    link = soup.select_one(".govuk-error-summary a")
    assert soup.find(id=link["href"][1:])["name"] == "theme"
    assert soup.title.string.startswith("There is a problem: ")


def test_a_form_without_its_token_changes_nothing(client, read):
    soup = read("/preferences", status=400, method="POST", data={"theme": "dark", "text": ""})
    assert soup.select("aside.crisis a")
    assert client.get_cookie("look") is None
