"""bodies that were told apart"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "organisations_told_apart",
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["first_id"],
            ["organisations.id"],
            name=op.f("fk_organisations_told_apart_first_id_organisations"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["second_id"],
            ["organisations.id"],
            name=op.f("fk_organisations_told_apart_second_id_organisations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("first_id", "second_id", name=op.f("pk_organisations_told_apart")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("organisations_told_apart", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_organisations_told_apart_second_id"), ["second_id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("organisations_told_apart", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organisations_told_apart_second_id"))

    op.drop_table("organisations_told_apart")
