"""Articles that a person reads a second time, in a project beside the one that has them."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Nobody was served anything again before.
    op.create_table(
        "companion",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("home_id", sa.Integer(), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=False),
        *_refer("companion", ("project_id", "project"), ("home_id", "project")),
        *_refer("companion", ("reviewer_id", "reviewer")),
        sa.PrimaryKeyConstraint("project_id", name=op.f("pk_companion")),
        sa.UniqueConstraint(
            "home_id", "reviewer_id", name=op.f("uq_companion_home_id_reviewer_id")
        ),
    )
    op.create_table(
        "served_again",
        sa.Column("copy_id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=False),
        sa.Column("served_by", sa.Integer(), nullable=False),
        sa.Column("served_at", sa.DateTime(timezone=True), nullable=False),
        *_refer("served_again", ("copy_id", "article"), ("article_id", "article")),
        *_refer("served_again", ("reviewer_id", "reviewer"), ("served_by", "reviewer")),
        sa.PrimaryKeyConstraint("copy_id", name=op.f("pk_served_again")),
        sa.UniqueConstraint(
            "article_id", "reviewer_id", name=op.f("uq_served_again_article_id_reviewer_id")
        ),
    )
    op.create_index(op.f("ix_served_again_reviewer_id"), "served_again", ["reviewer_id"])


def _refer(table: str, *columns: tuple[str, str]) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(
            [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}")
        )
        for column, other in columns
    ]
