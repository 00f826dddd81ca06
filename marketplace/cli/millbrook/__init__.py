"""The made-up town of Millbrook: its people, places, and a delivered August 2026."""
