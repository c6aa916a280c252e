"""Who is cited by which sentence, and the chains that follow from it."""

from datetime import date

import pytest

from models.attributions import Outlets, attributions
from models.citation_chains import CITED, Citation, Published, chains, circular, cited_article

OUTLETS = Outlets({"The Courier": ["courier.example"], "Nordblick": [], "Time": []})


@pytest.mark.parametrize(
    ("sentence", "outlet"),
    [
        ("The mill is closed, according to a report by the Courier.", "The Courier"),
        ("Nordblick first reported the closure.", "Nordblick"),
        ("As first reported by Nordblick, the mill is closed.", "Nordblick"),
        ("Ames told the Courier that she knew.", "The Courier"),
        ("The mill is closed, courier.example reported.", "The Courier"),
        ("It closed, WSJ reports.", "Wall Street Journal"),
        ("It closed, Reuters reported on Monday.", "Reuters"),
        ("A report by the Daily Planet said so.", "Daily Planet"),
        ("Officials who asked not to be named said so.", ""),
        ("Two sources said the mill would close.", ""),
        ("According to people familiar with the matter, it closes.", ""),
    ],
)
def test_a_sentence_names_its_source(sentence: str, outlet: str) -> None:
    text = f"Before it something else stands. {sentence} And after it."
    found = list(attributions(text, "en-GB", OUTLETS))
    assert [one.outlet for one in found] == [outlet]
    assert text[found[0].start : found[0].end] == sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "He told time by the sun.",
        "The courier reported to the office.",
        "Police reported a theft.",
        "The officials were named on Monday.",
        "The Courier employs 40 people.",
        "Its sources of income have dried up.",
    ],
)
def test_other_sentences_name_none(sentence: str) -> None:
    assert list(attributions(sentence, "en", OUTLETS)) == []


def test_the_article_meant_is_the_last_before() -> None:
    story = [
        Published(1, "A", date(2026, 6, 1)),
        Published(2, "A", date(2026, 6, 3)),
        Published(3, "B", date(2026, 6, 2)),
        Published(4, "B", None),
    ]
    assert cited_article(story[2], "A", story) == 1
    assert cited_article(story[3], "A", story) == 1
    assert cited_article(story[0], "B", story) == 3
    assert cited_article(story[0], "C", story) is None


def cites(citing: int, cited: int | None, outlet: str = "x") -> Citation:
    return Citation(citing, cited, outlet, CITED, 0, 1, "…")


def test_chains_lead_to_the_origin_and_circles_are_told() -> None:
    outlets = {1: "A", 2: "B", 3: "C", 4: "A"}
    straight = [cites(3, 2), cites(2, 1), cites(1, None)]
    (chain,) = chains(straight, outlets)
    assert chain.article == 3
    assert chain.steps[0].further[0].further[0].citation.cited is None
    assert circular(straight, outlets) == set()
    round_ = [cites(1, 2), cites(2, 1)]
    (chain,) = chains(round_, outlets)
    assert chain.article == 2
    assert chain.steps[0].further[0].is_circular
    assert circular(round_, outlets) == set(round_)
    # Back to another article of the outlet that began it.
    by_outlet = [cites(4, 3), cites(3, 1)]
    (chain,) = chains(by_outlet, outlets)
    assert not chain.steps[0].is_circular
    assert chain.steps[0].further[0].is_circular
    assert cites(4, 3) in circular(by_outlet, outlets)


def test_a_dense_story_is_told_once_an_article() -> None:
    dense = [cites(one, other) for one in range(30) for other in range(30) if one > other]
    found = chains(dense, {})
    assert [chain.article for chain in found] == [29]
