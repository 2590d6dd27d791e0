"""Drafts of requests are found by a secret link, like everything without an account."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("request_drafts") as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_request_drafts_fingerprint"), type_="unique")
        batch_op.drop_column("fingerprint")


def downgrade() -> None:
    """Drafts stay; what opened them is not known any more."""
    with op.batch_alter_table("request_drafts") as batch_op:
        batch_op.add_column(sa.Column("fingerprint", sa.String(length=64), nullable=True))
    op.execute("UPDATE request_drafts SET fingerprint = CAST(id AS VARCHAR(64))")
    with op.batch_alter_table("request_drafts") as batch_op:
        batch_op.alter_column("fingerprint", existing_type=sa.String(length=64), nullable=False)
        batch_op.create_unique_constraint(
            batch_op.f("uq_request_drafts_fingerprint"), ["fingerprint"]
        )
