"""Acting for someone: who may, within what, until when; invited by a code."""
