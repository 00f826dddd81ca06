"""Bank holidays by nation equal GOV.UK's list for 2012–2028 (section 0 point 6 of the domain text)."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from marketplace.kernel.bank_holidays import NATIONS, bank_holidays, holiday_name
from marketplace.kernel.errors import DomainError

LIST = json.loads((Path(__file__).parent / "data" / "bank_holidays.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("nation", NATIONS)
def test_every_date_from_2012_to_2028_is_the_official_one(nation):
    ours = {day.isoformat() for year in range(2012, 2029) for day in bank_holidays(nation, year)}
    assert ours == set(LIST[nation])


@pytest.mark.parametrize(
    ("nation", "day", "name"),
    [
        ("england-and-wales", date(2026, 8, 31), "Summer bank holiday"),
        ("england-and-wales", date(2026, 12, 28), "Boxing Day"),
        ("england-and-wales", date(2026, 5, 4), "Early May bank holiday"),
        ("scotland", date(2026, 11, 30), "St Andrew’s Day"),
        ("northern-ireland", date(2026, 3, 17), "St Patrick’s Day"),
        ("england-and-wales", date(2026, 11, 30), ""),
        ("england-and-wales", date(2026, 12, 26), ""),
        ("scotland", date(2027, 3, 29), ""),
    ],
)
def test_a_day_has_its_plain_name_in_its_nation(nation, day, name):
    assert holiday_name(day, nation=nation) == name


def test_an_unknown_nation_is_told_in_one_sentence():
    with pytest.raises(DomainError, match="no nation called"):
        bank_holidays("france", 2026)
