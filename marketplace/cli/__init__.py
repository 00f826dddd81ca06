"""The command kith."""
