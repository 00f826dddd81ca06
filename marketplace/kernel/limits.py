"""How often one address or one name may try: counts in our own database, the same for every web process.

The counting rules are Flask-Limiter's; only where it keeps its counts is ours, because its own stores are memory (each
process would count for itself) or servers that a small site does not run. Keys are hashed: nobody's address is kept.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from flask import current_app, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import current_user
from limits.storage import Storage
from sqlalchemy import case, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Mapped, Session, mapped_column, sessionmaker

from marketplace.kernel import clock
from marketplace.kernel.db import Base, reading
from marketplace.kernel.session import release

if TYPE_CHECKING:
    from flask import Flask, Response

View = TypeVar("View", bound=Callable[..., Any])
DAY = 24 * 60 * 60


class Tries(Base):
    """How often one key was used in its span, which ends at `ends_at` (seconds since 1970)."""

    __tablename__ = "tries"

    key: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]
    ends_at: Mapped[int] = mapped_column(index=True)


class DatabaseStorage(Storage):
    """Counts kept in the site's database; each is its own short transaction, kept whatever becomes of the request."""

    STORAGE_SCHEME = ["kith"]  # noqa: RUF012 - the library's own form

    def __init__(self, uri: str | None = None, *, sessions: sessionmaker[Session], **options: Any) -> None:
        """Keep the session maker."""
        super().__init__(uri, **options)
        self._sessions = sessions

    @property
    def base_exceptions(self) -> type[Exception]:
        """Return what may go wrong here."""
        return SQLAlchemyError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count one more and return how many in this span of `expiry` seconds; two at once both count."""
        now = _seconds()
        release()
        with self._sessions() as session:
            session.execute(delete(Tries).where(Tries.ends_at < now - DAY))
            dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
            put = dialect.insert(Tries).values(key=key, count=amount, ends_at=now + expiry)
            over = Tries.ends_at <= now
            put = put.on_conflict_do_update(
                index_elements=[Tries.key],
                set_={
                    "count": case((over, amount), else_=Tries.count + amount),
                    "ends_at": case((over, now + expiry), else_=Tries.ends_at),
                },
            ).returning(Tries.count)
            count = session.execute(put).scalar_one()
            session.commit()
        return int(count)

    def get(self, key: str) -> int:
        """Return how often the key was used in its span."""
        with reading(self._sessions)() as session:
            return session.scalar(select(Tries.count).where(Tries.key == key, Tries.ends_at > _seconds())) or 0

    def get_expiry(self, key: str) -> float:
        """Return when the key's span ends, in seconds since 1970."""
        with reading(self._sessions)() as session:
            return session.scalar(select(Tries.ends_at).where(Tries.key == key)) or _seconds()

    def check(self) -> bool:
        """Say whether the counts can be read."""
        with reading(self._sessions)() as session:
            return session.scalar(select(func.count()).select_from(Tries)) is not None

    def reset(self) -> int | None:
        """Forget every count."""
        with self._sessions() as session:
            gone = session.execute(delete(Tries))
            session.commit()
        return int(gone.rowcount)  # type: ignore[attr-defined]

    def clear(self, key: str) -> None:
        """Forget one key."""
        with self._sessions() as session:
            session.execute(delete(Tries).where(Tries.key == key))
            session.commit()


@dataclass(frozen=True)
class Limit:
    """How often a view may be tried ("10 per 15 minutes"), by what key, and whether only failures count."""

    rate: str
    key: Callable[[], str] | None = None
    only_failures: bool = False


def limited(*limits: Limit) -> Callable[[View], View]:
    """Say how often a view may be sent to (POST only); `set_up` of the app puts it in force."""

    def declare(view: View) -> View:
        view.limits = limits  # type: ignore[attr-defined]
        return view

    return declare


def set_up(app: Flask, *, more: Mapping[str, Sequence[Limit]] | None = None) -> None:
    """Put in force what the views say (and `more`, by endpoint, for views that are a library's)."""
    limiter = Limiter(
        key_func=_address,
        storage_uri="kith://",
        storage_options={"sessions": app.extensions["kith_sessions"]},
        strategy="fixed-window",
    )
    limiter.init_app(app)
    for endpoint, view in list(app.view_functions.items()):
        limits: Sequence[Limit] = (more or {}).get(endpoint, getattr(view, "limits", ()))
        for limit in limits:
            app.view_functions[endpoint] = limiter.limit(  # type: ignore[assignment]
                limit.rate,
                key_func=limit.key,
                methods=["POST"],
                deduct_when=_was_refused if limit.only_failures else None,
            )(app.view_functions[endpoint])


def _address() -> str:
    return hashed(get_remote_address())


def typed(field: str) -> Callable[[], str]:
    """Return a key for what is typed in a field (an email address), however it is capitalised."""
    return lambda: hashed(request.form.get(field, "").strip().lower())


def by_person() -> str:
    """Return a key for whoever is signed in; for a visitor, where they come from."""
    return hashed(f"person {current_user.get_id()}") if current_user.is_authenticated else _address()


def hashed(text: str) -> str:
    """Return a text as a key that tells nothing."""
    return hmac.new(str(current_app.secret_key).encode(), text.encode(), hashlib.sha256).hexdigest()[:32]


def _was_refused(response: Response) -> bool:
    """Say whether an answer sends nobody on: only tries that failed are counted where this is asked."""
    return not 300 <= response.status_code < 400


def _seconds() -> int:
    return int(clock.now().timestamp())
