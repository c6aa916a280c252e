"""Texts, sentences and passages of a revision over HTTP."""

import hashlib

import pytest

from models.assignment import reopen_reading
from tests.api.conftest import Site
from tests.builders import operation

HARD = "\ufeffDr. Ames 💩 came.\r\nשלום \u2028 and e\u0301. Two.\r\r\nمرحبا. 🇩🇪"
STORED = "Dr. Ames 💩 came.\nשלום \u2028 and e\u0301. Two.\n\nمرحبا. 🇩🇪"


def test_the_text_comes_byte_for_byte_and_for_ever(place: Site) -> None:
    article = place.desk.article(HARD)
    address = f"/revisions/{article.revision_id}/text"
    answer = place.as_("Ruth").get(address)
    assert answer.content == STORED.encode()
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.headers["etag"] == f'"{hashlib.sha256(STORED.encode()).hexdigest()}"'
    assert "immutable" in answer.headers["cache-control"]
    assert "private" in answer.headers["cache-control"]
    assert answer.headers["vary"] == "Authorization"


@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', "*"])
def test_a_text_that_is_known_is_not_sent_again(sqlite_place: Site, form: str) -> None:
    article = sqlite_place.desk.article(HARD)
    address = f"/revisions/{article.revision_id}/text"
    ruth = sqlite_place.as_("Ruth")
    etag = ruth.get(address).headers["etag"]
    again = ruth.get(address, headers={"If-None-Match": form.format(etag)})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == etag
    other = ruth.get(address, headers={"If-None-Match": '"another"'})
    assert other.status_code == 200
    stranger = sqlite_place.client(sqlite_place.stranger.editor)
    assert stranger.get(address, headers={"If-None-Match": etag}).status_code == 404


def test_sentences_are_code_points_over_that_text(place: Site) -> None:
    article = place.desk.article(HARD)
    ruth = place.as_("Ruth")
    told = ruth.get(f"/revisions/{article.revision_id}/sentences").json()
    text = ruth.get(f"/revisions/{article.revision_id}/text").content.decode()
    assert set(told) == {"segmenter", "sentences"}
    assert told["segmenter"]
    assert [text[start:end] for start, end in told["sentences"]][:1] == ["Dr. Ames 💩 came."]
    assert [text[start:end] for start, end in told["sentences"]][-2:] == ["مرحبا.", "🇩🇪"]


def test_passages_are_told_with_everything_the_contract_names(place: Site) -> None:
    article = place.desk.article()
    fields = {"note": "n", "confidence": "low"}
    place.desk.tag("Ruth", article, "40 jobs lost", **fields)
    gone = place.desk.tag("Ruth", article, "40 jobs")
    place.desk.apply("Ruth", operation("delete", id=gone, version=1))
    (told,) = place.as_("Omar").get(f"/revisions/{article.revision_id}/annotations").json()["annotations"]  # fmt: skip
    assert set(told) >= {
        "id", "start", "end", "tag", "quote", "note", "confidence", "evidence", "reviewer",
        "origin", "version", "created_at", "updated_at",
    }  # fmt: skip
    assert (told["reviewer"], told["quote"]) == ("ruth@desk.example", "40 jobs lost")


def test_a_blind_reader_sees_the_others_once_submitted(place: Site) -> None:
    place.desk.blind()
    article, other = place.desk.article(), place.desk.article()
    for person in ("Ruth", "Omar"):
        place.desk.tag(person, article, "40 jobs")
        place.desk.tag(person, other, "40 jobs")

    def seen(client: str, revision: int = article.revision_id) -> set[str]:
        told = place.as_(client).get(f"/revisions/{revision}/annotations").json()
        return {one["reviewer"].partition("@")[0] for one in told["annotations"]}

    assert (seen("Ruth"), seen("Omar"), seen("Lena")) == ({"ruth"}, {"omar"}, set())
    place.desk.submit("Ruth", article)
    assert (seen("Ruth"), seen("Omar")) == ({"ruth", "omar"}, {"omar"})
    assert seen("Ruth", other.revision_id) == {"ruth"}
    with place.desk.database.begin() as session:
        reopen_reading(session, place.desk.reviewer("Ruth"), article.id)
    assert seen("Ruth") == {"ruth"}
