"""The code of a claim: how it is compared, and how long it works."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from listings.claiming import rules

MADE = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)


def test_a_code_may_be_typed_with_spaces_dashes_and_small_letters():
    kept = rules.hash_of("KTB79QPX")
    assert rules.shown("KTB79QPX") == "KTB7-9QPX"
    assert rules.is_right(" ktb7 – 9qpx", code_hash=kept)
    assert not rules.is_right("KTB7-9QPY", code_hash=kept)
    assert not rules.is_right("", code_hash="")
    assert "KTB" not in kept


def test_a_code_works_five_times_for_seven_days():
    def works(tries=0, later=timedelta(), code_hash="x"):
        return rules.works(code_hash=code_hash, tries=tries, made_at=MADE, at=MADE + later)

    assert works()
    assert works(tries=4, later=timedelta(days=7))
    assert not works(tries=5)
    assert not works(later=timedelta(days=7, seconds=1))
    assert not works(code_hash="")
