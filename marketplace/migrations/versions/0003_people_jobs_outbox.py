"""People who register and are helped, jobs for every kind of work, an outbox that is sent, and whose record was read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KINDS = "kind IN ('helper', 'trusted', 'nominee', 'lawful_representative')"
WAYS = "way IN ('email', 'text', 'post', 'phone')"
ACTING = {
    "ck_acting_for_limit_pence": "limit_pence >= 0",
    "ck_acting_for_checked": "kind <> 'lawful_representative' OR checked_by_id IS NOT NULL",
}


def upgrade() -> None:
    """Take the step."""
    op.create_table('jobs',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('record_id', sa.Integer(), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('held_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('parked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('trouble', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_jobs'))
    )
    with op.batch_alter_table('jobs', schema=None) as batch_op:
        batch_op.create_index('ix_jobs_kind_due', ['kind', 'parked_at', 'due_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_jobs_parked_at'), ['parked_at'], unique=False)

    op.create_table('tries',
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.Column('ends_at', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_tries'))
    )
    with op.batch_alter_table('tries', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_tries_ends_at'), ['ends_at'], unique=False)

    op.create_table('invitations',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('code_hash', sa.String(), nullable=False),
    sa.Column('called', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('may_buy', sa.Boolean(), nullable=False),
    sa.Column('may_pay', sa.Boolean(), nullable=False),
    sa.Column('limit_pence', sa.Integer(), nullable=True),
    sa.Column('ends_on', sa.Date(), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('good_until', sa.DateTime(timezone=True), nullable=False),
    sa.Column('taken_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('taken_by_id', sa.Integer(), nullable=True),
    sa.Column('cancelled_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("kind IN ('helper', 'trusted', 'nominee', 'lawful_representative')", name=op.f('ck_invitations_kind')),
    sa.CheckConstraint('limit_pence >= 0', name=op.f('ck_invitations_limit_pence')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_invitations_person_id')),
    sa.ForeignKeyConstraint(['taken_by_id'], ['people.id'], name=op.f('fk_invitations_taken_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invitations')),
    sa.UniqueConstraint('code_hash', name=op.f('uq_invitations_code_hash'))
    )
    with op.batch_alter_table('invitations', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_invitations_person_id'), ['person_id'], unique=False)

    op.create_table('preferences',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('way', sa.String(), nullable=False),
    sa.Column('best_time', sa.String(), nullable=False),
    sa.Column('needs', sa.JSON(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('other_help', sa.String(), nullable=False),
    sa.Column('said_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ask_again_on', sa.Date(), nullable=False),
    sa.CheckConstraint("way IN ('email', 'text', 'post', 'phone')", name=op.f('ck_preferences_way')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_preferences_person_id')),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_preferences'))
    )
    op.create_table('sign_ins',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('key_hash', sa.String(), nullable=False),
    sa.Column('device', sa.String(), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_how', sa.String(), nullable=False),
    sa.CheckConstraint("ended_how IN ('', 'left', 'here', 'elsewhere', 'password')", name=op.f('ck_sign_ins_ended_how')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_sign_ins_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sign_ins')),
    sa.UniqueConstraint('key_hash', name=op.f('uq_sign_ins_key_hash'))
    )
    with op.batch_alter_table('sign_ins', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sign_ins_person_id'), ['person_id'], unique=False)

    op.execute(
        "INSERT INTO jobs (kind, record_id, written_at, due_at, tries, trouble) "
        "SELECT 'listing.index', listing_id, written_at, written_at, 0, '' FROM index_jobs ORDER BY id"
    )
    op.drop_table("index_jobs")

    with op.batch_alter_table("acting_for") as batch_op:
        batch_op.add_column(sa.Column("limit_pence", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("power", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("checked_by_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_acting_for_checked_by_id"), "people", ["checked_by_id"], ["id"])
        for name, text in ACTING.items():
            batch_op.create_check_constraint(op.f(name), text)

    _say_whose_record()

    with op.batch_alter_table("outbox_messages") as batch_op:
        batch_op.add_column(sa.Column("greeting", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("path", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("secret", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("sent_by_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_outbox_messages_sent_by_id"), "people", ["sent_by_id"], ["id"])
        batch_op.drop_constraint(op.f("ck_outbox_messages_way"), type_="check")
        batch_op.create_check_constraint(op.f("ck_outbox_messages_way"), WAYS)
    op.execute(
        "INSERT INTO jobs (kind, record_id, written_at, due_at, tries, trouble) "
        "SELECT 'message.' || way, id, written_at, written_at, 0, '' FROM outbox_messages "
        "WHERE sent_at IS NULL AND way IN ('email', 'text') ORDER BY id"
    )


def _say_whose_record() -> None:
    """Add the column without making the table anew: on SQLite that would lose the triggers that guard it."""
    if _sqlite():
        op.execute(
            "ALTER TABLE audit_entries ADD COLUMN about_person_id INTEGER "
            "CONSTRAINT fk_audit_entries_about_person_id REFERENCES people (id)"
        )
    else:
        op.add_column("audit_entries", sa.Column("about_person_id", sa.Integer(), nullable=True))
        op.create_foreign_key(
            op.f("fk_audit_entries_about_person_id"), "audit_entries", "people", ["about_person_id"], ["id"]
        )
    op.create_index(op.f("ix_audit_entries_about_person_id"), "audit_entries", ["about_person_id"])


def _sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def downgrade() -> None:
    """Refuse: audit entries are never changed, and a message by phone has no place in the older table."""
    raise RuntimeError("This step is not taken back. Restore the backup made before it.")
