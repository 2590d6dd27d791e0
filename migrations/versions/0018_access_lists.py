"""access lists and their versions"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "access_lists",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("stop_id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("plates", sa.String(length=200), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("purged_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegation_id"],
            ["delegations.id"],
            name=op.f("fk_access_lists_delegation_id_delegations"),
        ),
        sa.ForeignKeyConstraint(
            ["site_id"], ["sites.id"], name=op.f("fk_access_lists_site_id_sites")
        ),
        sa.ForeignKeyConstraint(
            ["stop_id"], ["stops.id"], name=op.f("fk_access_lists_stop_id_stops")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_lists")),
        sa.UniqueConstraint("stop_id", "site_id", name=op.f("uq_access_lists_stop_id_site_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("access_lists", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_access_lists_delegation_id"), ["delegation_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_access_lists_site_id"), ["site_id"], unique=False)

    op.create_table(
        "access_list_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("starts", sa.DateTime(), nullable=False),
        sa.Column("ends", sa.DateTime(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("people", sa.JSON(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("removed", sa.Integer(), nullable=False),
        sa.Column("has_moved", sa.Boolean(), nullable=False),
        sa.Column("destroy_by", sa.Date(), nullable=False),
        sa.Column("handing", sa.String(length=40), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("link_id", sa.String(length=32), nullable=True),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("person", sa.String(length=200), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("document_number", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["users.id"], name=op.f("fk_access_list_versions_by_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["link_id"],
            ["secret_links.id"],
            name=op.f("fk_access_list_versions_link_id_secret_links"),
        ),
        sa.ForeignKeyConstraint(
            ["list_id"],
            ["access_lists.id"],
            name=op.f("fk_access_list_versions_list_id_access_lists"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_list_versions")),
        sa.UniqueConstraint("link_id", name=op.f("uq_access_list_versions_link_id")),
        sa.UniqueConstraint(
            "list_id", "number", name=op.f("uq_access_list_versions_list_id_number")
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("access_list_versions", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_access_list_versions_contact_id"), ["contact_id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("access_list_versions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_access_list_versions_contact_id"))

    op.drop_table("access_list_versions")
    with op.batch_alter_table("access_lists", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_access_lists_site_id"))
        batch_op.drop_index(batch_op.f("ix_access_lists_delegation_id"))

    op.drop_table("access_lists")
