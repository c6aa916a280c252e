"""Two editors at once: gold over gold that its editor had not seen."""

from models.membership import Role
from tests.builders import Desk, settling_operation
from tests.models.test_gold import apply, create, read, told


def test_gold_over_gold_that_its_editor_had_not_seen_is_a_conflict(desk: Desk) -> None:
    article, ruth, omar = read(desk)
    desk.reviewer("Ivo", Role.EDITOR)
    text = {"revision_id": article.revision_id}
    (first,) = apply(desk, create(article, "40 jobs", ruth, over=[]))
    theirs = first.gold or {}
    elsewhere = create(article, "dazzling", over=[])
    met = create(article, "40 jobs lost", omar, undecided=True, over=[])
    answers = apply(desk, met, elsewhere, person="Ivo")
    assert [(one.status, one.gold == theirs) for one in answers] == [
        ("conflict", True),
        ("saved", False),
    ]
    # Whoever has seen it may keep both; who moves gold meets what is there as well.
    mine = create(article, "40 jobs lost", omar, tag="filler", over=[theirs["id"]])
    moved = {"id": elsewhere["gold"]["id"], "version": 1, **text}
    start, end = article.span("40 jobs")
    answers = apply(
        desk,
        mine,
        settling_operation("gold_update", **moved, start=start, end=end, over=[theirs["id"]]),
        settling_operation("gold_update", **moved, note="Praise.", over=[]),
        person="Ivo",
    )
    assert [one.status for one in answers] == ["saved", "conflict", "saved"]
    assert (answers[1].gold or {})["id"] == mine["gold"]["id"]
    apply(desk, settling_operation("gold_delete", id=theirs["id"], version=1, **text))
    back = settling_operation("gold_restore", id=theirs["id"], version=2, over=[], **text)
    assert apply(desk, back)[0].status == "conflict"
    assert len(told(desk, article)["gold"]) == 2
