"""identity data: records, consents, codes, the log of looks"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "destruction_records",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("matter", sa.String(length=40), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("keep_days", sa.Integer(), nullable=False),
        sa.Column("method", sa.String(length=40), nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_destruction_records")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "identity_looks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor_kind", sa.String(length=40), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.Column("actor_label", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=True),
        sa.Column("about_kind", sa.String(length=40), nullable=False),
        sa.Column("about_id", sa.Integer(), nullable=True),
        sa.Column("delegate_ids", sa.JSON(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity_looks")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("identity_looks", schema=None) as batch_op:
        batch_op.create_index("ix_identity_looks_at", ["at", "id"], unique=False)
        batch_op.create_index("ix_identity_looks_delegation", ["delegation_id", "id"], unique=False)

    op.create_table(
        "identity_codes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("link_id", sa.String(length=32), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=True),
        sa.Column("open_until", sa.DateTime(), nullable=True),
        sa.Column("browser", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_id"], ["users.id"], name=op.f("fk_identity_codes_by_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["link_id"], ["secret_links.id"], name=op.f("fk_identity_codes_link_id_secret_links")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity_codes")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("identity_codes", schema=None) as batch_op:
        batch_op.create_index("ix_identity_codes_link", ["link_id", "id"], unique=False)

    op.create_table(
        "look_reviews",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("looks", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_look_reviews_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_look_reviews")),
        sa.UniqueConstraint("month", name=op.f("uq_look_reviews_month")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "identity_keys",
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("file", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegation_id"],
            ["delegations.id"],
            name=op.f("fk_identity_keys_delegation_id_delegations"),
        ),
        sa.PrimaryKeyConstraint("delegation_id", name=op.f("pk_identity_keys")),
        sa.UniqueConstraint("file", name=op.f("uq_identity_keys_file")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "identity_consents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("delegate_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("way", sa.String(length=40), nullable=False),
        sa.Column("text_version", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("person", sa.String(length=200), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("document_number", sa.String(length=200), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["users.id"], name=op.f("fk_identity_consents_by_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["delegate_id"],
            ["delegates.id"],
            name=op.f("fk_identity_consents_delegate_id_delegates"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["delegation_id"],
            ["delegations.id"],
            name=op.f("fk_identity_consents_delegation_id_delegations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity_consents")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("identity_consents", schema=None) as batch_op:
        batch_op.create_index("ix_identity_consents_delegate", ["delegate_id", "id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_identity_consents_delegation_id"), ["delegation_id"], unique=False
        )

    op.create_table(
        "identity_invitations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("link_id", sa.String(length=32), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("delegate_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegate_id"],
            ["delegates.id"],
            name=op.f("fk_identity_invitations_delegate_id_delegates"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["delegation_id"],
            ["delegations.id"],
            name=op.f("fk_identity_invitations_delegation_id_delegations"),
        ),
        sa.ForeignKeyConstraint(
            ["link_id"],
            ["secret_links.id"],
            name=op.f("fk_identity_invitations_link_id_secret_links"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity_invitations")),
        sa.UniqueConstraint("delegate_id", name=op.f("uq_identity_invitations_delegate_id")),
        sa.UniqueConstraint("link_id", name=op.f("uq_identity_invitations_link_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("identity_invitations", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_identity_invitations_delegation_id"), ["delegation_id"], unique=False
        )

    op.create_table(
        "identity_records",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("delegate_id", sa.Integer(), nullable=False),
        sa.Column("birth_date", sa.String(length=400), nullable=True),
        sa.Column("sex", sa.String(length=400), nullable=True),
        sa.Column("passport_number", sa.String(length=400), nullable=True),
        sa.Column("passport_expiry", sa.String(length=400), nullable=True),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegate_id"],
            ["delegates.id"],
            name=op.f("fk_identity_records_delegate_id_delegates"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["delegation_id"],
            ["delegations.id"],
            name=op.f("fk_identity_records_delegation_id_delegations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity_records")),
        sa.UniqueConstraint("delegate_id", name=op.f("uq_identity_records_delegate_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("identity_records", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_identity_records_delegation_id"), ["delegation_id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("identity_records", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_identity_records_delegation_id"))

    op.drop_table("identity_records")
    with op.batch_alter_table("identity_invitations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_identity_invitations_delegation_id"))

    op.drop_table("identity_invitations")
    with op.batch_alter_table("identity_consents", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_identity_consents_delegation_id"))
        batch_op.drop_index("ix_identity_consents_delegate")

    op.drop_table("identity_consents")
    op.drop_table("identity_keys")
    op.drop_table("look_reviews")
    with op.batch_alter_table("identity_codes", schema=None) as batch_op:
        batch_op.drop_index("ix_identity_codes_link")

    op.drop_table("identity_codes")
    with op.batch_alter_table("identity_looks", schema=None) as batch_op:
        batch_op.drop_index("ix_identity_looks_delegation")
        batch_op.drop_index("ix_identity_looks_at")

    op.drop_table("identity_looks")
    op.drop_table("destruction_records")
