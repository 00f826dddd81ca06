"""The provider's side: what is kept so that a directory can be trusted. One step, because its parts lean on one another."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TEXT, JSON_LIST, JSON_MAP = ("", sa.Text), ("[]", sa.JSON), ("{}", sa.JSON)
WORD = ("", sa.String)
ADDED = {
    "listings": {
        "how_we_work": TEXT,
        "easy_read": TEXT,
        "keep_open_url": WORD,
        "run_for_reason": TEXT,
        "regulator_name": WORD,
        "regulator_rating": WORD,
        "facts_checked": JSON_MAP,
        "freshness": WORD,
    },
    "offers": {"active": (sa.true(), sa.Boolean)},
    "organisations": {"answers_counted": ("0", sa.Integer)},
    "price_lists": {"ordinary_days": JSON_LIST},
    "agreement_prices": {"ordinary_days": JSON_LIST},
    "workers": {
        "about": TEXT,
        "skills": JSON_LIST,
        "training": JSON_LIST,
        "availability": JSON_MAP,
        "check_seen_by": WORD,
        "reason": TEXT,
    },
}
"""Columns that are never empty: table → name → what rows that are there get, and its type."""
MAY_BE_EMPTY = {
    "listings": {
        "answer_hours": sa.Integer,
        "car_insured": sa.Boolean,
        "regulator_rated_on": sa.Date,
        "regulator_checked_on": sa.Date,
    },
    "organisations": {"usually_answers_minutes": sa.Integer, "answers_measured_on": sa.Date},
    "price_lists": {
        "free_to_move_hours": sa.Integer,
        "saved_hours_limit_minutes": sa.Integer,
        "saved_hours_use_by_months": sa.Integer,
    },
    "workers": {
        "bank_holidays": sa.Boolean,
        "update_service": sa.Boolean,
        "shown": sa.JSON,
        "decided_by_id": sa.Integer,
    },
}
TIMES = {"workers": ("sent_at", "decided_at")}
CHECKS = {
    "listings": {
        "freshness": "freshness IN ('', 'old', 'very_old')",
        "answer_hours": "answer_hours > 0",
    },
    "price_lists": {
        "free_to_move_hours": "free_to_move_hours >= 0",
        "saved_hours_limit_minutes": "saved_hours_limit_minutes >= 0",
        "saved_hours_use_by_months": "saved_hours_use_by_months > 0",
    },
}
TABLES = (
    "worker_days_off",
    "watched_listings",
    "reviews",
    "listing_pictures",
    "listing_looks",
    "listing_claims",
    "freshness_prompts",
    "expectations_accepted",
    "expectations",
    "colleague_invites",
    "rounds",
    "regulator_files",
    "regulated_places",
)
ROLES = "role IN ('staff', 'worker', 'payer')"
MORE_ROLES = "role IN ('manager', 'staff', 'worker', 'payer')"


def upgrade() -> None:
    """Take the step."""
    _add_columns()
    with op.batch_alter_table("memberships") as table:
        table.drop_constraint(op.f("ck_memberships_role"), type_="check")
        table.create_check_constraint(op.f("ck_memberships_role"), MORE_ROLES)
    # Whoever kept an organisation's things so far also says who its colleagues are.
    op.execute(
        "INSERT INTO memberships (person_id, organisation_id, role, starts_on, ends_on) "
        "SELECT person_id, organisation_id, 'manager', starts_on, ends_on FROM memberships WHERE role = 'staff'"
    )
    _add_tables()


def _add_columns() -> None:
    for name in dict.fromkeys((*ADDED, *MAY_BE_EMPTY)):
        with op.batch_alter_table(name) as table:
            for column, (default, kind) in ADDED.get(name, {}).items():
                table.add_column(sa.Column(column, kind(), nullable=False, server_default=default))
            for column, kind in MAY_BE_EMPTY.get(name, {}).items():
                table.add_column(sa.Column(column, kind(), nullable=True))
            for column in TIMES.get(name, ()):
                table.add_column(sa.Column(column, sa.DateTime(timezone=True), nullable=True))
        with op.batch_alter_table(name) as table:
            for column in ADDED.get(name, {}):
                table.alter_column(column, server_default=None)
            for check, rule in CHECKS.get(name, {}).items():
                table.create_check_constraint(op.f(f"ck_{name}_{check}"), rule)
    with op.batch_alter_table("workers") as table:
        table.create_foreign_key(op.f("fk_workers_decided_by_id_people"), "people", ["decided_by_id"], ["id"])
    op.create_index(op.f("ix_listings_regulator_number"), "listings", ["regulator_number"])


def _add_tables() -> None:
    op.create_table(
        "regulated_places",
        sa.Column("location_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("provider_id", sa.String(), nullable=False),
        sa.Column("provider_name", sa.String(), nullable=False),
        sa.Column("postcode", sa.String(), nullable=False),
        sa.Column("rating", sa.String(), nullable=False),
        sa.Column("rated_on", sa.Date(), nullable=True),
        sa.Column("url", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("location_id", name=op.f("pk_regulated_places")),
    )
    op.create_table(
        "regulator_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regulator_files")),
    )
    op.create_table(
        "rounds",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_rounds")),
    )
    op.create_table(
        "colleague_invites",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("good_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_by_id", sa.Integer(), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("role IN ('manager', 'staff', 'worker')", name=op.f("ck_colleague_invites_role")),
        sa.ForeignKeyConstraint(["made_by_id"], ["people.id"], name=op.f("fk_colleague_invites_made_by_id_people")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_colleague_invites_organisation_id_organisations")
        ),
        sa.ForeignKeyConstraint(["taken_by_id"], ["people.id"], name=op.f("fk_colleague_invites_taken_by_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_colleague_invites")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_colleague_invites_token_hash")),
    )
    op.create_index(op.f("ix_colleague_invites_organisation_id"), "colleague_invites", ["organisation_id"])

    op.create_table(
        "expectations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("covers", sa.Text(), nullable=False),
        sa.Column("expects", sa.Text(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("version > 0", name=op.f("ck_expectations_version")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_expectations_organisation_id_organisations")
        ),
        sa.ForeignKeyConstraint(
            ["published_by_id"], ["people.id"], name=op.f("fk_expectations_published_by_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expectations")),
        sa.UniqueConstraint("organisation_id", "version", name=op.f("uq_expectations_organisation_id_version")),
    )
    op.create_index(op.f("ix_expectations_organisation_id"), "expectations", ["organisation_id"])

    op.create_table(
        "expectations_accepted",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("expectations_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("accepted_by_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["accepted_by_id"], ["people.id"], name=op.f("fk_expectations_accepted_accepted_by_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["expectations_id"], ["expectations.id"], name=op.f("fk_expectations_accepted_expectations_id_expectations")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_expectations_accepted_organisation_id_organisations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expectations_accepted")),
        sa.UniqueConstraint(
            "expectations_id", "organisation_id", name=op.f("uq_expectations_accepted_expectations_id_organisation_id")
        ),
    )
    op.create_index(op.f("ix_expectations_accepted_expectations_id"), "expectations_accepted", ["expectations_id"])
    op.create_index(op.f("ix_expectations_accepted_organisation_id"), "expectations_accepted", ["organisation_id"])

    op.create_table(
        "freshness_prompts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.CheckConstraint("about IN ('all', 'price', 'places')", name=op.f("ck_freshness_prompts_about")),
        sa.CheckConstraint("answer IN ('', 'right', 'changed')", name=op.f("ck_freshness_prompts_answer")),
        sa.ForeignKeyConstraint(["listing_id"], ["listings.id"], name=op.f("fk_freshness_prompts_listing_id_listings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_freshness_prompts")),
    )
    op.create_index(op.f("ix_freshness_prompts_listing_id"), "freshness_prompts", ["listing_id"])

    op.create_table(
        "listing_claims",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("claimed_by_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("code_tries", sa.Integer(), nullable=False),
        sa.Column("proved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("how_checked", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "status IN ('waiting', 'agreed', 'declined', 'withdrawn')", name=op.f("ck_listing_claims_status")
        ),
        sa.ForeignKeyConstraint(["claimed_by_id"], ["people.id"], name=op.f("fk_listing_claims_claimed_by_id_people")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["people.id"], name=op.f("fk_listing_claims_decided_by_id_people")),
        sa.ForeignKeyConstraint(["listing_id"], ["listings.id"], name=op.f("fk_listing_claims_listing_id_listings")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_listing_claims_organisation_id_organisations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing_claims")),
    )
    op.create_index(op.f("ix_listing_claims_listing_id"), "listing_claims", ["listing_id"])
    op.create_index(op.f("ix_listing_claims_organisation_id"), "listing_claims", ["organisation_id"])
    op.create_index(op.f("ix_listing_claims_status"), "listing_claims", ["status"])

    op.create_table(
        "listing_looks",
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_listing_looks_number")),
        sa.ForeignKeyConstraint(["listing_id"], ["listings.id"], name=op.f("fk_listing_looks_listing_id_listings")),
        sa.PrimaryKeyConstraint("listing_id", "day", name=op.f("pk_listing_looks")),
    )
    op.create_table(
        "listing_pictures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("sha", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.CheckConstraint(
            "status IN ('waiting', 'live', 'declined', 'removed')", name=op.f("ck_listing_pictures_status")
        ),
        sa.ForeignKeyConstraint(["added_by_id"], ["people.id"], name=op.f("fk_listing_pictures_added_by_id_people")),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["people.id"], name=op.f("fk_listing_pictures_decided_by_id_people")
        ),
        sa.ForeignKeyConstraint(["listing_id"], ["listings.id"], name=op.f("fk_listing_pictures_listing_id_listings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing_pictures")),
    )
    op.create_index(op.f("ix_listing_pictures_listing_id"), "listing_pictures", ["listing_id"])
    op.create_index(op.f("ix_listing_pictures_status"), "listing_pictures", ["status"])

    op.create_table(
        "reviews",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("happened_in", sa.Date(), nullable=False),
        sa.Column("again", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("reply_status", sa.String(), nullable=False),
        sa.Column("reply_written_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reply_by_id", sa.Integer(), nullable=True),
        sa.Column("reply_decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reply_reason", sa.Text(), nullable=False),
        sa.CheckConstraint("again IN ('yes', 'maybe', 'no')", name=op.f("ck_reviews_again")),
        sa.CheckConstraint(
            "reply_status IN ('', 'waiting', 'live', 'declined', 'withdrawn')", name=op.f("ck_reviews_reply_status")
        ),
        sa.CheckConstraint("status IN ('waiting', 'live', 'declined', 'withdrawn')", name=op.f("ck_reviews_status")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["people.id"], name=op.f("fk_reviews_decided_by_id_people")),
        sa.ForeignKeyConstraint(["listing_id"], ["listings.id"], name=op.f("fk_reviews_listing_id_listings")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_reviews_organisation_id_organisations")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_reviews_person_id_people")),
        sa.ForeignKeyConstraint(["reply_by_id"], ["people.id"], name=op.f("fk_reviews_reply_by_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviews")),
        sa.UniqueConstraint("source", name=op.f("uq_reviews_source")),
    )
    op.create_index("ix_reviews_listing_id_status", "reviews", ["listing_id", "status"])
    op.create_index(op.f("ix_reviews_organisation_id"), "reviews", ["organisation_id"])
    op.create_index(op.f("ix_reviews_person_id"), "reviews", ["person_id"])
    op.create_index(op.f("ix_reviews_reply_status"), "reviews", ["reply_status"])
    op.create_index(op.f("ix_reviews_status"), "reviews", ["status"])

    op.create_table(
        "watched_listings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("look_again_on", sa.Date(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("found", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_watched_listings_by_id_people")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["people.id"], name=op.f("fk_watched_listings_ended_by_id_people")),
        sa.ForeignKeyConstraint(["listing_id"], ["listings.id"], name=op.f("fk_watched_listings_listing_id_listings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watched_listings")),
    )
    op.create_index(op.f("ix_watched_listings_ended_at"), "watched_listings", ["ended_at"])
    op.create_index(op.f("ix_watched_listings_listing_id"), "watched_listings", ["listing_id"])

    op.create_table(
        "worker_days_off",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_worker_days_off_dates")),
        sa.ForeignKeyConstraint(["worker_id"], ["workers.id"], name=op.f("fk_worker_days_off_worker_id_workers")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worker_days_off")),
    )
    op.create_index(op.f("ix_worker_days_off_worker_id"), "worker_days_off", ["worker_id"])


def downgrade() -> None:
    """Take the step back."""
    for name in TABLES:
        op.drop_table(name)
    op.execute("DELETE FROM memberships WHERE role = 'manager'")
    with op.batch_alter_table("memberships") as table:
        table.drop_constraint(op.f("ck_memberships_role"), type_="check")
        table.create_check_constraint(op.f("ck_memberships_role"), ROLES)
    op.drop_index(op.f("ix_listings_regulator_number"), "listings")
    with op.batch_alter_table("workers") as table:
        table.drop_constraint(op.f("fk_workers_decided_by_id_people"), type_="foreignkey")
    for name in dict.fromkeys((*ADDED, *MAY_BE_EMPTY)):
        with op.batch_alter_table(name) as table:
            for check in CHECKS.get(name, {}):
                table.drop_constraint(op.f(f"ck_{name}_{check}"), type_="check")
        with op.batch_alter_table(name) as table:
            for column in (*ADDED.get(name, {}), *MAY_BE_EMPTY.get(name, {}), *TIMES.get(name, ())):
                table.drop_column(column)
