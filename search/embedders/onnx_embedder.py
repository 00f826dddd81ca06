"""A sentence model in ONNX with its tokenizer, the only file that opens either. It works on this machine, offline.

The model's words are averaged where there are any, and the mean is brought to length 1: how sentence models of the
MiniLM kind are made. One thread: several processes share a small server.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from marketplace.kernel.errors import SetUpError
from search.embedding import Rows

MOST_TOKENS = 256
BATCH = 8
MANNER = f"mean of {MOST_TOKENS}"
LIBRARIES = ("onnxruntime", "tokenizers")


class OnnxEmbedder:
    """Reads its files at the first text. Any thread may use it."""

    def __init__(self, model: Path, tokenizer: Path) -> None:
        """Look that all is there. Raises SetUpError with a sentence where a file or a library is missing."""
        if missing := [name for name in LIBRARIES if find_spec(name) is None]:
            raise SetUpError(f"Search by meaning needs {' and '.join(missing)}: install the `semantic` extra.")
        name = hashlib.sha256(MANNER.encode())
        for setting, file in (("MODEL", model), ("TOKENIZER", tokenizer)):
            try:
                name.update(file.read_bytes())
            except OSError:
                raise SetUpError(f"KITH_SEMANTIC__{setting} names {file}, which cannot be read.") from None
        self.name = name.hexdigest()[:12]
        self._files = model, tokenizer
        self._lock = threading.Lock()
        self._opened: tuple[Any, Any] | None = None

    def vectors(self, texts: Sequence[str]) -> Rows:
        """Return a vector for each text, of its first 256 tokens. Raises SetUpError where a file is not what it should be."""
        session, tokenizer = self._open()
        read = [tokenizer.encode(text).ids for text in texts]
        in_order = sorted(range(len(read)), key=lambda at: len(read[at]))  # alike in length: little to fill up
        made: list[Any] = [None] * len(read)
        for start in range(0, len(in_order), BATCH):
            part = in_order[start : start + BATCH]
            for at, vector in zip(part, _run(session, [read[at] for at in part]), strict=True):
                made[at] = vector
        return np.array(made, dtype=np.float32)

    def _open(self) -> tuple[Any, Any]:
        with self._lock:
            if self._opened is None:
                self._opened = _open(*self._files)
            return self._opened


def _open(model: Path, tokenizer: Path) -> tuple[Any, Any]:
    # Not needed, and so not loaded, unless the settings name a model.
    import onnxruntime  # noqa: PLC0415
    from tokenizers import Tokenizer  # noqa: PLC0415

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    try:
        session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise SetUpError(f"KITH_SEMANTIC__MODEL names {model}, which is no ONNX model.") from error
    try:
        reader = Tokenizer.from_file(str(tokenizer))
    except Exception as error:
        raise SetUpError(f"KITH_SEMANTIC__TOKENIZER names {tokenizer}, which is no tokenizer.json.") from error
    reader.no_padding()
    reader.enable_truncation(MOST_TOKENS)
    return session, reader


def _run(session: Any, read: Sequence[Sequence[int]]) -> Rows:
    tokens = np.zeros((len(read), max(1, *map(len, read))), dtype=np.int64)
    there = np.zeros_like(tokens)
    for row, ids in enumerate(read):
        tokens[row, : len(ids)], there[row, : len(ids)] = ids, 1
    given = {"input_ids": tokens, "attention_mask": there, "token_type_ids": np.zeros_like(tokens)}
    out = session.run(None, {one.name: given[one.name] for one in session.get_inputs()})[0]
    total = (out * there[:, :, None]).sum(axis=1)
    return np.asarray(total / np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-9), dtype=np.float32)
