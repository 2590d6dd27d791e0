"""What sites count and serve, closures taken by others, what guests ask to arrange"""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("closures", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("kind", sa.String(length=40), server_default="closed", nullable=False)
        )

    with op.batch_alter_table("delegates", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("arrangements", sa.JSON(), server_default="[]", nullable=False)
        )

    with op.batch_alter_table("sites", schema=None) as batch_op:
        batch_op.add_column(sa.Column("quota", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("quota_period", sa.String(length=40), server_default="month", nullable=False)
        )
        batch_op.add_column(sa.Column("serves", sa.JSON(), server_default="[]", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("sites", schema=None) as batch_op:
        batch_op.drop_column("serves")
        batch_op.drop_column("quota_period")
        batch_op.drop_column("quota")

    with op.batch_alter_table("delegates", schema=None) as batch_op:
        batch_op.drop_column("arrangements")

    with op.batch_alter_table("closures", schema=None) as batch_op:
        batch_op.drop_column("kind")
