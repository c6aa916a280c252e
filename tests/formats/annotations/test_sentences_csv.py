import pytest

from formats.annotations.rows import SentenceRow
from formats.annotations.sentences_csv import majority, write
from tests.formats.annotations.samples import OPTIONS, SENTENCE, Sample, read_csv


def exported(sample: Sample) -> bytes:
    return b"".join(write(sample, OPTIONS))


def test_columns_in_the_contract_s_order() -> None:
    assert exported(Sample()).decode() == (
        "article_id,revision,sentence,start,end,text,n_reviewers,sourced,filler,majority\n"
        "1,1,0,0,16,At the 9 o'clock,2,1,0,tie\n"
    )


def test_a_tag_named_like_a_column_does_not_hide_it() -> None:
    row = SentenceRow(1, 1, 0, 0, 1, "x", 1, {"text": 1, "a,b": 2}, "a,b")
    read = read_csv(exported(Sample(tags=("text", "a,b"), sentence_rows=[row])))[0]
    assert (read["text"], read["votes_text"], read["a,b"], read["majority"]) == (
        "x",
        "1",
        "2",
        "a,b",
    )


def test_without_tags_there_are_no_vote_columns() -> None:
    header = exported(Sample(tags=(), sentence_rows=[SENTENCE])).decode().splitlines()[0]
    assert header.endswith("n_reviewers,majority")


@pytest.mark.parametrize(
    ("votes", "expected"),
    [
        ({"sourced": 0, "filler": 0}, ""),
        ({"sourced": 2, "filler": 1}, "sourced"),
        ({"sourced": 2, "filler": 2}, "tie"),
        ({"sourced": 2, "filler": 2, "disputed": 3}, "disputed"),
        ({"sourced": 1, "filler": 0}, "sourced"),
        ({}, ""),
    ],
)
def test_the_majority_is_the_tag_with_the_most_votes(votes: dict[str, int], expected: str) -> None:
    assert majority(votes) == expected
