"""What comes of a visit"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "gifts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("direction", sa.String(length=40), nullable=False),
        sa.Column("item", sa.String(length=200), nullable=False),
        sa.Column("counterpart", sa.String(length=200), nullable=False),
        sa.Column("person", sa.String(length=200), nullable=False),
        sa.Column("our_side", sa.String(length=200), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("currency", sa.String(length=40), nullable=False),
        sa.Column("kept_at", sa.String(length=200), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("report_number", sa.String(length=200), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegations.id"], name=op.f("fk_gifts_delegation_id_delegations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gifts")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("gifts", schema=None) as batch_op:
        batch_op.create_index("ix_gifts_dated_on", ["dated_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_gifts_delegation_id"), ["delegation_id"], unique=False)

    op.create_table(
        "press_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("outlet", sa.String(length=200), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("url", sa.String(length=1000), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegation_id"],
            ["delegations.id"],
            name=op.f("fk_press_links_delegation_id_delegations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_press_links")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("press_links", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_press_links_delegation_id"), ["delegation_id"], unique=False
        )

    op.create_table(
        "follow_ups",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("stop_id", sa.Integer(), nullable=True),
        sa.Column("what", sa.String(length=200), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("responsible_id", sa.Integer(), nullable=True),
        sa.Column("responsible_body", sa.String(length=200), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("deadline", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("reminded_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(responsible_id IS NULL) <> (responsible_body = '')",
            name=op.f("ck_follow_ups_one_owner"),
        ),
        sa.ForeignKeyConstraint(
            ["delegation_id"],
            ["delegations.id"],
            name=op.f("fk_follow_ups_delegation_id_delegations"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_follow_ups_organisation_id_organisations"),
        ),
        sa.ForeignKeyConstraint(
            ["responsible_id"], ["users.id"], name=op.f("fk_follow_ups_responsible_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["stop_id"], ["stops.id"], name=op.f("fk_follow_ups_stop_id_stops")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_ups")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("follow_ups", schema=None) as batch_op:
        batch_op.create_index("ix_follow_ups_deadline", ["deadline", "id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_follow_ups_delegation_id"), ["delegation_id"], unique=False
        )
        batch_op.create_index(
            "ix_follow_ups_organisation", ["organisation_id", "state", "deadline"], unique=False
        )
        batch_op.create_index(
            "ix_follow_ups_responsible", ["responsible_id", "state", "deadline"], unique=False
        )
        batch_op.create_index(
            "ix_follow_ups_state_deadline", ["state", "deadline", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_follow_ups_stop_id"), ["stop_id"], unique=False)

    op.create_table(
        "photos",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("stop_id", sa.Integer(), nullable=True),
        sa.Column("caption", sa.JSON(), nullable=False),
        sa.Column("alt", sa.JSON(), nullable=False),
        sa.Column("clearance", sa.String(length=40), nullable=False),
        sa.Column("shows_people", sa.Boolean(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegations.id"], name=op.f("fk_photos_delegation_id_delegations")
        ),
        sa.ForeignKeyConstraint(["stop_id"], ["stops.id"], name=op.f("fk_photos_stop_id_stops")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photos")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("photos", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_photos_delegation_id"), ["delegation_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_photos_stop_id"), ["stop_id"], unique=False)

    op.create_table(
        "visit_records",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("stop_id", sa.Integer(), nullable=True),
        sa.Column("began_at", sa.DateTime(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("discussion", sa.Text(), nullable=False),
        sa.Column("decisions", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegation_id"],
            ["delegations.id"],
            name=op.f("fk_visit_records_delegation_id_delegations"),
        ),
        sa.ForeignKeyConstraint(
            ["stop_id"], ["stops.id"], name=op.f("fk_visit_records_stop_id_stops")
        ),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["users.id"], name=op.f("fk_visit_records_written_by_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_records")),
        sa.UniqueConstraint("stop_id", name=op.f("uq_visit_records_stop_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("visit_records", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_visit_records_delegation_id"), ["delegation_id"], unique=False
        )
        batch_op.create_index(
            "ix_visit_records_whole",
            ["delegation_id"],
            unique=True,
            sqlite_where=sa.text("stop_id IS NULL"),
            postgresql_where=sa.text("stop_id IS NULL"),
        )

    op.create_table(
        "record_lines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("agency", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["visit_records.id"],
            name=op.f("fk_record_lines_record_id_visit_records"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_lines")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("record_lines", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_record_lines_record_id"), ["record_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("record_lines", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_record_lines_record_id"))

    op.drop_table("record_lines")
    with op.batch_alter_table("visit_records", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_visit_records_whole",
            sqlite_where=sa.text("stop_id IS NULL"),
            postgresql_where=sa.text("stop_id IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_visit_records_delegation_id"))

    op.drop_table("visit_records")
    with op.batch_alter_table("photos", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_photos_stop_id"))
        batch_op.drop_index(batch_op.f("ix_photos_delegation_id"))

    op.drop_table("photos")
    with op.batch_alter_table("follow_ups", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_follow_ups_stop_id"))
        batch_op.drop_index("ix_follow_ups_state_deadline")
        batch_op.drop_index("ix_follow_ups_responsible")
        batch_op.drop_index("ix_follow_ups_organisation")
        batch_op.drop_index(batch_op.f("ix_follow_ups_delegation_id"))
        batch_op.drop_index("ix_follow_ups_deadline")

    op.drop_table("follow_ups")
    with op.batch_alter_table("press_links", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_press_links_delegation_id"))

    op.drop_table("press_links")
    with op.batch_alter_table("gifts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_gifts_delegation_id"))
        batch_op.drop_index("ix_gifts_dated_on")

    op.drop_table("gifts")
