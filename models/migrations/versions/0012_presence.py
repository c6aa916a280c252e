"""Who has an article open, and whether anything of a text changed, by an index alone."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

FORMER = "ix_annotation_revision_id_reviewer_id"


def upgrade() -> None:
    op.create_table(
        "presence",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_presence_article_id_article")
        ),
        sa.ForeignKeyConstraint(
            ["reviewer_id"], ["reviewer.id"], name=op.f("fk_presence_reviewer_id_reviewer")
        ),
        sa.PrimaryKeyConstraint("article_id", "reviewer_id", name=op.f("pk_presence")),
    )
    op.create_index(
        op.f(f"{FORMER}_version"), "annotation", ["revision_id", "reviewer_id", "version"]
    )
    op.drop_index(op.f(FORMER), table_name="annotation")
