"""Which steps a page has, what it lacks, which days cost more, and how plainly it reads."""

from __future__ import annotations

from datetime import date

from listings.editing import days, parts
from listings.editing.presenters import LABELS, reading
from listings.editing.reading import grade
from listings.editing.rules import FIELDS

GROUP = {"kind": "peer_group", "name": "Tea", "summary": "We meet.", "town": "Millbrook", "phone": "1", "free": True}


def test_every_fact_has_its_name_and_stands_in_one_step():
    stand = [name for part in parts.PARTS for name in part.facts]
    assert sorted(stand) == sorted(FIELDS)
    assert set(LABELS) == set(FIELDS)


def test_a_group_s_list_is_lighter():
    light, whole = parts.parts_for("community_group"), parts.parts_for("organisation")
    assert {one.code for one in whole} - {one.code for one in light} == {"prices"}
    asked = {kind: sum(len(parts.facts_for(one, kind)) for one in parts.parts_for(kind)) for kind in ("trip", "advice")}
    assert asked["trip"] <= asked["advice"] - 10
    assert "regulator_number" not in parts.facts_for(parts.BY_CODE["safe"], "drop_in")


def test_what_is_missing_is_said_by_step():
    assert parts.missing(GROUP) == {}
    assert set(parts.missing({"kind": "peer_group"})) == {"about", "where", "reach", "cost"}
    online = {**GROUP, "town": "", "ways_given": ["online"]}
    assert parts.missing(online) == {}
    priced = {
        **GROUP,
        "kind": "organisation",
        "free": None,
        "offers": [{"name": "Help", "prices": [{"pence_per_mile": 50}]}],
    }
    assert set(parts.missing(priced)) == {"prices", "safe"}
    assert "insured" in parts.missing(priced)["prices"]
    unpriced = {**priced, "offers": [{"name": "Help", "prices": []}]}
    assert "Give a price for Help" in parts.missing(unpriced)["prices"]


def test_the_days_begin_with_the_nation_s_and_boxing_day_stands_beside():
    found = {one.day: one for one in days.days_to_choose(nation="england-and-wales", start=date(2026, 8, 1))}
    assert found[date(2026, 12, 28)].seeded
    assert not found[date(2026, 12, 26)].seeded
    assert found[date(2026, 12, 25)].seeded
    assert date(2026, 6, 15) in {one.day for one in days.days_to_choose(nation="scotland", start=date(2026, 6, 1))}


def test_each_day_counts_once_and_what_was_not_shown_stays():
    shown = days.days_to_choose(nation="england-and-wales", start=date(2026, 8, 1))
    seeded = [one.day.isoformat() for one in shown if one.seeded]
    extra, plain = days.chosen(
        shown, ticked=[*seeded[1:], "2026-12-26"], own={"2026-12-24": "Christmas Eve", "2026-12-25": "Twice"},
        before={"2026-05-02": "Gone by"}, ordinary=["2026-05-04"],
    )  # fmt: skip
    assert extra == {"2026-05-02": "Gone by", "2026-12-24": "Christmas Eve", "2026-12-26": "Boxing Day"}
    assert plain == ["2026-05-04", seeded[0]]


def test_a_plain_text_reads_well_and_a_hard_one_is_told():
    plain = "We meet on Tuesday. We drink tea. You can talk, or sit and listen. Nobody asks you why you came."
    hard = (
        "Our multidisciplinary organisation facilitates individualised, outcome-focused interventions, promoting "
        "independence, resilience and community participation through comprehensive holistic assessment."
    )
    assert grade("Tea.") is None
    assert grade(plain) < 4
    assert grade(hard) > 15
    assert reading({"description": plain}) == ([], reading({"description": plain})[1])
    assert reading({"description": plain})[1].startswith("This reads well")
    words, sentence = reading({"description": hard})
    assert sentence.startswith("This is hard to read")
    assert [word for word, _ in words] != []
