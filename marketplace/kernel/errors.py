"""What can go wrong, each with one plain sentence for the person who meets it."""

from __future__ import annotations


class DomainError(Exception):
    """Something asked for cannot be done; the message is one sentence a person can read."""

    def __init__(self, sentence: str) -> None:
        """Keep the sentence."""
        super().__init__(sentence)
        self.sentence = sentence


class NotFoundError(DomainError):
    """There is no such thing, or it is not yours to see: the two look the same from outside."""

    def __init__(self, sentence: str = "We cannot find that.") -> None:
        """Keep the sentence."""
        super().__init__(sentence)


class NotAllowedError(DomainError):
    """It is there, but whoever asks may not do this; the sentence says why and what to do."""


class SetUpError(DomainError):
    """The machine or its settings lack something; the sentence says what to do."""
