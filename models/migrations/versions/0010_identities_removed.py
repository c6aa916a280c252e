"""Identities that were removed, with the one way past the trail's guard; evidence of frozen readings."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

OPEN = "EXISTS (SELECT 1 FROM removed_identity WHERE NOT is_done)"
SENTENCES = {
    "event": "a row of event never changes",
    "frozen_annotation": "a reading as first submitted never changes",
    "frozen_evidence": "a reading as first submitted never changes",
}
FIXED = {
    "event": ("id", "at", "actor_id", "project_id", "action", "entity", "row"),
    "frozen_annotation": (
        *("reading_id", "annotation_id", "tag_id", "start", "end", "confidence", "origin"),
        *("guideline_version", "version", "created_at", "updated_at"),
    ),
}
TOLD = {"event": ("before", "after"), "frozen_annotation": ("note",)}
"""What may hold somebody's name: changed by the removal of an identity, and by nothing else."""


def upgrade() -> None:
    create_removal()
    create_evidence()
    for table, fixed in FIXED.items():
        op.execute(drop(table))
        guard(f"{table}_never_changes", table, fixed, function=False)
        guard(f"{table}_told_never_changes", table, TOLD[table], unless=OPEN)
    guard("frozen_evidence_never_changes", "frozen_evidence", ())
    freeze_evidence()


def create_removal() -> None:
    """Nobody's identity was removed yet."""
    op.create_table(
        "removed_identity",
        sa.Column("reviewer_id", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_by", sa.Integer(), nullable=True),
        sa.Column("is_done", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reviewer_id"], ["reviewer.id"], name=op.f("fk_removed_identity_reviewer_id_reviewer")
        ),
        sa.ForeignKeyConstraint(
            ["removed_by"], ["reviewer.id"], name=op.f("fk_removed_identity_removed_by_reviewer")
        ),
        sa.PrimaryKeyConstraint("reviewer_id", name=op.f("pk_removed_identity")),
    )


def create_evidence() -> None:
    """What the passages of a reading rested on when it was first submitted."""
    op.create_table(
        "frozen_evidence",
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.Column("annotation_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("citation", sa.Text(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.Column("accessed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["reading_id", "annotation_id"],
            ["frozen_annotation.reading_id", "frozen_annotation.annotation_id"],
            name=op.f("fk_frozen_evidence_reading_id_annotation_id_frozen_annotation"),
        ),
        sa.PrimaryKeyConstraint(
            "reading_id", "annotation_id", "position", name=op.f("pk_frozen_evidence")
        ),
    )


def drop(table: str) -> str:
    """The guard over the whole row goes; two take its place."""
    on = "" if op.get_bind().dialect.name == "sqlite" else f" ON {table}"
    return f"DROP TRIGGER {table}_never_changes{on}"


def guard(
    name: str, table: str, columns: tuple[str, ...], unless: str = "", *, function: bool = True
) -> None:
    """Let the database itself refuse an UPDATE of these columns (none: of any)."""
    listed = ", ".join(f'"{column}"' for column in columns)
    named = f" OF {listed}" if columns else ""
    sentence = SENTENCES[table]
    if op.get_bind().dialect.name == "sqlite":
        when = f"WHEN NOT {unless} " if unless else ""
        op.execute(
            f"CREATE TRIGGER {name} BEFORE UPDATE{named} ON {table} {when}"
            f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
        )
        return
    if function:
        passed = f"IF {unless} THEN RETURN NEW; END IF; " if unless else ""
        op.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN {passed}RAISE EXCEPTION '{sentence}' "
            f"USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
    op.execute(
        f"CREATE TRIGGER {name} BEFORE UPDATE{named} ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {name}()"
    )


def freeze_evidence() -> None:
    """Of passages that were not changed since: their evidence is what it was. Of others none is known."""
    op.execute(
        "INSERT INTO frozen_evidence"
        " (reading_id, annotation_id, position, url, citation, quote, stance, accessed_at)"
        " SELECT frozen_annotation.reading_id, frozen_annotation.annotation_id,"
        " evidence.position, evidence.url, evidence.citation, evidence.quote, evidence.stance,"
        " evidence.accessed_at FROM frozen_annotation"
        " JOIN annotation ON annotation.id = frozen_annotation.annotation_id"
        " AND annotation.version = frozen_annotation.version"
        " JOIN evidence ON evidence.annotation_id = annotation.id"
    )
