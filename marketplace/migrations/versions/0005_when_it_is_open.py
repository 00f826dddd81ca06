"""How often something meets, when it is closed, how to get there, its culture or faith; and company for an activity."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

LISTS = ("closed_days", "culture", "getting_there")
CHECKS = {
    "every_weeks": "every_weeks BETWEEN 1 AND 52",
    "week_of_month": "week_of_month BETWEEN -1 AND 5 AND week_of_month <> 0",
    "dates": "ends_on IS NULL OR starts_on IS NULL OR ends_on >= starts_on",
    "counted_from": "every_weeks = 1 OR starts_on IS NOT NULL",
}


def upgrade() -> None:
    """Take the step."""
    with op.batch_alter_table("listings") as table:
        for name in LISTS:
            table.add_column(sa.Column(name, sa.JSON(), nullable=False, server_default="[]"))
        table.add_column(sa.Column("closed_bank_holidays", sa.Boolean(), nullable=True))
    with op.batch_alter_table("listings") as table:
        for name in LISTS:
            table.alter_column(name, server_default=None)
    with op.batch_alter_table("support_requests") as table:
        table.add_column(sa.Column("activity_id", sa.Integer(), nullable=True))
        table.create_foreign_key(op.f("fk_support_requests_activity_id_listings"), "listings", ["activity_id"], ["id"])
    with op.batch_alter_table("listing_sessions") as table:
        table.add_column(sa.Column("every_weeks", sa.Integer(), nullable=False, server_default="1"))
        table.add_column(sa.Column("week_of_month", sa.Integer(), nullable=True))
        table.add_column(sa.Column("starts_on", sa.Date(), nullable=True))
        table.add_column(sa.Column("ends_on", sa.Date(), nullable=True))
    with op.batch_alter_table("listing_sessions") as table:
        table.alter_column("every_weeks", server_default=None)
        for name, rule in CHECKS.items():
            table.create_check_constraint(op.f(f"ck_listing_sessions_{name}"), rule)


def downgrade() -> None:
    """Take the step back."""
    with op.batch_alter_table("support_requests") as table:
        table.drop_constraint(op.f("fk_support_requests_activity_id_listings"), type_="foreignkey")
        table.drop_column("activity_id")
    with op.batch_alter_table("listing_sessions") as table:
        for name in CHECKS:
            table.drop_constraint(op.f(f"ck_listing_sessions_{name}"), type_="check")
    with op.batch_alter_table("listing_sessions") as table:
        for name in ("every_weeks", "week_of_month", "starts_on", "ends_on"):
            table.drop_column(name)
    with op.batch_alter_table("listings") as table:
        for name in (*LISTS, "closed_bank_holidays"):
            table.drop_column(name)
