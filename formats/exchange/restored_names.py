"""Which tables a project is made of again, and which columns older archives lack."""

TABLES = (
    "project", "reviewers", "tags", "guidelines", "articles", "article_records", "revisions",
    "sentences", "annotations", "annotation_versions", "evidence", "deleted_annotations",
    "deleted_evidence", "assignments", "reading_states", "frozen_readings", "frozen_annotations",
    "frozen_evidence", "frozen_cleared", "carried_passages", "threads", "comments",
    "adjudications", "gold", "gold_sources", "rejections", "missed_gold", "unclear_flags",
    "story_words", "saved_views", "second_readings", "events",
)  # fmt: skip
"""Every table that a project is made of again; codebook.csv says less than tags.csv does."""

LATER = frozenset((
    "hands_out", "on_duty", "absent_from", "absent_until", "priority", "due_on", "reason",
    "assigned_by", "reopened_at", "reopened_by", "active_at", "after_submission", "change",
    "former_names", "others_seen", "blind_since",
))  # fmt: skip
"""Columns, and one table, that the first archives of whole projects had not."""
