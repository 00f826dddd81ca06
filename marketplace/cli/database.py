"""`kith migrate`, and opening the database for every other command: an empty folder is created and migrated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import OperationalError

from marketplace.kernel.db import make_engine, make_sessions
from marketplace.kernel.errors import SetUpError

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session, sessionmaker

    from marketplace.config import Settings


def prepare(settings: Settings) -> Engine:
    """Create the data folder where it is missing, bring the database to the newest step, return its engine.

    Raises SetUpError when the folder or the database cannot be used.
    """
    try:
        settings.data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        msg = f"The data folder {settings.data} cannot be made: {error.strerror}. Choose another with --data."
        raise SetUpError(msg) from None
    engine = make_engine(settings.database)
    try:
        migrate(engine)
    except OperationalError as error:
        msg = f"The database cannot be opened: {error.orig}. Check the folder or KITH_DATABASE_URL."
        raise SetUpError(msg) from None
    return engine


def open_sessions(settings: Settings) -> sessionmaker[Session]:
    """Prepare the database and return its session maker."""
    return make_sessions(prepare(settings))


def migrate(engine: Engine) -> str:
    """Run every migration step that is missing; return the name of the newest step."""
    config = Config()
    config.set_main_option("script_location", "marketplace:migrations")
    head = ScriptDirectory.from_config(config).get_current_head() or ""
    with engine.connect() as connection:
        if MigrationContext.configure(connection).get_current_revision() == head:
            return head
        connection.rollback()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.commit()
    return head
