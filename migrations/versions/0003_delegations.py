"""delegations"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "delegations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("purpose", sa.JSON(), nullable=False),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("own_interpreter", sa.Boolean(), nullable=False),
        sa.Column("lead_id", sa.Integer(), nullable=False),
        sa.Column("deputy_id", sa.Integer(), nullable=True),
        sa.Column("referrer_id", sa.Integer(), nullable=True),
        sa.Column("liaison_name", sa.String(length=200), nullable=False),
        sa.Column("liaison_position", sa.String(length=200), nullable=False),
        sa.Column("liaison_email", sa.String(length=200), nullable=False),
        sa.Column("liaison_phone", sa.String(length=200), nullable=False),
        sa.Column("liaison_language", sa.String(length=40), nullable=False),
        sa.Column("home_zone", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["deputy_id"], ["users.id"], name=op.f("fk_delegations_deputy_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["lead_id"], ["users.id"], name=op.f("fk_delegations_lead_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["referrer_id"],
            ["organisations.id"],
            name=op.f("fk_delegations_referrer_id_organisations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegations")),
        sa.UniqueConstraint("code", name=op.f("uq_delegations_code")),
        sa.UniqueConstraint("year", "number", name=op.f("uq_delegations_year_number")),
    )
    with op.batch_alter_table("delegations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_delegations_deputy_id"), ["deputy_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_delegations_ends_on"), ["ends_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_delegations_lead_id"), ["lead_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_delegations_referrer_id"), ["referrer_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_delegations_starts_on"), ["starts_on"], unique=False)
        batch_op.create_index(
            "ix_delegations_state_starts_on", ["state", "starts_on", "id"], unique=False
        )

    op.create_table(
        "delegates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("family_name", sa.String(length=200), nullable=False),
        sa.Column("given_name", sa.String(length=200), nullable=False),
        sa.Column("name_order", sa.String(length=40), nullable=False),
        sa.Column("hangul_name", sa.String(length=200), nullable=False),
        sa.Column("native_name", sa.String(length=200), nullable=False),
        sa.Column("form_of_address", sa.String(length=200), nullable=False),
        sa.Column("position_ko", sa.String(length=200), nullable=False),
        sa.Column("position_en", sa.String(length=200), nullable=False),
        sa.Column("organisation_name", sa.String(length=200), nullable=False),
        sa.Column("nationality", sa.String(length=8), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("precedence", sa.Integer(), nullable=False),
        sa.Column("precedence_reason", sa.String(length=200), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("meal_needs", sa.JSON(), nullable=False),
        sa.Column("meal_note", sa.String(length=200), nullable=False),
        sa.Column("mobility", sa.JSON(), nullable=False),
        sa.Column("mobility_note", sa.String(length=200), nullable=False),
        sa.Column("arrival", sa.String(length=200), nullable=False),
        sa.Column("departure", sa.String(length=200), nullable=False),
        sa.Column("photo_consent", sa.String(length=40), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegation_id"],
            ["delegations.id"],
            name=op.f("fk_delegates_delegation_id_delegations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegates")),
    )
    with op.batch_alter_table("delegates", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_delegates_delegation_id"), ["delegation_id"], unique=False
        )

    op.create_table(
        "delegation_bodies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegation_id"],
            ["delegations.id"],
            name=op.f("fk_delegation_bodies_delegation_id_delegations"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_delegation_bodies_organisation_id_organisations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation_bodies")),
        sa.UniqueConstraint(
            "delegation_id",
            "organisation_id",
            name=op.f("uq_delegation_bodies_delegation_id_organisation_id"),
        ),
    )
    with op.batch_alter_table("delegation_bodies", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_delegation_bodies_delegation_id"), ["delegation_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_delegation_bodies_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "delegation_countries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("country", sa.String(length=8), nullable=False),
        sa.Column("planned", sa.Integer(), nullable=False),
        sa.Column("actual", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegation_id"],
            ["delegations.id"],
            name=op.f("fk_delegation_countries_delegation_id_delegations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation_countries")),
        sa.UniqueConstraint(
            "delegation_id", "country", name=op.f("uq_delegation_countries_delegation_id_country")
        ),
    )
    with op.batch_alter_table("delegation_countries", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_delegation_countries_country"), ["country"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_delegation_countries_delegation_id"), ["delegation_id"], unique=False
        )

    op.create_table(
        "parties",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegations.id"], name=op.f("fk_parties_delegation_id_delegations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parties")),
    )
    with op.batch_alter_table("parties", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_parties_delegation_id"), ["delegation_id"], unique=False
        )

    op.create_table(
        "party_members",
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("delegate_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegate_id"],
            ["delegates.id"],
            name=op.f("fk_party_members_delegate_id_delegates"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["party_id"], ["parties.id"], name=op.f("fk_party_members_party_id_parties")
        ),
        sa.PrimaryKeyConstraint("party_id", "delegate_id", name=op.f("pk_party_members")),
    )
    with op.batch_alter_table("party_members", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_party_members_delegate_id"), ["delegate_id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("party_members", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_party_members_delegate_id"))

    op.drop_table("party_members")
    with op.batch_alter_table("parties", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_parties_delegation_id"))

    op.drop_table("parties")
    with op.batch_alter_table("delegation_countries", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_delegation_countries_delegation_id"))
        batch_op.drop_index(batch_op.f("ix_delegation_countries_country"))

    op.drop_table("delegation_countries")
    with op.batch_alter_table("delegation_bodies", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_delegation_bodies_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_delegation_bodies_delegation_id"))

    op.drop_table("delegation_bodies")
    with op.batch_alter_table("delegates", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_delegates_delegation_id"))

    op.drop_table("delegates")
    with op.batch_alter_table("delegations", schema=None) as batch_op:
        batch_op.drop_index("ix_delegations_state_starts_on")
        batch_op.drop_index(batch_op.f("ix_delegations_starts_on"))
        batch_op.drop_index(batch_op.f("ix_delegations_referrer_id"))
        batch_op.drop_index(batch_op.f("ix_delegations_lead_id"))
        batch_op.drop_index(batch_op.f("ix_delegations_ends_on"))
        batch_op.drop_index(batch_op.f("ix_delegations_deputy_id"))

    op.drop_table("delegations")
