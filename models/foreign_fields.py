"""Fields that an operation brings and that are not the sender's to give: whose it is, when, where."""

from collections.abc import Mapping
from typing import Any

from models.errors import BadInput

# Of an annotation or a reading; the workbench alone says what stands there.
FOREIGN = frozenset({
    "author", "reviewer", "reviewer_id", "reviewer_handle", "reviewer_name", "project", "project_id",
    "article_id", "tag_id", "text_length", "prefix", "suffix", "sentence", "paragraph",
    "guideline_version", "is_gold", "role", "status", "origin", "created_at", "updated_at",
    "deleted_at", "cleared_at",
})  # fmt: skip
_WHOSE = frozenset({"author", "reviewer", "reviewer_id", "reviewer_handle"})


def foreign_fields(*parts: Mapping[str, Any]) -> dict[str, Any]:
    """Those of them that were sent, with what was said."""
    return {name: part[name] for part in parts for name in FOREIGN & part.keys()}


def refuse_foreign(sent: Mapping[str, Any], told: Mapping[str, Any]) -> None:
    """BadInput for a field that says something else than the workbench tells itself.

    Whoever sends back what they were told, with a new note in it, changes nothing by it.
    """
    for name in sorted(sent):
        if sent[name] is None or (name in told and told[name] == sent[name]):
            continue
        if name in _WHOSE:
            raise BadInput("for_somebody_else")
        raise BadInput("field_foreign", field=name)
