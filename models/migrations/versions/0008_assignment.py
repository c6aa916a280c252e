"""Assignment by hand, by rule and from a pool; readings as first submitted; what changed since."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

PRIORITY = "priority IN (0, 1, 2)"
CHECKS = (
    ("status", "status IN ('assigned', 'in_progress', 'submitted')"),
    (
        "submitted",
        "(status = 'submitted') = (submitted_at IS NOT NULL)"
        " AND (status = 'submitted') = (submitted_revision_id IS NOT NULL)",
    ),
    ("active_seconds", "active_seconds >= 0"),
)
FROZEN = ("frozen_reading", "frozen_annotation", "frozen_cleared")
SENTENCE = "a reading as first submitted never changes"


def upgrade() -> None:
    add_columns()
    create_frozen()
    for table in FROZEN:
        never_changes(table)
    freeze_submitted()


def add_columns() -> None:
    """Nothing that is there was given by anybody, so nobody's queue changes."""
    op.add_column("project", flag("hands_out"))
    op.add_column("membership", sa.Column("on_duty", sa.Boolean(), nullable=True))
    op.add_column("membership", sa.Column("absent_from", sa.Date(), nullable=True))
    op.add_column(
        "membership",
        sa.Column(
            "absent_until",
            sa.Date(),
            sa.CheckConstraint(
                "absent_from IS NULL OR absent_until IS NULL OR absent_from <= absent_until",
                name=op.f("ck_membership_absence"),
            ),
            nullable=True,
        ),
    )
    check = sa.CheckConstraint(PRIORITY, name=op.f("ck_article_priority"))
    op.add_column(
        "article", sa.Column("priority", sa.Integer(), check, server_default="0", nullable=False)
    )
    op.add_column("article", sa.Column("due_on", sa.Date(), nullable=True))
    op.add_column("annotation", flag("after_submission"))
    extend_assignment()


def extend_assignment() -> None:
    """SQLite copies the table for the sake of its references, and forgets its checks if not told."""
    told = tuple(
        sa.CheckConstraint(check, name=op.f(f"ck_assignment_{name}")) for name, check in CHECKS
    )
    with op.batch_alter_table("assignment", table_args=told) as batch_op:
        batch_op.add_column(sa.Column("priority", sa.Integer(), server_default="0", nullable=False))
        batch_op.create_check_constraint(op.f("ck_assignment_priority"), PRIORITY)
        batch_op.add_column(sa.Column("reason", sa.JSON(none_as_null=True), nullable=True))
        for name in ("active_at", "reopened_at"):
            batch_op.add_column(sa.Column(name, sa.DateTime(timezone=True), nullable=True))
        for name in ("assigned_by", "reopened_by"):
            batch_op.add_column(sa.Column(name, sa.Integer(), nullable=True))
            batch_op.create_foreign_key(
                op.f(f"fk_assignment_{name}_reviewer"), "reviewer", [name], ["id"]
            )


def flag(name: str) -> sa.Column[bool]:
    """A column that is false for every row that is there."""
    return sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False)


def create_frozen() -> None:
    """A reading as it was when first submitted: its passages, and what was cleared."""
    _frozen_reading()
    _frozen_annotation()
    _frozen_cleared()


def _frozen_reading() -> None:
    op.create_table(
        "frozen_reading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id", "article_id"],
            ["revision.id", "revision.article_id"],
            name=op.f("fk_frozen_reading_revision_id_article_id_revision"),
        ),
        sa.ForeignKeyConstraint(
            ["reviewer_id"], ["reviewer.id"], name=op.f("fk_frozen_reading_reviewer_id_reviewer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frozen_reading")),
        sa.UniqueConstraint(
            "revision_id", "reviewer_id", name=op.f("uq_frozen_reading_revision_id_reviewer_id")
        ),
    )
    op.create_index(
        op.f("ix_frozen_reading_article_id_reviewer_id"),
        "frozen_reading",
        ["article_id", "reviewer_id"],
    )


def _frozen_annotation() -> None:
    op.create_table(
        "frozen_annotation",
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.Column("annotation_id", sa.Uuid(), nullable=False),
        sa.Column("tag_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("confidence", sa.Text(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("guideline_version", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            '0 <= "start" AND "start" < "end"', name=op.f("ck_frozen_annotation_range")
        ),
        sa.ForeignKeyConstraint(
            ["annotation_id"],
            ["annotation.id"],
            name=op.f("fk_frozen_annotation_annotation_id_annotation"),
        ),
        sa.ForeignKeyConstraint(
            ["reading_id"],
            ["frozen_reading.id"],
            name=op.f("fk_frozen_annotation_reading_id_frozen_reading"),
        ),
        sa.ForeignKeyConstraint(
            ["tag_id"], ["tag.id"], name=op.f("fk_frozen_annotation_tag_id_tag")
        ),
        sa.PrimaryKeyConstraint("reading_id", "annotation_id", name=op.f("pk_frozen_annotation")),
    )


def _frozen_cleared() -> None:
    op.create_table(
        "frozen_cleared",
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reading_id"],
            ["frozen_reading.id"],
            name=op.f("fk_frozen_cleared_reading_id_frozen_reading"),
        ),
        sa.PrimaryKeyConstraint("reading_id", "position", name=op.f("pk_frozen_cleared")),
    )


def never_changes(table: str) -> None:
    """Let no row be updated. Deleting is for restoring a backup, which replaces all rows."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER {table}_never_changes BEFORE UPDATE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION {table}_never_changes() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'integrity_constraint_violation'; "
        f"END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_never_changes BEFORE UPDATE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_never_changes()"
    )


def freeze_submitted() -> None:
    """What is submitted now is taken for what was first submitted: nothing older is known."""
    op.execute(
        "INSERT INTO frozen_reading (article_id, revision_id, reviewer_id, submitted_at)"
        " SELECT article_id, submitted_revision_id, reviewer_id, submitted_at FROM assignment"
        " WHERE status = 'submitted'"
    )
    op.execute(
        'INSERT INTO frozen_annotation (reading_id, annotation_id, tag_id, start, "end", note,'
        " confidence, origin, guideline_version, version, created_at, updated_at)"
        ' SELECT frozen_reading.id, annotation.id, tag_id, start, "end", note, confidence,'
        " origin, guideline_version, version, created_at, updated_at FROM annotation"
        " JOIN frozen_reading ON frozen_reading.revision_id = annotation.revision_id"
        " AND frozen_reading.reviewer_id = annotation.reviewer_id WHERE deleted_at IS NULL"
    )
    op.execute(
        "INSERT INTO frozen_cleared (reading_id, position)"
        " SELECT frozen_reading.id, position FROM cleared_sentence"
        " JOIN frozen_reading ON frozen_reading.revision_id = cleared_sentence.revision_id"
        " AND frozen_reading.reviewer_id = cleared_sentence.reviewer_id"
    )
