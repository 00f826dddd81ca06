"""Of which visits somebody may say how they were. Pure."""

from __future__ import annotations


def why_not_yet(*, status: str, times_state: str) -> str:
    """Return why nothing can be said of a visit yet, or "" when it can: it took place, and its person agreed that (C8).

    `status`: of the visit; `times_state`: of what was last written down ("" where nothing was). Miles that are being
    checked take nothing from a visit that took place.
    """
    if status == "cancelled":
        return "This visit was cancelled, so there is nothing to say of it."
    if status != "recorded":
        return "You can say how it was once the visit is over and written down."
    if times_state == "disputed":
        return "This visit is being checked. You can say how it was once its times are put right."
    if times_state != "agreed":
        return "Tell us first if what was written down is right. Then you can say how it was."
    return ""
