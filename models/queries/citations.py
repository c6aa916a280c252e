"""Who cites whom within a story: by what the articles say, and by what their evidence links to."""

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.article import Article
from models.attributions import Outlets, attributions
from models.citation_chains import CITED, LINKED, UNNAMED, Citation, Published, cited_article
from models.membership import Role, require_role
from models.queries.sourced_passages import evidence_links
from models.queries.story_articles import StoryArticle


def citations(
    session: Session, asker: int, project_id: int, story: Sequence[StoryArticle]
) -> list[Citation]:
    """What each article of a story has from elsewhere, in the order of the articles and their texts.

    An outlet that names itself cites nobody. Each outlet is told once an article, where it is first
    named; so is that something rests on nobody named.
    """
    require_role(session, asker, project_id, Role.VIEWER)
    hosts = _hosts(session, project_id)
    outlets = Outlets(hosts)
    published = [Published(one.id, one.outlet, one.day) for one in story]
    links = evidence_links(session, asker, project_id, [one.id for one in story])
    by_host = {host: outlet for outlet, known in hosts.items() for host in known}
    found: dict[tuple[int, str], Citation] = {}
    for article, own in zip(story, published, strict=True):
        for one in _said(article, own, published, outlets):
            former = found.setdefault((one.citing, one.outlet), one)
            # A title says it shortest; the sentence that tells more is behind it.
            if former.sentence == article.title:
                found[one.citing, one.outlet] = one
        for link in links:
            outlet = by_host.get(_host(link.url), "")
            if link.article_id == article.id and outlet not in ("", article.outlet):
                cited = cited_article(own, outlet, published)
                told = (cited, outlet, LINKED, link.start, link.end, link.quote)
                found.setdefault((article.id, outlet), Citation(article.id, *told))
    places = {one.id: place for place, one in enumerate(story)}
    return sorted(found.values(), key=lambda one: (places[one.citing], one.start, one.outlet))


def _said(
    article: StoryArticle, own: Published, story: Sequence[Published], outlets: Outlets
) -> Iterator[Citation]:
    for one in attributions(article.text, article.language, outlets):
        sentence = article.text[one.start : one.end]
        if not one.outlet:
            yield Citation(article.id, None, "", UNNAMED, one.start, one.end, sentence)
        elif one.outlet != article.outlet:
            cited = cited_article(own, one.outlet, story)
            yield Citation(article.id, cited, one.outlet, CITED, one.start, one.end, sentence)


def _hosts(session: Session, project_id: int) -> dict[str, set[str]]:
    """The project's outlets, each with host names that its articles come from: the first and the last."""
    rows = session.execute(
        select(Article.outlet, func.min(Article.url), func.max(Article.url))
        .where(Article.project_id == project_id, Article.outlet != "")
        .group_by(Article.outlet)
    )
    return {outlet: {_host(url) for url in urls} - {""} for outlet, *urls in rows}


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
