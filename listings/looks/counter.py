"""Looks counted in memory, in each web process by itself, and written a few at a time.

What is kept is a listing, a day and a number. A count that cannot be written is dropped: no page waits for it, and none
breaks by it.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import date

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

from listings.looks.operations import write

MOST = 50
"""How many looks are held before they are written."""
SECONDS = 60.0
"""How long the first of them waits, as long as anything is asked of this process."""
logger = logging.getLogger(__name__)


class Looks:
    """The looks of one process that are still to be written."""

    def __init__(
        self, sessions: Callable[[], sessionmaker[Session]], seconds: Callable[[], float] = time.monotonic
    ) -> None:
        """Keep where to find the session maker, and the clock that tells how long looks have waited."""
        self._sessions, self._seconds = sessions, seconds
        self._lock = threading.Lock()
        self._counted: Counter[tuple[int, date]] = Counter()
        self._since: float | None = None

    def count(self, listing_id: int, day: date) -> None:
        """Count one look."""
        with self._lock:
            self._counted[listing_id, day] += 1
            if self._since is None:
                self._since = self._seconds()

    def is_due(self) -> bool:
        """Say whether it is time to write."""
        since = self._since
        return since is not None and (self._seconds() - since >= SECONDS or self._counted.total() >= MOST)

    def flush(self) -> None:
        """Write what was counted, in a short transaction of its own; what cannot be written is dropped."""
        with self._lock:
            counted, self._counted, self._since = self._counted, Counter(), None
        if not counted:
            return
        try:
            with self._sessions()() as session:
                write(session, counted=counted)
                session.commit()
        except SQLAlchemyError as error:
            logger.warning("Looks at pages could not be written and were dropped: %s", type(error).__name__)
