"""forget what earlier versions rested on, which is told cell by cell now

Revision ID: 0035
Revises: 0034
Create Date: 2026-11-22 19:18:00

"""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    versions = sa.table("document_versions", sa.column("facts", sa.JSON))
    op.execute(sa.update(versions).values(facts={}))


def downgrade() -> None:
    """Numbers and papers stay; what they rested on is not told again."""
