"""Alembic's entry: runs the steps on the connection that `marketplace.cli.database` hands over."""

from __future__ import annotations

from typing import Literal

from alembic import context

from marketplace.kernel.db import UtcDateTime
from marketplace.tables import metadata


def _write_type(kind: str, value: object, _context: object) -> str | Literal[False]:
    # Steps are frozen: they name the database's own types, never ours.
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(value, UtcDateTime) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    compare_type=True,
    render_item=_write_type,
)
with context.begin_transaction():
    context.run_migrations()
