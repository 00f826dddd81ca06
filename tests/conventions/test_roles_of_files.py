"""What each kind of file may do: views ask, operations write and never commit, rules only reckon; and our own words."""

from __future__ import annotations

import ast
import re

import pytest

from tests.conventions.test_habits import MONEY, ROOT, SOURCES, TEMPLATES, named

BANNED = r"service users?|clients?|ad[ -]hoc|net 30|please note|vulnerable|suffers? from|challenging behaviour"


def of_kind(*kinds):
    return named(file for file in SOURCES if file.name in {f"{kind}.py" for kind in kinds})


def called(file):
    """Return the calls of a file as they are written, without what they are given: "session.commit"."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}


def imported(file):
    """Return the full names of what a file imports."""
    names = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


@pytest.mark.parametrize("file", of_kind("views"))
def test_a_view_asks_no_database_and_commits_nothing(file):
    assert [name for name in imported(file) if name.split(".")[0] == "sqlalchemy"] == []
    assert [
        name for name in called(file) if name.endswith((".commit", ".execute", ".scalar", ".scalars", ".add"))
    ] == []


@pytest.mark.parametrize("file", of_kind("operations", "queries", "models", "rules"))
def test_what_is_below_a_view_leaves_the_commit_to_it(file):
    assert [name for name in called(file) if name.endswith((".commit", ".rollback"))] == []
    assert [name for name in imported(file) if name.split(".")[0] in {"flask", "flask_login", "wtforms"}] == []


@pytest.mark.parametrize("file", of_kind("operations", "rules"))
def test_what_writes_and_what_reckons_is_told_the_time(file):
    clocks = {"clock.now", "now", "datetime.now", "date.today", "datetime.today", "datetime.utcnow", "time.time"}
    assert called(file) & clocks == set()


@pytest.mark.parametrize("file", named(MONEY))
def test_money_is_whole_pence_and_no_decimal(file):
    assert [name for name in imported(file) if name.split(".")[0] == "decimal"] == []
    written = ast.parse(file.read_text(encoding="utf-8"))
    divided = [
        node.lineno for node in ast.walk(written) if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div)
    ]
    # Fractions divide exactly; a form reads "1.5 hours a week" into whole minutes, which is no money yet.
    exact = {"marketplace/kernel/money.py", "marketplace/brokerage/requests/forms.py"}
    assert divided == [] or str(file.relative_to(ROOT)) in exact, (
        f"a division that may leave a fraction of a penny, at lines {divided}"
    )


def test_only_the_clock_asks_what_time_it_is():
    asking = {
        str(file.relative_to(ROOT))
        for file in SOURCES
        if called(file) & {"datetime.now", "date.today", "datetime.today", "datetime.utcnow"}
    }
    assert asking <= {"marketplace/kernel/clock.py"}


@pytest.mark.parametrize("file", named(TEMPLATES))
def test_a_template_speaks_our_words_and_never_shouts(file):
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", " ", file.read_text(encoding="utf-8"), flags=re.DOTALL)
    # The page of words tells which ones we do not use, and so may name them.
    if file.name != "words.html":
        assert re.findall(rf"\b(?:{BANNED})\b", text, re.IGNORECASE) == []
    assert "!" not in text


# A whole page stands on a layout; what is included by one, built on another, or paper has no heading of its own to count.
PAGES = [
    file
    for file in TEMPLATES
    if file.parent.name != "layouts" and '{% extends "layouts/' in file.read_text(encoding="utf-8")
]


def test_there_are_pages_to_look_at():
    assert len(PAGES) >= 25


@pytest.mark.parametrize("file", named(PAGES))
def test_a_page_has_a_title_and_one_first_heading(file):
    text = file.read_text(encoding="utf-8")
    assert "{% block title %}" in text or file.name == "page.html"
    assert len(re.findall(r"<h1[ >]", text)) == 1
