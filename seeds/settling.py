"""How the demo's editor settles an article: what two readers agree on becomes gold, the rest is rejected."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID, uuid5

from sqlalchemy.orm import Session

from models.operations import Request, apply_requests
from models.passage import Shelf
from models.passage_groups import Group, ReadPassage
from models.queries.settling_readings import groups_of, readers_of
from models.settling import settle_text
from seeds.source import SeedError
from words import say

AGREED = 2
"""So many readers with the same passage make it gold."""


def settle_for(
    session: Session, shelf: Shelf, editor: int, slug: str, revision_id: int, names: UUID
) -> None:
    """Decide every group and settle the text; ids are made of `names`, alike wherever it is seeded."""
    groups = groups_of(session, revision_id, readers_of(session, revision_id), editor)
    steps = [step for group in groups for step in _decided(group)]
    operations = [
        {
            "id": str(uuid5(names, f"settling/{slug}/{number}")),
            "kind": kind,
            **_told(kind, fields, revision_id, str(uuid5(names, f"gold/{slug}/{number}"))),
        }
        for number, (kind, fields) in enumerate(steps)
    ]
    for answers in apply_requests(session, [Request(editor, operations)], shelf):
        for answer in answers:
            if answer.status != "saved":
                raise SeedError(
                    say(
                        "seeds.passage_refused",
                        article=slug,
                        reviewer="mara",
                        reason=answer.message,
                    )
                )
    settle_text(session, editor, revision_id)


def _decided(group: Group) -> Iterator[tuple[str, dict[str, object]]]:
    """Gold of what most agree on; if nobody does, of the first passage. The others are rejected."""
    alike = _alike(group.passages)
    chosen = [some for some in alike if len(some) >= AGREED] or alike[:1]
    for some in chosen:
        first = some[0]
        yield (
            "gold_create",
            {
                "start": first.start,
                "end": first.end,
                "tag": first.tag,
                "sources": [str(one.id) for one in some],
            },
        )
    taken = {one.id for some in chosen for one in some}
    tags = {some[0].tag for some in chosen}
    for one in group.passages:
        if one.id not in taken:
            reason = "wrong_extent" if one.tag in tags else "wrong_tag"
            yield "reject", {"annotation_id": str(one.id), "reason": reason}


def _alike(passages: Iterable[ReadPassage]) -> Sequence[list[ReadPassage]]:
    """Passages of the same extent and tag, those that most readers have first."""
    found: dict[tuple[int, int, str], list[ReadPassage]] = defaultdict(list)
    for one in passages:
        found[one.start, one.end, one.tag].append(one)
    return sorted(found.values(), key=lambda some: (-len(some), some[0].start, some[0].end))


def _told(kind: str, fields: dict[str, object], revision_id: int, gold: str) -> dict[str, object]:
    if kind == "reject":
        return {"rejection": {**fields, "revision_id": revision_id}}
    return {"gold": {**fields, "id": gold, "revision_id": revision_id}}
