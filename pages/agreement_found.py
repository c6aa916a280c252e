"""What the Agreement dashboard counts, kept for as long as no reading is submitted."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from agreement.bases import Basis
from agreement.bootstrap import RESAMPLES
from agreement.contributions import Place
from agreement.gathering import read_texts
from agreement.reading import ReadText
from agreement.survey import Survey, behind, survey
from models import database
from models.queries.frozen_scope import AgreementFilters, agreement_revision
from models.queries.frozen_texts import FrozenText, frozen_texts
from models.tag import Tag, tags_for
from pages.agreement_spans import Span, by_span, last_day, spans_of
from pages.dashboard_parts import Asked
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

    def count() -> Found:
        found = frozen_texts(session, *whole.of, AgreementFilters.of(whole.filters))
        spans = spans_of(found.texts)
        texts = _read(session, whole, found.texts)
        groups = {**by_span(found.texts, texts, spans), **_by_version(session, whole, found.texts)}
        return Found(
            at,
            survey(texts, basis, groups, RESAMPLES),
            len(texts),
            len({reading.reviewer for text in texts for reading in text.readings}),
            sum(len(text.sentences) for text in texts),
            found.earlier,
            sorted({marks.version for text in found.texts for marks in text.readings}),
            spans,
            {str(text.article_id): text.revision_id for text in found.texts},
        )

    return kept(at, whole.visit, ("agreement", basis), count, whole.filters)


def revision_of(session: Session, asked: Asked) -> str:
    """The state of the readings that the visitor may see, by the filters."""
    return agreement_revision(session, *asked.of, AgreementFilters.of(asked.filters))


def texts_now(asked: Asked) -> list[ReadText]:
    """The readings themselves, for what takes longer; read in a session of its own."""
    with database.current().read() as session:
        found = frozen_texts(session, *asked.of, AgreementFilters.of(asked.filters))
        return _read(session, asked, found.texts)


def places_behind(
    session: Session, asked: Asked, basis: Basis, found: Found, most: int
) -> list[Place]:
    """The first places behind the picked mark; those that lower agreement most where none is."""
    pick = asked.filters.pick

    def count() -> list[Place]:
        filters = AgreementFilters.of(asked.filters)
        rows = frozen_texts(session, *asked.of, filters).texts
        if pick.since and pick.until:
            rows = [one for one in rows if pick.since <= last_day(one) <= pick.until]
        if pick.version is not None:
            rows = _of_version(rows, pick.version)
        texts = _read(session, asked, rows)
        if pick.other is not None:
            return behind(texts, basis, cell=(pick.tag or None, pick.other or None), most=most)
        pair = (str(pick.reviewers[0]), str(pick.reviewers[1])) if len(pick.reviewers) > 1 else None
        return behind(texts, basis, tag=pick.tag, pair=pair, most=most)

    return kept(found.at, asked.visit, ("agreement", "behind", basis, most), count, asked.filters)


def tags_in(session: Session, asked: Asked) -> list[Tag]:
    """The project's tags in their order."""
    return tags_for(session, *asked.of)


def _whole(asked: Asked) -> Asked:
    return replace(asked, filters=asked.filters.unpicked())


def _read(session: Session, asked: Asked, texts: Sequence[FrozenText]) -> list[ReadText]:
    return read_texts(texts, {tag.id: tag.name for tag in tags_in(session, asked)})


def _by_version(
    session: Session, asked: Asked, texts: Sequence[FrozenText]
) -> dict[str, list[ReadText]]:
    versions = sorted({marks.version for text in texts for marks in text.readings})
    if len(versions) < 2:
        return {}
    return {
        f"version {version}": _read(session, asked, _of_version(texts, version))
        for version in versions
    }


def _of_version(texts: Sequence[FrozenText], version: int) -> list[FrozenText]:
    """The texts with the readings by these guidelines alone."""
    kept_readings = (
        replace(text, readings=[one for one in text.readings if one.version == version])
        for text in texts
    )
    return [text for text in kept_readings if text.readings]
