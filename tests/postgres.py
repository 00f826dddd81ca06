"""A real PostgreSQL server for the run: its own folder, a free port on this machine, gone at the end."""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import socket
import subprocess
from pathlib import Path

from sqlalchemy import create_engine, text


def binary(name: str) -> str | None:
    """Return the path of one of PostgreSQL's programs, or None."""
    debian = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    return str(debian[0]) if debian else shutil.which(name)


def is_there() -> bool:
    """Say whether a server can be started here."""
    return binary("initdb") is not None and binary("pg_ctl") is not None


class Server:
    """A server that belongs to one run of the tests."""

    def __init__(self, folder: Path) -> None:
        """Make the cluster and start it; raises CalledProcessError with what it printed when it will not."""
        self.folder = folder
        self._user = "postgres" if os.geteuid() == 0 else None
        if self._user:
            # PostgreSQL refuses to run as root; Debian's package made this user. It must be able to reach the folder.
            shutil.chown(folder, self._user)
            for above in (*folder.parents,)[:3]:
                if above.owner() == pwd.getpwuid(os.geteuid()).pw_name and above.is_relative_to("/tmp"):
                    above.chmod(above.stat().st_mode | 0o111)
        with socket.socket() as trial:
            trial.bind(("127.0.0.1", 0))
            self.port = trial.getsockname()[1]
        self._numbers = itertools.count(1)
        self._run("initdb", "-D", str(folder / "data"), "-A", "trust", "-U", "kith", "-E", "UTF8", "--locale=C.UTF-8")
        settings = f"-p {self.port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off"
        self._run("pg_ctl", "-D", str(folder / "data"), "-o", settings, "-l", str(folder / "log"), "-w", "start")

    def url(self, name: str = "postgres") -> str:
        """Return the address of one of its databases."""
        return f"postgresql+psycopg://kith@127.0.0.1:{self.port}/{name}"

    def create(self, template: str = "template1") -> str:
        """Make a database (a copy of another, if named) and return its name."""
        name = f"kith_{next(self._numbers)}"
        engine = create_engine(self.url(), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
        engine.dispose()
        return name

    def stop(self) -> None:
        """Stop it at once; nothing of it is kept."""
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "stop")

    def _run(self, name: str, *words: str) -> None:
        path = binary(name)
        assert path is not None
        subprocess.run([path, *words], check=True, stdout=subprocess.DEVNULL, user=self._user, cwd="/")
