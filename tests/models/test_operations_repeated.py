"""Sent twice is sent once: whatever a client repeats, and however it is cut into calls."""

from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, uuid4, uuid5

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from models.operations import Request, apply_requests
from tests.builders import BuiltArticle, Desk, operation

KINDS = ("create", "update", "delete", "restore")
LENGTH = 40


@dataclass(frozen=True)
class Wish:
    """What a client wants of one of its passages; `stale` sends a version already past."""

    kind: str
    passage: int
    start: int
    end: int
    tag: str
    stale: bool


WISHES = st.lists(
    st.builds(
        Wish,
        st.sampled_from(KINDS),
        st.integers(0, 3),
        st.integers(0, LENGTH),
        st.integers(0, LENGTH),
        st.sampled_from(["sourced", "filler", "disputed", "nonsense"]),
        st.booleans(),
    ),
    max_size=25,
)


@dataclass
class Model:
    """What the passages should be, worked out by the plainest means."""

    rows: dict[int, tuple[int, int, str, int, bool]]

    def expects(self, wish: Wish) -> tuple[str, int]:
        """The status of a wish's answer and the version it is sent with; applies it."""
        row = self.rows.get(wish.passage)
        version = 0 if row is None else row[3] - (1 if wish.stale else 0)
        good = wish.start < wish.end and wish.tag != "nonsense"
        if wish.kind == "create" and row is None:
            if good:
                self.rows[wish.passage] = (wish.start, wish.end, wish.tag, 1, False)
            return ("saved" if good else "rejected"), version
        if row is None:
            return "rejected", version
        if wish.kind == "create" or wish.stale or row[4] != (wish.kind == "restore"):
            return "conflict", version
        start, end, tag, number, _ = row
        if wish.kind == "update":
            if not good:
                return "rejected", version
            start, end, tag = wish.start, wish.end, wish.tag
        self.rows[wish.passage] = (start, end, tag, number + 1, wish.kind == "delete")
        return "saved", version


def as_sent(wish: Wish, version: int, article: BuiltArticle) -> dict[str, Any]:
    annotation = str(uuid5(NAMESPACE_URL, f"{article.id}/{wish.passage}"))
    fields = {"id": annotation, "start": wish.start, "end": wish.end, "tag": wish.tag}
    if wish.kind == "create":
        return operation("create", **fields, revision_id=article.revision_id)
    return operation(wish.kind, **fields, version=version)


def rows(desk: Desk, article: BuiltArticle) -> dict[str, tuple[int, int, str, int, bool]]:
    with desk.database.read() as session:
        found = session.execute(
            text(
                'SELECT a.id, a."start", a."end", t.name, a.version, a.deleted_at IS NOT NULL AS gone'
                " FROM annotation a JOIN tag t ON t.id = a.tag_id WHERE a.revision_id = :revision"
            ),
            {"revision": article.revision_id},
        )
        return {
            str(row.id).replace("-", ""): (
                row.start,
                row.end,
                row.name,
                row.version,
                bool(row.gone),
            )
            for row in found
        }


def test_random_operations_end_as_the_plain_model_says(sqlite_desk: Desk) -> None:
    @given(WISHES, st.data())
    def check(wishes: list[Wish], data: st.DataObject) -> None:
        article = sqlite_desk.article("x" * LENGTH + str(uuid4()))
        model = Model({})
        sent: list[dict[str, Any]] = []
        first_answers: dict[str, Any] = {}
        waiting: list[tuple[dict[str, Any], str]] = []
        for wish in wishes:
            status, version = model.expects(wish)
            raw = as_sent(wish, version, article)
            waiting.append((raw, status))
            sent.append(raw)
            if data.draw(st.booleans(), label="sent again"):
                again = data.draw(st.sampled_from(sent))
                waiting.append((again, "saved" if again["id"] in first_answers else ""))
            if data.draw(st.booleans(), label="end of the call"):
                _send(sqlite_desk, waiting, first_answers)
                waiting = []
        _send(sqlite_desk, waiting, first_answers)
        expected = {
            str(uuid5(NAMESPACE_URL, f"{article.id}/{number}")).replace("-", ""): row
            for number, row in model.rows.items()
        }
        assert rows(sqlite_desk, article) == expected

    check()


def _send(desk: Desk, waiting: list[tuple[dict[str, Any], str]], first: dict[str, Any]) -> None:
    answers = desk.apply("Ruth", *(raw for raw, _ in waiting))
    for (raw, status), answer in zip(waiting, answers, strict=True):
        assert answer.id == raw["id"]
        if raw["id"] in first:
            assert (answer.status, answer.annotation) == ("saved", first[raw["id"]])
        elif status:
            assert answer.status == status, answer.message
        if answer.status == "saved":
            first[raw["id"]] = answer.annotation


def test_the_first_answer_comes_again_though_the_passage_has_changed(desk: Desk) -> None:
    article = desk.article()
    start, end = article.span("40 jobs")
    wanted = {"id": str(uuid4()), "revision_id": article.revision_id, "start": start, "end": end}
    raw = operation("create", **wanted, tag="sourced", evidence=[{"url": "https://a.example"}])
    (first,) = desk.apply("Ruth", raw)
    desk.apply("Ruth", operation("update", id=wanted["id"], version=1, tag="filler"))
    desk.apply("Ruth", operation("delete", id=wanted["id"], version=2))
    desk.submit("Ruth", article)
    for _ in range(2):
        (again,) = desk.apply("Ruth", raw)
        assert again == first


def test_the_same_operation_twice_in_one_call_is_applied_once(desk: Desk) -> None:
    article = desk.article()
    wanted = {"id": str(uuid4()), "revision_id": article.revision_id, "start": 0, "end": 3}
    raw = operation("create", **wanted, tag="sourced")
    change = operation("update", id=wanted["id"], version=1, note="once")
    answers = desk.apply("Ruth", raw, raw, change, raw, change, change)
    assert {answer.status for answer in answers} == {"saved"}
    assert [answer.annotation for answer in answers[:2]] == [answers[3].annotation] * 2
    with desk.database.read() as session:
        assert session.execute(text("SELECT version FROM annotation")).scalar_one() == 2
        assert session.execute(text("SELECT count(*) FROM operation")).scalar_one() == 2


def test_a_refused_operation_may_succeed_when_the_reason_is_gone(sqlite_desk: Desk) -> None:
    article = sqlite_desk.article()
    wanted = {"id": str(uuid4()), "revision_id": article.revision_id, "start": 0, "end": 3}
    raw = operation("create", **wanted, tag="verified")
    assert sqlite_desk.apply("Ruth", raw)[0].status == "rejected"
    with sqlite_desk.database.begin() as session:
        session.execute(text("UPDATE tag SET name = 'verified' WHERE name = 'filler'"))
    assert sqlite_desk.apply("Ruth", raw)[0].status == "saved"


def test_requests_of_several_people_are_answered_apart(desk: Desk) -> None:
    article = desk.article()
    names = ("Ruth", "Omar", "Lena")
    people = [desk.reviewer(name) for name in names]
    raws = [
        operation("create", id=str(uuid4()), revision_id=article.revision_id, start=n, end=n + 5, tag="filler")
        for n in range(3)
    ]  # fmt: skip
    with desk.database.begin() as session:
        answers = apply_requests(
            session, [Request(person, [raw, "nonsense"]) for person, raw in zip(people, raws, strict=True)]
        )  # fmt: skip
    for name, raw, (good, bad) in zip(names, raws, answers, strict=True):
        assert good.annotation is not None
        assert (good.id, good.status) == (raw["id"], "saved")
        assert good.annotation["reviewer"] == f"{name.lower()}@desk.example"
        assert bad.status == "rejected"


def test_an_applied_operation_gets_its_first_answer_whatever_comes_with_its_id(desk: Desk) -> None:
    article = desk.article()
    sent = operation(
        "create", id=str(uuid4()), revision_id=article.revision_id, start=0, end=3, tag="filler"
    )
    (first,) = desk.apply("Ruth", sent)
    (again,) = desk.apply("Ruth", sent | {"annotation": {"id": "no longer what it was"}})
    assert (again.status, again.annotation) == ("saved", first.annotation)
