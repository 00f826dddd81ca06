"""Things put aside, and the frozen copies that others may read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "shortlists",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key_hash", sa.String(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(key_hash IS NULL) <> (person_id IS NULL)", name=op.f("ck_shortlists_one_owner")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_shortlists_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shortlists")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_shortlists_key_hash")),
        sa.UniqueConstraint("person_id", name=op.f("uq_shortlists_person_id")),
    )
    op.create_index(op.f("ix_shortlists_changed_at"), "shortlists", ["changed_at"])
    op.create_table(
        "shortlist_things",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("shortlist_id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(note) <= 500", name=op.f("ck_shortlist_things_note")),
        sa.ForeignKeyConstraint(
            ["shortlist_id"], ["shortlists.id"], name=op.f("fk_shortlist_things_shortlist_id_shortlists"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["listing_id"], ["listings.id"], name=op.f("fk_shortlist_things_listing_id_listings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shortlist_things")),
        sa.UniqueConstraint("shortlist_id", "listing_id", name=op.f("uq_shortlist_things_shortlist_id_listing_id")),
    )
    op.create_index(op.f("ix_shortlist_things_listing_id"), "shortlist_things", ["listing_id"])
    op.create_table(
        "shortlist_copies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("shortlist_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("submit_key", sa.String(), nullable=False),
        sa.Column("with_notes", sa.Boolean(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("sent_keys", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["shortlist_id"], ["shortlists.id"], name=op.f("fk_shortlist_copies_shortlist_id_shortlists"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shortlist_copies")),
        sa.UniqueConstraint("submit_key", name=op.f("uq_shortlist_copies_submit_key")),
        sa.UniqueConstraint("token", name=op.f("uq_shortlist_copies_token")),
    )
    op.create_index(op.f("ix_shortlist_copies_shortlist_id"), "shortlist_copies", ["shortlist_id"])
    op.create_index(op.f("ix_shortlist_copies_ends_at"), "shortlist_copies", ["ends_at"])


def downgrade() -> None:
    """Take the step back."""
    op.drop_table("shortlist_copies")
    op.drop_table("shortlist_things")
    op.drop_table("shortlists")
