"""`kith price FILE` as it is run: JSON out, one sentence for a bad file, and no bad case that stops the others."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

GOOD = '{"id": "good", "inputs": {"journeys": [{"miles": "12.1", "pence_per_mile": 45}]}}'


def run(tmp_path, text):
    file = tmp_path / "cases.json"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return command(str(file), "--data", str(tmp_path / "data"))


def command(*words):
    return subprocess.run(
        [sys.executable, "-m", "marketplace.cli", "price", *words], capture_output=True, text=True, check=False
    )


def test_a_file_of_good_cases_is_priced(tmp_path):
    answer = run(tmp_path, f'{{"vectors": [{GOOD}]}}')
    assert (answer.returncode, answer.stderr) == (0, "")
    assert json.loads(answer.stdout)["cases"][0]["total_pence"] == 545


@pytest.mark.parametrize(
    "pence",
    ["NaN", "-Infinity", "45.0", "1e3", "true", "null", "9" * 5000, "-1", '"45"'],
    ids=lambda pence: pence[:9],
)
def test_a_price_that_is_no_whole_number_spoils_its_own_case_only(tmp_path, pence):
    bad = f'{{"id": "\\ud800", "inputs": {{"journeys": [{{"miles": "1.0", "pence_per_mile": {pence}}}]}}}}'
    answer = run(tmp_path, f'{{"cases": [{bad}, {GOOD}]}}')
    first, second = json.loads(answer.stdout)["cases"]
    assert answer.returncode == 1
    assert "whole number" in first["error"]
    assert second["total_pence"] == 545


@pytest.mark.parametrize("text", [b"", b"{", b"\xff\xfe\xfa", b"[" * 100_000, b"[1]", b'{"cases": {}}', b"null"])
def test_a_file_that_is_no_list_of_cases_gets_one_sentence(tmp_path, text):
    answer = run(tmp_path, text)
    assert (answer.returncode, answer.stdout) == (1, "")
    assert len(answer.stderr.splitlines()) == 1
    assert "Traceback" not in answer.stderr
    assert "should not have" not in answer.stderr


def test_a_file_that_is_not_there_gets_one_sentence(tmp_path):
    answer = command(str(tmp_path / "none.json"))
    assert answer.returncode == 1
    assert "cannot be read" in answer.stderr
