"""Where passages stand after a correction: what is unchanged moves, and nothing else ever does."""

import random
import re
from bisect import bisect_right
from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from models.alignment import align, sentence_spans
from models.anchoring import Anchoring
from models.segmentation import sentences

WORDS = st.sampled_from(
    [
        "the",
        "mill",
        "closed",
        "in",
        "March",
        "register",
        "says",
        "owner",
        "promises",
        "工",
        "場",
        "🇩🇪",
        "é",
    ]
)
SENTENCES = st.lists(WORDS, min_size=1, max_size=9).map(lambda them: f"{' '.join(them)}. ")
TEXTS = st.lists(SENTENCES, min_size=1, max_size=12).map("".join)


@st.composite
def passages(draw: st.DrawFn) -> tuple[str, int, int]:
    text = draw(TEXTS)
    start = draw(st.integers(0, len(text) - 1))
    return text, start, draw(st.integers(start + 1, len(text)))


@given(TEXTS, TEXTS)
def test_what_is_aligned_is_the_same_and_in_order(old: str, new: str) -> None:
    at = (0, 0)
    for run in align(old, new):
        assert old[run.old : run.old_end] == new[run.new : run.new_end] != ""
        assert run.old >= at[0]
        assert run.new >= at[1]
        at = run.old_end, run.new_end


@given(passages())
def test_in_the_same_text_every_passage_stays_where_it_is(passage: tuple[str, int, int]) -> None:
    text, start, end = passage
    found = Anchoring(text, text).place(start, end)
    assert found.reason == "unchanged"
    assert found.places[0][:2] == (start, end)


@given(passages(), st.text("xyz \n", min_size=1, max_size=80))
def test_what_is_put_before_everything_shifts_everything(
    passage: tuple[str, int, int], added: str
) -> None:
    text, start, end = passage
    found = Anchoring(text, f"{added}\n\n{text}").place(start, end)
    assert found.reason == "unchanged"
    shift = len(added) + 2
    assert found.places[0][:2] == (start + shift, end + shift)


@given(passages(), st.data())
def test_a_passage_that_was_edited_never_moves_by_itself(
    passage: tuple[str, int, int], data: st.DataObject
) -> None:
    text, start, end = passage
    assume(end - start > 1)
    cut = data.draw(st.integers(start + 1, end - 1))
    more = data.draw(st.sampled_from(["Q", " quite ", "\n\n"]))
    kept = data.draw(st.integers(cut, end - 1))
    assert Anchoring(text, text[:cut] + more + text[kept:]).place(start, end).reason != "unchanged"


def long_sentence(number: int) -> str:
    """A sentence with words of its own."""
    return f"Item {number} " + " ".join(f"n{number}w{at}" for at in range(12)) + " ends here. "


@given(st.integers(2, 7), st.data())
def test_the_same_words_elsewhere_attract_nothing(count: int, data: st.DataObject) -> None:
    """A sentence is corrected at its place, and its old words are put somewhere else as well."""
    sentences = [long_sentence(number) for number in range(count)]
    chosen, elsewhere = (data.draw(st.integers(0, count - 1)) for _ in range(2))
    said = sentences[chosen]
    first = data.draw(st.integers(0, len(said) - 3))
    start = len("".join(sentences[:chosen])) + first
    end = start + data.draw(st.integers(2, len(said) - first))
    at = data.draw(st.integers(1, 10))
    edited = [*sentences[:chosen], said.replace(f"w{at} ", "QQ "), *sentences[chosen + 1 :]]
    edited.insert(elsewhere, said)
    found = Anchoring("".join(sentences), "".join(edited)).place(start, end)
    if found.reason == "unchanged":
        # Then its place is the sentence at its own place, corrected in another word.
        place = found.places[0]
        assert abs(place.start - start) <= len(said) + 2
        assert "QQ" not in "".join(edited)[place.start : place.end]
        own = "".join(edited[: edited.index(said.replace(f"w{at} ", "QQ "))])
        assert len(own) <= place.start < len(own) + len(said)


@given(passages(), TEXTS)
def test_whatever_moves_by_itself_has_its_own_words(
    passage: tuple[str, int, int], new: str
) -> None:
    text, start, end = passage
    found = Anchoring(text, new).place(start, end)
    for place in found.places:
        assert 0 <= place.start < place.end <= len(new)
    if found.reason == "unchanged":
        assert new[found.places[0].start : found.places[0].end] == text[start:end]


OLD = (
    "The mill closed in March, and 40 jobs were lost, the register says. "
    "Nobody at the company wanted to comment on that. "
    "The new owner promises a dazzling future for the whole valley. "
    "Critics of the plan doubt it very much."
)


def placed(new: str, quote: str) -> tuple[str, list[str]]:
    start = OLD.index(quote)
    found = Anchoring(OLD, new).place(start, start + len(quote))
    return found.reason, [new[place.start : place.end] for place in found.places]


def test_a_corrected_number_waits_with_what_became_of_it() -> None:
    reason, shown = placed(OLD.replace("40 jobs", "14 jobs"), "40 jobs were lost")
    assert reason == "changed"
    assert shown[0] == "14 jobs were lost"


def test_a_deleted_sentence_is_gone() -> None:
    gone = "The new owner promises a dazzling future for the whole valley. "
    assert placed(OLD.replace(gone, ""), "a dazzling future") == ("gone", [])


def test_a_passage_moves_although_a_sentence_beside_it_changed() -> None:
    new = OLD.replace("Nobody at the company wanted", "A speaker declined")
    assert placed(new, "40 jobs were lost, the register says.")[0] == "unchanged"


def test_a_pull_quote_beside_an_unchanged_passage_asks_a_person() -> None:
    quote = "a dazzling future for the whole valley"
    reason, shown = placed(f"{OLD} “{quote}”", quote)
    assert (reason, len(shown)) == ("ambiguous", 2)


def test_a_sentence_that_went_elsewhere_waits_with_its_place() -> None:
    sentence = "Nobody at the company wanted to comment on that. "
    new = f"{sentence}{OLD.replace(sentence, '')}"
    reason, shown = placed(new, sentence.strip())
    assert reason in ("unchanged", "elsewhere", "ambiguous")
    assert shown[0] == sentence.strip()


def test_corrections_of_real_articles(real_articles: list[Path]) -> None:
    """A number changed, a sentence struck, one put in: two passages are touched, the others move."""
    chance = random.Random(5)
    for path in real_articles:
        old = path.read_text("utf-8")
        spans = sorted(sentences_of(old))
        struck, changed = spans[len(spans) // 3], spans[2 * len(spans) // 3]
        middle = (changed[0] + changed[1]) // 2
        new = (
            "Correction: an earlier version was wrong.\n\n"
            + old[: struck[0]]
            + old[struck[1] : middle]
            + " QQQ "
            + old[middle:]
        )
        anchoring = Anchoring(old, new)
        reasons = {span: anchoring.place(*span).reason for span in spans}
        assert reasons[struck] == "gone"
        assert reasons[changed] in ("changed", "gone")
        others = [reason for span, reason in reasons.items() if span not in (struck, changed)]
        assert others.count("unchanged") >= len(others) - 2
        start = chance.randrange(len(old) - 200)
        assert anchoring.place(start, start + 150).reason in reasons.values()


def sentences_of(text: str) -> set[tuple[int, int]]:
    return {(one.start, one.end) for one in sentences(text, "en") if one.end - one.start > 40}


def test_a_long_text_with_many_passages_is_placed() -> None:
    chance = random.Random(1)
    common, rare = [f"c{n}" for n in range(300)], [f"r{n}" for n in range(8000)]
    told = [
        " ".join([*chance.choices(common, k=10), *chance.choices(rare, k=7)]).capitalize() + ". "
        for _ in range(1200)
    ]
    old = "".join(told)
    for number in chance.sample(range(1200), 40):
        told[number] = told[number].replace(" ", " quite ", 1)
    anchoring = Anchoring(old, "".join(told))
    starts = chance.sample(range(len(old) - 200), 400)
    reasons = [anchoring.place(at, at + chance.choice([8, 60, 200])).reason for at in starts]
    assert reasons.count("unchanged") > 340


PAUSE = (
    "Verification could eventually compromise system reliability. The organization maintains that a "
    "deliberate pace allows engineers to address faults. A pause leaves time for safety protocols to "
    "mature alongside new capabilities. Regulators have been asked to agree on such a pause by the end "
    "of the year. The organization argues that without a slowdown nobody will "
    "look. Critics answer that others would not wait for them."
)


@pytest.mark.parametrize("quote", ["organization", "The organization"])
def test_a_short_passage_never_moves_into_a_sentence_that_swapped_places(quote: str) -> None:
    said = [PAUSE[start:end] for start, end in sentence_spans(PAUSE)]
    said[1], said[4] = said[4], said[1]
    start = PAUSE.index(quote)
    assert Anchoring(PAUSE, "".join(said)).place(start, start + len(quote)).reason != "unchanged"


@given(st.randoms(use_true_random=False))
def test_no_word_moves_by_itself_into_another_sentence(chance: random.Random) -> None:
    """Sentences are struck, swapped, copied: what moves by itself moves to its only copy."""
    said = [PAUSE[start:end] for start, end in sentence_spans(PAUSE)]
    at = list(accumulate(map(len, said), initial=0))
    told = list(range(len(said)))
    for _ in range(chance.randint(1, 4)):
        one, other = (chance.randrange(len(told)) for _ in range(2))
        match chance.randrange(3):
            case 0:
                told[one], told[other] = told[other], told[one]
            case 1:
                told.insert(one, told[other])
            case _ if len(told) > 1:
                told.pop(one)
    new = "".join(said[number] for number in told)
    anchoring = Anchoring(PAUSE, new)
    for word in re.finditer(r"\w+", PAUSE):
        found = anchoring.place(*word.span())
        if found.reason == "unchanged":
            own = bisect_right(at, word.start()) - 1
            assert told.count(own) == 1
            before = sum(len(said[number]) for number in told[: told.index(own)])
            assert found.places[0].start == before + word.start() - at[own]


def test_of_two_copies_the_one_that_is_left_is_shown() -> None:
    twice = "The mill closed in March and nobody said why."
    old = f"It began here.\n\nNews Source\n\n{twice}\n\n{twice}\n\nEnd"
    found = Anchoring(old, f"It began here.\n\n{twice}\n\nEnd").place(
        start := old.index(twice), start + len(twice)
    )
    assert (found.reason, len(found.places)) == ("elsewhere", 1)


def test_other_words_at_the_same_place_are_shown_although_they_are_little_alike() -> None:
    new = OLD.replace("a dazzling future", "some minor trouble")
    reason, shown = placed(new, "a dazzling future")
    assert (reason, shown) == ("changed", ["some minor trouble"])


def test_two_words_that_went_elsewhere_are_found_in_a_text_of_many_words() -> None:
    filler = "".join(long_sentence(number) for number in range(40))
    old = f"{filler}It says zebra crossing. {filler.replace('n', 'm')}"
    new = old.replace("It says zebra crossing. ", "") + "Elsewhere zebra crossing was read."
    start = old.index("zebra")
    found = Anchoring(old, new).place(start, start + len("zebra crossing"))
    assert [new[one.start : one.end] for one in found.places] == ["zebra crossing"]
