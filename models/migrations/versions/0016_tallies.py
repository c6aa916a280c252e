"""Tallies by text for the dashboards, and the marks that tell which text to count again.

A later migration that copies one of the WATCHED tables on SQLite (batch_alter_table) takes its
triggers away and has to make them again: `watch` of this file does.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

WATCHED = {
    "annotation": (
        "revision_id", "reviewer_id", "tag_id", "start", "end", "guideline_version",
        "created_at", "deleted_at",
    ),
    "gold_annotation": ("revision_id", "tag_id", "start", "end", "deleted_at"),
    "cleared_sentence": ("revision_id", "reviewer_id", "position"),
}  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "changed_text",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_changed_text")),
    )
    op.create_index(op.f("ix_changed_text_revision_id"), "changed_text", ["revision_id"])
    create_tally(
        "passage_tally",
        ("revision_id", "reviewer_id", "tag_id", "day", "guideline_version"),
        ("project_id", "passages", "characters"),
    )
    op.create_index(op.f("ix_passage_tally_project_id"), "passage_tally", ["project_id"])
    create_tally("gold_tally", ("revision_id", "tag_id"), ("passages", "characters"))
    create_tally("text_tally", ("revision_id",), ("words", "read_once", "read_twice"))
    op.execute(f"INSERT INTO changed_text (id, revision_id) SELECT {new_id()}, id FROM revision")
    for table in WATCHED:
        watch(table)
    watch_revisions()


def create_tally(table: str, keys: tuple[str, ...], counts: tuple[str, ...]) -> None:
    refers = {"revision_id": "revision", "reviewer_id": "reviewer", "tag_id": "tag"}
    op.create_table(
        table,
        *(
            sa.Column(name, sa.Date() if name == "day" else sa.Integer(), nullable=False)
            for name in (*keys, *counts)
        ),
        *(
            sa.ForeignKeyConstraint([name], [f"{to}.id"], name=op.f(f"fk_{table}_{name}_{to}"))
            for name, to in refers.items()
            if name in keys
        ),
        sa.PrimaryKeyConstraint(*keys, name=op.f(f"pk_{table}")),
    )


def is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def new_id() -> str:
    return "lower(hex(randomblob(16)))" if is_sqlite() else "gen_random_uuid()"


def watch(table: str) -> None:
    """Mark the text whenever a row of it comes, goes, or changes in what is counted."""
    if is_sqlite():
        columns = ", ".join(f'"{column}"' for column in WATCHED[table])
        events = {"INSERT": "NEW", f"UPDATE OF {columns}": "NEW", "DELETE": "OLD"}
        for event, row in events.items():
            mark_each(
                f"{table}_changes_text_{event[:6].lower()}", event, table, f"{row}.revision_id"
            )
        return
    for event, rows in {"INSERT": "NEW", "UPDATE": "NEW", "DELETE": "OLD"}.items():
        mark_all(f"{table}_changes_text_{event.lower()}", event, table, rows, "revision_id")


def watch_revisions() -> None:
    """A new text has to be counted, too."""
    if is_sqlite():
        mark_each("revision_changes_text_insert", "INSERT", "revision", "NEW.id")
    else:
        mark_all("revision_changes_text_insert", "INSERT", "revision", "NEW", "id")


def mark_each(name: str, event: str, table: str, text: str) -> None:
    # One writer at a time: a mark that is there cannot go meanwhile, so that one is enough.
    op.execute(
        f"CREATE TRIGGER {name} AFTER {event} ON {table} "
        f"WHEN NOT EXISTS (SELECT 1 FROM changed_text WHERE revision_id = {text}) "
        f"BEGIN INSERT INTO changed_text (id, revision_id) VALUES ({new_id()}, {text}); END"
    )


def mark_all(name: str, event: str, table: str, rows: str, text: str) -> None:
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"INSERT INTO changed_text (id, revision_id) SELECT gen_random_uuid(), found.{text} "
        f"FROM (SELECT DISTINCT {text} FROM touched) AS found; RETURN NULL; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {name} AFTER {event} ON {table} "
        f"REFERENCING {rows} TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
    )
