"""What every command shares: the --data option, settings, and errors told in one sentence."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import click

from marketplace.config import load_settings

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
R = TypeVar("R")


def with_settings(command: Callable[..., R]) -> Callable[..., R]:
    """Add --data to a command and hand it `settings`."""

    @click.option(
        "--data",
        type=click.Path(file_okay=False, path_type=Path),
        default=None,
        help="The folder of the database, the index and uploads (var/ when not given).",
    )
    @functools.wraps(command)
    def inner(*args: Any, data: Path | None, **kwargs: Any) -> R:
        return command(*args, settings=load_settings(data=data), **kwargs)

    return inner
