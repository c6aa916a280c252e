"""Reviewer mappings: whom a project takes a name in another tool's files for."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reviewer_mapping",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("source_format", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_reviewer_mapping_project_id_project")
        ),
        sa.ForeignKeyConstraint(
            ["reviewer_id"], ["reviewer.id"], name=op.f("fk_reviewer_mapping_reviewer_id_reviewer")
        ),
        sa.PrimaryKeyConstraint(
            "project_id", "source_format", "name", name=op.f("pk_reviewer_mapping")
        ),
    )
