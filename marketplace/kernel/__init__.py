"""The floor: what every part stands on. Imports nothing of ours."""
