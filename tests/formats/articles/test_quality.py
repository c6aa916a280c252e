import json

import pytest

from tests.formats.articles.measure import COLLECTIONS, FLOORS, corpora, summary

pytestmark = pytest.mark.skipif(
    not corpora().exists(), reason="needs the corpora (WORKBENCH_CORPORA)"
)


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_articles_arrive_at_least_as_well_as_before(collection: str) -> None:
    floors = json.loads(FLOORS.read_text("utf-8"))[collection]
    reached = summary(list(COLLECTIONS[collection]()))
    assert {name: reached[name] >= floor for name, floor in floors.items()} == dict.fromkeys(
        floors, True
    ), reached
