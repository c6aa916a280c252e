"""From what a codec read to what is stored: the import half of what sees both sides."""

from pathlib import PurePath

from sqlalchemy.orm import Session

from formats.articles.draft import ImportedArticle
from models import article as articles
from models.article import Article, ArticleDraft, add_article
from models.text import clean_text

# What a page says of itself can be of any length; what is found is a suggestion, so it may be cut.
TITLE_LIMIT = 500
DETAIL_LIMIT = 300


def draft_of(imported: ImportedArticle) -> ArticleDraft:
    """What would be stored: the text normalised, a title made of the file's name where none was found.

    BadInput where the text is none that can be stored.
    """
    return ArticleDraft(
        title=(imported.title or PurePath(imported.source).stem)[:TITLE_LIMIT],
        text=clean_text(imported.text),
        outlet=imported.outlet[:DETAIL_LIMIT],
        byline=imported.byline[:DETAIL_LIMIT],
        url=imported.url,
        published_at=imported.published_at,
        language=imported.language,
    )


def import_article(
    session: Session, asker: int | None, project_id: int, imported: ImportedArticle
) -> Article:
    """Store what a codec read, whole; BadInput and DuplicateText say why it cannot be."""
    return add_article(session, asker, project_id, draft_of(imported))


def find_same_text(session: Session, project_id: int, text: str) -> Article | None:
    """The article of the project that has this very text already, however it was saved."""
    return articles.find_same_text(session, project_id, clean_text(text))
