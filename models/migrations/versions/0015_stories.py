"""Signatures of texts, by which stories are found, and what people said of two articles' story."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_text_signature()
    create_story_word()


def create_text_signature() -> None:
    """Empty: texts that are here already are signed when somebody looks at the stories."""
    op.create_table(
        "text_signature",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("method", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("shingles", sa.Integer(), nullable=False),
        sa.Column("sketch", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.CheckConstraint("shingles >= 0", name=op.f("ck_text_signature_shingles")),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_text_signature_revision_id_revision")
        ),
        sa.PrimaryKeyConstraint("revision_id", "method", name=op.f("pk_text_signature")),
    )
    op.create_index(
        op.f("ix_text_signature_project_id_revision_id"),
        "text_signature",
        ["project_id", "revision_id"],
    )


def create_story_word() -> None:
    op.create_table(
        "story_word",
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("together", sa.Boolean(), nullable=False),
        sa.Column("said_by", sa.Integer(), nullable=True),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("first_id < second_id", name=op.f("ck_story_word_order")),
        *(
            sa.ForeignKeyConstraint(
                [name, "project_id"],
                ["article.id", "article.project_id"],
                name=op.f(f"fk_story_word_{name}_project_id_article"),
            )
            for name in ("first_id", "second_id")
        ),
        sa.ForeignKeyConstraint(
            ["said_by"], ["reviewer.id"], name=op.f("fk_story_word_said_by_reviewer")
        ),
        sa.PrimaryKeyConstraint("first_id", "second_id", name=op.f("pk_story_word")),
    )
    for name in ("project_id", "second_id"):
        op.create_index(op.f(f"ix_story_word_{name}"), "story_word", [name])
