"""Long answers come packed to whoever takes them so, and are the same to everybody."""

import pytest

from tests.api.conftest import Site

SENTENCE = "Nobody at the mill knew of the sale. "


@pytest.mark.parametrize("what", ["text", "sentences", "annotations"])
def test_a_long_answer_is_the_same_packed_or_not(sqlite_place: Site, what: str) -> None:
    article = sqlite_place.desk.article(SENTENCE * 2_000)
    for number in range(40):
        start = number * len(SENTENCE)
        sqlite_place.desk.tag("Ruth", article, (start, start + 20))
    address = f"/revisions/{article.revision_id}/{what}"
    ruth = sqlite_place.as_("Ruth")
    packed = ruth.get(address, headers={"Accept-Encoding": "gzip"})
    plain = ruth.get(address, headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["vary"]
    assert "content-encoding" not in plain.headers
    assert packed.content == plain.content
    assert packed.headers["content-type"] == plain.headers["content-type"]
    assert int(packed.headers["content-length"]) < len(plain.content)
