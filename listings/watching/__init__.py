"""The listings that staff keep an eye on, and why. For staff alone."""
