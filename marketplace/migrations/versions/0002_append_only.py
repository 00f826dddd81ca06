"""The books, invoices, payments and the audit trail are never changed: the database itself refuses."""

from __future__ import annotations

from alembic import op

from invoices.ledger.guards import GUARDED, statements

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Set the guards."""
    for statement in statements(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    """Take them away."""
    for table in GUARDED:
        if op.get_bind().dialect.name == "sqlite":
            op.execute(f"DROP TRIGGER keep_{table}_update")
            op.execute(f"DROP TRIGGER keep_{table}_delete")
        else:
            op.execute(f"DROP TRIGGER keep_{table} ON {table}")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION keep_as_written()")
