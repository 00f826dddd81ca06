"""The database's own refusal to change or delete what is written: triggers for SQLite and PostgreSQL (invariant I8)."""

from __future__ import annotations

GUARDED = (
    "ledger_accounts",
    "ledger_transactions",
    "ledger_entries",
    "invoices",
    "invoice_lines",
    "payments",
    "audit_entries",
)


def statements(dialect: str) -> list[str]:
    """Return the statements that set the guards for a dialect ("sqlite" or "postgresql")."""
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER keep_{table}_{deed.lower()} BEFORE {deed} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is never changed'); END"
            for table in GUARDED
            for deed in ("UPDATE", "DELETE")
        ]
    made = [
        (
            "CREATE FUNCTION keep_as_written() RETURNS trigger AS $$ BEGIN "
            "RAISE EXCEPTION '% is never changed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$ LANGUAGE plpgsql"
        )
    ]
    made += [
        f"CREATE TRIGGER keep_{table} BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION keep_as_written()"
        for table in GUARDED
    ]
    return made
