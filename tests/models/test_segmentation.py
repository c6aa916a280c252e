"""Sentences and paragraphs of texts in several languages, and of any text at all."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.segmentation import SEGMENTER, paragraphs, sentences

PIECES = st.sampled_from(
    ["A", "b", ".", "!", "?", "…", "。", "？", " ", "\n", "\n\n", "\t", "\u00a0", "\u2028", "Dr.", "U.S.",
     "e\u0301", "💩", "👨🏻‍🚒", "🇩🇪", "中", "م", "؟", "”", "“", "(", ")", "3.", "\u200b", "\ufeff"]
)  # fmt: skip
TEXTS = st.one_of(
    st.lists(PIECES, max_size=60).map("".join),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r")),
)
LANGUAGES = st.sampled_from(
    ["", "en", "de", "fr", "ar", "zh", "ja", "hi", "pt-BR", "EN", "xx", "zzz"]
)


def told(text: str, language: str = "en") -> list[str]:
    return [text[found.start : found.end] for found in sentences(text, language)]


def test_an_abbreviation_ends_no_sentence() -> None:
    assert told(
        "Dr. Ruth Ames came in Jan. 2020. The U.S. Senate met Mr. Lee. He left at 5 p.m. sharp."
    ) == [
        "Dr. Ruth Ames came in Jan. 2020.",
        "The U.S. Senate met Mr. Lee.",
        "He left at 5 p.m. sharp.",
    ]


def test_a_line_end_inside_a_paragraph_ends_no_sentence() -> None:
    assert told("The mill\nclosed in\nMarch. Nobody knew.") == [
        "The mill\nclosed in\nMarch.",
        "Nobody knew.",
    ]


def test_a_blank_line_ends_a_sentence_and_a_paragraph() -> None:
    text = "A headline\n\nThe text\n \t\n\n\nThe end"
    assert told(text) == ["A headline", "The text", "The end"]
    assert [found.paragraph for found in sentences(text, "en")] == [0, 1, 2]
    assert [text[start:end] for start, end in paragraphs(text)] == [
        "A headline",
        "The text",
        "The end",
    ]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("zh", "他来了。她走了！真的？好。", ["他来了。", "她走了！", "真的？", "好。"]),
        ("", "他来了。她走了！", ["他来了。", "她走了！"]),
        ("ja", "彼は来た。彼女は行った。", ["彼は来た。", "彼女は行った。"]),
        ("ar", "ذهب الولد. هل عاد؟ نعم.", ["ذهب الولد.", "هل عاد؟", "نعم."]),
        ("de", "Er kam am 3. Mai. Dr. Müller sagte z. B. nichts.", ["Er kam am 3. Mai.", "Dr. Müller sagte z. B. nichts."]),
        ("fr", "Il est parti. M. Dupont est venu.", ["Il est parti.", "M. Dupont est venu."]),
        ("es", "Hola a todos. Sen. Warren habló.", ["Hola a todos.", "Sen. Warren habló."]),
        ("hi", "वह आया। वह गया।", ["वह आया।", "वह गया।"]),
    ],
)  # fmt: skip
def test_each_language_has_its_own_sentences(language: str, text: str, expected: list[str]) -> None:
    assert told(text, language) == expected


@given(TEXTS, LANGUAGES)
def test_sentences_cover_every_word_once(text: str, language: str) -> None:
    at = paragraph = 0
    for found in sentences(text, language):
        assert at <= found.start < found.end <= len(text)
        assert not text[at : found.start].strip()
        assert text[found.start : found.end] == text[found.start : found.end].strip()
        assert found.paragraph in (paragraph, paragraph + 1) or found.start == at == 0
        at, paragraph = found.end, found.paragraph
    assert not text[at:].strip()


@given(TEXTS, LANGUAGES)
def test_every_sentence_lies_within_its_paragraph(text: str, language: str) -> None:
    bounds = list(paragraphs(text))
    for found in sentences(text, language):
        start, end = bounds[found.paragraph]
        assert start <= found.start < found.end <= end


@given(TEXTS)
def test_a_paragraph_holds_no_blank_line(text: str) -> None:
    for start, end in paragraphs(text):
        assert all(line.strip() for line in text[start:end].split("\n"))


def test_a_very_long_paragraph_keeps_its_sentences() -> None:
    sentence = "Nobody at the old mill knew of the sale at all. "
    text = sentence * 2_000
    assert set(told(text)) == {sentence.strip()}
    assert len(told(text)) == 2_000


def test_a_very_long_sentence_is_one() -> None:
    assert told("word " * 30_000) == [("word " * 30_000).strip()]


def test_the_segmenter_is_named_with_its_version() -> None:
    assert SEGMENTER.startswith("sentencex 1.")


def test_real_articles_are_covered(real_articles: list[Path]) -> None:
    for path in real_articles[:40]:
        text = path.read_text("utf-8").lstrip("\ufeff").replace("\r\n", "\n")
        at = 0
        for found in sentences(text, ""):
            assert not text[at : found.start].strip()
            at = found.end
        assert not text[at:].strip()
