"""Which passages were not written blind, what of gold was missed, first submissions by tag and place."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Of what is there it is not known any more; what is marked as late is known.
    op.add_column(
        "annotation",
        sa.Column("others_seen", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.add_column("project", sa.Column("blind_since", sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        op.f("ix_frozen_annotation_reading_id_tag_id_start_end"),
        "frozen_annotation",
        ["reading_id", "tag_id", "start", "end"],
    )
    add_missed_gold()


def add_missed_gold() -> None:
    """What articles settled before were missed in is said when they are settled anew."""
    op.create_table(
        "missed_gold",
        sa.Column("gold_id", sa.Uuid(), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("guideline_version", sa.Integer(), nullable=True),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "reason IN ('missed', 'guideline_unclear')", name=op.f("ck_missed_gold_reason")
        ),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_missed_gold_{column}_{table}")
            )
            for column, table in (
                ("gold_id", "gold_annotation"),
                ("reviewer_id", "reviewer"),
                ("project_id", "project"),
                ("revision_id", "revision"),
                ("recorded_by", "reviewer"),
            )
        ),
        sa.PrimaryKeyConstraint("gold_id", "reviewer_id", name=op.f("pk_missed_gold")),
    )
    for columns in (["revision_id", "reviewer_id"], ["project_id", "reason"]):
        name = op.f(f"ix_missed_gold_{'_'.join(columns)}")
        op.create_index(name, "missed_gold", columns)
