"""indexes of what sites and interpreters have to do"""

from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("assignments", schema=None) as batch_op:
        batch_op.create_index(
            "ix_assignments_load", ["stop_id", "role", "consent", "person_id"], unique=False
        )

    with op.batch_alter_table("stops", schema=None) as batch_op:
        batch_op.create_index(
            "ix_stops_load",
            ["itinerary_id", "status", "kind", "site_id", "starts", "ends"],
            unique=False,
        )


def downgrade() -> None:
    with op.batch_alter_table("stops", schema=None) as batch_op:
        batch_op.drop_index("ix_stops_load")

    with op.batch_alter_table("assignments", schema=None) as batch_op:
        batch_op.drop_index("ix_assignments_load")
