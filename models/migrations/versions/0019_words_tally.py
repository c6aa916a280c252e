"""The words that passages say, tallied: which are repeated is counted by the database."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "words_tally",
        sa.Column("annotation_id", sa.Uuid(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_words_tally_revision_id_revision")
        ),
        sa.PrimaryKeyConstraint("annotation_id", name=op.f("pk_words_tally")),
    )
    op.create_index(op.f("ix_words_tally_revision_id"), "words_tally", ["revision_id"])
    both = ["words", "revision_id"]
    op.create_index(op.f("ix_words_tally_words_revision_id"), "words_tally", both)
    made = "lower(hex(randomblob(16)))"
    if op.get_bind().dialect.name == "postgresql":
        made = "gen_random_uuid()"
    op.execute(f"INSERT INTO changed_text (id, revision_id) SELECT {made}, id FROM revision")
