"""An export as somebody asks for it, in words and JSON, and what is wrong with the asking."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any

from models.base import iso
from models.queries.export_filters import STATUSES, ExportFilters
from models.queries.export_stream import ExportError
from models.text import refuse_unstorable

KEYS = ("tag", "reviewer", "status", "since", "until")


def read_filters(asked: Mapping[str, Any]) -> ExportFilters:
    """The filters out of `tag`, `reviewer`, `status` (one or a list), `since` and `until`.

    A day counts whole, also as `until`; a moment without a zone is in UTC. ExportError says what
    cannot be read, an unknown filter included: ignoring it would export too much.
    """
    unknown = [key for key in asked if key not in KEYS]
    if unknown:
        raise ExportError("exporting.unknown_filter", name=unknown[0], known=", ".join(KEYS))
    statuses = _names(asked, "status")
    for status in statuses:
        if status not in STATUSES:
            raise ExportError("exporting.unknown_status", name=status, known=", ".join(STATUSES))
    since = _moment(asked.get("since"), day_ends=False)
    until = _moment(asked.get("until"), day_ends=True)
    if since and until and since >= until:
        raise ExportError("exporting.backwards")
    return ExportFilters(
        tags=_names(asked, "tag"),
        reviewers=_names(asked, "reviewer"),
        statuses=statuses,
        since=since,
        until=until,
    )


def tell_filters(filters: ExportFilters) -> dict[str, Any]:
    """The filters as JSON that `read_filters` reads."""
    told = {
        "tag": list(filters.tags),
        "reviewer": list(filters.reviewers),
        "status": list(filters.statuses),
        "since": iso(filters.since) if filters.since else None,
        "until": iso(filters.until) if filters.until else None,
    }
    return {key: value for key, value in told.items() if value}


def _names(asked: Mapping[str, Any], key: str) -> Sequence[str]:
    value = asked.get(key) or []
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, Sequence) or not all(isinstance(name, str) for name in names):
        raise ExportError("exporting.wrong_names", name=key)
    for name in names:
        refuse_unstorable(name)
    return tuple(names)


def _moment(text: object, *, day_ends: bool) -> datetime | None:
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(str(text))
        if len(str(text)) > len("2026-04-11"):
            return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
        day = datetime.combine(moment, time(), UTC)
        return day + timedelta(days=1) if day_ends else day
    except (ValueError, OverflowError) as error:
        raise ExportError("exporting.wrong_moment", text=str(text)[:40]) from error
