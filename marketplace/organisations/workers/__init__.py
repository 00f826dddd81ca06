"""Workers, volunteers and peers of an organisation: what everyone may read of them, checked first (rows M05 to M10, W5, W6)."""
