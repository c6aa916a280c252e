"""Where one lands: the page one asked for with its query, and never another site."""

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.landing import came_from, landing, sign_in_address


@pytest.mark.parametrize(
    "asked",
    [
        "/annotate?article=5",
        "/desk?project=2&tag=sourced",
        "/",
        "/queue",
        "/annotate?passage=a-b&x=%20",
        "/a?b=//c",
    ],
)
def test_a_page_of_ours_is_kept_with_its_query(asked: str) -> None:
    assert landing(asked) == asked


@pytest.mark.parametrize(
    "asked",
    [
        "", "annotate", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example",
        "https://evil.example", "javascript:alert(1)", "/\tevil", "/\n/evil.example", " /annotate",
        "/\u2028x", "/sign-in", "/sign-in/out", "/api/projects", "/_stcore/stream", "http:/evil.example",
        "/" + "x" * 3000, "/\x00", "//[", "/\ud800",
    ],
)  # fmt: skip
def test_everything_else_leads_to_the_queue(asked: str) -> None:
    assert landing(asked) == "/"


@given(st.one_of(st.text(max_size=60), st.text("/\\.:@#?%\t\n evilexampl", max_size=20)))
def test_no_address_leads_off_this_site(asked: str) -> None:
    found = landing(asked)
    there = urlsplit(urljoin("https://desk.example/sign-in", found))
    assert (there.scheme, there.netloc) == ("https", "desk.example")
    assert found.isascii()
    assert landing(found) == found


def test_the_sign_in_page_is_told_where_to_lead_on() -> None:
    assert sign_in_address("/annotate?article=5") == "/sign-in?next=/annotate%3Farticle%3D5"
    assert sign_in_address("//evil.example") == "/sign-in"


@pytest.mark.parametrize(
    ("referer", "found"),
    [
        ("https://desk.example/annotate?article=5#here", "/annotate?article=5"),
        ("https://DESK.example/", "/"),
        ("https://desk.example", "/"),
        ("https://desk.example//evil.example", "/"),
        ("https://desk.example/sign-in/link/secret", "/"),
        ("https://evil.example/annotate?article=5", "/"),
        ("https://desk.example:444/annotate", "/"),
        ("https://[", "/"),
        ("", "/"),
    ],
)
def test_one_goes_back_to_a_page_of_ours_alone(referer: str, found: str) -> None:
    assert came_from(referer, "desk.example") == found
