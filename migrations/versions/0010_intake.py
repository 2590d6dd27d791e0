"""requests are taken in"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "request_drafts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_drafts")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_request_drafts_fingerprint")),
    )
    with op.batch_alter_table("request_drafts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_request_drafts_saved_at"), ["saved_at"], unique=False)

    op.create_table(
        "visit_requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("requester_name", sa.String(length=200), nullable=False),
        sa.Column("requester_position", sa.String(length=200), nullable=False),
        sa.Column("requester_organisation", sa.String(length=200), nullable=False),
        sa.Column("requester_role", sa.String(length=40), nullable=False),
        sa.Column("requester_email", sa.String(length=200), nullable=False),
        sa.Column("requester_phone", sa.String(length=200), nullable=False),
        sa.Column("body_name", sa.String(length=200), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("country", sa.String(length=8), nullable=False),
        sa.Column("head_name", sa.String(length=200), nullable=False),
        sa.Column("head_position", sa.String(length=200), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=True),
        sa.Column("people_said", sa.String(length=200), nullable=False),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.Column("learning_questions", sa.Text(), nullable=False),
        sa.Column("duration", sa.String(length=40), nullable=True),
        sa.Column("sites_said", sa.String(length=200), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("own_interpreter", sa.Boolean(), nullable=False),
        sa.Column("accessibility", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("document_number", sa.String(length=200), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("answer_due_on", sa.Date(), nullable=False),
        sa.Column("assignee_id", sa.Integer(), nullable=True),
        sa.Column("approval_asked_by_id", sa.Integer(), nullable=True),
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        sa.Column("approved_at", sa.DateTime(), nullable=True),
        sa.Column("approval_note", sa.String(length=200), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decision_reason", sa.Text(), nullable=False),
        sa.Column("redirected_to", sa.String(length=200), nullable=False),
        sa.Column("duplicate_of_id", sa.Integer(), nullable=True),
        sa.Column("delegation_id", sa.Integer(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(), nullable=True),
        sa.Column("nudged_at", sa.DateTime(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["approval_asked_by_id"],
            ["users.id"],
            name=op.f("fk_visit_requests_approval_asked_by_id_users"),
        ),
        sa.ForeignKeyConstraint(
            ["approved_by_id"], ["users.id"], name=op.f("fk_visit_requests_approved_by_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["assignee_id"], ["users.id"], name=op.f("fk_visit_requests_assignee_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["users.id"], name=op.f("fk_visit_requests_decided_by_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["delegation_id"],
            ["delegations.id"],
            name=op.f("fk_visit_requests_delegation_id_delegations"),
        ),
        sa.ForeignKeyConstraint(
            ["duplicate_of_id"],
            ["visit_requests.id"],
            name=op.f("fk_visit_requests_duplicate_of_id_visit_requests"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_visit_requests_organisation_id_organisations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_requests")),
        sa.UniqueConstraint("code", name=op.f("uq_visit_requests_code")),
        sa.UniqueConstraint("delegation_id", name=op.f("uq_visit_requests_delegation_id")),
    )
    with op.batch_alter_table("visit_requests", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_visit_requests_assignee_id"), ["assignee_id"], unique=False
        )
        batch_op.create_index(
            "ix_visit_requests_country_received", ["country", "received_on"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_visit_requests_created_at"), ["created_at"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_visit_requests_duplicate_of_id"), ["duplicate_of_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_visit_requests_organisation_id"), ["organisation_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_visit_requests_requester_email"), ["requester_email"], unique=False
        )
        batch_op.create_index(
            "ix_visit_requests_state_due", ["state", "answer_due_on", "id"], unique=False
        )
        batch_op.create_index("ix_visit_requests_state_id", ["state", "id"], unique=False)

    op.create_table(
        "request_comments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["users.id"], name=op.f("fk_request_comments_by_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["visit_requests.id"],
            name=op.f("fk_request_comments_request_id_visit_requests"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_comments")),
    )
    with op.batch_alter_table("request_comments", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_request_comments_request_id"), ["request_id"], unique=False
        )

    op.create_table(
        "request_consents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("is_given", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["visit_requests.id"],
            name=op.f("fk_request_consents_request_id_visit_requests"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_consents")),
    )
    with op.batch_alter_table("request_consents", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_request_consents_request_id"), ["request_id"], unique=False
        )

    op.create_table(
        "request_questions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["users.id"], name=op.f("fk_request_questions_asked_by_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["visit_requests.id"],
            name=op.f("fk_request_questions_request_id_visit_requests"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_questions")),
    )
    with op.batch_alter_table("request_questions", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_request_questions_request_id"), ["request_id"], unique=False
        )

    op.create_table(
        "request_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("move", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("channel", sa.String(length=40), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("person", sa.String(length=200), nullable=False),
        sa.Column("document_number", sa.String(length=200), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_request_steps_by_id_users")),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["visit_requests.id"],
            name=op.f("fk_request_steps_request_id_visit_requests"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_steps")),
    )
    with op.batch_alter_table("request_steps", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_request_steps_request_id"), ["request_id"], unique=False
        )

    op.create_table(
        "wished_sites",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["visit_requests.id"],
            name=op.f("fk_wished_sites_request_id_visit_requests"),
        ),
        sa.ForeignKeyConstraint(
            ["site_id"], ["sites.id"], name=op.f("fk_wished_sites_site_id_sites")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wished_sites")),
        sa.UniqueConstraint(
            "request_id", "site_id", name=op.f("uq_wished_sites_request_id_site_id")
        ),
    )
    with op.batch_alter_table("wished_sites", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_wished_sites_request_id"), ["request_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_wished_sites_site_id"), ["site_id"], unique=False)

    op.create_table(
        "wished_slots",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("said", sa.String(length=200), nullable=False),
        sa.Column("first", sa.Date(), nullable=True),
        sa.Column("last", sa.Date(), nullable=True),
        sa.Column("half", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["visit_requests.id"],
            name=op.f("fk_wished_slots_request_id_visit_requests"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wished_slots")),
    )
    with op.batch_alter_table("wished_slots", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_wished_slots_request_id"), ["request_id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("wished_slots", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_wished_slots_request_id"))

    op.drop_table("wished_slots")
    with op.batch_alter_table("wished_sites", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_wished_sites_site_id"))
        batch_op.drop_index(batch_op.f("ix_wished_sites_request_id"))

    op.drop_table("wished_sites")
    with op.batch_alter_table("request_steps", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_request_steps_request_id"))

    op.drop_table("request_steps")
    with op.batch_alter_table("request_questions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_request_questions_request_id"))

    op.drop_table("request_questions")
    with op.batch_alter_table("request_consents", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_request_consents_request_id"))

    op.drop_table("request_consents")
    with op.batch_alter_table("request_comments", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_request_comments_request_id"))

    op.drop_table("request_comments")
    with op.batch_alter_table("visit_requests", schema=None) as batch_op:
        batch_op.drop_index("ix_visit_requests_state_id")
        batch_op.drop_index("ix_visit_requests_state_due")
        batch_op.drop_index(batch_op.f("ix_visit_requests_requester_email"))
        batch_op.drop_index(batch_op.f("ix_visit_requests_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_visit_requests_duplicate_of_id"))
        batch_op.drop_index(batch_op.f("ix_visit_requests_created_at"))
        batch_op.drop_index("ix_visit_requests_country_received")
        batch_op.drop_index(batch_op.f("ix_visit_requests_assignee_id"))

    op.drop_table("visit_requests")
    with op.batch_alter_table("request_drafts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_request_drafts_saved_at"))

    op.drop_table("request_drafts")
