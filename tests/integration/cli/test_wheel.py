"""The built wheel in an empty venv: everything is in it, and `kith demo` works from another folder with nothing set."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
import zipfile
from pathlib import Path

import click
import pytest

from marketplace.cli.assets import build_assets, read_manifest

ROOT = Path(__file__).resolve().parents[3]
PACKAGES = ("marketplace", "search", "listings", "invoices")
LEFT_OUT = {".git", ".venv", "var", "node_modules", "__pycache__", "built.lock", "dist", "build"}
NOT_SHIPPED = {"marketplace/static/.gitignore"}
UNREACHABLE = re.compile(r"connection|resolve host|name resolution|timed out|no matching distribution", re.IGNORECASE)


def not_run(why: str):
    """Say in one sentence why the wheel was not tried; in CI that is a failure."""
    message = f"{why}: the wheel was not tried"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


def pip(*words: str, python: str | Path = sys.executable) -> None:
    answer = subprocess.run(
        [str(python), "-m", "pip", "--quiet", "--disable-pip-version-check", "--retries", "1", *words],
        cwd="/", capture_output=True, text=True, timeout=500, check=False,
    )  # fmt: skip
    if answer.returncode and UNREACHABLE.search(answer.stderr):
        not_run("pip cannot reach a package registry")
    assert answer.returncode == 0, answer.stderr


@pytest.fixture(scope="module")
def source(tmp_path_factory) -> Path:
    """Return a clean copy of the house, with its look built."""
    try:
        build_assets(str)
    except click.ClickException as error:
        not_run(error.message)
    copy = tmp_path_factory.mktemp("wheel") / "source"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*LEFT_OUT, ".*_cache", "*.egg-info"))
    return copy


@pytest.fixture(scope="module")
def wheel(source) -> Path:
    """Return the wheel, built as pip builds it."""
    pip("wheel", "--no-deps", "--wheel-dir", str(source.parent / "wheels"), str(source))
    (made,) = (source.parent / "wheels").glob("*.whl")
    return made


@pytest.fixture(scope="module")
def venv(wheel) -> Path:
    """Return the folder of an empty venv's programs, with the wheel and what it needs in it, and nothing else."""
    folder = wheel.parent.parent / "venv"
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    pip("install", "-c", str(ROOT / "constraints.txt"), str(wheel), python=folder / "bin" / "python")
    return folder / "bin"


def files_of(source: Path) -> set[str]:
    """Return what the wheel should hold of the house, by the names it has there."""
    ours = {str(file.relative_to(source)) for name in PACKAGES for file in (source / name).rglob("*") if file.is_file()}
    pages = {
        f"marketplace/_templates/{file.relative_to(source / 'templates')}"
        for file in (source / "templates").rglob("*")
        if file.is_file()
    }
    return (ours | pages) - NOT_SHIPPED


@pytest.mark.timeout(600)
def test_the_wheel_holds_everything_and_nothing_else(source, wheel):
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert held == files_of(source)
    # The comparison means something: each kind of thing that is easily forgotten was there to compare.
    for name in ("_templates/layouts/base.html", "migrations/script.py.mako", "kernel/data/sectors.csv",
                 "cli/millbrook/listings.toml", "static/package-lock.json", "static/look/site.scss",
                 "static/js/start.js", "static/built/manifest.json"):  # fmt: skip
        assert f"marketplace/{name}" in held


class Demo:
    """`kith demo` of the venv, in a folder of its own, knowing nothing of this machine."""

    def __init__(self, venv: Path, folder: Path) -> None:
        with socket.socket() as trial:
            trial.bind(("127.0.0.1", 0))
            self.port = trial.getsockname()[1]
        (folder / "home").mkdir(exist_ok=True)
        self.process = subprocess.Popen(
            [venv / "kith", "demo", "--port", str(self.port), "--data", "town"],
            cwd=folder, env={"PATH": "/nowhere", "HOME": str(folder / "home")}, start_new_session=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        self.said = ""

    def wait(self, words: str) -> None:
        """Read what it says until it says these words."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said += line
            if words in line:
                return
        pytest.fail(f"it stopped before saying {words!r}: {self.said}")

    def get(self, path: str) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=30) as answer:
            assert answer.status == 200
            return answer.read().decode()

    def stop(self) -> None:
        """Press Ctrl+C; it ends well, and leaves nothing running."""
        self.process.send_signal(signal.SIGINT)
        self.said += self.process.communicate(timeout=30)[0]
        assert self.process.returncode == 0, self.said
        with pytest.raises(ProcessLookupError):
            os.killpg(self.process.pid, 0)

    def end(self) -> None:
        """End it whatever happened."""
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
        self.process.wait(timeout=10)


@pytest.fixture
def demo(venv, tmp_path):
    """Return a function that starts the demo and waits until it is ready."""
    started: list[Demo] = []

    def start() -> Demo:
        started.append(Demo(venv, tmp_path))
        started[-1].wait("Press Ctrl+C to stop")
        return started[-1]

    yield start
    for one in started:
        one.end()


@pytest.mark.timeout(600)
def test_the_demo_works_with_its_look_and_then_without(venv, demo, source):
    running = demo()
    home = running.get("/")
    sheet = re.search(r'href="(/static/site\.[0-9a-f]{10}\.css)"', home)
    assert sheet, "the first page names no built style sheet"
    assert sheet[1].endswith(read_manifest(static=source / "marketplace" / "static")["site.css"])
    assert "--" in running.get(sheet[1])
    assert "results" in running.get("/find?q=walking")
    assert "<h1" in running.get("/listings/1")
    assert 'name="password"' in running.get("/sign-in")
    running.stop()
    assert "Traceback" not in running.said
    assert "Node.js" not in running.said

    # A wheel built where the look was not: one sentence, and plain pages.
    (built,) = venv.parent.glob("lib/python*/site-packages/marketplace/static/built")
    shutil.rmtree(built)
    plain = demo()
    assert "<h1" in plain.get("/")
    assert "Node.js is needed once, to build the look" in plain.said
    plain.stop()
    assert "Traceback" not in plain.said
