"""Support money: who holds it and what it pays for."""
