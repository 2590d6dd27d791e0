"""Files say whether they name members of a delegation"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Reception plans that were registered before name them."""
    with op.batch_alter_table("files", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("holds_names", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
    op.execute(
        sa.text(
            "UPDATE files SET holds_names = :yes WHERE owner_kind = 'paper' AND owner_id IN"
            " (SELECT paper_id FROM document_versions WHERE kind = 'plan')"
        ).bindparams(sa.bindparam("yes", value=True, type_=sa.Boolean()))
    )


def downgrade() -> None:
    with op.batch_alter_table("files", schema=None) as batch_op:
        batch_op.drop_column("holds_names")
