"""What is asked of a whole project's tallies, days and people, is answered by one index alone."""

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

COLUMNS = ["project_id", "revision_id", "reviewer_id", "day", "passages"]


def upgrade() -> None:
    op.create_index(op.f(f"ix_passage_tally_{'_'.join(COLUMNS)}"), "passage_tally", COLUMNS)
    op.drop_index(op.f("ix_passage_tally_project_id"), "passage_tally")
