"""What POST /api/annotations takes, as OpenAPI tells it: a schema for each kind of operation."""

from typing import Any

from models.gold_input import SOURCES_LIMIT
from models.reading_input import SENTENCES_LIMIT
from models.rejection import REASONS

ANNOTATION_OPERATION = {
    "required": ["id", "kind", "annotation"],
    "properties": {
        "id": {"type": "string", "format": "uuid"},
        "kind": {"enum": ["create", "update", "delete", "restore"]},
        "annotation": {"type": "object"},
    },
}
READING_OPERATION = {
    "required": ["id", "kind", "reading"],
    "properties": {
        "id": {"type": "string", "format": "uuid"},
        "kind": {"enum": ["clear", "unclear"]},
        "reading": {
            "type": "object",
            "required": ["revision_id", "sentences"],
            "properties": {
                "revision_id": {"type": "integer"},
                "sentences": {
                    "type": "array",
                    "minItems": 1,
                    "maxItems": SENTENCES_LIMIT,
                    "items": {"type": "integer", "minimum": 0},
                },
            },
        },
    },
}
_ID = {"type": "string", "format": "uuid"}
_NOTE = {"type": "string"}
GOLD_OPERATION = {
    "required": ["id", "kind", "gold"],
    "properties": {
        "id": _ID,
        "kind": {"enum": ["gold_create", "gold_update", "gold_delete", "gold_restore"]},
        "gold": {
            "type": "object",
            "required": ["id", "revision_id"],
            "properties": {
                "id": _ID,
                "revision_id": {"type": "integer"},
                "start": {"type": "integer"},
                "end": {"type": "integer"},
                "tag": {"type": "string"},
                "note": _NOTE,
                "sources": {"type": "array", "maxItems": SOURCES_LIMIT, "items": _ID},
                "version": {"type": "integer"},
                "undecided": {"type": "boolean"},
                "over": {"type": "array", "maxItems": SOURCES_LIMIT, "items": _ID},
            },
        },
    },
}
REJECTION_OPERATION = {
    "required": ["id", "kind", "rejection"],
    "properties": {
        "id": _ID,
        "kind": {"enum": ["reject", "unreject"]},
        "rejection": {
            "type": "object",
            "required": ["annotation_id", "revision_id"],
            "properties": {
                "annotation_id": _ID,
                "revision_id": {"type": "integer"},
                "reason": {"enum": list(REASONS)},
                "note": _NOTE,
                "seen": {
                    "type": ["object", "null"],
                    "properties": {"reason": {"enum": list(REASONS)}, "note": _NOTE},
                },
            },
        },
    },
}
FLAG_OPERATION = {
    "required": ["id", "kind", "unclear"],
    "properties": {
        "id": _ID,
        "kind": {"enum": ["flag_unclear", "unflag_unclear"]},
        "unclear": {
            "type": "object",
            "required": ["id", "revision_id"],
            "properties": {
                "id": _ID,
                "revision_id": {"type": "integer"},
                "start": {"type": "integer"},
                "end": {"type": "integer"},
                "note": _NOTE,
            },
        },
    },
}


COMMENT_OPERATION = {
    "required": ["id", "kind", "comment"],
    "properties": {
        "id": {"type": "string", "format": "uuid"},
        "kind": {"enum": ["comment_create", "comment_update", "comment_delete", "comment_restore"]},
        "comment": {"type": "object", "required": ["id", "thread", "revision_id"]},
    },
}
THREAD_OPERATION = {
    "required": ["id", "kind", "thread"],
    "properties": {
        "id": {"type": "string", "format": "uuid"},
        "kind": {"enum": ["thread_resolve", "thread_reopen"]},
        "thread": {"type": "object", "required": ["id", "revision_id"]},
    },
}


OPERATIONS = [
    *(ANNOTATION_OPERATION, READING_OPERATION),
    *(GOLD_OPERATION, REJECTION_OPERATION, FLAG_OPERATION),
    *(COMMENT_OPERATION, THREAD_OPERATION),
]


def saving_body(limit: int) -> dict[str, Any]:
    """The body of one call, with at most `limit` operations."""
    operations = {
        "type": "array",
        "maxItems": limit,
        "items": {"type": "object", "oneOf": OPERATIONS},
    }
    schema = {
        "type": "object",
        "required": ["operations"],
        "properties": {"operations": operations},
    }
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}
