"""Who an organisation is in law: what its invoices and its pages must say of it (rows K11, rules C11 and T1)."""
