"""Error pages that stand on their own, and the form macros that every slice uses."""

from __future__ import annotations

import pytest
import wtforms
from bs4 import BeautifulSoup
from flask import render_template_string, session
from flask_wtf import FlaskForm
from wtforms.validators import InputRequired

from marketplace.pages import errors


@pytest.mark.parametrize("code", sorted(errors.CODES))
def test_an_error_page_shows_without_asking_who_is_signed_in(app, code, monkeypatch):
    def no_database(*_asked):
        message = "the database does not answer"
        raise RuntimeError(message)

    monkeypatch.setattr(app.login_manager, "_user_callback", no_database)
    with app.test_request_context("/my"):
        session["_user_id"] = session["_id"] = "somebody"
        made, status = errors.answer(code)
    soup = BeautifulSoup(made, "html5lib")
    assert status == code
    assert len(soup.find_all("h1")) == 1
    assert soup.h1.get_text(strip=True)
    assert soup.select('aside.crisis a[href="tel:999"]')
    assert soup.select('main a[href^="tel:"]')


def test_what_the_site_knows_about_the_case_is_said_and_cannot_carry_markup(app):
    with app.test_request_context("/"):
        made, _status = errors.answer(409, sentence="That visit has been <b>agreed</b> already.")
    assert "That visit has been &lt;b&gt;agreed&lt;/b&gt; already." in made


def test_a_refusal_without_a_page_of_its_own_keeps_its_code(app):
    with app.test_request_context("/"):
        made, status = errors.answer(415)
    assert status == 415
    assert "That did not work" in made


def test_a_page_that_is_not_there_says_so_kindly(read):
    soup = read("/no-such-page", status=404)
    assert soup.h1.get_text() == "We cannot find that page"
    assert soup.select('main a[href="/find"]')


class EveryKind(FlaskForm):
    """One field of each kind."""

    name = wtforms.StringField("Your name", [InputRequired("Enter your name.")], description="A first name is fine")
    how = wtforms.RadioField("How?", choices=[("e", "Email"), ("t", "Text")], validators=[InputRequired("Choose how.")])
    days = wtforms.SelectMultipleField("Days?", choices=[("m", "Mon")], validators=[InputRequired("Choose a day.")])
    kind = wtforms.SelectField("Kind?", choices=[("a", "A group"), ("b", "A worker")], default="b")
    hours = wtforms.IntegerField("Hours?", [InputRequired("Enter a number.")])
    note = wtforms.TextAreaField("Anything else?")
    secret = wtforms.PasswordField("Password")
    agree = wtforms.BooleanField("I have read this", [InputRequired("Tick to go on.")])
    key = wtforms.HiddenField()


SOURCE = '{% from "macros/forms.html" import problems, whole %}{{ problems(form) }}{{ whole(form, "Send") }}'


def _form(app, **sent):
    with app.test_request_context("/", method="POST", data=sent):
        form = EveryKind(meta={"csrf": False})
        form.validate()
        return BeautifulSoup(render_template_string(SOURCE, form=form), "html5lib")


def test_each_problem_leads_to_its_own_field(app):
    soup = _form(app)
    links = soup.select(".govuk-error-summary a")
    assert [link.get_text() for link in links] == [
        *("Enter your name.", "Choose how.", "Choose a day.", "Enter a number.", "Tick to go on."),
    ]
    fields = [soup.find(id=link["href"][1:])["name"] for link in links]
    assert fields == ["name", "how", "days", "hours", "agree"]


def test_each_field_has_a_label_or_a_question_and_no_address_is_used_twice(app):
    soup = _form(app)
    shown = [box for box in soup.select("input, select, textarea") if box.get("type") != "hidden"]
    assert all(soup.find("label", attrs={"for": box["id"]}) for box in shown)
    assert len(soup.select("fieldset legend")) == 2
    addresses = [part["id"] for part in soup.select("[id]")]
    assert len(addresses) == len(set(addresses))


def test_what_was_typed_stays_but_a_password_does_not(app):
    soup = _form(app, name='Jo "J" O’Neil', how="t", days="m", kind="a", note="<b>", secret="hidden-away", hours="many")
    assert soup.find(id="name")["value"] == 'Jo "J" O’Neil'
    assert soup.select_one("input[name=how][checked]")["value"] == "t"
    assert soup.select_one("option[selected]")["value"] == "a"
    assert soup.find(id="note").get_text(strip=True) == "<b>"
    assert soup.find(id="hours")["value"] == "many"
    assert "hidden-away" not in str(soup)


def test_a_fact_nobody_gave_is_said_to_be_missing(app):
    source = '{% from "macros/facts.html" import facts %}{{ facts([("Price", "£1"), ("Step-free", none)]) }}'
    with app.test_request_context("/"):
        soup = BeautifulSoup(render_template_string(source), "html5lib")
    assert [value.get_text() for value in soup.find_all("dd")] == ["£1", "Not told us"]
