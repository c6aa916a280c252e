import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.articles.decoding import LIMIT, decode, likely_encodings
from formats.articles.errors import ArticleError
from tests.formats.articles.measure import corpora

DERIVED = corpora() / "3_web_and_documents/encodings_derived"

# Any text that a file can hold: no NUL, no halves of a surrogate pair.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")).filter(
    lambda text: text.strip("\ufeff \t\r\n") and not text.startswith("\ufeff")
)


@given(TEXTS)
def test_utf8_comes_back_as_it_was(text: str) -> None:
    data = text.encode()
    if data.strip():
        assert decode(b"\xef\xbb\xbf" + data).text == text


@given(TEXTS, st.sampled_from(["utf-16", "utf-32"]))
def test_a_byte_order_mark_decides(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


@given(st.text(st.characters(codec="cp1252", min_codepoint=160), min_size=1))
def test_a_declared_charset_is_believed(text: str) -> None:
    data = ("Words before it " + text).encode("cp1252")
    if not _is_utf8(data):
        assert decode(data, declared="iso-8859-1").text == "Words before it " + text


def _is_utf8(data: bytes) -> bool:
    try:
        return bool(data.decode())
    except UnicodeDecodeError:
        return False


SENTENCES = {
    "cp1252": [
        "“We can’t wait,” she said — not ‘now’, not ever.",
        "Der Bürgermeister äußerte sich später über die Größe der Straße.",
        "L’été dernier, le garçon a été élevé à Besançon, où naît l’œuvre.",
        "El niño pidió más información sobre el año próximo. ¿Por qué?",
        "A população não votou; a eleição será em março.",
        "Statsministeren så på sjøen og sa at været øker.",
    ],
    "iso8859_15": [
        "déjà vu, naïve façade, 50 € for the élève, and the rest is plain English here.",
        "Le chœur a chanté l’œuvre ; l’entrée coûte 12 €.".replace("’", "'"),
    ],
    "shift_jis": ["首相は火曜日、政府が新しい対策を検討すると述べた。議会は来週開かれる。"],
    "gb18030": ["总理星期二表示，政府将研究新的措施。议会将于下周开会，讨论这些措施。"],
    "cp1257": ["Žemės ūkio ministras šiandien pranešė, kad ūkininkai gaus išmokas vėliau."],
    "mac_roman": [
        "“We can’t wait,” she said — not ‘now’, not ever.",
        "Der Bürgermeister äußerte sich später über die Größe der Straße.",
        "L’été dernier, le garçon a été élevé à Besançon, où naît l’œuvre.",
        "El niño pidió más información sobre el año próximo. ¿Por qué?",
    ],
    "cp1250": ["Příliš žluťoučký kůň úpěl ďábelské ódy.", "Zażółć gęślą jaźń o świcie."],
    "cp1251": ["Премьер-министр заявил, что правительство рассмотрит новые меры."],
    "koi8_r": ["Премьер-министр заявил, что правительство рассмотрит новые меры."],
    "cp1253": ["Ο πρωθυπουργός δήλωσε ότι η κυβέρνηση θα εξετάσει τα μέτρα."],
    "utf_16_le": ["A plain sentence in English.", "Премьер-министр заявил, что меры новые."],
    "utf_16_be": [
        "A plain sentence in English.",
        "首相は火曜日、政府が新しい対策を検討すると述べた。",
    ],
    "utf_32_le": ["A plain sentence in English."],
}


@pytest.mark.parametrize(
    ("encoding", "text"), [(name, text) for name, texts in SENTENCES.items() for text in texts]
)
def test_an_undeclared_encoding_is_recognised(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)).text == text


MIXED = "Señor Müller’s déjà vu: a naïve façade, the Ångström café, smörgåsbord, Łódź aside — 5 €."


def test_a_mixed_western_text_is_not_taken_for_a_baltic_one() -> None:
    data = MIXED.replace("Łódź", "Lodz").encode("cp1252")
    decoded = decode(data)
    assert decoded.text == MIXED.replace("Łódź", "Lodz")
    assert decoded.guessed


@pytest.mark.parametrize("actual", ["cp1251", "koi8_r"])
@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "windows-1251", "koi8-r"])
def test_a_declaration_that_makes_no_words_is_overruled(actual: str, declared: str) -> None:
    text = SENTENCES["cp1251"][0]
    assert decode(text.encode(actual), declared=declared).text == text


def test_utf8_cut_short_is_not_read_as_what_it_was_declared() -> None:
    data = ("Größe und Straße, übermäßig schön. " * 3).encode() + b"\xc3"
    assert decode(data, declared="iso-8859-1").text.startswith("Größe und Straße")


def test_a_declared_or_marked_encoding_is_no_guess() -> None:
    assert not decode("Größe".encode()).guessed
    assert not decode("Größe".encode("cp1252"), declared="iso-8859-1").guessed
    assert decode("Größe und Straße".encode("cp1252")).guessed


def test_the_person_may_say_which_encoding_it_is() -> None:
    data = "Größe und Straße".encode("cp1252")
    offered = likely_encodings(data)
    assert offered[0] == "windows-1252"
    assert "windows-1250" in offered
    for name in offered:
        assert decode(data, chosen=name).encoding == name
    assert decode(data, chosen="windows-1251").text == data.decode("cp1251")


def test_an_utf8_text_cut_inside_a_character_keeps_everything_before_the_cut() -> None:
    decoded = decode("Größe und Straße".encode() + "ß".encode()[:1])
    assert decoded.text == "Größe und Straße\ufffd"
    assert decoded.damaged == 1


def test_a_page_that_says_latin1_but_is_utf8_is_read_as_utf8() -> None:
    assert decode("Größe".encode(), declared="iso-8859-1").text == "Größe"


@pytest.mark.parametrize("declared", ["utf-99", "hex", "zip", "idna", "\x00", "utf-16"])
def test_a_charset_that_is_none_or_untrue_is_passed_over(declared: str) -> None:
    assert decode(b"plain words", declared=declared).text == "plain words"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"a\x00b", "nul"),
        (bytes(range(1, 256)) * 4, "binary"),
        (b"a" * (LIMIT + 1), "too_large"),
    ],
)
def test_what_is_no_text_is_refused_with_a_sentence(data: bytes, code: str) -> None:
    with pytest.raises(ArticleError) as refusal:
        decode(data)
    assert refusal.value.code == code
    assert str(refusal.value).endswith(".")


def _comparable(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", lines)


@pytest.mark.skipif(not DERIVED.exists(), reason="needs the corpora (WORKBENCH_CORPORA)")
def test_one_text_in_twelve_encodings_arrives_as_one_text() -> None:
    expected = (DERIVED / "utf8.txt").read_bytes().decode()
    for path in sorted(DERIVED.iterdir()):
        if path.name == "utf8_with_nul.txt":
            with pytest.raises(ArticleError, match="NUL"):
                decode(path.read_bytes())
            continue
        _same(path, expected)


def _same(path: Path, expected: str) -> None:
    decoded = decode(path.read_bytes())
    if path.name == "truncated_utf8.txt":
        assert decoded.damaged == 1
        assert expected.startswith(decoded.text[: decoded.text.index("\ufffd")])
    else:
        assert _comparable(decoded.text) == _comparable(expected), path.name
