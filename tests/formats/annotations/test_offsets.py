"""Every basis that a format counts in leads to the code points of the stored text."""

from hypothesis import given
from hypothesis import strategies as st

from formats.annotations.offsets import TextMap

RAW = "\ufeffAt\r\n💩 é\rend"


def test_what_is_stored_has_no_mark_and_lf_alone() -> None:
    assert TextMap(RAW).text == "At\n💩 é\nend"


def test_code_points_count_the_mark_and_both_of_a_line_end() -> None:
    found = TextMap(RAW)
    assert found.code_point(RAW.index("💩")) == found.text.index("💩")
    assert found.code_point(len(RAW)) == len(found.text)
    assert found.code_point(0) == found.code_point(1) == 0
    assert found.code_point(RAW.index("\n")) is None
    assert found.code_point(len(RAW) + 1) is None
    assert found.code_point(-1) is None


def test_no_place_lies_inside_a_pair_or_a_byte_sequence() -> None:
    found = TextMap("a💩b")
    assert [found.utf16(at) for at in range(5)] == [0, 1, None, 2, 3]
    assert [found.byte(at) for at in range(7)] == [0, 1, None, None, None, 2, 3]


@given(st.text(st.sampled_from("a💩é\r\n\ufeff "), max_size=40), st.data())
def test_a_span_of_the_raw_text_is_the_same_words_in_the_stored_one(
    raw: str, data: st.DataObject
) -> None:
    found = TextMap(raw)
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, len(raw)))
    wide = [len(raw[:at].encode("utf-16-le")) // 2 for at in (start, end)]
    narrow = [len(raw[:at].encode()) for at in (start, end)]
    kept = [found.code_point(start), found.code_point(end)]
    assert [found.utf16(at) for at in wide] == [found.byte(at) for at in narrow] == kept
    if kept[0] is not None and kept[1] is not None:
        lead = len(raw) - len(raw.lstrip("\ufeff"))
        words = raw[max(start, lead) : end].replace("\r\n", "\n").replace("\r", "\n")
        assert found.text[kept[0] : kept[1]] == words
