"""Search by meaning from the command: off unless it is named, one sentence where it cannot be, and with a real model."""

from __future__ import annotations

import json
import os
import signal

import pytest
from click.testing import CliRunner

from marketplace.cli.main import kith
from marketplace.kernel.errors import SetUpError
from search.embedders import onnx_embedder

GROUPS = (
    "name,description,postcode\nKnit and Natter,Yarn and needles on Mondays,M33 4BR\nBell Ringers,Sundays,M33 4BR\n"
)
CORPUS = "org_id,name,activities,objects,UKCAT\na,Choir,Singing,Music,AR1\nb,Food bank,Food parcels,Relief,SW1\n"
QUESTIONS = {"queries": [{"query": "singing", "tags": ["AR1"]}]}
MODEL, TOKENIZER = "KITH_SEMANTIC__MODEL", "KITH_SEMANTIC__TOKENIZER"


@pytest.fixture
def run(tmp_path, clock, monkeypatch):
    """Return a function that runs kith in this process: run("worker", "--once", KITH_…="…") → its result."""
    clock("2026-09-01T09:00")
    monkeypatch.setenv("KITH_DATA", str(tmp_path / "var"))

    def ask(*words, **settings):
        for name in (MODEL, TOKENIZER):
            monkeypatch.setenv(name, str(settings.get(name, "")))
        return CliRunner().invoke(kith, words)

    held = {name: signal.getsignal(name) for name in (signal.SIGTERM, signal.SIGINT)}
    yield ask
    for name, handler in held.items():  # the worker puts its own in place
        signal.signal(name, handler)


@pytest.fixture
def real():
    settings = {name: os.environ.get(name, "") for name in (MODEL, TOKENIZER)}
    if not all(settings.values()):
        pytest.skip(f"{MODEL} and {TOKENIZER} are not set: tests on a real model were not run")
    return settings


@pytest.fixture
def files(tmp_path):
    (tmp_path / "groups.csv").write_text(GROUPS)
    (tmp_path / "corpus.csv").write_text(CORPUS)
    (tmp_path / "questions.json").write_text(json.dumps(QUESTIONS))
    return tmp_path


def bench(run, files, *more, **settings):
    return run(
        "bench", "search", "--gold", str(files / "questions.json"), "--corpus", str(files / "corpus.csv"),
        *more, **settings,
    )  # fmt: skip


def test_off_unless_it_is_named(run, files):
    assert run("import", str(files / "groups.csv")).exit_code == 0
    assert "meaning" not in run("worker", "--once").output
    assert "meaning" not in run("index", "rebuild").output
    assert json.loads(bench(run, files).stdout)["ndcg_at_10"] == 1.0


@pytest.mark.parametrize("words", [["worker", "--once"], ["search", "choir"], ["index", "rebuild"], ["serve"]])
def test_a_file_that_is_not_there_is_told_at_once(run, monkeypatch, words):
    monkeypatch.setattr(onnx_embedder, "find_spec", lambda _: "there")
    answer = run(*words, **{MODEL: "/nowhere/model.onnx", TOKENIZER: "/nowhere/tokenizer.json"})
    assert isinstance(answer.exception, SetUpError)
    assert answer.exception.sentence == f"{MODEL} names /nowhere/model.onnx, which cannot be read."


def test_half_a_model_and_a_benchmark_without_one_are_told(run, files):
    assert "or neither" in run("worker", "--once", **{MODEL: "/nowhere"}).exception.sentence
    assert bench(run, files, "--semantic").exception.sentence.startswith(f"Set {MODEL} and {TOKENIZER}")


def test_a_model_that_fails_stops_no_other_work(run, files, monkeypatch):
    monkeypatch.setattr(onnx_embedder, "find_spec", lambda _: "there")

    def fails(self, texts):
        raise MemoryError

    monkeypatch.setattr(onnx_embedder.OnnxEmbedder, "vectors", fails)
    broken = {MODEL: files / "corpus.csv", TOKENIZER: files / "corpus.csv"}
    assert run("import", str(files / "groups.csv"), **broken).exit_code == 0
    answer = run("worker", "--once", **broken)
    assert answer.exit_code == 0
    assert answer.stderr.startswith("Search by meaning learns no more until the worker is started again: MemoryError")
    assert json.loads(run("search", "yarn", "--json", **broken).stdout)["total"] == 1


def test_with_a_real_model_what_is_said_another_way_is_found(run, files, real):
    run("import", str(files / "groups.csv"), **real)
    assert json.loads(run("search", "crochet", "--json", **real).stdout)["total"] == 0
    assert "2 learnt" in run("worker", "--once", **real).output
    (found,) = json.loads(run("search", "crochet", "--json", **real).stdout)["results"]
    assert found["title"] == "Knit and Natter"
    assert "0 listings learnt" in run("index", "rebuild", **real).output
    assert json.loads(bench(run, files, "--semantic", **real).stdout)["ndcg_at_10"] == 1.0
