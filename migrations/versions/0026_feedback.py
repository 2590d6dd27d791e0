"""answers, questions, reports and lessons"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "guest_questions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("korean", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("browser", sa.String(length=64), nullable=True),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("person", sa.String(length=200), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("document_number", sa.String(length=200), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["users.id"], name=op.f("fk_guest_questions_by_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["users.id"], name=op.f("fk_guest_questions_decided_by_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["delegation_id"],
            ["delegations.id"],
            name=op.f("fk_guest_questions_delegation_id_delegations"),
        ),
        sa.ForeignKeyConstraint(
            ["site_id"], ["sites.id"], name=op.f("fk_guest_questions_site_id_sites")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guest_questions")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("guest_questions", schema=None) as batch_op:
        batch_op.create_index(
            "ix_guest_questions_delegation", ["delegation_id", "state", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_guest_questions_site_id"), ["site_id"], unique=False)

    op.create_table(
        "lessons",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_lessons_by_id_users")),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegations.id"], name=op.f("fk_lessons_delegation_id_delegations")
        ),
        sa.ForeignKeyConstraint(
            ["settled_by_id"], ["users.id"], name=op.f("fk_lessons_settled_by_id_users")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_lessons_site_id_sites")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lessons")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("lessons", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_lessons_delegation_id"), ["delegation_id"], unique=False
        )
        batch_op.create_index("ix_lessons_site_state", ["site_id", "state", "id"], unique=False)

    op.create_table(
        "guest_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("browser", sa.String(length=64), nullable=True),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("best_stop_id", sa.Integer(), nullable=True),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("person", sa.String(length=200), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("document_number", sa.String(length=200), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("begun_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["best_stop_id"], ["stops.id"], name=op.f("fk_guest_answers_best_stop_id_stops")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_guest_answers_by_id_users")),
        sa.ForeignKeyConstraint(
            ["delegation_id"],
            ["delegations.id"],
            name=op.f("fk_guest_answers_delegation_id_delegations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guest_answers")),
        sa.UniqueConstraint("browser", name=op.f("uq_guest_answers_browser")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("guest_answers", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_guest_answers_best_stop_id"), ["best_stop_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_guest_answers_delegation_id"), ["delegation_id"], unique=False
        )

    op.create_table(
        "host_reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stop_id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("how", sa.String(length=40), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("person", sa.String(length=200), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("document_number", sa.String(length=200), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_host_reports_by_id_users")),
        sa.ForeignKeyConstraint(
            ["site_id"], ["sites.id"], name=op.f("fk_host_reports_site_id_sites")
        ),
        sa.ForeignKeyConstraint(
            ["stop_id"], ["stops.id"], name=op.f("fk_host_reports_stop_id_stops")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_host_reports")),
        sa.UniqueConstraint("stop_id", name=op.f("uq_host_reports_stop_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("host_reports", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_host_reports_site_id"), ["site_id"], unique=False)

    op.create_table(
        "guest_ratings",
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.CheckConstraint("value BETWEEN 1 AND 5", name=op.f("ck_guest_ratings_value")),
        sa.ForeignKeyConstraint(
            ["answer_id"],
            ["guest_answers.id"],
            name=op.f("fk_guest_ratings_answer_id_guest_answers"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("answer_id", "question", name=op.f("pk_guest_ratings")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "guest_words",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("wish", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("korean", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answer_id"],
            ["guest_answers.id"],
            name=op.f("fk_guest_words_answer_id_guest_answers"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guest_words")),
        sa.UniqueConstraint("answer_id", "wish", name=op.f("uq_guest_words_answer_id_wish")),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table("guest_words")
    op.drop_table("guest_ratings")
    with op.batch_alter_table("host_reports", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_host_reports_site_id"))

    op.drop_table("host_reports")
    with op.batch_alter_table("guest_answers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_guest_answers_delegation_id"))
        batch_op.drop_index(batch_op.f("ix_guest_answers_best_stop_id"))

    op.drop_table("guest_answers")
    with op.batch_alter_table("lessons", schema=None) as batch_op:
        batch_op.drop_index("ix_lessons_site_state")
        batch_op.drop_index(batch_op.f("ix_lessons_delegation_id"))

    op.drop_table("lessons")
    with op.batch_alter_table("guest_questions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_guest_questions_site_id"))
        batch_op.drop_index("ix_guest_questions_delegation")

    op.drop_table("guest_questions")
