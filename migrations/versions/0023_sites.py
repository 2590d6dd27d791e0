"""Contacts who want the weekly list"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("site_contacts", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("wants_list", sa.Boolean(), nullable=False, server_default=sa.false())
        )


def downgrade() -> None:
    with op.batch_alter_table("site_contacts", schema=None) as batch_op:
        batch_op.drop_column("wants_list")
