"""holidays remember what they were filled from"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("holidays", schema=None) as batch_op:
        batch_op.add_column(sa.Column("origin", sa.String(length=40), nullable=True))
        batch_op.create_unique_constraint(batch_op.f("uq_holidays_origin"), ["origin"])


def downgrade() -> None:
    with op.batch_alter_table("holidays", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_holidays_origin"), type_="unique")
        batch_op.drop_column("origin")
