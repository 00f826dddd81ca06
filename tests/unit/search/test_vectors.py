"""Vectors in a file: found by key, replaced in one step, and a broken file is as good as none."""

from __future__ import annotations

import numpy as np
import pytest

from search.vectors import Vectors, keys_of, mark, records, write

UP, ASIDE = np.array([1, 0], dtype=np.float32), np.array([0, 1], dtype=np.float32)


def test_what_was_written_is_found_by_its_key(tmp_path):
    write(tmp_path / "v.npy", [records({"b": ASIDE, "c": UP}), records({"a": UP})])
    found = Vectors(tmp_path / "v.npy")
    places = found.places(keys_of(["c", "x", "a", "b", ""]))
    assert found.near(places, UP)[[0, 2, 3]].tolist() == [1, 1, 0]
    assert np.isnan(found.near(places, UP)[[1, 4]]).all()


@pytest.mark.parametrize("content", [None, b"", b"no vectors", b"\x93NUMPY\x01\x00"])
def test_a_file_that_is_missing_or_broken_holds_nothing(tmp_path, content):
    if content is not None:
        (tmp_path / "v.npy").write_bytes(content)
    assert Vectors(tmp_path / "v.npy").places(keys_of(["a"])).tolist() == [-1]


def test_a_new_file_takes_the_old_one_s_place_while_that_is_read(tmp_path):
    file = tmp_path / "v.npy"
    write(file, [records({"a": UP})])
    before, was = Vectors(file), mark(file)
    write(file, [records({"a": ASIDE})])
    assert before.near(before.places(keys_of(["a"])), UP).tolist() == [1]
    assert Vectors(file).near(np.array([0]), UP).tolist() == [0]
    assert mark(file) != was


def test_no_vectors_are_no_file(tmp_path):
    write(tmp_path / "v.npy", [records({"a": UP})])
    write(tmp_path / "v.npy", [records({})])
    assert list(tmp_path.iterdir()) == []
