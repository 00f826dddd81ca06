"""Signing in: registering, a new password, another address, and the devices someone is signed in on."""
