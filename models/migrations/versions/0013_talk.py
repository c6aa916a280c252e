"""Threads on passages and articles, their comments, whom these name and who has seen them."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    create_thread()
    create_comment()
    create_of_people("mention")
    create_of_people("seen_comment", sa.Column("seen_at", MOMENT, nullable=False))


def create_thread() -> None:
    op.create_table(
        "thread",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("annotation_id", sa.Uuid(), nullable=True),
        sa.Column("opened_by", sa.Integer(), nullable=False),
        sa.Column("with_id", sa.Integer(), nullable=True),
        sa.Column("by_editor", sa.Boolean(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("resolved_at", MOMENT, nullable=True),
        sa.Column("resolved_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(resolved_at IS NULL) = (resolved_by IS NULL)", name=op.f("ck_thread_resolved")
        ),
        sa.CheckConstraint(
            "annotation_id IS NULL OR with_id IS NOT NULL", name=op.f("ck_thread_with")
        ),
        sa.ForeignKeyConstraint(
            ["article_id", "project_id"],
            ["article.id", "article.project_id"],
            name=op.f("fk_thread_article_id_project_id_article"),
        ),
        sa.ForeignKeyConstraint(
            ["revision_id", "article_id"],
            ["revision.id", "revision.article_id"],
            name=op.f("fk_thread_revision_id_article_id_revision"),
        ),
        refers("thread", "annotation_id", "annotation"),
        *(refers("thread", name, "reviewer") for name in ("opened_by", "with_id", "resolved_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thread")),
    )
    for columns in (
        ["project_id", "resolved_at"],
        ["article_id"],
        ["revision_id"],
        ["annotation_id"],
    ):
        op.create_index(op.f(f"ix_thread_{'_'.join(columns)}"), "thread", columns)


def create_comment() -> None:
    op.create_table(
        "comment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("thread_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("by_editor", sa.Boolean(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("edited_at", MOMENT, nullable=True),
        sa.Column("deleted_at", MOMENT, nullable=True),
        sa.CheckConstraint("body <> ''", name=op.f("ck_comment_body")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_comment_version")),
        refers("comment", "thread_id", "thread"),
        refers("comment", "author_id", "reviewer"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
    )
    for columns in (["thread_id", "created_at"], ["author_id"]):
        op.create_index(op.f(f"ix_comment_{'_'.join(columns)}"), "comment", columns)


def create_of_people(table: str, *more: sa.Column[object]) -> None:
    op.create_table(
        table,
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=False),
        *more,
        refers(table, "comment_id", "comment"),
        refers(table, "reviewer_id", "reviewer"),
        sa.PrimaryKeyConstraint("comment_id", "reviewer_id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_reviewer_id"), table, ["reviewer_id"])


def refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))
