"""Cleared sentences, keys of a tag set, prompts of a tag, and how texts look to a reviewer."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# What the tags that every workbench came with ask of their passages from now on.
PROMPTS = {
    "sourced": [{"ask": "Who is the source?", "answer": "note"}],
    "disputed": [{"ask": "What is the counter-evidence?", "answer": "evidence"}],
}


def upgrade() -> None:
    op.create_table(
        "cleared_sentence",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("cleared_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["reviewer_id"], ["reviewer.id"], name=op.f("fk_cleared_sentence_reviewer_id_reviewer")
        ),
        sa.ForeignKeyConstraint(
            ["revision_id", "position"],
            ["sentence.revision_id", "sentence.position"],
            name=op.f("fk_cleared_sentence_revision_id_position_sentence"),
        ),
        sa.PrimaryKeyConstraint(
            "revision_id", "reviewer_id", "position", name=op.f("pk_cleared_sentence")
        ),
    )
    with op.batch_alter_table("cleared_sentence", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_cleared_sentence_reviewer_id"), ["reviewer_id"], unique=False
        )
    # Each with its default: only so can a column that is never empty join rows that are there.
    add_column("reviewer", "reading_preferences", "{}")
    add_column("tag_set", "keys", "{}")
    add_column("tag", "prompts", "[]")
    give_prompts()


def add_column(table: str, name: str, default: str) -> None:
    """A column of JSON that no row is without."""
    column = sa.Column(name, sa.JSON(none_as_null=True), server_default=default, nullable=False)
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.add_column(column)


def give_prompts() -> None:
    """Let the tags of these names ask what the same tags of a new project ask."""
    tag = sa.table("tag", sa.column("name", sa.Text()), sa.column("prompts", sa.JSON()))
    for name, prompts in PROMPTS.items():
        op.execute(sa.update(tag).where(tag.c.name == name).values(prompts=prompts))
