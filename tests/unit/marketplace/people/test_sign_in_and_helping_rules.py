"""When a sign-in ends, what makes a password, what helpers may do, and what a code looks like."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.kernel.roles import BUY, PAY, SEE
from marketplace.people.helping import rules as helping
from marketplace.people.sign_in import rules

NOW = datetime(2026, 9, 1, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("started", "seen", "ended", "over"),
    [
        (timedelta(0), timedelta(0), False, False),
        (timedelta(days=2), timedelta(hours=24), False, False),
        (timedelta(days=2), timedelta(hours=24, seconds=1), False, True),
        (timedelta(days=30), timedelta(0), False, False),
        (timedelta(days=30, seconds=1), timedelta(0), False, True),
        (timedelta(0), timedelta(0), True, True),
    ],
)
def test_a_sign_in_ends_unused_for_a_day_or_after_thirty(started, seen, ended, over):
    facts = {"started_at": NOW - started, "seen_at": NOW - seen, "ended_at": NOW if ended else None}
    assert rules.is_over(**facts, at=NOW) is over


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on a computer"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1",
            "Safari on an iPhone",
        ),
        ("Mozilla/5.0 (Linux; Android 15; Pixel) Chrome/140.0 Mobile Safari/537.36", "Chrome on a phone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on a Windows computer"),
        ("", "A browser on a device"),
    ],
)
def test_a_device_is_named_in_a_few_words(agent, words):
    assert rules.device_words(agent) == words


@pytest.mark.parametrize(
    ("password", "told"),
    [
        ("calm harbour lights", ""),
        ("quiet-river", ""),
        ("short", "at least 10"),
        ("aaaaaaaaaaaa", "too easy"),
        ("1234567890", "too easy"),
        ("margaret@millbrook.example", "too easy"),
        ("x" * 201, "at most"),
    ],
)
def test_a_password_is_long_and_not_plain(password, told):
    said = rules.password_problem(password, email="margaret@millbrook.example", names=("Margaret",))
    assert told in said
    assert bool(said) == bool(told)


@pytest.mark.parametrize(
    ("kind", "see", "buy", "pay", "found"),
    [
        ("nominee", True, True, True, {SEE, BUY, PAY}),
        ("nominee", True, False, True, {SEE, PAY}),
        ("lawful_representative", True, True, False, {SEE, BUY}),
        ("helper", True, True, True, {SEE}),
        ("trusted", True, True, True, {SEE}),
        ("nominee", False, True, True, set()),
    ],
)
def test_a_helper_or_a_trusted_person_never_chooses_or_pays(kind, see, buy, pay, found):
    assert helping.scopes(kind=kind, may_see=see, may_buy=buy, may_pay=pay) == found


@pytest.mark.parametrize(("day", "held"), [(1, False), (2, True), (9, True), (10, False)])
def test_help_holds_from_the_first_day_to_the_last(day, held):
    facts = {"starts_on": date(2026, 8, 2), "ends_on": date(2026, 8, 9)}
    assert helping.holds(**facts, ended_at=None, on=date(2026, 8, day)) is held
    assert not helping.holds(**facts, ended_at=NOW, on=date(2026, 8, day))


@given(st.text())
def test_a_code_has_eight_letters_that_can_be_read_out(key):
    code = helping.code_from(key)
    assert len(code) == 9
    assert code[4] == "-"
    assert set(code) - {"-"} <= set(helping.LETTERS)
    assert helping.code_from(key) == code


@pytest.mark.parametrize("typed", ["KTB7-9QPX", "ktb7 9qpx", " KTB79QPX ", "ktb7–9qpx"])
def test_a_code_is_the_same_however_it_is_typed(typed):
    assert helping.hash_of(typed) == helping.hash_of("KTB7-9QPX")
