import pytest
from hypothesis import given

from formats.annotations import ptc
from formats.annotations.dataset import WriteOptions
from formats.annotations.labelled import LabelledArticle
from formats.source import MemorySource
from tests.formats.annotations.contract import read_back, sample, written
from tests.formats.annotations.round_trips import (
    assert_all_come_back,
    beside,
    damaged,
    members,
    read_all,
    reasons,
)
from tests.formats.annotations.samples import MOMENT

NAME = "article123.task-flc-tc.labels"
LABELS = "123\tLoaded_Language\t1\t4\n123\tName_Calling,Labeling\t11\t12\n"
TEXT = "\ufeffThe mayor 💩 said so.\n"


def pair(labels: str, text: str = TEXT, name: str = NAME) -> MemorySource:
    return beside(name, {name: labels, "article123.txt": text})


def articles(source: MemorySource) -> list[LabelledArticle]:
    assert ptc.recognises(source)
    found = list(ptc.read(source))
    return [one for one in found if isinstance(one, LabelledArticle)]


def quotes(article: LabelledArticle) -> list[tuple[str, str]]:
    return [(p.tag, (article.text or "")[p.start : p.end]) for p in article.passages]


def test_what_goes_out_comes_in_again() -> None:
    assert_all_come_back(ptc)


def test_a_byte_order_mark_and_an_astral_character_count_one_each() -> None:
    (found,) = articles(pair(LABELS))
    assert found.text == TEXT[1:]
    assert quotes(found) == [("Loaded_Language", "The"), ("Name_Calling,Labeling", "💩")]


def test_a_line_end_counts_one_even_where_it_is_crlf() -> None:
    (found,) = articles(pair("123\tDoubt\t6\t12\n", "One.\r\n\r\nTwo so.\r\n"))
    assert quotes(found) == [("Doubt", "Two so"[:6])]


@pytest.mark.parametrize(
    "name", [NAME, "article123.task2-TC.labels", "article123.labels.tsv", "labels.txt"]
)
def test_files_of_every_name_are_read(name: str) -> None:
    assert len(articles(pair(LABELS, name=name))) == 1


def test_spans_without_a_technique_are_propaganda() -> None:
    (found,) = articles(pair("123\t1\t4\n", name="article123.task-si.labels"))
    assert quotes(found) == [("propaganda", "The")]


def test_one_file_may_label_many_articles() -> None:
    files = {
        "all.labels": "1\tA\t0\t1\n22\tB\t0\t2\n1\tC\t1\t2\n",
        "article1.txt": "ab",
        "article22.txt": "cd",
    }
    one, two = articles(beside("all.labels", files))
    assert (quotes(one), quotes(two)) == ([("A", "a"), ("C", "b")], [("B", "cd")])


def test_texts_may_lie_in_the_corpus_own_folder() -> None:
    (found,) = articles(beside(NAME, {NAME: LABELS, "train-articles/article123.txt": TEXT}))
    assert len(found.passages) == 2


def test_an_article_without_labels_is_an_article() -> None:
    (found,) = articles(pair(""))
    assert (found.text, found.passages) == (TEXT[1:], [])


def test_tags_are_kept_in_their_line() -> None:
    options = WriteOptions(made_at=MOMENT)
    spans = [(0, 1, "a\tb", "ines"), (0, 2, "12", "ines"), (0, 3, "loaded words", "ines")]
    (found,) = read_back(ptc, written(ptc, sample([("abc", spans)]), options))
    assert [tag for tag, _ in quotes(found)] == ["a b", "tag 12", "loaded words"]
    assert options.lost == {"exact_tags": 2}


def test_what_is_written_bears_the_corpus_names() -> None:
    files = members(ptc, sample([("abc", [(0, 2, "Doubt", "ines")])]))
    assert files["reviewers/ines/article10001.txt"] == b"abc"
    assert files["reviewers/ines/article10001.task-flc-tc.labels"] == b"10001\tDoubt\t0\t2\n"


@pytest.mark.parametrize(
    ("labels", "line", "says"),
    [
        (f"{LABELS}123\tDoubt\t1\n", 3, "no line of an article's id"),
        (f"{LABELS}123\tDoubt\t-1\t2\n", 3, "no line of an article's id"),
        (f"{LABELS}123\tDoubt\t1\t200\n", 3, "lies outside the text"),
        (f"{LABELS}123\tDoubt\t4\t4\n", 3, "empty"),
        (f"{LABELS}123\t?\t4\t5\n", 3, "no label"),
        (f"{LABELS}77\tDoubt\t4\t5\n", 3, "put article77.txt beside"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(labels: str, line: int, says: str) -> None:
    ((at, reason),) = reasons(ptc, pair(labels))
    assert at == line
    assert says in reason


@pytest.mark.parametrize("other", ["1\t2\t3\t4\n", "a\tb\tc\td\n", "EU\tB-ORG\n", "text", ""])
def test_other_tables_are_left_to_others(other: str) -> None:
    assert not ptc.recognises(MemorySource("table.tsv", other.encode()))


@given(damaged([LABELS.encode()]))
def test_no_damage_is_more_than_a_sentence(data: bytes) -> None:
    read_all(ptc, beside(NAME, {NAME: data, "article123.txt": TEXT}))
