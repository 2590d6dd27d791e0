"""visits from before this program"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "past_visits",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("other_sites", sa.String(length=200), nullable=False),
        sa.Column("imported_by", sa.String(length=200), nullable=False),
        sa.Column("imported_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegation_id"],
            ["delegations.id"],
            name=op.f("fk_past_visits_delegation_id_delegations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_past_visits")),
        sa.UniqueConstraint("delegation_id", name=op.f("uq_past_visits_delegation_id")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_past_visits_fingerprint")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "past_sites",
        sa.Column("past_visit_id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["past_visit_id"],
            ["past_visits.id"],
            name=op.f("fk_past_sites_past_visit_id_past_visits"),
        ),
        sa.ForeignKeyConstraint(
            ["site_id"], ["sites.id"], name=op.f("fk_past_sites_site_id_sites")
        ),
        sa.PrimaryKeyConstraint("past_visit_id", "site_id", name=op.f("pk_past_sites")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("past_sites", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_past_sites_site_id"), ["site_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("past_sites", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_past_sites_site_id"))

    op.drop_table("past_sites")
    op.drop_table("past_visits")
