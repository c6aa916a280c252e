import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.annotations.reviewer_files import Authorship, authorship, folder_name, title


@given(st.text(min_size=1, max_size=14).map(str.strip).filter(bool))
def test_a_folder_tells_its_reviewer_again(handle: str) -> None:
    assert authorship(f"x/reviewers/{folder_name(handle)}/a.ann").reviewer == handle


@pytest.mark.parametrize(
    "handle", ["..", "../x", "a/b", "a\\b", "CON", "nul.txt", ".a", "a.", " a", "a:b"]
)
def test_no_folder_leads_elsewhere(handle: str) -> None:
    name = folder_name(handle)
    assert not set('/\\:*?"<>|') & set(name)
    assert name.strip(". ") == name
    assert name.partition(".")[0].lower() not in {"con", "nul"}


def test_long_handles_stay_apart() -> None:
    one, other = folder_name("ж" * 300 + "a"), folder_name("ж" * 300 + "b")
    assert one != other
    assert max(len(one), len(other)) < 200


@pytest.mark.parametrize(
    ("path", "expected", "called"),
    [
        ("a.ann", Authorship(), "a"),
        ("annotation/a.txt/ines.tsv", Authorship("ines"), "a.txt"),
        ("p/annotation/a.txt/INITIAL_CAS.tsv", Authorship(), "a.txt"),
        ("curation/a.txt/CURATION_USER.tsv", Authorship("", True), "a.txt"),
        ("reviewers/ines@b.org.conll", Authorship("ines@b.org"), "ines@b.org"),
        ("untagged/article-1-r1.ann", Authorship(), "article-1-r1"),
    ],
)
def test_a_path_tells_whose_work_it_is(path: str, expected: Authorship, called: str) -> None:
    assert (authorship(path), title(path)) == (expected, called)
