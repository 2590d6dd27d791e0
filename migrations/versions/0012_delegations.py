"""rosters know journeys, who withdrew, and what their liaison did"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "roster_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("delegate_id", sa.Integer(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("person", sa.String(length=200), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("document_number", sa.String(length=200), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["users.id"], name=op.f("fk_roster_entries_by_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["delegation_id"],
            ["delegations.id"],
            name=op.f("fk_roster_entries_delegation_id_delegations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_entries")),
    )
    with op.batch_alter_table("roster_entries", schema=None) as batch_op:
        batch_op.create_index("ix_roster_entries_delegation", ["delegation_id", "id"], unique=False)

    with op.batch_alter_table("delegates", schema=None) as batch_op:
        batch_op.add_column(sa.Column("arrival_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("arrival_time", sa.Time(), nullable=True))
        batch_op.add_column(
            sa.Column("arrival_place", sa.String(length=200), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("departure_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("departure_time", sa.Time(), nullable=True))
        batch_op.add_column(
            sa.Column("departure_place", sa.String(length=200), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("withdrawn_at", sa.DateTime(), nullable=True))
    with op.batch_alter_table("delegates", schema=None) as batch_op:
        batch_op.alter_column("arrival_place", server_default=None)
        batch_op.alter_column("departure_place", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("delegates", schema=None) as batch_op:
        batch_op.drop_column("withdrawn_at")
        batch_op.drop_column("departure_place")
        batch_op.drop_column("departure_time")
        batch_op.drop_column("departure_on")
        batch_op.drop_column("arrival_place")
        batch_op.drop_column("arrival_time")
        batch_op.drop_column("arrival_on")

    with op.batch_alter_table("roster_entries", schema=None) as batch_op:
        batch_op.drop_index("ix_roster_entries_delegation")

    op.drop_table("roster_entries")
