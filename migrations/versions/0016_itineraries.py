"""itineraries count how often their visit was cancelled and taken up again"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

OFF = "(SELECT id FROM delegations WHERE state = 'cancelled')"
"""Visits that are cancelled already: their calendars are built anew."""


def upgrade() -> None:
    with op.batch_alter_table("itineraries", schema=None) as batch_op:
        batch_op.add_column(sa.Column("turns", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("turned_at", sa.DateTime(), nullable=True))
    op.execute(
        f"UPDATE itineraries SET turns = 1, turned_at = changed_at WHERE delegation_id IN {OFF}"
    )
    op.execute(
        "UPDATE feed_stamps SET number = number + 1"
        f" WHERE subject_kind = 'delegation' AND subject_id IN {OFF}"
    )
    with op.batch_alter_table("itineraries", schema=None) as batch_op:
        batch_op.alter_column("turns", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("itineraries", schema=None) as batch_op:
        batch_op.drop_column("turned_at")
        batch_op.drop_column("turns")
