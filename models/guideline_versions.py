"""The versions of a project's guidelines: saved, listed, and compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.annotation import Annotation
from models.errors import BadInput, NotFound
from models.event import record
from models.membership import Role, require_role
from models.mirroring import mirror
from models.project import Guideline, guideline_version, guidelines
from models.queries.visible import hidden_from, visible_to
from models.reviewer import Reviewer
from models.text import one_line, refuse_unstorable
from models.turns import wait_for_turn
from models.writing import require_writer

GUIDELINES_LIMIT = 200_000
CHANGE_LIMIT = 200


@dataclass(frozen=True, slots=True)
class InForce:
    """The guidelines that are read by now; version 0 and a blank text where there are none."""

    version: int
    markdown: str


@dataclass(frozen=True, slots=True)
class Version:
    """One version: what it changed, whose it is ('' for the command line), and since when.

    `passages` counts the live passages that were made under it.
    """

    version: int
    change: str
    by: str
    at: datetime
    passages: int


def guidelines_in_force(session: Session, asker: int, project_id: int) -> InForce:
    """The version in force, for members of the project."""
    require_role(session, asker, project_id, Role.VIEWER)
    return InForce(guideline_version(session, project_id), guidelines(session, project_id))


def guideline_versions(session: Session, asker: int, project_id: int) -> Sequence[Version]:
    """Every version, the newest first."""
    require_role(session, asker, project_id, Role.VIEWER)
    made = passages_by_version(session, asker, project_id)
    rows = session.execute(
        select(Guideline.version, Guideline.change, Reviewer.name, Guideline.created_at)
        .outerjoin(Reviewer, Reviewer.id == Guideline.created_by)
        .where(Guideline.project_id == project_id)
        .order_by(Guideline.version.desc())
    )
    return [
        Version(version, change, by or "", at, made.get(version, 0))
        for version, change, by, at in rows
    ]


def passages_by_version(session: Session, asker: int, project_id: int) -> dict[int | None, int]:
    """How many live passages were made under each version; under None those made elsewhere.

    As far as the asker may see them.
    """
    require_role(session, asker, project_id, Role.VIEWER)
    rows = session.execute(
        select(Annotation.guideline_version, func.count())
        .where(
            Annotation.project_id == project_id,
            Annotation.deleted_at.is_(None),
            visible_to(hidden_from(session, asker, project_id)),
        )
        .group_by(Annotation.guideline_version)
    )
    return {row[0]: row[1] for row in rows}


def guideline_text(session: Session, asker: int, project_id: int, version: int) -> str:
    """The Markdown of one version; NotFound where there is none of that number."""
    require_role(session, asker, project_id, Role.VIEWER)
    found = session.scalar(
        select(Guideline.markdown).where(
            Guideline.project_id == project_id, Guideline.version == version
        )
    )
    if found is None:
        raise NotFound("guideline_unknown", version=version)
    return found


def save_guidelines(
    session: Session, asker: int | None, project_id: int, seen: int, markdown: str, change: str
) -> int:
    """The next version of the guidelines, in force from now on; its number.

    `seen` is the version it was written upon: BadInput where another came meanwhile, where nothing
    changed, and without a line that says what did.
    """
    require_writer(session, asker, project_id, Role.ADMIN)
    wait_for_turn(session, f"guidelines of {project_id}")
    refuse_unstorable(markdown)
    text = markdown.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > GUIDELINES_LIMIT:
        raise BadInput("field_too_long", field="guidelines", limit=f"{GUIDELINES_LIMIT:,}")
    told = one_line(change, limit=CHANGE_LIMIT)
    if not told:
        raise BadInput("guideline_change_blank")
    last = guideline_version(session, project_id)
    if last != seen:
        raise BadInput("guideline_moved", version=last)
    if text == guidelines(session, project_id):
        raise BadInput("guideline_same")
    made = Guideline(
        project_id=project_id, version=last + 1, markdown=text, change=told, created_by=asker
    )
    session.add(made)
    session.flush()
    mirror(session, project_id)
    after = {"version": made.version, "change": told}
    record(session, asker, project_id, "create", "guideline", made.id, {"version": last}, after)
    return made.version
