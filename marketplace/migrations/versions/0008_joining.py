"""Asks to join a group, or to be matched with a volunteer."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

INDEXED = ("person_id", "listing_id", "organisation_id", "status")


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "join_asks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("when_words", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answer_note", sa.Text(), nullable=False),
        sa.Column("submit_key", sa.String(), nullable=False),
        sa.CheckConstraint(
            "status IN ('sent', 'accepted', 'waiting', 'declined', 'withdrawn')", name=op.f("ck_join_asks_status")
        ),
        sa.CheckConstraint("part IN ('come', 'help', 'both')", name=op.f("ck_join_asks_part")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_join_asks_person_id_people")),
        sa.ForeignKeyConstraint(["listing_id"], ["listings.id"], name=op.f("fk_join_asks_listing_id_listings")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_join_asks_organisation_id_organisations")
        ),
        sa.ForeignKeyConstraint(["answered_by_id"], ["people.id"], name=op.f("fk_join_asks_answered_by_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_join_asks")),
        sa.UniqueConstraint("submit_key", name=op.f("uq_join_asks_submit_key")),
    )
    for name in INDEXED:
        op.create_index(op.f(f"ix_join_asks_{name}"), "join_asks", [name])


def downgrade() -> None:
    """Take the step back."""
    op.drop_table("join_asks")
