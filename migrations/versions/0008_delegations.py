"""Parties carry a version, as everything that two officers may edit."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    version = sa.Column("version", sa.Integer(), nullable=False, server_default="1")
    with op.batch_alter_table("parties") as batch_op:
        batch_op.add_column(version)
    with op.batch_alter_table("parties") as batch_op:
        batch_op.alter_column("version", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("parties") as batch_op:
        batch_op.drop_column("version")
