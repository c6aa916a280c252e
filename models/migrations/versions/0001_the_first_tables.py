"""The first tables: project, tags, articles, annotations, readings, events, tokens."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


# What is never changed once it is written: a revision's text, and the trail of events.
UNCHANGING = {
    "revision": ("article_id", "project_id", "number", "text", "text_sha256", "length"),
    "event": ("at", "actor_id", "project_id", "action", "entity", "row", "before", "after"),
}


def forbid_changes(table: str, columns: tuple[str, ...]) -> None:
    """Let the database itself refuse an UPDATE of these columns."""
    named = ", ".join(f'"{column}"' for column in columns)
    sentence = f"a row of {table} never changes"
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER {table}_never_changes BEFORE UPDATE OF {named} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION {table}_never_changes() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{sentence}' USING ERRCODE = 'integrity_constraint_violation'; "
        f"END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_never_changes BEFORE UPDATE OF {named} ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_never_changes()"
    )


def upgrade() -> None:
    _project()
    _reviewer()
    _api_token()
    _article()
    _event()
    _export_ticket()
    _guideline()
    _instance()
    _membership()
    _operation()
    _tag_set()
    _revision()
    _tag()
    _annotation()
    _assignment()
    _sentence()
    _evidence()
    for table, columns in UNCHANGING.items():
        forbid_changes(table, columns)


def _project() -> None:
    op.create_table(
        "project",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("is_blind", sa.Boolean(), nullable=False),
        sa.Column("readers_per_article", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("name <> ''", name=op.f("ck_project_name")),
        sa.CheckConstraint("readers_per_article >= 1", name=op.f("ck_project_readers")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
        sa.UniqueConstraint("name", name=op.f("uq_project_name")),
    )


def _reviewer() -> None:
    op.create_table(
        "reviewer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("handle", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("everywhere_role", sa.Text(), nullable=True),
        sa.Column("chosen_project_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("departed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "everywhere_role IN ('viewer', 'reviewer', 'editor', 'admin')",
            name=op.f("ck_reviewer_everywhere_role"),
        ),
        sa.CheckConstraint("handle <> ''", name=op.f("ck_reviewer_handle")),
        sa.CheckConstraint("name <> ''", name=op.f("ck_reviewer_name")),
        sa.ForeignKeyConstraint(
            ["chosen_project_id"],
            ["project.id"],
            name=op.f("fk_reviewer_chosen_project_id_project"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviewer")),
        sa.UniqueConstraint("email", name=op.f("uq_reviewer_email")),
        sa.UniqueConstraint("handle", name=op.f("uq_reviewer_handle")),
    )


def _api_token() -> None:
    op.create_table(
        "api_token",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("token_sha256", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "kind = 'personal' OR expires_at IS NOT NULL", name=op.f("ck_api_token_session_ends")
        ),
        sa.CheckConstraint("kind IN ('personal', 'session')", name=op.f("ck_api_token_kind")),
        sa.ForeignKeyConstraint(
            ["reviewer_id"], ["reviewer.id"], name=op.f("fk_api_token_reviewer_id_reviewer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_token")),
        sa.UniqueConstraint("token_sha256", name=op.f("uq_api_token_token_sha256")),
    )
    with op.batch_alter_table("api_token", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_api_token_expires_at"), ["expires_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_api_token_reviewer_id"), ["reviewer_id"], unique=False)


def _article() -> None:
    op.create_table(
        "article",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("byline", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("published_at", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("title <> ''", name=op.f("ck_article_title")),
        sa.CheckConstraint(
            "length(published_at) IN (0, 10, 20)", name=op.f("ck_article_published_at")
        ),
        sa.ForeignKeyConstraint(
            ["created_by"], ["reviewer.id"], name=op.f("fk_article_created_by_reviewer")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_article_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
        sa.UniqueConstraint("id", "project_id", name=op.f("uq_article_id_project_id")),
    )
    with op.batch_alter_table("article", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_article_project_id_outlet"), ["project_id", "outlet"], unique=False
        )


def _event() -> None:
    op.create_table(
        "event",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("project_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("entity", sa.Text(), nullable=False),
        sa.Column("row", sa.Text(), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("after", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["reviewer.id"], name=op.f("fk_event_actor_id_reviewer")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_event_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_actor_id_id"), ["actor_id", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_event_entity_row"), ["entity", "row"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_event_project_id_at"), ["project_id", "at"], unique=False
        )


def _export_ticket() -> None:
    op.create_table(
        "export_ticket",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("secret_sha256", sa.Text(), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("filters", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_export_ticket_project_id_project")
        ),
        sa.ForeignKeyConstraint(
            ["reviewer_id"], ["reviewer.id"], name=op.f("fk_export_ticket_reviewer_id_reviewer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_export_ticket")),
        sa.UniqueConstraint("secret_sha256", name=op.f("uq_export_ticket_secret_sha256")),
    )


def _guideline() -> None:
    op.create_table(
        "guideline",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("markdown", sa.Text(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("version >= 1", name=op.f("ck_guideline_version")),
        sa.ForeignKeyConstraint(
            ["created_by"], ["reviewer.id"], name=op.f("fk_guideline_created_by_reviewer")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_guideline_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guideline")),
        sa.UniqueConstraint("project_id", "version", name=op.f("uq_guideline_project_id_version")),
    )


def _instance() -> None:
    op.create_table(
        "instance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("local_reviewer_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("id = 1", name=op.f("ck_instance_single")),
        sa.ForeignKeyConstraint(
            ["local_reviewer_id"],
            ["reviewer.id"],
            name=op.f("fk_instance_local_reviewer_id_reviewer"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instance")),
    )


def _membership() -> None:
    op.create_table(
        "membership",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "role IN ('viewer', 'reviewer', 'editor', 'admin')", name=op.f("ck_membership_role")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_membership_project_id_project")
        ),
        sa.ForeignKeyConstraint(
            ["reviewer_id"], ["reviewer.id"], name=op.f("fk_membership_reviewer_id_reviewer")
        ),
        sa.PrimaryKeyConstraint("project_id", "reviewer_id", name=op.f("pk_membership")),
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_membership_reviewer_id"), ["reviewer_id"], unique=False
        )


def _operation() -> None:
    op.create_table(
        "operation",
        sa.Column("reviewer_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("answer", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["reviewer_id"], ["reviewer.id"], name=op.f("fk_operation_reviewer_id_reviewer")
        ),
        sa.PrimaryKeyConstraint("reviewer_id", "id", name=op.f("pk_operation")),
    )


def _tag_set() -> None:
    op.create_table(
        "tag_set",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_tag_set_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tag_set")),
        sa.UniqueConstraint("id", "project_id", name=op.f("uq_tag_set_id_project_id")),
        sa.UniqueConstraint("project_id", name=op.f("uq_tag_set_project_id")),
    )


def _revision() -> None:
    op.create_table(
        "revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("text_sha256", sa.Text(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("sentences", sa.Integer(), nullable=False),
        sa.Column("segmenter", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "length >= 1 AND length = length(text)", name=op.f("ck_revision_length")
        ),
        sa.CheckConstraint("length(text_sha256) = 64", name=op.f("ck_revision_sha256")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_revision_number")),
        sa.ForeignKeyConstraint(
            ["article_id", "project_id"],
            ["article.id", "article.project_id"],
            name=op.f("fk_revision_article_id_project_id_article"),
        ),
        sa.ForeignKeyConstraint(
            ["created_by"], ["reviewer.id"], name=op.f("fk_revision_created_by_reviewer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision")),
        sa.UniqueConstraint("article_id", "number", name=op.f("uq_revision_article_id_number")),
        sa.UniqueConstraint("id", "article_id", name=op.f("uq_revision_id_article_id")),
        sa.UniqueConstraint(
            "id", "project_id", "length", name=op.f("uq_revision_id_project_id_length")
        ),
    )
    with op.batch_alter_table("revision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_revision_text_sha256"), ["text_sha256"], unique=False)


def _tag() -> None:
    op.create_table(
        "tag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tag_set_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("letter", sa.Text(), nullable=False),
        sa.Column("colour", sa.Text(), nullable=False),
        sa.Column("pattern", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("examples", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("counter_example", sa.Text(), nullable=False),
        sa.Column("boundary", sa.Text(), nullable=False),
        sa.Column("asks_evidence", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("name <> ''", name=op.f("ck_tag_name")),
        sa.CheckConstraint(
            "pattern IN ('solid', 'dashes', 'dots', 'wave')", name=op.f("ck_tag_pattern")
        ),
        sa.CheckConstraint("length(letter) = 1", name=op.f("ck_tag_letter")),
        sa.ForeignKeyConstraint(
            ["tag_set_id", "project_id"],
            ["tag_set.id", "tag_set.project_id"],
            name=op.f("fk_tag_tag_set_id_project_id_tag_set"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tag")),
        sa.UniqueConstraint("id", "project_id", name=op.f("uq_tag_id_project_id")),
        sa.UniqueConstraint("tag_set_id", "name", name=op.f("uq_tag_tag_set_id_name")),
    )
    with op.batch_alter_table("tag", schema=None) as batch_op:
        batch_op.create_index(
            "uq_tag_key_in_use",
            ["tag_set_id", "key"],
            unique=True,
            sqlite_where=sa.text("retired_at IS NULL"),
            postgresql_where=sa.text("retired_at IS NULL"),
        )


def _annotation() -> None:
    op.create_table(
        "annotation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("text_length", sa.Integer(), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=False),
        sa.Column("tag_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("suffix", sa.Text(), nullable=False),
        sa.Column("sentence", sa.Integer(), nullable=False),
        sa.Column("paragraph", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("confidence", sa.Text(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("guideline_version", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "confidence IN ('low', 'medium', 'high')", name=op.f("ck_annotation_confidence")
        ),
        sa.CheckConstraint(
            "origin IN ('human', 'suggestion_accepted', 'suggestion_edited', 'import')",
            name=op.f("ck_annotation_origin"),
        ),
        sa.CheckConstraint(
            '0 <= "start" AND "start" < "end" AND "end" <= text_length',
            name=op.f("ck_annotation_range"),
        ),
        sa.CheckConstraint("version >= 1", name=op.f("ck_annotation_version")),
        sa.ForeignKeyConstraint(
            ["reviewer_id"], ["reviewer.id"], name=op.f("fk_annotation_reviewer_id_reviewer")
        ),
        sa.ForeignKeyConstraint(
            ["revision_id", "project_id", "text_length"],
            ["revision.id", "revision.project_id", "revision.length"],
            name=op.f("fk_annotation_revision_id_project_id_text_length_revision"),
        ),
        sa.ForeignKeyConstraint(
            ["tag_id", "project_id"],
            ["tag.id", "tag.project_id"],
            name=op.f("fk_annotation_tag_id_project_id_tag"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_annotation")),
    )
    _annotation_indexes()


def _annotation_indexes() -> None:
    with op.batch_alter_table("annotation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_annotation_project_id_created_at"),
            ["project_id", "created_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_annotation_reviewer_id"), ["reviewer_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_annotation_revision_id_reviewer_id"),
            ["revision_id", "reviewer_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_annotation_revision_id_tag_id_start"),
            ["revision_id", "tag_id", "start"],
            unique=False,
        )


def _assignment() -> None:
    op.create_table(
        "assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("assigned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submitted_revision_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("active_seconds", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(status = 'submitted') = (submitted_at IS NOT NULL) AND (status = 'submitted') = (submitted_revision_id IS NOT NULL)",
            name=op.f("ck_assignment_submitted"),
        ),
        sa.CheckConstraint(
            "status IN ('assigned', 'in_progress', 'submitted')", name=op.f("ck_assignment_status")
        ),
        sa.CheckConstraint("active_seconds >= 0", name=op.f("ck_assignment_active_seconds")),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_assignment_article_id_article")
        ),
        sa.ForeignKeyConstraint(
            ["reviewer_id"], ["reviewer.id"], name=op.f("fk_assignment_reviewer_id_reviewer")
        ),
        sa.ForeignKeyConstraint(
            ["submitted_revision_id", "article_id"],
            ["revision.id", "revision.article_id"],
            name=op.f("fk_assignment_submitted_revision_id_article_id_revision"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
        sa.UniqueConstraint(
            "article_id", "reviewer_id", name=op.f("uq_assignment_article_id_reviewer_id")
        ),
    )
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_assignment_reviewer_id_status"), ["reviewer_id", "status"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_assignment_submitted_revision_id"),
            ["submitted_revision_id"],
            unique=False,
        )


def _sentence() -> None:
    op.create_table(
        "sentence",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("paragraph", sa.Integer(), nullable=False),
        sa.CheckConstraint('"start" >= 0 AND "start" < "end"', name=op.f("ck_sentence_range")),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_sentence_revision_id_revision")
        ),
        sa.PrimaryKeyConstraint("revision_id", "position", name=op.f("pk_sentence")),
    )


def _evidence() -> None:
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("annotation_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("citation", sa.Text(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.Column("accessed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "stance IN ('supports', 'contradicts', 'context')", name=op.f("ck_evidence_stance")
        ),
        sa.CheckConstraint("url <> '' OR citation <> ''", name=op.f("ck_evidence_source")),
        sa.CheckConstraint(
            "url = '' OR lower(url) LIKE 'http://%' OR lower(url) LIKE 'https://%'",
            name=op.f("ck_evidence_url"),
        ),
        sa.ForeignKeyConstraint(
            ["annotation_id"], ["annotation.id"], name=op.f("fk_evidence_annotation_id_annotation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
        sa.UniqueConstraint(
            "annotation_id", "position", name=op.f("uq_evidence_annotation_id_position")
        ),
    )
