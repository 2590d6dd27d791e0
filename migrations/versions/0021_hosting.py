"""Requests to hosts"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "host_requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stop_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("starts", sa.DateTime(), nullable=False),
        sa.Column("ends", sa.DateTime(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=True),
        sa.Column("space_id", sa.Integer(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("answer_id", sa.Integer(), nullable=True),
        sa.Column("docent", sa.String(length=200), nullable=False),
        sa.Column("most_people", sa.Integer(), nullable=True),
        sa.Column("conditions", sa.Text(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=True),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("reminded_at", sa.DateTime(), nullable=True),
        sa.Column("reconfirm_asked_at", sa.DateTime(), nullable=True),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["answers.id"], name=op.f("fk_host_requests_answer_id_answers")
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["site_contacts.id"],
            name=op.f("fk_host_requests_contact_id_site_contacts"),
        ),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letters.id"], name=op.f("fk_host_requests_letter_id_letters")
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"],
            ["host_requests.id"],
            name=op.f("fk_host_requests_replaces_id_host_requests"),
        ),
        sa.ForeignKeyConstraint(
            ["site_id"], ["sites.id"], name=op.f("fk_host_requests_site_id_sites")
        ),
        sa.ForeignKeyConstraint(
            ["stop_id"], ["stops.id"], name=op.f("fk_host_requests_stop_id_stops")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_host_requests")),
    )
    with op.batch_alter_table("host_requests", schema=None) as batch_op:
        batch_op.create_index(
            "ix_host_requests_contact_state", ["contact_id", "state", "starts"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_host_requests_letter_id"), ["letter_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_host_requests_site_id"), ["site_id"], unique=False)
        batch_op.create_index("ix_host_requests_state_due_on", ["state", "due_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_host_requests_stop_id"), ["stop_id"], unique=False)

    op.create_table(
        "proposed_times",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("starts", sa.DateTime(), nullable=False),
        sa.Column("ends", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["host_requests.id"],
            name=op.f("fk_proposed_times_request_id_host_requests"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposed_times")),
    )
    with op.batch_alter_table("proposed_times", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_proposed_times_request_id"), ["request_id"], unique=False
        )

    with op.batch_alter_table("answers", schema=None) as batch_op:
        batch_op.add_column(sa.Column("most_people", sa.Integer(), nullable=True))
        batch_op.alter_column(
            "note", existing_type=sa.VARCHAR(length=200), type_=sa.Text(), existing_nullable=False
        )

    with op.batch_alter_table("stops", schema=None) as batch_op:
        batch_op.add_column(sa.Column("held_at", sa.DateTime(), nullable=True))
    op.execute("UPDATE stops SET held_at = changed_at WHERE status = 'hold'")


def downgrade() -> None:
    with op.batch_alter_table("stops", schema=None) as batch_op:
        batch_op.drop_column("held_at")

    with op.batch_alter_table("proposed_times", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_proposed_times_request_id"))

    op.drop_table("proposed_times")
    with op.batch_alter_table("host_requests", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_host_requests_stop_id"))
        batch_op.drop_index("ix_host_requests_state_due_on")
        batch_op.drop_index(batch_op.f("ix_host_requests_site_id"))
        batch_op.drop_index(batch_op.f("ix_host_requests_letter_id"))
        batch_op.drop_index("ix_host_requests_contact_state")

    op.drop_table("host_requests")
    # What the former version cannot say: answers that are neither yes nor no leave a stop asked, and
    # long notes are cut.
    op.execute("UPDATE answers SET answer = 'asked' WHERE answer NOT IN ('confirmed', 'declined')")
    op.execute("UPDATE answers SET note = substr(note, 1, 200)")
    with op.batch_alter_table("answers", schema=None) as batch_op:
        batch_op.alter_column(
            "note", existing_type=sa.Text(), type_=sa.VARCHAR(length=200), existing_nullable=False
        )
        batch_op.drop_column("most_people")
