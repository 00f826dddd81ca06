"""Whoever runs a listing keeps its page: what they write waits until it was checked, and the checked page stays meanwhile (A02)."""
