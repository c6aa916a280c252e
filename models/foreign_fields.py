"""Fields that an operation brings and that are not the sender's to give: whose it is, when, where."""

from collections.abc import Mapping
from typing import Any

from models.errors import BadInput

# Of an annotation or a reading; the workbench alone says what stands there.
FOREIGN = frozenset({
    "author", "reviewer", "reviewer_id", "reviewer_handle", "reviewer_name", "project", "project_id",
    "article_id", "tag_id", "text_length", "prefix", "suffix", "sentence", "paragraph",
    "guideline_version", "is_gold", "role", "status", "origin", "created_at", "updated_at",
    "deleted_at", "cleared_at", "after_submission", "others_seen", "by", "quote",
})  # fmt: skip
_WHOSE = frozenset({"author", "reviewer", "reviewer_id", "reviewer_handle"})
# `after` names operations that it was made upon: a reader's own order, of no weight here.
_OF_OPERATION = frozenset({"id", "kind", "after"})
_SAID_IF_SO = dict.fromkeys(("after_submission", "others_seen"), False)


def foreign_fields(
    operation: Mapping[str, Any], part: str, known: frozenset[str]
) -> dict[str, Any]:
    """What an operation brings beside the `known` fields of its part, with what was said.

    BadInput for a field that nothing here is called.
    """
    places: tuple[tuple[Mapping[str, Any], frozenset[str]], ...] = (
        (operation, _OF_OPERATION | {part}),
        (operation[part], known),
    )
    found: dict[str, Any] = {}
    for fields, own in places:
        beside = {name: value for name, value in fields.items() if name not in own}
        refuse_unknown(beside, FOREIGN)
        found |= beside
    return found


def refuse_unknown(fields: Mapping[str, Any], known: frozenset[str]) -> None:
    """BadInput that names a field which is not among the known ones."""
    unknown = sorted(str(name) for name in fields if name not in known)
    if unknown:
        raise BadInput("field_unknown", field=unknown[0][:80])


def refuse_foreign(sent: Mapping[str, Any], told: Mapping[str, Any]) -> None:
    """BadInput for a field that says something else than the workbench tells itself.

    Whoever sends back what they were told, with a new note in it, changes nothing by it.
    """
    told = _SAID_IF_SO | dict(told)
    for name in sorted(sent):
        if sent[name] is None or (name in told and told[name] == sent[name]):
            continue
        if name in _WHOSE:
            raise BadInput("for_somebody_else")
        raise BadInput("field_foreign", field=name)
