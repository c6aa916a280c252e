"""What is said of an article and of its evidence, in words that both formats set."""

from collections.abc import Iterator

from formats.annotations.report.remarks import stance
from formats.annotations.report.shown import day, on_one_line
from formats.annotations.rows import ArticleRow, EvidenceRow
from words import say


def details(article: ArticleRow) -> list[str]:
    """Outlet, day, byline, as far as they are known."""
    published = day(article.published_at) if article.published_at else ""
    known = (on_one_line(article.outlet), published, on_one_line(article.byline))
    return [part for part in known if part]


def text_facts(article: ArticleRow) -> tuple[str, str]:
    """Which text it was: revision, size, readings, and its fingerprint."""
    readings = say("report.count_submitted", n=article.n_reviewers)
    facts = say(
        "report.text_facts",
        revision=article.revision,
        characters=article.n_characters,
        words=article.n_words,
        readings=readings,
    )
    return facts, say("report.sha256", sha=on_one_line(article.text_sha256))


def proof_facts(sign: str, tag: str, row: EvidenceRow) -> Iterator[str]:
    """Stance, the passage it is for, when it was seen."""
    yield stance(row.stance)
    yield say("report.about_passage", number=sign, tag=on_one_line(tag))
    if row.accessed_at:
        yield say("report.accessed", day=day(row.accessed_at.isoformat()))
