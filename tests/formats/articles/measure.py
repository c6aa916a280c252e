"""How much of the expected articles arrives: `python -m tests.formats.articles.measure`.

Reads the corpora under WORKBENCH_CORPORA (default ../shared) and prints one row a page and
one a collection. The floors that the tests hold are in quality.json beside this file.
"""

import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from lxml import html as lxml_html

from formats.articles.errors import ArticleError
from formats.articles.registry import read_article

FLOORS = Path(__file__).with_name("quality.json")
_WORD = re.compile(r"[぀-ヿ㐀-鿿]|\w+", re.UNICODE)


def corpora() -> Path:
    """The folder with the real pages; it may be missing."""
    return Path(os.environ.get("WORKBENCH_CORPORA", "../shared")) / "corpora"


@dataclass(frozen=True)
class Score:
    """One page: the shares of expected words found and of found words expected."""

    collection: str
    page: str
    recall: float
    precision: float

    @property
    def f1(self) -> float:
        total = self.recall + self.precision
        return 2 * self.recall * self.precision / total if total else 0.0


def compare(collection: str, page: str, expected: str, got: str) -> Score:
    """Words as multisets: order apart, every word of the one is looked for in the other."""
    want, have = (Counter(_WORD.findall(text.lower())) for text in (expected, got))
    common = (want & have).total()
    return Score(collection, page, common / max(1, want.total()), common / max(1, have.total()))


def read_text(path: Path, url: str = "") -> str:
    """The article's text on a page, blank where it is refused."""
    try:
        return read_article(path.read_bytes(), name=path.name, url=url).text
    except ArticleError:
        return ""


def benchmark() -> Iterator[Score]:
    folder = corpora() / "3_web_and_documents/article_extraction_benchmark"
    for key, entry in json.loads((folder / "ground-truth.json").read_text()).items():
        page = folder / "html" / f"{key}.html"
        if page.exists():
            yield compare("benchmark", key[:12], entry["articleBody"], read_text(page))


def readability() -> Iterator[Score]:
    for folder in sorted((corpora() / "3_web_and_documents/readability").iterdir()):
        expected = lxml_html.document_fromstring((folder / "expected.html").read_text("utf-8"))
        for block in expected.iter("p", "li", "h1", "h2", "h3", "h4", "div", "br", "td"):
            block.tail = "\n" + (block.tail or "")
        yield compare(
            "readability", folder.name, expected.text_content(), read_text(folder / "source.html")
        )


def newspaper() -> Iterator[Score]:
    folder = corpora() / "3_web_and_documents/newspaper"
    pages = {page.name.split(".html")[0]: page for page in (folder / "html").iterdir()}
    for text in sorted((folder / "text").glob("*.txt")):
        stem = text.stem
        page = (
            pages.get(stem)
            or pages.get(f"{stem}_article")
            or pages.get(re.sub(r"(\d?)$", r"_article\1", stem, count=1))
        )
        expected = text.read_text("utf-8")
        if page is not None and len(expected) > 100:
            yield compare("newspaper", stem, expected, read_text(page))


def cache() -> Iterator[Score]:
    """Here the expectation is phrases: those that must be in, and those that must not."""
    folder = corpora() / "3_web_and_documents/trafilatura_cache"
    for name, entry in json.loads((folder / "expected.json").read_text()).items():
        got = " ".join(read_text(folder / entry["file"], entry["url"]).split())
        inside = [" ".join(phrase.split()) in got for phrase in entry["with"]]
        outside = [" ".join(phrase.split()) not in got for phrase in entry["without"]]
        yield Score("cache", name[:30], fmean(inside or [1]), fmean(outside or [1]))


COLLECTIONS = {
    "benchmark": benchmark,
    "readability": readability,
    "newspaper": newspaper,
    "cache": cache,
}


def summary(scores: list[Score]) -> dict[str, float]:
    """The means over one collection's pages."""
    return {
        "recall": round(fmean(score.recall for score in scores), 3),
        "precision": round(fmean(score.precision for score in scores), 3),
        "f1": round(fmean(score.f1 for score in scores), 3),
    }


def main() -> None:
    print(f"{'collection':12} {'page':32} {'recall':>7} {'precis.':>7} {'F1':>7}")
    for name, collect in COLLECTIONS.items():
        scores = list(collect())
        for score in scores:
            print(
                f"{name:12} {score.page:32} {score.recall:7.3f} {score.precision:7.3f} {score.f1:7.3f}"
            )
        means = summary(scores)
        print(
            f"{name:12} {'MEAN of ' + str(len(scores)):32} {means['recall']:7.3f} {means['precision']:7.3f} {means['f1']:7.3f}\n"
        )


if __name__ == "__main__":
    main()
