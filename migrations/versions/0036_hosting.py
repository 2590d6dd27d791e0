"""Keep what people of ours said to serving, and who wants the list of a month"""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "duty_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("person", sa.String(length=200), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("document_number", sa.String(length=200), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["assignments.id"],
            name=op.f("fk_duty_answers_assignment_id_assignments"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_duty_answers_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_answers")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("duty_answers", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_duty_answers_assignment_id"), ["assignment_id"], unique=False
        )
    with op.batch_alter_table("site_contacts", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("wants_month", sa.Boolean(), nullable=False, server_default=sa.false())
        )


def downgrade() -> None:
    with op.batch_alter_table("site_contacts", schema=None) as batch_op:
        batch_op.drop_column("wants_month")
    with op.batch_alter_table("duty_answers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_duty_answers_assignment_id"))

    op.drop_table("duty_answers")
