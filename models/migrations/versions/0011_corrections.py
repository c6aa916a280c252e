"""Corrected articles: what became of each passage of an earlier text."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "carried_passage",
        sa.Column("annotation_id", sa.Uuid(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("places", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("moved_to", sa.Uuid(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "state IN ('moved', 'waiting', 'kept', 'gone')",
            name=op.f("ck_carried_passage_state"),
        ),
        sa.CheckConstraint(
            "reason IN ('unchanged', 'ambiguous', 'elsewhere', 'changed', 'gone')",
            name=op.f("ck_carried_passage_reason"),
        ),
        sa.CheckConstraint(
            "(state = 'moved') = (moved_to IS NOT NULL)", name=op.f("ck_carried_passage_moved")
        ),
        sa.CheckConstraint(
            "(seen_at IS NULL) = (seen_by IS NULL)", name=op.f("ck_carried_passage_seen")
        ),
        sa.ForeignKeyConstraint(
            ["annotation_id"],
            ["annotation.id"],
            name=op.f("fk_carried_passage_annotation_id_annotation"),
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_carried_passage_revision_id_revision")
        ),
        sa.ForeignKeyConstraint(
            ["moved_to"], ["annotation.id"], name=op.f("fk_carried_passage_moved_to_annotation")
        ),
        sa.ForeignKeyConstraint(
            ["seen_by"], ["reviewer.id"], name=op.f("fk_carried_passage_seen_by_reviewer")
        ),
        sa.PrimaryKeyConstraint("annotation_id", "revision_id", name=op.f("pk_carried_passage")),
        sa.UniqueConstraint("moved_to", name=op.f("uq_carried_passage_moved_to")),
    )
    op.create_index(
        op.f("ix_carried_passage_revision_id_state"), "carried_passage", ["revision_id", "state"]
    )
