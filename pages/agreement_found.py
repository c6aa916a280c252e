"""What the Agreement dashboard counts, kept for as long as no reading is submitted."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from agreement.bases import Basis
from agreement.bootstrap import RESAMPLES
from agreement.gathering import read_texts
from agreement.reading import ReadText
from agreement.sentences import units_of_columns
from agreement.survey import Survey, survey, survey_of_units
from models import database
from models.queries.frozen_columns import frozen_columns
from models.queries.frozen_scope import AgreementFilters, agreement_revision
from models.queries.frozen_texts import FrozenText, frozen_texts
from models.tag import Tag, tags_for
from pages.agreement_columns import (
    columns_read,
    last_days,
    parts_by_span,
    parts_by_version,
)
from pages.agreement_spans import Span, by_span, of_version, spans_of, spans_over
from pages.dashboard_asked import Asked
from pages.kept_views import kept


@dataclass(frozen=True, slots=True)
class Found:
    """A survey of the readings with what they are: how many, of which texts, by which guidelines."""

    at: Hashable
    survey: Survey
    articles: int
    reviewers: int
    sentences: int
    earlier: int
    """Readings of texts that newer ones took the place of."""
    versions: Sequence[int]
    spans: Mapping[str, Span]
    revisions: Mapping[str, int]
    """The text that counts, by article."""


def look(session: Session, asked: Asked, basis: Basis) -> Found:
    """Everything about the readings that the filters let through and the visitor may see."""
    whole, at = _whole(asked), revision_of(session, asked)
    tags = tags_told(session, whole)

    def count() -> Found:
        if basis == "sentences":
            return _on_sentences(session, whole, at, tags)
        found = frozen_texts(session, *whole.of, AgreementFilters.of(whole.filters))
        spans = spans_of(found.texts)
        texts = read_rows(session, whole, found.texts)
        groups = {**by_span(found.texts, texts, spans), **_by_version(session, whole, found.texts)}
        return Found(
            at,
            survey(texts, basis, groups, RESAMPLES, tags),
            len(texts),
            len({reading.reviewer for text in texts for reading in text.readings}),
            sum(len(text.sentences) for text in texts),
            found.earlier,
            sorted({marks.version for text in found.texts for marks in text.readings}),
            spans,
            {str(text.article_id): text.revision_id for text in found.texts},
        )

    return kept(at, whole.visit, ("agreement", basis, tags), count, whole.filters)


def _on_sentences(session: Session, asked: Asked, at: Hashable, tags: Sequence[str]) -> Found:
    """The same without making a thing of each passage: there may be a million."""
    found = frozen_columns(session, *asked.of, AgreementFilters.of(asked.filters))
    columns = columns_read(found, {tag.id: tag.name for tag in tags_in(session, asked)})
    units, spans = units_of_columns(columns), spans_over(last_days(found))
    groups = {
        **parts_by_span(units, found, spans),
        **parts_by_version(columns, found.versions),
    }
    return Found(
        at,
        survey_of_units(units, groups, RESAMPLES, tags),
        len(found.articles),
        len(set(found.reviewers)),
        len(found.sentences),
        found.earlier,
        sorted(set(found.versions.tolist())),
        spans,
        dict(zip(map(str, found.articles), found.revisions, strict=True)),
    )


def revision_of(session: Session, asked: Asked) -> str:
    """The state of the readings that the visitor may see, by the filters."""
    return agreement_revision(session, *asked.of, AgreementFilters.of(asked.filters))


def texts_now(asked: Asked) -> list[ReadText]:
    """The readings themselves, for what takes longer; read in a session of its own."""
    with database.current().read() as session:
        found = frozen_texts(session, *asked.of, AgreementFilters.of(asked.filters))
        return read_rows(session, asked, found.texts)


def tags_in(session: Session, asked: Asked) -> list[Tag]:
    """The project's tags in their order."""
    return tags_for(session, *asked.of)


def tags_told(session: Session, asked: Asked) -> tuple[str, ...]:
    """The tags that are told of even where nobody used them: those asked for, or all in use."""
    in_use = (tag.name for tag in tags_in(session, asked) if tag.retired_at is None)
    return tuple(asked.filters.tags) or tuple(in_use)


def _whole(asked: Asked) -> Asked:
    return replace(asked, filters=asked.filters.unpicked())


def read_rows(session: Session, asked: Asked, texts: Sequence[FrozenText]) -> list[ReadText]:
    """The texts with tags by name."""
    return read_texts(texts, {tag.id: tag.name for tag in tags_in(session, asked)})


def _by_version(
    session: Session, asked: Asked, texts: Sequence[FrozenText]
) -> dict[str, list[ReadText]]:
    versions = sorted({marks.version for text in texts for marks in text.readings})
    if len(versions) < 2:
        return {}
    return {
        f"version {version}": read_rows(session, asked, of_version(texts, version))
        for version in versions
    }
