"""What of a listing has a meaning, and one sentence where the files or libraries of a model are missing."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from marketplace.config import Semantic
from marketplace.kernel.errors import SetUpError
from search.embedders import onnx_embedder
from search.embedders.onnx_embedder import OnnxEmbedder
from search.embedding import key_of, text_of
from search.engine import Document


def document(**facts) -> Document:
    return Document(**{"listing_id": 1, "fingerprint": "", "name": "Chess", "tags": "", "body": "Weekly.", **facts})


def test_choices_and_places_are_no_part_of_the_meaning():
    assert text_of(document()) == text_of(document(facets={"day": ["1"]}, point=(53.0, -2.0))) == "Chess\nWeekly."
    assert key_of(text_of(document())) != key_of(text_of(document(body="Monthly.")))


@pytest.fixture
def _libraries(monkeypatch):
    monkeypatch.setattr(onnx_embedder, "find_spec", lambda _: "there")


@pytest.mark.usefixtures("_libraries")
def test_a_missing_file_is_told_in_one_sentence(tmp_path):
    (tmp_path / "model.onnx").write_bytes(b"")
    with pytest.raises(SetUpError) as found:
        OnnxEmbedder(tmp_path / "model.onnx", tmp_path / "none.json")
    assert found.value.sentence == f"KITH_SEMANTIC__TOKENIZER names {tmp_path}/none.json, which cannot be read."


@pytest.mark.usefixtures("_libraries")
def test_another_file_is_another_embedder(tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_bytes(b"1")
    two.write_bytes(b"2")
    assert len({OnnxEmbedder(*files).name for files in ((one, two), (two, two), (one, one))}) == 3


def test_missing_libraries_are_told_in_one_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(onnx_embedder, "find_spec", lambda _: None)
    with pytest.raises(
        SetUpError, match=r"^Search by meaning needs onnxruntime and tokenizers: install the `semantic`"
    ):
        OnnxEmbedder(tmp_path, tmp_path)


def test_both_settings_or_neither():
    assert Semantic().files is None
    assert Semantic(model="a", tokenizer="b").files == (Path("a"), Path("b"))
    with pytest.raises(SetUpError, match="or neither"):
        _ = Semantic(model="a").files


@pytest.fixture(scope="module")
def model():
    files = [os.environ.get(f"KITH_SEMANTIC__{name}", "") for name in ("MODEL", "TOKENIZER")]
    if not all(files):
        pytest.skip("KITH_SEMANTIC__MODEL and KITH_SEMANTIC__TOKENIZER are not set: tests on a real model were not run")
    return OnnxEmbedder(*map(Path, files))


def test_a_real_model_puts_what_means_alike_together(model):
    asked, near, far = model.vectors(["someone to visit my mum", "Befriending for older people", "Motorbike repairs"])
    assert asked @ near > asked @ far + 0.1


def test_a_real_model_reads_any_text_the_same_alone_and_among_others(model):
    texts = ["", "\x00", "🎻", "word " * 5000, "Chess"]
    together = model.vectors(texts)
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    for text, vector in zip(texts, together, strict=True):
        assert model.vectors([text])[0] @ vector > 0.999
    assert model.vectors([]).shape[0] == 0


@pytest.mark.usefixtures("_libraries")
def test_files_that_are_no_model_are_told_in_one_sentence(tmp_path, model):
    (tmp_path / "model.onnx").write_bytes(b"not a model")
    with pytest.raises(SetUpError, match="which is no ONNX model"):
        OnnxEmbedder(tmp_path / "model.onnx", tmp_path / "model.onnx").vectors(["a"])
