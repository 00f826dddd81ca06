"""The habits of this house, as tests: sizes, names, docstrings, what may import what, types, and one line of migrations."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from marketplace.config import Mail, Notify, Semantic, Settings, Site, Text

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("marketplace", "search", "listings", "invoices")
SOURCES = [
    file
    for name in PACKAGES
    for file in (ROOT / name).rglob("*.py")
    if not {"node_modules", "versions"} & set(file.parts)
]
TESTS = list((ROOT / "tests").rglob("*.py"))
TEMPLATES = list((ROOT / "templates").rglob("*.html"))
MONEY = [
    *(ROOT / "invoices").rglob("*.py"),
    ROOT / "marketplace/kernel/money.py",
    *(ROOT / "marketplace/brokerage").rglob("*.py"),
]


def named(files):
    return [pytest.param(file, id=str(file.relative_to(ROOT))) for file in files]


def committed():
    """Return every file git knows, or every file of a plain copy."""
    answer = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if answer.returncode == 0:
        return [ROOT / line for line in answer.stdout.splitlines() if (ROOT / line).is_file()]
    hidden = {".venv", "var", "node_modules", "built", ".git", "__pycache__"}
    return [file for file in ROOT.rglob("*") if file.is_file() and not hidden & set(file.parts)]


@pytest.mark.parametrize("file", named(SOURCES))
def test_a_source_file_is_short_and_says_what_it_is(file):
    text = file.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 400
    tree = ast.parse(text)
    assert ast.get_docstring(tree), "no docstring"
    assert file.stem not in {"utils", "helpers", "common", "misc"}
    if file.name == "__init__.py":
        assert len(tree.body) == 1, "an __init__.py holds a docstring and nothing else"


@pytest.mark.parametrize("file", named(SOURCES))
def test_functions_are_short_typed_and_public_ones_explained(file):
    tree = ast.parse(file.read_text(encoding="utf-8"))
    most = 50
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            length = (node.end_lineno or 0) - node.lineno + 1
            limit = (
                20
                if file.name == "views.py"
                and any(
                    "route" in ast.dump(d) or "'get'" in ast.dump(d) or "'post'" in ast.dump(d)
                    for d in node.decorator_list
                )
                else most
            )
            doc = ast.get_docstring(node)
            counted = length - (len(doc.splitlines()) + 1 if doc else 0)
            assert counted <= limit, f"{node.name} has {counted} lines"


@pytest.mark.parametrize("file", named(TESTS))
def test_a_test_file_is_short(file):
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 500


@pytest.mark.parametrize("file", named(TEMPLATES))
def test_a_template_is_short_and_holds_no_script_or_style(file):
    text = file.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 200
    assert not re.search(r"\sstyle=|\son\w+=|<style|<script(?![^>]*\s(?:src=|type=\"application/ld\+json\"))", text), (
        "inline script or style"
    )
    assert not re.search(r"src=\"https?://|<link[^>]+href=\"https?://", text), "something loaded from elsewhere"


def test_every_folder_of_tests_is_a_package():
    folders = {file.parent for file in TESTS}
    assert [str(folder) for folder in folders if not (folder / "__init__.py").exists()] == []


@pytest.mark.parametrize("file", named(MONEY))
def test_no_float_comes_near_money(file):
    tree = ast.parse(file.read_text(encoding="utf-8"))
    floats = [
        node.lineno
        for node in ast.walk(tree)
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"float", "round"})
    ]
    assert floats == [] or file.name == "forms.py", f"floats at lines {floats}"


def test_imports_go_downward_only():
    answer = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports"))], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stdout[-3000:]


def test_ruff_finds_nothing():
    answer = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "."], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stdout[-3000:]


def test_mypy_strict_finds_nothing():
    answer = subprocess.run([sys.executable, "-m", "mypy"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout[-3000:]


def test_every_setting_is_in_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    parts = {"site": Site, "mail": Mail, "text": Text, "notify": Notify, "semantic": Semantic}
    names = [f"KITH_{name.upper()}" for name in Settings.model_fields if name not in parts]
    names += [f"KITH_{part.upper()}__{name.upper()}" for part, model in parts.items() for name in model.model_fields]
    assert [name for name in names if f"`{name}`" not in readme] == []


def test_the_readme_has_two_one_line_blocks():
    blocks = re.findall(
        r"^```sh\n(.*?)^```", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    assert [block.count("\n") for block in blocks[:2]] == [1, 1]


def test_migrations_are_numbered_in_one_line():
    names = sorted(file.name for file in (ROOT / "marketplace/migrations/versions").glob("0*.py"))
    assert [name[:4] for name in names] == [f"{at:04d}" for at in range(1, len(names) + 1)]
    for at, name in enumerate(names, 1):
        text = (ROOT / "marketplace/migrations/versions" / name).read_text(encoding="utf-8")
        before = f'"{at - 1:04d}"' if at > 1 else "None"
        assert re.search(rf"^down_revision\s*=\s*{before}$", text, re.MULTILINE), name


def test_nothing_names_a_registry_or_a_machine():
    # Written apart, so that this file does not name them either.
    hosts = ["registry.npm" + "js.org", "pypi" + ".org", "files.python" + "hosted.org", "/wo" + "rk/", "/ro" + "ot/"]
    named_in = [
        f"{file.relative_to(ROOT)}: {host}"
        for file in committed()
        if file.suffix not in {".png", ".woff2"}
        for host in hosts
        if host in file.read_text(encoding="utf-8", errors="ignore")
    ]
    assert named_in == []


def test_dependencies_are_pinned_exactly():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").split()
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9_.-]+==[A-Za-z0-9_.!+-]+", line)] == []


def test_the_top_level_is_as_agreed():
    agreed = {
        "pyproject.toml",
        "constraints.txt",
        "README.md",
        "marketplace",
        "search",
        "listings",
        "invoices",
        "templates",
        "tests",
    }
    found = {file.relative_to(ROOT).parts[0] for file in committed()}
    assert {name for name in found if not name.startswith(".")} == agreed
