"""What people type into a form: days, times, miles, pounds, and a key that stops a double press."""

from __future__ import annotations

from datetime import date, time

import pytest
from flask import Flask
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired

from marketplace.kernel.forms import ClockField, DayField, Form, MilesField, PoundsField, SubmitKeyField


class Everything(Form):
    words = StringField("Words", validators=[InputRequired("Say something.")])
    day = DayField("Day")
    at = ClockField("Time")
    far = MilesField("Miles")
    cost = PoundsField("Cost")
    secret = PasswordField("Password")
    key = SubmitKeyField()


@pytest.fixture
def filled():
    """Return a function that gives the form as sent: filled(day="31/8/2026")."""
    app = Flask(__name__)
    app.config.update(SECRET_KEY="for these tests", WTF_CSRF_ENABLED=False)

    def send(**typed: str) -> Everything:
        with app.test_request_context(method="POST", data={"words": "yes", "key": "abc", **typed}):
            form = Everything()
            form.validate()
            return form

    return send


@pytest.mark.parametrize("text", ["2026-08-31", "31/8/2026", "31/08/2026", "31 August 2026", " 31/8/2026 "])
def test_a_day(filled, text):
    form = filled(day=text)
    assert form.errors == {}
    assert form.day.data == date(2026, 8, 31)


@pytest.mark.parametrize("text", ["31/9/2026", "8/31/2026", "tomorrow", "2026", "31/8/26x"])
def test_what_is_no_day_gets_one_sentence(filled, text):
    form = filled(day=text)
    assert form.errors == {"day": ["Enter a day like 31/8/2026."]}
    assert form.day.data is None


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("14:00", time(14)),
        ("2.30 pm", time(14, 30)),
        ("2pm", time(14)),
        ("2 PM", time(14)),
        ("9:05", time(9, 5)),
        ("12 am", time(0)),
        ("12.15pm", time(12, 15)),
        ("14:00:59", time(14)),
    ],
)
def test_a_time(filled, text, at):
    form = filled(at=text)
    assert form.errors == {}
    assert form.at.data == at


@pytest.mark.parametrize("text", ["25:00", "noonish", "14:60", "13 pm"])
def test_what_is_no_time_gets_one_sentence(filled, text):
    assert filled(at=text).errors == {"at": ["Enter a time like 14:00 or 2.30 pm."]}


@pytest.mark.parametrize(("text", "tenths"), [("14.2", 142), ("14", 140), ("0.5", 5), ("14,2", 142), (" 3 ", 30)])
def test_miles_become_whole_tenths(filled, text, tenths):
    form = filled(far=text)
    assert form.errors == {}
    assert form.far.data == tenths
    assert type(form.far.data) is int


@pytest.mark.parametrize("text", ["14.25", "-1", "far", "99999", "1e2", ".5"])
def test_what_is_no_distance_gets_one_sentence_and_is_shown_again(filled, text):
    form = filled(far=text)
    assert form.errors == {"far": ["Enter miles with at most one decimal, like 14.2."]}
    assert f'value="{text}"' in form.far()


def test_pounds_become_whole_pence(filled):
    assert filled(cost="£1,215.80").cost.data == 121580
    assert filled(cost="twelve").errors == {"cost": ["Enter an amount in pounds and pence, like 15.80."]}


def test_what_is_left_empty_is_none(filled):
    form = filled(day="", at=" ", far="", cost=" ")
    assert form.errors == {}
    assert (form.day.data, form.at.data, form.far.data, form.cost.data) == (None, None, None, None)


def test_spaces_around_words_are_dropped_and_spaces_alone_are_nothing(filled):
    assert filled(words="  Dev and I \n").words.data == "Dev and I"
    assert filled(words="").errors == {"words": ["Say something."]}


def test_a_password_is_kept_as_it_was_typed(filled):
    assert filled(secret=" two words ").secret.data == " two words "


def test_stored_miles_and_pounds_are_shown_as_people_write_them():
    app = Flask(__name__)
    app.config.update(SECRET_KEY="for these tests", WTF_CSRF_ENABLED=False)
    with app.test_request_context():
        form = Everything(data={"far": 142, "cost": 1580})
        assert 'value="14.2"' in form.far()
        assert 'value="15.80"' in form.cost()


def test_each_form_has_a_key_of_its_own_and_keeps_the_one_sent_back(filled):
    app = Flask(__name__)
    app.config.update(SECRET_KEY="for these tests", WTF_CSRF_ENABLED=False)
    with app.test_request_context():
        first, second = Everything(), Everything()
    assert first.key.data
    assert first.key.data != second.key.data
    assert filled(key="the-same-key").key.data == "the-same-key"


@pytest.mark.parametrize("key", ["", "k" * 65])
def test_a_key_that_is_missing_or_absurd_is_refused(filled, key):
    assert filled(key=key).errors == {"key": ["Open the page again and send it once more."]}
