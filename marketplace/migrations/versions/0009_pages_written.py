"""Versions of a listing's page that its organisation writes and staff check."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

INDEXED = ("listing_id", "organisation_id", "status")


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "listing_edits",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "status IN ('draft', 'sent', 'live', 'declined', 'withdrawn')", name=op.f("ck_listing_edits_status")
        ),
        sa.ForeignKeyConstraint(["listing_id"], ["listings.id"], name=op.f("fk_listing_edits_listing_id_listings")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_listing_edits_organisation_id_organisations")
        ),
        sa.ForeignKeyConstraint(["written_by_id"], ["people.id"], name=op.f("fk_listing_edits_written_by_id_people")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["people.id"], name=op.f("fk_listing_edits_decided_by_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing_edits")),
    )
    for name in INDEXED:
        op.create_index(op.f(f"ix_listing_edits_{name}"), "listing_edits", [name])


def downgrade() -> None:
    """Take the step back."""
    op.drop_table("listing_edits")
