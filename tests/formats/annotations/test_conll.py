from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.annotations import conll
from formats.annotations.conll_schemes import Run, runs
from formats.annotations.dataset import WriteOptions
from formats.annotations.labelled import LabelledArticle
from formats.source import FileSource, MemorySource
from tests.formats.annotations.contract import TEXTS, read_back, sample, written
from tests.formats.annotations.round_trips import damaged, members, read_all, reasons
from tests.formats.annotations.samples import MOMENT

GOOD = "-DOCSTART- -X- O O\n\nEU NNP I-NP B-ORG\nsaid VBD O O\n\nBonn NNP O I-LOC\n"


def read(text: str, name: str = "a.conll") -> list[LabelledArticle]:
    source = MemorySource(name, text.encode())
    assert conll.recognises(source)
    return [one for one in conll.read(source) if isinstance(one, LabelledArticle)]


def real(path: Path) -> list[LabelledArticle]:
    source = FileSource(path.parent, path.name)
    assert conll.recognises(source)
    found = list(conll.read(source))
    articles = [one for one in found if isinstance(one, LabelledArticle)]
    assert len(articles) == len(found)
    assert not any(one.faults for one in articles)
    return articles


def quotes(article: LabelledArticle) -> list[tuple[str, str]]:
    return [(p.tag, (article.text or "")[p.start : p.end]) for p in article.passages]


def tokens_by_tag(articles: list[LabelledArticle]) -> Counter[str]:
    counted: Counter[str] = Counter()
    for article in articles:
        for tag, quote in quotes(article):
            counted[tag] += len(quote.split())
    return counted


def test_wikigold(corpora: Path) -> None:
    path = corpora / "2_peer_formats" / "conll" / "wikigold.part1.conll"
    articles = real(path)
    # 17 lines -DOCSTART-, and an article before the first of them.
    assert path.read_text("utf-8").count("-DOCSTART-") == 17
    assert len(articles) == 18
    assert sum(len((one.text or "").split()) for one in articles) == 7332
    assert tokens_by_tag(articles) == {"MISC": 343, "ORG": 428, "PER": 286, "LOC": 260}


def test_broad_twitter_corpus(corpora: Path) -> None:
    (article,) = real(corpora / "2_peer_formats" / "conll" / "btc_e.conll")
    assert len((article.text or "").split()) == 3981
    assert Counter(p.tag for p in article.passages) == {"ORG": 122, "LOC": 144, "PER": 59}
    assert tokens_by_tag([article]) == {"ORG": 184, "LOC": 182, "PER": 74}


def test_government_statements(corpora: Path) -> None:
    folder = corpora / "2_peer_formats" / "conll" / "re3d_uk_government"
    articles = [real(path) for path in sorted(folder.iterdir())]
    assert [len(one) for one in articles] == [1] * 12
    assert quotes(articles[0][0])[:2] == [
        ("Person", "Minister for the Middle East"),
        ("Person", "Tobias Ellwood"),
    ]


def test_other_tools_examples_are_read(corpora: Path) -> None:
    folder = corpora / "2_peer_formats" / "doccano" / "data_import" / "sequence_labeling"
    for name in ("example.conll", "labeling.trailing.conll"):
        assert all(one.passages for one in real(folder / name))


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ("I-A I-A O I-A", ["A0-1", "A3-3"]),  # IO
        ("I-A B-A O I-B", ["A0-0", "A1-1", "B3-3"]),  # IOB1
        ("B-A I-A B-A B-B", ["A0-1", "A2-2", "B3-3"]),  # IOB2
        ("B-A E-A S-A S-B", ["A0-1", "A2-2", "B3-3"]),  # BIOES
        ("B-A L-A U-A I-B", ["A0-1", "A2-2", "B3-3"]),  # BILOU
        ("B-A I-B I-B O", ["A0-0", "B1-2"]),  # a slip
        ("B-A E-A I-A O", ["A0-1", "A2-2"]),  # another
        ("", []),
    ],
)
def test_schemes(labels: str, expected: list[str]) -> None:
    found: list[Run] = list(runs(labels.split()))
    assert [f"{run.tag}{run.first}-{run.last}" for run in found] == expected


def test_columns_documents_sentences_and_comments() -> None:
    (found,) = read(GOOD)
    assert found.text == "EU said\nBonn"
    assert quotes(found) == [("ORG", "EU"), ("LOC", "Bonn")]
    assert found.dropped == {"dropped_token_columns": 2}
    first, second = read(
        "# id = 7 O\n#tag\tO\nA\tB-X\n\n-DOCSTART-\tO\n\nB\tO\n", "reviewers/i%40b.conll"
    )
    assert (first.text, second.text) == ("#tag A", "B")
    assert first.passages[0].reviewer == "i@b"


def test_what_goes_out_comes_in_again_but_for_white_space() -> None:
    marked = {text: [(0, len(text), "sourced", "ines")] for text in TEXTS.values()}
    (mine, *_) = [read_back(conll, written(conll, sample(marked.items())))]
    assert ["".join((one.text or "").split()) for one in mine] == [
        "".join(text.split()) for text in TEXTS.values()
    ]
    assert [one.title for one in mine] == [f"Article {n}" for n in range(1, len(TEXTS) + 1)]
    for one in mine:
        assert [(p.tag, p.start, p.end) for p in one.passages] == [
            ("sourced", 0, len(one.text or ""))
        ]


def test_overlaps_parts_of_words_and_blanks_in_tags_are_counted() -> None:
    options = WriteOptions(made_at=MOMENT)
    text = "The old mayor resigned. Nobody knows why."
    spans = [
        (0, 13, "a b", "ines"),
        (4, 13, "inner", "ines"),  # overlaps a longer one
        (16, 22, "part", "ines"),  # begins inside a word
        (3, 4, "blank", "ines"),  # white space alone
        (4, 7, "own", "otto"),
    ]
    data = sample([(text, spans), ("Nobody's.", [])])
    found = read_back(conll, written(conll, data, options))
    # Before three full stops, and between the sentences, which become lines.
    assert options.lost == {"overlaps": 1, "sub_token": 2, "exact_tags": 1, "white_space": 4}
    assert [
        (p.reviewer, *quote)
        for one in found
        for p, quote in zip(one.passages, quotes(one), strict=True)
    ] == [
        ("ines", "a_b", "The old mayor"),
        ("ines", "part", "resigned"),
        ("otto", "own", "old"),
    ]
    assert sorted(members(conll, data)) == [
        "reviewers/ines.conll",
        "reviewers/otto.conll",
        "untagged.conll",
    ]


def test_no_sentence_ends_inside_a_passage() -> None:
    text = "It was. It is. It will."
    (found,) = read_back(conll, written(conll, sample([(text, [(3, 13, "x", "ines")])])))
    assert found.text == "It was . It is .\nIt will ."
    assert quotes(found) == [("x", "was . It is")]


@pytest.mark.parametrize(
    ("text", "line"), [("A B-X\nB\n", 2), ("A B-X\nB Q-X\n", 2), (f"A B-X\n{'x' * 1_100_000} O", 2)]
)
def test_what_is_wrong_is_said_with_its_line(text: str, line: int) -> None:
    ((at, reason),) = reasons(conll, MemorySource("a.conll", text.encode()))
    assert at == line
    assert "label" in reason or "longer than" in reason


@pytest.mark.parametrize(
    "other",
    [
        "T1\tPER 0 5\tfoo\n",
        "#FORMAT=WebAnno TSV 3.3\n\n",
        "12\tSmears\t0\t4\n",
        "The mayor resigned.\nOn Monday.\n",
        "O\n",
        "",
        "1-1\tThe\tB-DT\n",
    ],
)
def test_other_formats_are_left_to_others(other: str) -> None:
    assert not conll.recognises(MemorySource("a.conll", other.encode()))


@given(damaged([GOOD.encode(), b"a\tB-X\nb\tI-X\n\nc\tS-Y\n"]))
def test_no_damage_is_more_than_a_sentence(data: bytes) -> None:
    read_all(conll, MemorySource("a.conll", data))


@given(st.lists(st.sampled_from(["O", "B-X", "I-X", "E-X", "S-Y", "I-Y"]), max_size=12))
def test_no_token_is_in_two_passages(labels: list[str]) -> None:
    covered = [n for run in runs(labels) for n in range(run.first, run.last + 1)]
    assert covered == [n for n, label in enumerate(labels) if label != "O"]
