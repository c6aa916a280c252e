"""Former names of tags, and what a version of the guidelines changed."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "former_tag_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tag_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["changed_by"], ["reviewer.id"], name=op.f("fk_former_tag_name_changed_by_reviewer")
        ),
        sa.ForeignKeyConstraint(
            ["tag_id", "project_id"],
            ["tag.id", "tag.project_id"],
            name=op.f("fk_former_tag_name_tag_id_project_id_tag"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_former_tag_name")),
    )
    op.create_index(
        op.f("ix_former_tag_name_project_id_name"), "former_tag_name", ["project_id", "name"]
    )
    # Who wrote the versions that are there said nothing of them.
    with op.batch_alter_table("guideline", schema=None) as batch_op:
        batch_op.add_column(sa.Column("change", sa.Text(), server_default="", nullable=False))
