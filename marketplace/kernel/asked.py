"""What a browser sends, without signs that no person types: they break databases, pages and logs, and mean nothing."""

from __future__ import annotations

from flask import Request
from werkzeug.datastructures import ImmutableMultiDict, MultiDict
from werkzeug.utils import cached_property

_MEANT = {9, 10, 13}
"""Tab, and the two that end a line."""
_NEVER_TYPED = dict.fromkeys(
    [
        *(code for code in (*range(32), *range(127, 160)) if code not in _MEANT),
        *range(0xD800, 0xE000),
        *range(0xFDD0, 0xFDF0),
        *(plane * 0x10000 + last for plane in range(17) for last in (0xFFFE, 0xFFFF)),
    ]
)


class Asked(Request):
    """A request whose questions and forms hold only letters and signs that a page can show (NUL is one that cannot)."""

    @property
    def is_json(self) -> bool:
        """Say no: the site takes forms, and a body of another kind is none."""
        return False

    @cached_property
    def args(self) -> ImmutableMultiDict[str, str]:
        """Return the questions of the address."""
        return typed_only(super().args)

    def _load_form_data(self) -> None:
        # The one place that reads a body; `form` and `files` both come from it, whichever is asked for first.
        if "form" not in self.__dict__:
            super()._load_form_data()
            self.__dict__["form"] = typed_only(self.__dict__["form"])


def typed_only(sent: MultiDict[str, str]) -> ImmutableMultiDict[str, str]:
    """Return the same names and values without signs that nobody types."""
    return ImmutableMultiDict(
        [(name.translate(_NEVER_TYPED), value.translate(_NEVER_TYPED)) for name, value in sent.items(multi=True)]
    )
