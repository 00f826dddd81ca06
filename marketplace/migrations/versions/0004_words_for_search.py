"""What staff changed in the table of words that searches use."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "search_meanings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("means", sa.JSON(), nullable=False),
        sa.Column("off", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["changed_by_id"], ["people.id"], name=op.f("fk_search_meanings_changed_by_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_meanings")),
        sa.UniqueConstraint("key", name=op.f("uq_search_meanings_key")),
    )
    op.create_index("ix_listings_kind_latitude", "listings", ["kind", "latitude"])


def downgrade() -> None:
    """Take the step back."""
    op.drop_index("ix_listings_kind_latitude", "listings")
    op.drop_table("search_meanings")
