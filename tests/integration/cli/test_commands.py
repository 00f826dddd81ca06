"""The command kith, run as a person runs it: from any folder, one line or one sentence, never a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

CSV = "name,description,postcode\nTea and Talk,Peer support group,M33 4BR\n"


@pytest.fixture
def kith(tmp_path):
    """Return a function that runs kith in another folder: kith("search", "tea") → the finished process."""

    def run(*words: str, data=tmp_path / "var", **settings: str):
        told = {**os.environ, **{name: str(value) for name, value in settings.items()}}
        command = [sys.executable, "-m", "marketplace.cli", *words, *(["--data", str(data)] if data else [])]
        return subprocess.run(command, cwd=tmp_path, env=told, capture_output=True, text=True, timeout=120, check=False)

    return run


def test_an_import_can_be_found_at_once_and_twice_changes_nothing(kith, tmp_path):
    (tmp_path / "groups.csv").write_text(CSV)
    assert kith("import", "groups.csv").stdout.endswith("1 added, 0 changed, 0 the same, 0 repeated, 0 not usable.\n")
    found = kith("search", "someone to talk to", "--near", "M33", "--json")
    assert found.stderr == ""
    facts = json.loads(found.stdout)
    assert facts["total"] == 1
    assert facts["results"][0].keys() == {"id", "title", "kind", "distance_miles", "url"}
    assert facts["facets"]["kind"] == {"peer_group": 1}
    assert kith("import", "groups.csv").returncode == 0
    assert kith("index", "check").stdout == "The index and the database agree.\n"
    assert "1 listings" in kith("index", "rebuild").stdout


def test_the_books_of_an_empty_folder_balance(kith):
    answer = kith("books", "check")
    assert (answer.returncode, answer.stdout) == (0, "The books balance: 0 transactions, 0 invoices.\n")


def test_a_month_that_is_not_over_is_refused(kith):
    answer = kith("invoices", "run", "--month", "2026-08", KITH_NOW="2026-08-31T12:00")
    assert (answer.returncode, answer.stderr) == (1, "That month is not over yet.\n")


def test_a_site_administrator_can_be_made(kith):
    answer = kith("admin", "create", "--email", "a@example.org", "--name", "Ann", KITH_ADMIN_PASSWORD="a long password")
    assert answer.stdout == "a@example.org can sign in and look after the site.\n"
    assert (
        kith(
            "admin", "create", "--email", "A@example.org", "--name", "Ann", KITH_ADMIN_PASSWORD="a long password"
        ).returncode
        == 1
    )


@pytest.mark.parametrize(
    ("words", "settings", "sentence"),
    [
        (("import", "nothing.csv"), {}, "is not there"),
        (("search", "x"), {}, "kith index rebuild"),
        (("invoices", "run", "--month", "August"), {}, "like 2026-08"),
        (("migrate",), {"KITH_WEB_WORKERS": "none"}, "KITH_WEB_WORKERS"),
        (("migrate",), {"KITH_SITE__COLOURS": '{"brand": "red"}'}, "KITH_SITE__COLOURS"),
        (("migrate",), {"KITH_NOW": "yesterday", "KITH_ENVIRONMENT": "nowhere"}, "KITH_ENVIRONMENT"),
        (("serve", "--port", "1"), {"KITH_ENVIRONMENT": "production"}, ""),
        (("price", "none.json"), {}, "none.json"),
    ],
)
def test_a_mistake_gets_one_sentence_and_never_a_traceback(kith, words, settings, sentence):
    answer = kith(*words, **settings)
    assert answer.returncode != 0
    assert sentence in answer.stderr
    assert "Traceback" not in answer.stderr


def test_production_refuses_to_start_without_a_secret(kith):
    answer = kith("serve", "--port", "18765", KITH_ENVIRONMENT="production")
    assert (answer.returncode, answer.stderr) == (
        1,
        "Set KITH_SECRET to a long random text before starting in production.\n",
    )


def test_a_worker_says_what_its_rounds_did_once_a_day(kith, tmp_path):
    (tmp_path / "groups.csv").write_text(CSV)
    kith("import", "groups.csv", KITH_NOW="2026-01-05T09:00")
    told = kith("worker", "--once", KITH_NOW="2026-09-01T09:00")
    assert told.stdout.splitlines()[:4] == [
        "Pages that grew old or fresh: 1.", "Facts to be checked, asked about: 0.",
        "How long organisations take to answer: 0.", "Search: 1 done, 0 to try again.",
    ]  # fmt: skip
    assert kith("index", "check").stdout == "The index and the database agree.\n", "search heard of it"
    assert (
        "Pages that grew old or fresh: done before today."
        in kith("worker", "--once", KITH_NOW="2026-09-01T20:00").stdout
    )
