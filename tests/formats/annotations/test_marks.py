from formats.annotations.errors import Fault
from formats.annotations.labelled import LabelledArticle, LabelledPassage
from formats.annotations.marks import TOGETHER, Mark, by_page
from formats.annotations.offsets import TextMap


def marks(url: str, n: int) -> list[Mark]:
    return [Mark(url, [LabelledPassage(str(number), quote="x")]) for number in range(n)]


def test_annotations_of_a_page_that_follow_one_another_are_one_article() -> None:
    fault = Fault(3, "Why.")
    found = list(by_page([*marks("a", 2), fault, *marks("b", 1), *marks("a", 1)], None))
    pages = [(one.url, len(one.passages)) for one in found if isinstance(one, LabelledArticle)]
    assert pages == [("a", 2), ("b", 1), ("a", 1)]
    assert found[1] == fault


def test_a_page_with_very_many_annotations_comes_in_parts() -> None:
    n = 2 * TOGETHER + 1
    found = list(by_page(iter(marks("a", n)), None))
    assert len(found) == 3
    assert sum(len(one.passages) for one in found if isinstance(one, LabelledArticle)) == n


def test_a_text_that_nobody_annotated_is_an_article() -> None:
    assert list(by_page([], TextMap("One."))) == [LabelledArticle(text="One.")]
    assert list(by_page([], None)) == []
