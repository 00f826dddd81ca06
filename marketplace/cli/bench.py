"""`kith bench search`: how well search answers plain questions, for anyone to run again."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from marketplace.config import load_settings
from marketplace.kernel.errors import SetUpError
from search import gold as questions
from search.indexing.service import engine_for
from search.synonyms import shipped, table_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.engine import Document, SearchEngine

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def bench() -> None:
    """Measure the site itself."""


@bench.command()
@click.option("--gold", required=True, type=FILE, help="Questions with the tags of their right answers (JSON).")
@click.option("--corpus", required=True, type=FILE, help="Organisations with name, activities, objects and tags (CSV).")
@click.option(
    "--run", "run_file", type=click.Path(dir_okay=False, path_type=Path), help="Where to write what was found."
)
@click.option("--semantic", is_flag=True, help="Search by meaning too, with the model that the settings name.")
@click.option("--each", is_flag=True, help="Print each question's score first.")
def search(*, gold: Path, corpus: Path, run_file: Path | None, semantic: bool, each: bool) -> None:
    """Index a corpus by name, activities and objects alone, ask every question, and print mean nDCG@10 as one JSON line."""
    try:
        documents, organisations = questions.documents(corpus)
        asked = [one["query"] for one in questions.questions_of(gold)]
    except (KeyError, TypeError, ValueError) as error:
        raise click.ClickException(f"These are not the files this command reads: {error!r}.") from None
    with tempfile.TemporaryDirectory() as folder:
        engine = engine_for(Path(folder), _model() if semantic else None)
        engine.rebuild(documents)
        if semantic:
            _learn(engine, documents)
        found = questions.run(engine, questions=asked, organisations=organisations, table=table_of(shipped()))
    if run_file:
        run_file.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    scores = questions.scores(found, gold=gold, corpus=corpus)
    if each:
        for question, score in scores.items():
            click.echo(f"{score:.3f}  {question}", err=True)
    mean = sum(scores.values()) / len(scores) if scores else 0.0
    click.echo(json.dumps({"benchmark": "search_relevance", "ndcg_at_10": round(mean, 4), "questions": len(scores)}))


def _model() -> tuple[Path, Path]:
    files = load_settings().semantic.files
    if files is None:
        raise SetUpError("Set KITH_SEMANTIC__MODEL and KITH_SEMANTIC__TOKENIZER to the files of a model.")
    return files


def _learn(engine: SearchEngine, documents: Sequence[Document]) -> None:
    at_once = 64
    with click.progressbar(length=len(documents), label="Learning meanings", file=sys.stderr) as bar:
        for start in range(0, len(documents), at_once):
            engine.learn(documents[start : start + at_once])
            bar.update(at_once)
