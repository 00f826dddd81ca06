"""Money: prices, the ledger, invoices and payments."""
