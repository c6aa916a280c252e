"""Which passages were not written blind, and the first submissions found by tag and place."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0013"
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
