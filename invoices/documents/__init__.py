"""The invoice a person reads."""
