"""Stories, what people tell us about listings, what they miss; and who keeps people safe at a listing."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.add_column("listings", sa.Column("safeguarding_contact", sa.String(), nullable=False, server_default=""))
    op.add_column("listings", sa.Column("safeguarding_policy_on", sa.Date(), nullable=True))
    _stories()
    _reports()
    op.create_table(
        "missing_wishes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("outcode", sa.String(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("submit_key", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_missing_wishes")),
        sa.UniqueConstraint("submit_key", name=op.f("uq_missing_wishes_submit_key")),
    )
    op.create_index(op.f("ix_missing_wishes_told_on"), "missing_wishes", ["told_on"])


def downgrade() -> None:
    """Take the step back."""
    for table in ("missing_wishes", "listing_report_answers", "listing_reports", "story_listings", "stories"):
        op.drop_table(table)
    op.drop_column("listings", "safeguarding_policy_on")
    op.drop_column("listings", "safeguarding_contact")


def _stories() -> None:
    op.create_table(
        "stories",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("first_name", sa.String(), nullable=False),
        sa.Column("changed_name", sa.Boolean(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("said_yes_on", sa.Date(), nullable=True),
        sa.Column("video_url", sa.String(), nullable=False),
        sa.Column("transcript", sa.Text(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submit_key", sa.String(), nullable=False),
        sa.CheckConstraint("status IN ('waiting', 'live', 'withdrawn')", name=op.f("ck_stories_status")),
        sa.CheckConstraint("status <> 'live' OR said_yes_on IS NOT NULL", name=op.f("ck_stories_said_yes")),
        sa.CheckConstraint("video_url = '' OR transcript <> ''", name=op.f("ck_stories_transcript")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stories")),
        sa.UniqueConstraint("submit_key", name=op.f("uq_stories_submit_key")),
    )
    op.create_index(op.f("ix_stories_status"), "stories", ["status"])
    op.create_table(
        "story_listings",
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["listing_id"], ["listings.id"], name=op.f("fk_story_listings_listing_id_listings")),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name=op.f("fk_story_listings_story_id_stories")),
        sa.PrimaryKeyConstraint("story_id", "listing_id", name=op.f("pk_story_listings")),
    )
    op.create_index(op.f("ix_story_listings_listing_id"), "story_listings", ["listing_id"])


def _reports() -> None:
    op.create_table(
        "listing_reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.Column("submit_key", sa.String(), nullable=False),
        sa.CheckConstraint("kind IN ('wrong', 'closed', 'worried')", name=op.f("ck_listing_reports_kind")),
        sa.ForeignKeyConstraint(["done_by_id"], ["people.id"], name=op.f("fk_listing_reports_done_by_id_people")),
        sa.ForeignKeyConstraint(["listing_id"], ["listings.id"], name=op.f("fk_listing_reports_listing_id_listings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing_reports")),
        sa.UniqueConstraint("submit_key", name=op.f("uq_listing_reports_submit_key")),
    )
    op.create_index(op.f("ix_listing_reports_done_at"), "listing_reports", ["done_at"])
    op.create_index(op.f("ix_listing_reports_listing_id"), "listing_reports", ["listing_id"])
    op.create_table(
        "listing_report_answers",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("reach", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["listing_reports.id"], name=op.f("fk_listing_report_answers_report_id_listing_reports")
        ),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_listing_report_answers")),
    )
