"""Every table of the way."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "index_jobs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_index_jobs")),
    )
    with op.batch_alter_table("index_jobs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_index_jobs_listing_id"), ["listing_id"], unique=False)

    op.create_table(
        "ledger_accounts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_accounts")),
        sa.UniqueConstraint("code", name=op.f("uq_ledger_accounts_code")),
    )
    op.create_table(
        "ledger_transactions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_transactions")),
        sa.UniqueConstraint("source", name=op.f("uq_ledger_transactions_source")),
    )
    op.create_table(
        "organisations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("legal_name", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("postcode", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("charity_number", sa.String(), nullable=False),
        sa.Column("company_number", sa.String(), nullable=False),
        sa.Column("nation", sa.String(), nullable=False),
        sa.Column("vat_status", sa.String(), nullable=False),
        sa.Column("invoice_prefix", sa.String(), nullable=False),
        sa.Column("pay_within_days", sa.Integer(), nullable=False),
        sa.Column("bank_account_name", sa.String(), nullable=False),
        sa.Column("bank_sort_code", sa.String(), nullable=False),
        sa.Column("bank_account_number", sa.String(), nullable=False),
        sa.Column("complaints", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('provider', 'group', 'council', 'nhs', 'fund_holder', 'trust', 'community_group')",
            name=op.f("ck_organisations_kind"),
        ),
        sa.CheckConstraint(
            "vat_status IN ('not_registered', 'exempt', 'standard', 'zero')", name=op.f("ck_organisations_vat_status")
        ),
        sa.CheckConstraint("pay_within_days BETWEEN 0 AND 90", name=op.f("ck_organisations_pay_within_days")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisations")),
        sa.UniqueConstraint("name", name=op.f("uq_organisations_name")),
    )
    op.create_table(
        "people",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("password", sa.String(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("fs_uniquifier", sa.String(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("full_name", sa.String(), nullable=False),
        sa.Column("known_as", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("postcode", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("email", name=op.f("uq_people_email")),
        sa.UniqueConstraint("fs_uniquifier", name=op.f("uq_people_fs_uniquifier")),
    )
    op.create_table(
        "site_roles",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site_roles")),
        sa.UniqueConstraint("name", name=op.f("uq_site_roles_name")),
    )
    op.create_table(
        "acting_for",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("helper_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("may_see", sa.Boolean(), nullable=False),
        sa.Column("may_buy", sa.Boolean(), nullable=False),
        sa.Column("may_pay", sa.Boolean(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('helper', 'trusted', 'nominee', 'lawful_representative')", name=op.f("ck_acting_for_kind")
        ),
        sa.CheckConstraint("person_id <> helper_id", name=op.f("ck_acting_for_someone_else")),
        sa.ForeignKeyConstraint(["helper_id"], ["people.id"], name=op.f("fk_acting_for_helper_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_acting_for_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acting_for")),
    )
    with op.batch_alter_table("acting_for", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_acting_for_helper_id"), ["helper_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_acting_for_person_id"), ["person_id"], unique=False)

    op.create_table(
        "audit_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_person_id", sa.Integer(), nullable=True),
        sa.Column("deed", sa.String(), nullable=False),
        sa.Column("record", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["by_person_id"], ["people.id"], name=op.f("fk_audit_entries_by_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entries")),
    )
    with op.batch_alter_table("audit_entries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_entries_by_person_id"), ["by_person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_entries_record"), ["record"], unique=False)

    op.create_table(
        "budgets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("payer_organisation_id", sa.Integer(), nullable=True),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("weekly_pence", sa.Integer(), nullable=False),
        sa.Column("covers_travel", sa.Boolean(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.CheckConstraint("way = 'person' OR payer_organisation_id IS NOT NULL", name=op.f("ck_budgets_payer")),
        sa.CheckConstraint(
            "way IN ('person', 'trusted_person', 'trust', 'community_group', 'provider', 'council')",
            name=op.f("ck_budgets_way"),
        ),
        sa.CheckConstraint("weekly_pence >= 0", name=op.f("ck_budgets_weekly_pence")),
        sa.ForeignKeyConstraint(
            ["payer_organisation_id"], ["organisations.id"], name=op.f("fk_budgets_payer_organisation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_budgets_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budgets")),
    )
    with op.batch_alter_table("budgets", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_budgets_payer_organisation_id"), ["payer_organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_budgets_person_id"), ["person_id"], unique=False)

    op.create_table(
        "invoice_number_series",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("next_number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_invoice_number_series_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("pk_invoice_number_series")),
    )
    op.create_table(
        "invoices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("payer_person_id", sa.Integer(), nullable=True),
        sa.Column("payer_organisation_id", sa.Integer(), nullable=True),
        sa.Column("series_number", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("pay_by", sa.Date(), nullable=False),
        sa.Column("total_pence", sa.Integer(), nullable=False),
        sa.Column("parties", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "(payer_person_id IS NULL) <> (payer_organisation_id IS NULL)", name=op.f("ck_invoices_one_payer")
        ),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisations.id"], name=op.f("fk_invoices_organisation_id")),
        sa.ForeignKeyConstraint(
            ["payer_organisation_id"], ["organisations.id"], name=op.f("fk_invoices_payer_organisation_id")
        ),
        sa.ForeignKeyConstraint(["payer_person_id"], ["people.id"], name=op.f("fk_invoices_payer_person_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_invoices_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invoices")),
        sa.UniqueConstraint("number", name=op.f("uq_invoices_number")),
        sa.UniqueConstraint("organisation_id", "series_number", name=op.f("uq_invoices_organisation_id_series_number")),
        sa.UniqueConstraint("reference", name=op.f("uq_invoices_reference")),
    )
    with op.batch_alter_table("invoices", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invoices_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_invoices_payer_organisation_id"), ["payer_organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_invoices_payer_person_id"), ["payer_person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_invoices_person_id"), ["person_id"], unique=False)

    op.create_table(
        "ledger_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("transaction_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("pence", sa.Integer(), nullable=False),
        sa.CheckConstraint("pence <> 0", name=op.f("ck_ledger_entries_pence")),
        sa.ForeignKeyConstraint(["account_id"], ["ledger_accounts.id"], name=op.f("fk_ledger_entries_account_id")),
        sa.ForeignKeyConstraint(
            ["transaction_id"], ["ledger_transactions.id"], name=op.f("fk_ledger_entries_transaction_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_entries")),
    )
    with op.batch_alter_table("ledger_entries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ledger_entries_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_ledger_entries_transaction_id"), ["transaction_id"], unique=False)

    op.create_table(
        "listings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("source_key", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("run_by", sa.String(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("good_at", sa.Text(), nullable=False),
        sa.Column("not_offered", sa.Text(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("website", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("town", sa.String(), nullable=False),
        sa.Column("postcode", sa.String(), nullable=False),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("placed_by", sa.String(), nullable=False),
        sa.Column("nation", sa.String(), nullable=False),
        sa.Column("life_areas", sa.JSON(), nullable=False),
        sa.Column("ways_given", sa.JSON(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("welcoming_to", sa.JSON(), nullable=False),
        sa.Column("experience_of", sa.JSON(), nullable=False),
        sa.Column("interests", sa.JSON(), nullable=False),
        sa.Column("getting_in", sa.JSON(), nullable=False),
        sa.Column("money_ways", sa.JSON(), nullable=False),
        sa.Column("tags", sa.JSON(), nullable=False),
        sa.Column("anyone_can_come", sa.Boolean(), nullable=True),
        sa.Column("who_can_come", sa.Text(), nullable=False),
        sa.Column("lived_experience", sa.Boolean(), nullable=True),
        sa.Column("free", sa.Boolean(), nullable=True),
        sa.Column("door_price_pence", sa.Integer(), nullable=True),
        sa.Column("price_words", sa.Text(), nullable=False),
        sa.Column("times_words", sa.Text(), nullable=False),
        sa.Column("places_left", sa.Integer(), nullable=True),
        sa.Column("waiting_weeks", sa.Integer(), nullable=True),
        sa.Column("group_size", sa.Integer(), nullable=True),
        sa.Column("choose_worker", sa.Boolean(), nullable=True),
        sa.Column("same_day", sa.Boolean(), nullable=True),
        sa.Column("nights", sa.Boolean(), nullable=True),
        sa.Column("weekends", sa.Boolean(), nullable=True),
        sa.Column("bank_holidays", sa.Boolean(), nullable=True),
        sa.Column("regulated", sa.Boolean(), nullable=True),
        sa.Column("regulator_number", sa.String(), nullable=False),
        sa.Column("checks", sa.String(), nullable=False),
        sa.Column("funded_by", sa.String(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("source_dated", sa.Date(), nullable=True),
        sa.Column("source_name", sa.String(), nullable=False),
        sa.Column("source_url", sa.String(), nullable=False),
        sa.Column("licence", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("status IN ('waiting', 'live', 'withdrawn')", name=op.f("ck_listings_status")),
        sa.CheckConstraint("door_price_pence >= 0", name=op.f("ck_listings_door_price_pence")),
        sa.CheckConstraint("group_size > 0", name=op.f("ck_listings_group_size")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisations.id"], name=op.f("fk_listings_organisation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listings")),
        sa.UniqueConstraint("source", "source_key", name=op.f("uq_listings_source_source_key")),
    )
    with op.batch_alter_table("listings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_listings_kind"), ["kind"], unique=False)
        batch_op.create_index(batch_op.f("ix_listings_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_listings_status"), ["status"], unique=False)

    op.create_table(
        "memberships",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.CheckConstraint("role IN ('staff', 'worker', 'payer')", name=op.f("ck_memberships_role")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisations.id"], name=op.f("fk_memberships_organisation_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_memberships_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memberships")),
        sa.UniqueConstraint(
            "person_id", "organisation_id", "role", name=op.f("uq_memberships_person_id_organisation_id_role")
        ),
    )
    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_memberships_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_memberships_person_id"), ["person_id"], unique=False)

    op.create_table(
        "outbox_messages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("to", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("way IN ('email', 'text', 'post')", name=op.f("ck_outbox_messages_way")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_outbox_messages_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_messages")),
    )
    with op.batch_alter_table("outbox_messages", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outbox_messages_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_outbox_messages_sent_at"), ["sent_at"], unique=False)

    op.create_table(
        "person_site_roles",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("site_role_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_person_site_roles_person_id")),
        sa.ForeignKeyConstraint(["site_role_id"], ["site_roles.id"], name=op.f("fk_person_site_roles_site_role_id")),
        sa.PrimaryKeyConstraint("person_id", "site_role_id", name=op.f("pk_person_site_roles")),
    )
    op.create_table(
        "workers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("first_name", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("drives", sa.Boolean(), nullable=False),
        sa.Column("interests", sa.JSON(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("check_level", sa.String(), nullable=False),
        sa.Column("check_month", sa.Date(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.CheckConstraint("kind IN ('paid', 'volunteer', 'peer')", name=op.f("ck_workers_kind")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisations.id"], name=op.f("fk_workers_organisation_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_workers_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workers")),
    )
    with op.batch_alter_table("workers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_workers_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_workers_person_id"), ["person_id"], unique=False)

    op.create_table(
        "invoice_lines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("invoice_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("holiday", sa.String(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("pence_per_hour", sa.Integer(), nullable=True),
        sa.Column("miles_tenths", sa.Integer(), nullable=True),
        sa.Column("pence_per_mile", sa.Integer(), nullable=True),
        sa.Column("pence", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoices.id"], name=op.f("fk_invoice_lines_invoice_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invoice_lines")),
        sa.UniqueConstraint("source", name=op.f("uq_invoice_lines_source")),
    )
    with op.batch_alter_table("invoice_lines", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invoice_lines_invoice_id"), ["invoice_id"], unique=False)

    op.create_table(
        "listing_sessions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("opens_at", sa.Time(), nullable=False),
        sa.Column("closes_at", sa.Time(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_listing_sessions_weekday")),
        sa.ForeignKeyConstraint(["listing_id"], ["listings.id"], name=op.f("fk_listing_sessions_listing_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing_sessions")),
    )
    with op.batch_alter_table("listing_sessions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_listing_sessions_listing_id"), ["listing_id"], unique=False)

    op.create_table(
        "offers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("tasks", sa.JSON(), nullable=False),
        sa.Column("personal_care", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["listing_id"], ["listings.id"], name=op.f("fk_offers_listing_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offers")),
    )
    with op.batch_alter_table("offers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_offers_listing_id"), ["listing_id"], unique=False)

    op.create_table(
        "payments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("invoice_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("pence", sa.Integer(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("keyed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("keyed_by_id", sa.Integer(), nullable=False),
        sa.Column("submit_key", sa.String(), nullable=False),
        sa.CheckConstraint("way IN ('bank', 'cheque', 'cash', 'card')", name=op.f("ck_payments_way")),
        sa.CheckConstraint("pence > 0", name=op.f("ck_payments_pence")),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoices.id"], name=op.f("fk_payments_invoice_id")),
        sa.ForeignKeyConstraint(["keyed_by_id"], ["people.id"], name=op.f("fk_payments_keyed_by_id")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisations.id"], name=op.f("fk_payments_organisation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payments")),
        sa.UniqueConstraint("submit_key", name=op.f("uq_payments_submit_key")),
    )
    with op.batch_alter_table("payments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_payments_invoice_id"), ["invoice_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_payments_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "price_lists",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("offer_id", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("pence_per_hour", sa.Integer(), nullable=False),
        sa.Column("bank_holiday_pence_per_hour", sa.Integer(), nullable=True),
        sa.Column("night_pence_per_hour", sa.Integer(), nullable=True),
        sa.Column("weekend_pence_per_hour", sa.Integer(), nullable=True),
        sa.Column("night_from", sa.Time(), nullable=True),
        sa.Column("night_to", sa.Time(), nullable=True),
        sa.Column("pence_per_mile", sa.Integer(), nullable=True),
        sa.Column("minimum_minutes", sa.Integer(), nullable=False),
        sa.Column("notice_days", sa.Integer(), nullable=False),
        sa.Column("saved_hours_policy", sa.String(), nullable=False),
        sa.Column("higher_days", sa.JSON(), nullable=False),
        sa.Column("higher_reason", sa.String(), nullable=False),
        sa.CheckConstraint(
            "saved_hours_policy IN ('charge_when_used', 'paid_when_planned')",
            name=op.f("ck_price_lists_saved_hours_policy"),
        ),
        sa.CheckConstraint("bank_holiday_pence_per_hour >= 0", name=op.f("ck_price_lists_bank_holiday_pence_per_hour")),
        sa.CheckConstraint("minimum_minutes >= 0", name=op.f("ck_price_lists_minimum_minutes")),
        sa.CheckConstraint("notice_days >= 0", name=op.f("ck_price_lists_notice_days")),
        sa.CheckConstraint("pence_per_hour >= 0", name=op.f("ck_price_lists_pence_per_hour")),
        sa.CheckConstraint("pence_per_mile >= 0", name=op.f("ck_price_lists_pence_per_mile")),
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_price_lists_dates")),
        sa.ForeignKeyConstraint(["offer_id"], ["offers.id"], name=op.f("fk_price_lists_offer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_price_lists")),
    )
    with op.batch_alter_table("price_lists", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_price_lists_offer_id"), ["offer_id"], unique=False)

    op.create_table(
        "support_requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("offer_id", sa.Integer(), nullable=False),
        sa.Column("budget_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("when_words", sa.String(), nullable=False),
        sa.Column("worker_wish", sa.Text(), nullable=False),
        sa.Column("weekly_minutes", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("nation", sa.String(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answer_note", sa.Text(), nullable=False),
        sa.Column("submit_key", sa.String(), nullable=False),
        sa.CheckConstraint(
            "status IN ('sent', 'accepted', 'declined', 'withdrawn')", name=op.f("ck_support_requests_status")
        ),
        sa.CheckConstraint("weekly_minutes > 0", name=op.f("ck_support_requests_weekly_minutes")),
        sa.ForeignKeyConstraint(["answered_by_id"], ["people.id"], name=op.f("fk_support_requests_answered_by_id")),
        sa.ForeignKeyConstraint(["budget_id"], ["budgets.id"], name=op.f("fk_support_requests_budget_id")),
        sa.ForeignKeyConstraint(["offer_id"], ["offers.id"], name=op.f("fk_support_requests_offer_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_support_requests_organisation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_support_requests_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_requests")),
        sa.UniqueConstraint("submit_key", name=op.f("uq_support_requests_submit_key")),
    )
    with op.batch_alter_table("support_requests", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_support_requests_offer_id"), ["offer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_support_requests_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_support_requests_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_support_requests_status"), ["status"], unique=False)

    op.create_table(
        "agreements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("budget_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("weekly_minutes", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("nation", sa.String(), nullable=False),
        sa.Column("notice_days", sa.Integer(), nullable=False),
        sa.Column("saved_hours_policy", sa.String(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("offered_by_id", sa.Integer(), nullable=False),
        sa.Column("cancel_right", sa.Text(), nullable=False),
        sa.Column("early_start", sa.Text(), nullable=False),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("agreed_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("status IN ('offered', 'active', 'declined', 'ended')", name=op.f("ck_agreements_status")),
        sa.CheckConstraint("weekly_minutes > 0", name=op.f("ck_agreements_weekly_minutes")),
        sa.ForeignKeyConstraint(["agreed_by_id"], ["people.id"], name=op.f("fk_agreements_agreed_by_id")),
        sa.ForeignKeyConstraint(["budget_id"], ["budgets.id"], name=op.f("fk_agreements_budget_id")),
        sa.ForeignKeyConstraint(["offered_by_id"], ["people.id"], name=op.f("fk_agreements_offered_by_id")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisations.id"], name=op.f("fk_agreements_organisation_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_agreements_person_id")),
        sa.ForeignKeyConstraint(["request_id"], ["support_requests.id"], name=op.f("fk_agreements_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreements")),
        sa.UniqueConstraint("request_id", name=op.f("uq_agreements_request_id")),
    )
    with op.batch_alter_table("agreements", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agreements_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_agreements_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_agreements_status"), ["status"], unique=False)

    op.create_table(
        "agreement_payers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("line_kind", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("line_kind IN ('support', 'travel')", name=op.f("ck_agreement_payers_line_kind")),
        sa.CheckConstraint(
            "(person_id IS NULL) <> (organisation_id IS NULL)", name=op.f("ck_agreement_payers_one_payer")
        ),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreements.id"], name=op.f("fk_agreement_payers_agreement_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_agreement_payers_organisation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_agreement_payers_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_payers")),
        sa.UniqueConstraint("agreement_id", "line_kind", name=op.f("uq_agreement_payers_agreement_id_line_kind")),
    )
    with op.batch_alter_table("agreement_payers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agreement_payers_agreement_id"), ["agreement_id"], unique=False)

    op.create_table(
        "agreement_prices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("pence_per_hour", sa.Integer(), nullable=False),
        sa.Column("bank_holiday_pence_per_hour", sa.Integer(), nullable=True),
        sa.Column("night_pence_per_hour", sa.Integer(), nullable=True),
        sa.Column("weekend_pence_per_hour", sa.Integer(), nullable=True),
        sa.Column("night_from", sa.Time(), nullable=True),
        sa.Column("night_to", sa.Time(), nullable=True),
        sa.Column("pence_per_mile", sa.Integer(), nullable=True),
        sa.Column("minimum_minutes", sa.Integer(), nullable=False),
        sa.Column("higher_days", sa.JSON(), nullable=False),
        sa.Column("higher_reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreements.id"], name=op.f("fk_agreement_prices_agreement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_prices")),
    )
    with op.batch_alter_table("agreement_prices", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agreement_prices_agreement_id"), ["agreement_id"], unique=False)

    op.create_table(
        "visits",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("task", sa.String(), nullable=False),
        sa.Column("travel", sa.String(), nullable=False),
        sa.Column("planned_miles_tenths", sa.Integer(), nullable=False),
        sa.Column("higher_price_agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("planned_by_id", sa.Integer(), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submit_key", sa.String(), nullable=False),
        sa.CheckConstraint("status IN ('planned', 'recorded', 'cancelled')", name=op.f("ck_visits_status")),
        sa.CheckConstraint("travel IN ('bus', 'car')", name=op.f("ck_visits_travel")),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_visits_ends_after_start")),
        sa.CheckConstraint("planned_miles_tenths >= 0", name=op.f("ck_visits_planned_miles")),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreements.id"], name=op.f("fk_visits_agreement_id")),
        sa.ForeignKeyConstraint(["planned_by_id"], ["people.id"], name=op.f("fk_visits_planned_by_id")),
        sa.ForeignKeyConstraint(["worker_id"], ["workers.id"], name=op.f("fk_visits_worker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visits")),
        sa.UniqueConstraint("submit_key", name=op.f("uq_visits_submit_key")),
    )
    with op.batch_alter_table("visits", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_visits_agreement_id"), ["agreement_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_visits_starts_at"), ["starts_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_visits_status"), ["status"], unique=False)
        batch_op.create_index(batch_op.f("ix_visits_worker_id"), ["worker_id"], unique=False)

    op.create_table(
        "visit_records",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("miles_tenths", sa.Integer(), nullable=False),
        sa.Column("what_was_done", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("times_state", sa.String(), nullable=False),
        sa.Column("miles_state", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("not_right", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "miles_state IN ('waiting', 'agreed', 'disputed')", name=op.f("ck_visit_records_miles_state")
        ),
        sa.CheckConstraint(
            "times_state IN ('waiting', 'agreed', 'disputed')", name=op.f("ck_visit_records_times_state")
        ),
        sa.CheckConstraint("ended_at > started_at", name=op.f("ck_visit_records_ended_after_start")),
        sa.CheckConstraint("miles_tenths >= 0", name=op.f("ck_visit_records_miles")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["people.id"], name=op.f("fk_visit_records_decided_by_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["people.id"], name=op.f("fk_visit_records_recorded_by_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name=op.f("fk_visit_records_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_records")),
        sa.UniqueConstraint("visit_id", "version", name=op.f("uq_visit_records_visit_id_version")),
    )
    with op.batch_alter_table("visit_records", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_visit_records_visit_id"), ["visit_id"], unique=False)


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("visit_records", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_visit_records_visit_id"))

    op.drop_table("visit_records")
    with op.batch_alter_table("visits", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_visits_worker_id"))
        batch_op.drop_index(batch_op.f("ix_visits_status"))
        batch_op.drop_index(batch_op.f("ix_visits_starts_at"))
        batch_op.drop_index(batch_op.f("ix_visits_agreement_id"))

    op.drop_table("visits")
    with op.batch_alter_table("agreement_prices", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agreement_prices_agreement_id"))

    op.drop_table("agreement_prices")
    with op.batch_alter_table("agreement_payers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agreement_payers_agreement_id"))

    op.drop_table("agreement_payers")
    with op.batch_alter_table("agreements", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agreements_status"))
        batch_op.drop_index(batch_op.f("ix_agreements_person_id"))
        batch_op.drop_index(batch_op.f("ix_agreements_organisation_id"))

    op.drop_table("agreements")
    with op.batch_alter_table("support_requests", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_support_requests_status"))
        batch_op.drop_index(batch_op.f("ix_support_requests_person_id"))
        batch_op.drop_index(batch_op.f("ix_support_requests_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_support_requests_offer_id"))

    op.drop_table("support_requests")
    with op.batch_alter_table("price_lists", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_price_lists_offer_id"))

    op.drop_table("price_lists")
    with op.batch_alter_table("payments", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_payments_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_payments_invoice_id"))

    op.drop_table("payments")
    with op.batch_alter_table("offers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_offers_listing_id"))

    op.drop_table("offers")
    with op.batch_alter_table("listing_sessions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_listing_sessions_listing_id"))

    op.drop_table("listing_sessions")
    with op.batch_alter_table("invoice_lines", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invoice_lines_invoice_id"))

    op.drop_table("invoice_lines")
    with op.batch_alter_table("workers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_workers_person_id"))
        batch_op.drop_index(batch_op.f("ix_workers_organisation_id"))

    op.drop_table("workers")
    op.drop_table("person_site_roles")
    with op.batch_alter_table("outbox_messages", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outbox_messages_sent_at"))
        batch_op.drop_index(batch_op.f("ix_outbox_messages_person_id"))

    op.drop_table("outbox_messages")
    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_memberships_person_id"))
        batch_op.drop_index(batch_op.f("ix_memberships_organisation_id"))

    op.drop_table("memberships")
    with op.batch_alter_table("listings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_listings_status"))
        batch_op.drop_index(batch_op.f("ix_listings_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_listings_kind"))

    op.drop_table("listings")
    with op.batch_alter_table("ledger_entries", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ledger_entries_transaction_id"))
        batch_op.drop_index(batch_op.f("ix_ledger_entries_account_id"))

    op.drop_table("ledger_entries")
    with op.batch_alter_table("invoices", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invoices_person_id"))
        batch_op.drop_index(batch_op.f("ix_invoices_payer_person_id"))
        batch_op.drop_index(batch_op.f("ix_invoices_payer_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_invoices_organisation_id"))

    op.drop_table("invoices")
    op.drop_table("invoice_number_series")
    with op.batch_alter_table("budgets", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_budgets_person_id"))
        batch_op.drop_index(batch_op.f("ix_budgets_payer_organisation_id"))

    op.drop_table("budgets")
    with op.batch_alter_table("audit_entries", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_entries_record"))
        batch_op.drop_index(batch_op.f("ix_audit_entries_by_person_id"))

    op.drop_table("audit_entries")
    with op.batch_alter_table("acting_for", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_acting_for_person_id"))
        batch_op.drop_index(batch_op.f("ix_acting_for_helper_id"))

    op.drop_table("acting_for")
    op.drop_table("site_roles")
    op.drop_table("people")
    op.drop_table("organisations")
    op.drop_table("ledger_transactions")
    op.drop_table("ledger_accounts")
    with op.batch_alter_table("index_jobs", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_index_jobs_listing_id"))

    op.drop_table("index_jobs")
