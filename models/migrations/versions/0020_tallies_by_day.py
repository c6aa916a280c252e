"""Days and people of a project's tallies, and what is late, are told by one index each."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

TALLIES = ["project_id", "day", "revision_id", "reviewer_id", "passages"]
LATE = ["due_on", "article_id", "reviewer_id"]


def upgrade() -> None:
    op.create_index(op.f(f"ix_passage_tally_{'_'.join(TALLIES)}"), "passage_tally", TALLIES)
    op.drop_index(op.f("ix_passage_tally_project_id"), "passage_tally")
    unfinished = sa.text("submitted_at IS NULL")
    op.create_index(
        op.f("ix_assignment_unfinished"),
        "assignment",
        LATE,
        sqlite_where=unfinished,
        postgresql_where=unfinished,
    )
