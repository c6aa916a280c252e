"""The printable page: the text with its passages, who said what on which ground, and no trap."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formats.annotations import report_html
from formats.annotations.dataset import WriteOptions
from formats.annotations.report.passages import LANES
from formats.annotations.rows import ArticleRow
from tests.formats.annotations.contract import TEXTS, Span, sample, written
from tests.formats.annotations.hostile import HOSTILE, hostile
from tests.formats.annotations.samples import EVIDENCE, TAG, Sample

_LINKS = re.compile(r"(https?://|#article-|#evidence-)")


def page_of(dataset: Sample) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(written(report_html, dataset).decode("utf-8"))


def words(element: lxml.html.HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())


def squeezed(text: str) -> str:
    return "".join(text.split())


def printed_paragraphs(page: lxml.html.HtmlElement) -> list[str]:
    kept = "not(ancestor::*[contains(@class, 'notes')]) and not(ancestor::sup)"
    return [
        "".join(paragraph.xpath(f".//text()[{kept}]"))
        for paragraph in page.xpath("//div[contains(@class, 'text')]/p")
    ]


def overlapping(text: str) -> list[Span]:
    n = len(text)
    wanted = [(0, n), (0, n), (n // 3, 2 * n // 3), (0, n // 2), (n // 2, n), (n - 1, n)]
    reviewers = ("ines", "tove")
    return [
        (start, end, "sourced", reviewers[at % 2])
        for at, (start, end) in enumerate(wanted)
        if start < end
    ]


@pytest.mark.parametrize("name", TEXTS)
def test_the_text_is_whole_and_every_number_follows_its_passage(name: str) -> None:
    text = TEXTS[name]
    page = page_of(sample([(text, overlapping(text))]))

    assert squeezed("".join(printed_paragraphs(page))) == squeezed(text)
    for number, (start, end, _, _) in enumerate(_numbered(overlapping(text)), start=1):
        before = page.xpath(
            "//div[contains(@class, 'text')]/p//text()[not(ancestor::*[contains(@class, 'notes')])"
            f" and not(ancestor::sup) and following::sup[. = 'S{number}']]"
        )
        assert squeezed("".join(before)) == squeezed(text[:end]), (start, end)


def _numbered(spans: list[Span]) -> list[Span]:
    return sorted(spans, key=lambda one: (one[0], -one[1]))


def test_each_passage_has_a_note_that_says_whose_it_is_and_how_sure() -> None:
    dataset = sample([("One two three.", [(0, 3, "sourced", "ines"), (4, 7, "filler", "tove")])])
    first, second = dataset.annotation_rows
    dataset.annotation_rows = [
        replace(first, note="Said so.", confidence="high", is_gold=True),
        replace(second, status="in_progress", origin="import"),
    ]

    dataset.tag_rows = [TAG, replace(TAG, tag="filler", letter="F")]

    page = page_of(dataset)

    notes = page.xpath("//span[@class='notes']/span[@role='note']")
    assert [(one.text, one.get("aria-label")) for one in page.xpath("//sup")] == [
        ("S1", "passage 1, sourced"),
        ("F2", "passage 2, filler"),
    ]
    assert [words(one) for one in page.xpath("//ul[@class='key']/li")] == ["S sourced", "F filler"]

    assert [words(note) for note in notes] == [
        "S1sourced ●●●ines · ★ goldSaid so.",
        "F2fillertove · reading not submitted · imported",
    ]
    assert notes[0].xpath(".//*[@aria-label='high confidence']")


def test_notes_stand_in_the_margin_and_once_more_below_for_narrow_screens() -> None:
    page = page_of(sample([("One two.\n\nThree.", [(0, 3, "sourced", "ines")])]))

    below = page.xpath("//div[@class='below']")

    assert [words(one) for one in below] == [words(page.xpath("//span[@class='notes']")[0])]
    assert "hidden" in below[0].attrib
    assert below[0].getprevious().tag == "p"


def test_evidence_is_numbered_and_linked_only_to_the_web() -> None:
    dataset = sample([("One two three.", [(0, 3, "sourced", "ines"), (4, 7, "filler", "tove")])])
    first, second = (row.annotation_id for row in dataset.annotation_rows)
    dataset.evidence_rows = [
        replace(EVIDENCE, annotation_id=first, url="https://example.org/?a=1&b=<2>", quote="Nine."),
        replace(EVIDENCE, annotation_id=second, url="javascript:alert(1)", stance="contradicts"),
        replace(EVIDENCE, annotation_id=second, position=1, url="", citation="Minutes, p. 2"),
    ]
    page = page_of(dataset)

    listed = page.xpath("//section[@class='evidence']//li")

    assert [words(one) for one in listed] == [
        "1supports · for passage S1, sourcedhttps://example.org/?a=1&b=<2>Nine.",
        "2contradicts · for passage S2, fillerjavascript:alert(1)At nine",
        "3supports · for passage S2, fillerMinutes, p. 2At nine",
    ]
    assert [one.xpath(".//a/@href") for one in listed] == [
        ["https://example.org/?a=1&b=<2>"],
        [],
        [],
    ]
    targets = page.xpath("//span[@class='notes']//a/@href")
    assert [page.xpath(f"//*[@id='{target[1:]}']/b")[0].text for target in targets] == [
        "1",
        "2",
        "3",
    ]


def test_contents_list_what_is_in_it_where_that_is_more_than_one_article() -> None:
    one = page_of(sample([("One.", [(0, 3, "sourced", "ines")]), ("Two.", []), ("Three.", [])]))
    several = page_of(
        sample(
            [
                ("One.", [(0, 3, "sourced", "ines")]),
                ("Two.", []),
                ("Three.", [(0, 5, "filler", "t")]),
            ]
        )
    )

    assert not one.xpath("//nav")
    assert [words(entry) for entry in several.xpath("//nav//li")] == [
        "Article 11 passage",
        "Article 31 passage",
    ]
    for target in several.xpath("//nav//a/@href"):
        assert several.xpath(f"//article[@id='{target[1:]}']")


def test_texts_without_passages_are_counted_and_not_printed() -> None:
    options = WriteOptions()
    dataset = sample([("One.", [(0, 3, "sourced", "ines")]), ("Untouched words.", [])])

    html = written(report_html, dataset, options).decode()

    assert options.lost == {"untagged_texts": 1}
    assert "Untouched words" not in html
    assert "1 more text has no such passage and is not printed." in html


def test_a_project_without_a_passage_says_so() -> None:
    html = written(report_html, sample([("One.", [])])).decode()

    assert "No passage was tagged" in html
    assert "How this was made" in html


def test_more_passages_than_lanes_are_counted_and_the_box_says_so() -> None:
    options = WriteOptions()
    spans = [(0, 3, "sourced", f"reviewer {n:02}") for n in range(LANES + 2)]

    page = lxml.html.document_fromstring(
        written(report_html, sample([("One.", spans)]), options).decode()
    )

    assert options.lost == {"overlaps_beyond": 2}
    assert len(page.xpath("//div[contains(@class, 'text')]/p//sup")) == LANES + 2


def test_the_box_says_how_it_was_made() -> None:
    dataset = sample([("One two.", [(0, 3, "sourced", "ines"), (4, 7, "old", "tove")])])
    rows = dataset.annotation_rows
    dataset.annotation_rows = [replace(row, guideline_version=2) for row in rows]
    dataset.tag_rows = [
        replace(TAG, guideline_version=3),
        replace(TAG, tag="old", description="Was used once.", retired=True, guideline_version=3),
    ]
    page = page_of(dataset)

    box = words(page.xpath("//section[@class='method']")[0])

    assert "1 article with 2 passages by 2 reviewers." in box
    assert "S sourcedSays where from" in box
    assert "S oldWas used once. (retired)" in box
    assert "Versions 2, 3." in box
    assert "one reviewer's reading, not a verdict" in box
    assert "11 Apr 2026, 09:30 UTC" in box
    row = next(iter(dataset.article_rows))
    assert row.text_sha256 in words(page.xpath("//div[@class='facts']")[0])


def test_a_line_is_drawn_for_each_passage_and_one_wash_for_the_shortest() -> None:
    page = page_of(
        sample([("One two three.", [(0, 13, "sourced", "ines"), (4, 7, "filler", "t")])])
    )

    styles = [mark.get("style") for mark in page.xpath("//mark[not(sup)]")]

    assert styles == [
        "--n:0;--w:var(--t0w);--l0:var(--t0l)",
        "--n:1;--w:var(--t1w);--l0:var(--t0l);--l1:var(--t1l)",
        "--n:0;--w:var(--t0w);--l0:var(--t0l)",
    ]


def assert_harmless(html: str) -> None:
    page = lxml.html.document_fromstring(html)
    assert not page.xpath("//script|//iframe|//object|//embed|//link|//base|//form|//svg|//img")
    for element in page.iter(lxml.html.etree.Element):
        for name, value in element.attrib.items():
            assert not name.startswith("on"), (element.tag, name)
            assert name not in ("src", "srcset", "action", "formaction", "background", "xlink:href")
            assert name != "href" or _LINKS.match(value.lower()), value
            assert name != "style" or re.fullmatch(r"[-a-z0-9:;()]*", value), value
    (sheet,) = page.xpath("//style/text()")
    assert "<" not in sheet
    assert "@import" not in sheet
    addresses = re.findall(r"url\(\s*['\"]?([a-z]+):", sheet)
    assert set(addresses) <= {"data"}
    assert len(page.xpath("//style")) == 1
    assert len(page.xpath("//article")) == html.count("<article ")


def test_nothing_that_a_person_wrote_is_more_than_text() -> None:
    html = written(report_html, hostile(list(HOSTILE))).decode("utf-8")

    assert_harmless(html)
    page = lxml.html.document_fromstring(html)
    titles = [words(one) for one in page.xpath("//article//h2")]
    assert titles[0] == HOSTILE[0]
    assert words(page.xpath("//h1")[0]) == HOSTILE[0]
    assert HOSTILE[1] in words(page.xpath("//section[@class='evidence']//blockquote")[1])


@pytest.mark.parametrize(
    "name", ["xss/xss-payload-list.sample600.txt", "xss/fuzzdb-xss-uri.txt", "blns/blns.txt"]
)
def test_lists_of_attacks_are_shown_as_text(name: str, corpora: Path) -> None:
    lines = (corpora / "4_hostile" / name).read_text("utf-8", errors="replace").splitlines()
    attacks = list(dict.fromkeys(line for line in lines if line.strip()))

    assert_harmless(written(report_html, hostile(attacks)).decode("utf-8"))


def test_it_asks_for_nothing_and_says_so_to_the_browser() -> None:
    page = page_of(sample([("One.", [(0, 3, "sourced", "ines")])]))

    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]

    assert policy.startswith("default-src 'none'")
    assert "script-src" not in policy
    faces = re.findall(r'src:url\("(data:font/woff)', page.xpath("//style/text()")[0])
    assert len(faces) == 2


def test_what_people_wrote_turns_nothing_around_it() -> None:
    text = "He wrote \u202ereversed and never closed it."
    page = page_of(sample([(text, [(0, 2, "שלום", "דנה")])]))

    assert page.xpath("//div[contains(@class, 'text')]/p/@dir") == ["auto"]
    assert [bdi.text for bdi in page.xpath("//span[@class='notes']//bdi")] == ["שלום", "דנה"]
    assert page.xpath("//span[@class='notes']/@dir") == ["ltr"]


def test_articles_leave_one_by_one() -> None:
    asked: list[int] = []

    class Watched(Sample):
        def articles(self) -> Iterator[ArticleRow]:
            for row in super().articles():
                asked.append(row.article_id)
                yield row

    made = sample([("One two.", [(0, 3, "sourced", "ines")])] * 20)
    fields = {name: getattr(made, name) for name in made.__dataclass_fields__}
    chunks = report_html.write(Watched(**fields), WriteOptions())

    for chunk in chunks:
        if b'<article id="article-3-r1"' in chunk:
            break

    passes = asked.count(1)
    assert asked[-1] == 3
    assert asked.count(20) == passes - 1


def test_every_texture_of_the_house_has_its_own_line() -> None:
    names = ("blue", "amber", "grey", "crimson")
    patterns = ("solid", "dashes", "dots", "wave")
    dataset = sample([("One.", [(0, 3, "t0", "ines")])])
    dataset.tag_rows = [
        replace(TAG, tag=f"t{n}", colour=colour, pattern=pattern)
        for n, (colour, pattern) in enumerate(zip(names, patterns, strict=True))
    ]
    sheet = page_of(dataset).xpath("//style/text()")[0]

    lines = [re.findall(rf"--t{n}l:url\(([^)]*)\)", sheet) for n in range(4)]

    assert [len(one) for one in lines] == [2, 2, 2, 2]  # light and dark
    assert len({one for pair in lines for one in pair}) == 8


@settings(max_examples=40)
@given(
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=40),
    st.lists(st.tuples(st.integers(0, 39), st.integers(1, 40), st.text(max_size=8)), max_size=6),
    st.text(max_size=20),
)
def test_no_text_and_no_note_breaks_the_page(
    text: str, spans: list[tuple[int, int, str]], note: str
) -> None:
    inside = [(s, min(e, len(text)), tag, note) for s, e, tag in spans if s < min(e, len(text))]
    dataset = sample([(text, [(0, len(text), note, "ines"), *inside])])
    dataset.annotation_rows = [replace(row, note=note) for row in dataset.annotation_rows]

    assert_harmless(written(report_html, dataset).decode("utf-8"))
