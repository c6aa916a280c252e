"""The exported report as a page: notes beside their lines, nothing over anything, nothing asked for."""

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from formats.annotations import report_html
from tests.formats.annotations.contract import Span, sample, written

PARAGRAPH = (
    "The municipal utility will connect 4,200 homes to seawater heating by next winter, "
    "according to minutes of the council's energy committee published on Monday. "
)
TEXT = "\n\n".join([PARAGRAPH * 3, "قال الوزير إن القرار نهائي. " * 6, PARAGRAPH * 4])
SPANS: list[Span] = [
    *((start, start + 70, "sourced", "ines") for start in range(0, len(TEXT) - 80, 90)),
    *((start, start + 40, "disputed", "tove") for start in range(20, 300, 60)),
    (0, 300, "filler", "ola"),
]

# What overlaps what, as [number of overlapping pairs of notes, notes that stand over text].
COLLISIONS = """() => {
  const shown = [...document.querySelectorAll('.note')].map((one) => one.getBoundingClientRect()).filter((box) => box.height > 0);
  const texts = [...document.querySelectorAll('.text p')].map((one) => one.getBoundingClientRect());
  const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  const pairs = shown.flatMap((one, n) => shown.slice(n + 1).filter((other) => meet(one, other)));
  return [shown.length, pairs.length, shown.filter((one) => texts.some((text) => meet(one, text))).length];
}"""
BESIDE = """() => [...document.querySelectorAll('.text p')].map((paragraph) => {
  const notes = [...paragraph.querySelectorAll('.note'), ...paragraph.nextElementSibling.querySelectorAll('.note')];
  const note = notes.find((one) => one.getBoundingClientRect().height > 0);
  const [text, box] = [paragraph.getBoundingClientRect(), note.getBoundingClientRect()];
  return box.left >= text.right ? 'beside' : box.top >= text.bottom ? 'below' : 'over';
})"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    dataset = sample([(TEXT, SPANS), (PARAGRAPH, SPANS[:1])])
    rows = dataset.annotation_rows
    dataset.annotation_rows = [
        replace(row, note="A note of some length, " * (n % 4), confidence="medium")
        for n, row in enumerate(rows)
    ]
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_bytes(written(report_html, dataset))
    return path


@pytest.mark.parametrize(
    ("width", "height", "where"),
    [(1440, 900, "beside"), (1000, 800, "beside"), (390, 844, "below")],
)
def test_notes_stand_where_there_is_room_and_never_over_anything(
    page: Page, report: Path, width: int, height: int, where: str
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.goto(report.as_uri())

    assert page.evaluate(COLLISIONS) == [len(SPANS) + 1, 0, 0]
    assert set(page.evaluate(BESIDE)) == {where}
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_follows_the_readers_scheme_and_asks_for_nothing(
    browser: Browser, report: Path, scheme: str
) -> None:
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(report.as_uri())
    page.evaluate("document.fonts.ready")

    ground = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    faces = page.evaluate("[...document.fonts].map((face) => face.status)")

    assert ground == {"light": "rgb(253, 252, 250)", "dark": "rgb(23, 22, 20)"}[scheme]
    assert faces == ["loaded", "loaded"]
    assert [url for url in asked if not url.startswith("data:")] == [report.as_uri()]
    context.close()


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_it_prints_with_running_heads_and_each_article_on_a_page_of_its_own(
    page: Page, report: Path, tmp_path: Path, paper: str
) -> None:
    page.goto(report.as_uri())
    page.emulate_media(color_scheme="dark")
    target = tmp_path / "report.pdf"
    page.pdf(path=target, format=paper)

    pages = [" ".join(one.extract_text().split()) for one in PdfReader(target).pages]

    for number, text in enumerate(pages, start=1):
        assert "Desk" in text
        assert f"Page {number} of {len(pages)}" in text
    firsts = [n for n, text in enumerate(pages) if "https://example.org/" in text]
    assert firsts[0] == 1
    assert len(firsts) == 2
