"""Where the passages of a tally stand: which tags meet is swept from there."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Blank until the text is counted again, which is before anybody looks: all are marked.
    with op.batch_alter_table("passage_tally") as table:
        table.add_column(sa.Column("places", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("passage_tally") as table:
        table.alter_column("places", server_default=None)
    made = "lower(hex(randomblob(16)))"
    if op.get_bind().dialect.name == "postgresql":
        made = "gen_random_uuid()"
    op.execute(f"INSERT INTO changed_text (id, revision_id) SELECT {made}, id FROM revision")
