"""Adjudication: gold annotations with their sources, rejections, and where guidelines are unclear."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

WITHIN = '0 <= "start" AND "start" < "end" AND "end" <= text_length'


def upgrade() -> None:
    create_adjudication()
    create_gold()
    create_gold_source()
    create_rejection()
    create_unclear_flag()


def create_adjudication() -> None:
    """Whether a revision is settled."""
    op.create_table(
        "adjudication",
        sa.Column("revision_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        moment("settled_at", nullable=True),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        check("adjudication", "settled", "(settled_at IS NULL) = (settled_by IS NULL)"),
        check("adjudication", "version", "version >= 1"),
        sa.ForeignKeyConstraint(
            ["revision_id", "article_id"],
            ["revision.id", "revision.article_id"],
            name=op.f("fk_adjudication_revision_id_article_id_revision"),
        ),
        to("adjudication", "settled_by", "reviewer"),
        sa.PrimaryKeyConstraint("revision_id", name=op.f("pk_adjudication")),
    )
    index("adjudication", "article_id")


def create_gold() -> None:
    """What an editor settled a passage to be."""
    op.create_table(
        "gold_annotation",
        sa.Column("id", sa.Uuid(), nullable=False),
        *whole("project_id", "revision_id", "text_length", "tag_id", "start", "end"),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("quote", "prefix", "suffix")),
        *whole("sentence", "paragraph"),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("guideline_version", sa.Integer(), nullable=True),
        *whole("version", "created_by", "updated_by"),
        moment("created_at"),
        moment("updated_at"),
        moment("deleted_at", nullable=True),
        check("gold_annotation", "range", WITHIN),
        check("gold_annotation", "origin", "origin IN ('accepted', 'agreed', 'changed', 'own')"),
        check("gold_annotation", "version", "version >= 1"),
        of_text("gold_annotation"),
        sa.ForeignKeyConstraint(
            ["tag_id", "project_id"],
            ["tag.id", "tag.project_id"],
            name=op.f("fk_gold_annotation_tag_id_project_id_tag"),
        ),
        to("gold_annotation", "created_by", "reviewer"),
        to("gold_annotation", "updated_by", "reviewer"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gold_annotation")),
    )
    index("gold_annotation", "revision_id", "start")
    index("gold_annotation", "project_id")


def create_gold_source() -> None:
    """The reviewers' passages that it was chosen from, as they were then."""
    op.create_table(
        "gold_source",
        sa.Column("gold_id", sa.Uuid(), nullable=False),
        sa.Column("annotation_id", sa.Uuid(), nullable=False),
        *whole("reviewer_id", "tag_id", "start", "end", "version"),
        check("gold_source", "range", '0 <= "start" AND "start" < "end"'),
        to("gold_source", "gold_id", "gold_annotation"),
        to("gold_source", "annotation_id", "annotation"),
        to("gold_source", "reviewer_id", "reviewer"),
        to("gold_source", "tag_id", "tag"),
        sa.PrimaryKeyConstraint("gold_id", "annotation_id", name=op.f("pk_gold_source")),
    )
    index("gold_source", "annotation_id")


def create_rejection() -> None:
    """Why a passage was not taken."""
    op.create_table(
        "rejection",
        sa.Column("annotation_id", sa.Uuid(), nullable=False),
        *whole("project_id", "revision_id"),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("guideline_version", sa.Integer(), nullable=True),
        *whole("rejected_by"),
        moment("rejected_at"),
        check(
            "rejection",
            "reason",
            "reason IN ('wrong_tag', 'wrong_extent', 'missed', 'guideline_unclear')",
        ),
        to("rejection", "annotation_id", "annotation"),
        to("rejection", "project_id", "project"),
        to("rejection", "revision_id", "revision"),
        to("rejection", "rejected_by", "reviewer"),
        sa.PrimaryKeyConstraint("annotation_id", name=op.f("pk_rejection")),
    )
    index("rejection", "revision_id")
    index("rejection", "project_id", "reason")


def create_unclear_flag() -> None:
    """Where the guidelines do not say what to do."""
    op.create_table(
        "unclear_flag",
        sa.Column("id", sa.Uuid(), nullable=False),
        *whole("project_id", "revision_id", "text_length", "start", "end"),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("guideline_version", sa.Integer(), nullable=True),
        *whole("flagged_by"),
        moment("flagged_at"),
        check("unclear_flag", "range", WITHIN),
        of_text("unclear_flag"),
        to("unclear_flag", "flagged_by", "reviewer"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unclear_flag")),
    )
    index("unclear_flag", "revision_id")
    index("unclear_flag", "project_id")


def whole(*names: str) -> list[sa.Column[int]]:
    """Columns of whole numbers that every row has."""
    return [sa.Column(name, sa.Integer(), nullable=False) for name in names]


def moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    """A column of a moment with its zone."""
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    """A check under the name that our convention gives it."""
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    """A reference to the key of another table."""
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}")
    )


def of_text(table: str) -> sa.ForeignKeyConstraint:
    """A reference to a text, with its project and its length."""
    return sa.ForeignKeyConstraint(
        ["revision_id", "project_id", "text_length"],
        ["revision.id", "revision.project_id", "revision.length"],
        name=op.f(f"fk_{table}_revision_id_project_id_text_length_revision"),
    )


def index(table: str, *columns: str) -> None:
    """An index under the name that our convention gives it."""
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))
