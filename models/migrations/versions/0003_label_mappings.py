"""Label mappings: which tag a project takes another tool's label for."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "label_mapping",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("source_format", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("tag_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tag_id", "project_id"],
            ["tag.id", "tag.project_id"],
            name=op.f("fk_label_mapping_tag_id_project_id_tag"),
        ),
        sa.PrimaryKeyConstraint(
            "project_id", "source_format", "label", name=op.f("pk_label_mapping")
        ),
    )
