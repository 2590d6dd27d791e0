"""files say whether they hold identity data"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("files", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("is_identity", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("files", schema=None) as batch_op:
        batch_op.alter_column("is_identity", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("files", schema=None) as batch_op:
        batch_op.drop_column("is_identity")
