"""Pure pricing: bands, bank holidays, miles, notice, saved hours, sharing."""
