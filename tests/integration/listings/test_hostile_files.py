"""Files that are not what they seem: one clear sentence each, nothing of a bad file kept, what was there stays."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from listings.imports.facts import Problem, Row
from listings.imports.reading import files_in, read_feed
from marketplace.kernel.errors import DomainError

MOST = 200 * 1024 * 1024
ROW = {"name": "Tea and Talk", "description": "Peer support group", "postcode": "M33 4BR"}
CSV = "name,description,postcode\nTea and Talk,Peer support group,M33 4BR\n"


def read(path, *, most=MOST):
    return read_feed(path, most_bytes=most).rows


def refused(path, *, most=MOST) -> str:
    with pytest.raises(DomainError) as told:
        read(path, most=most)
    sentence = told.value.sentence
    assert "\n" not in sentence
    assert len(sentence) < 300
    assert path.name in sentence
    return sentence


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("utf16.csv", CSV.encode("utf-16")),
        ("bom.csv", CSV.encode("utf-8-sig")),
        ("latin.csv", CSV.replace("Talk", "Talk Café").encode("latin-1")),
        ("windows.csv", CSV.replace("Talk", "Talk – “Café”").encode("cp1252")),
        ("bell.csv", CSV.replace("Peer", "Pe\x1ber\x07").encode()),
        ("bom.json", json.dumps([ROW]).encode("utf-8-sig")),
        ("nan.json", json.dumps([{**ROW, "cost": float("nan"), "age": float("inf")}]).encode()),
        ("figures.json", json.dumps([ROW]).replace('"M33 4BR"', '"M33 4BR", "x": ' + "9" * 5000).encode()),
        ("twice.json", json.dumps([ROW]).replace('{"name"', '{"name": "First", "name"').encode()),
        ("half-a-pair.json", json.dumps([{**ROW, "description": "\ud800 Peer"}]).encode()),
    ],
)
def test_another_charset_or_odd_signs_are_read(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    (row,) = read(tmp_path / name)
    assert isinstance(row, Row)
    assert "Tea and Talk" in repr(row)
    assert "\x00" not in repr(row.__dict__ if hasattr(row, "__dict__") else row)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("deep.json", b"[" * 100_000 + b"]" * 100_000),
        ("half.json", json.dumps([ROW] * 50).encode()[:-40]),
        ("half.csv", (CSV + '"Half a row, never closed').encode()),
        ("nul.csv", CSV.replace("Peer", "Pe\x00er").encode()),
        ("empty.csv", b""),
        ("empty.json", b""),
        ("number.json", b"7"),
        ("words.json", b'"only words"'),
        ("no-services.json", b'{"a": 1}'),
    ],
)
def test_what_cannot_be_read_to_its_end_or_is_no_feed_is_told_in_one_sentence(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    refused(tmp_path / name)


@pytest.mark.parametrize("name", ["feed.json", "feed.csv"])
@pytest.mark.parametrize("kind", ["zip", "gzip", "pdf", "picture", "noise"])
def test_a_file_of_another_kind_is_not_taken_for_a_feed(tmp_path, name, kind):
    path = tmp_path / name
    if kind == "zip":
        with zipfile.ZipFile(path, "w") as packed:
            packed.writestr("feed.csv", CSV)
    else:
        made = {
            "gzip": gzip.compress(CSV.encode()),
            "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< >>\nendobj\n",
            "picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4,
            "noise": bytes(range(256)) * 40,
        }
        path.write_bytes(made[kind])
    refused(path)


def test_a_sparse_file_of_10_gigabytes_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(10 * 1024**3)
    assert "10,737,418,240 bytes" in refused(path)


def test_what_is_no_file_is_told(tmp_path):
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "loop.csv").symlink_to(tmp_path / "loop.csv")
    for name in ("pipe.csv", "loop.csv", "gone.csv"):
        with pytest.raises(DomainError, match=name):
            read(files_in(tmp_path / name)[0])


def test_a_row_that_cannot_be_used_is_named_and_the_rest_is_read(tmp_path):
    path = tmp_path / "mixed.csv"
    path.write_text(CSV + ",No name,M33 4BR\nMore tea,,M33 4BR\n")
    rows = read(path)
    assert [type(row) for row in rows].count(Row) >= 2


def test_a_very_long_field_is_read(tmp_path):
    path = tmp_path / "long.csv"
    path.write_text(CSV + f"Long,{'a' * 10_000_000},M33 4BR\n")
    assert len(read(path)) == 2


@given(st.binary(max_size=400), st.sampled_from([".json", ".csv", ".tsv", ".txt"]))
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_bytes_are_rows_or_one_sentence(tmp_path, content, ending):
    path = tmp_path / f"any{ending}"
    path.write_bytes(content)
    try:
        rows = read(path)
    except DomainError:
        return  # one sentence: that is what it is for
    assert all(isinstance(row, (Row, Problem)) for row in rows)


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(
        ["name", "id", "description", "services", "contents", "organization", "schedules", "cost_options", "locations", "status"]
    ) | st.text(max_size=5), inner, max_size=5),
    max_leaves=20,
)  # fmt: skip


@given(ANY)
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_json_is_rows_or_one_sentence(tmp_path, document):
    from listings.imports.facts import listing_facts

    path = tmp_path / "any.json"
    path.write_text(json.dumps(document))
    try:
        rows = read(path)
    except DomainError:
        return  # one sentence: that is what it is for
    for row in rows:
        assert isinstance(row, Problem) or listing_facts(row, hint="") is not None


def test_the_command_says_one_sentence_and_keeps_what_was_there(tmp_path):
    def kith(*words):
        command = [sys.executable, "-m", "marketplace.cli", *words, "--data", str(tmp_path / "var")]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)

    (tmp_path / "good.csv").write_text(CSV)
    (tmp_path / "half.json").write_text(json.dumps([ROW])[:-9])
    assert kith("import", "good.csv").returncode == 0
    told = kith("import", "half.json")
    assert told.returncode == 1
    assert "Traceback" not in told.stderr
    assert [line for line in told.stderr.splitlines() if "half.json" in line]
    assert json.loads(kith("search", "tea", "--json").stdout)["total"] == 1
