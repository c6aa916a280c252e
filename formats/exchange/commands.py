"""What the command line asks of an import or an export, and what a person is told of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from formats.annotations.dataset import WriteOptions
from formats.exchange.choices import Choices, NewProject, pairs
from formats.exchange.destination import is_file
from formats.exchange.ended import tidied_when_ended
from formats.exchange.export import export_to_file
from formats.exchange.imports import Tell, run_import
from formats.exchange.losses import losses, tell_losses
from formats.exchange.plan import Plan
from formats.exchange.report import as_told, sentences
from formats.exchange.restoring import restore_bundle
from models.database import Database
from models.errors import BadInput
from models.project import all_projects, project_by_name
from models.queries.export_filters import ExportFilters
from models.reviewer import reviewer_by_handle
from words import say


@dataclass(frozen=True, slots=True)
class Exported:
    """What became of an export: a sentence, and one about what its format left behind."""

    told: str
    lost: str
    is_file: bool


@tidied_when_ended()
def export_as_asked(
    opened: Callable[[], Database],
    project_name: str,
    format_name: str,
    output: Path,
    filters: ExportFilters,
    delimiter: str,
) -> Exported:
    """Write the file; the database is opened once it is known where the file goes."""
    in_file = is_file(output)
    database = opened()
    with database.read() as session:
        project_id = project_by_name(session, project_name).id
    options = WriteOptions(delimiter=delimiter)
    size = export_to_file(database, None, project_id, format_name, output, filters, options)
    with database.read() as session:
        lost = losses(session, None, project_id, format_name, filters, options)
    told = say("cli.exported", path=output, size=f"{size:,}")
    return Exported(told, tell_losses(format_name, lost) if lost else "", in_file)


@tidied_when_ended()
def import_as_asked(
    database: Database,
    paths: Sequence[str],
    wanted: NewProject,
    asked: Mapping[str, Any],
    tell: Tell,
) -> tuple[dict[str, Any], Iterable[str]]:
    """What a program is told, and the sentences for a person.

    `wanted` names the project, and says what it is made of where it is to be made; `asked` are the
    options of the command by their names.
    """
    with database.read() as session:
        is_there = any(one.name == wanted.name.strip() for one in all_projects(session))
    is_made, dry_run = asked["create"] and not is_there, asked["dry_run"]
    if is_made and not wanted.name.strip():
        raise BadInput("project_name_blank")
    if is_made and not dry_run:
        restored = restore_bundle(database, paths, wanted.name, tell)
        if restored is not None:
            return restored, [_restored(wanted.name, restored)]
    with database.read() as session:
        project = wanted if is_made else project_by_name(session, wanted.name).id
        choices = _choices(session, asked)
    outcome = run_import(database, None, project, paths, choices, dry_run=dry_run, tell=tell)
    told = as_told(outcome)
    return told, chain(sentences(outcome, dry_run), _hints(outcome.plan, choices, told["rejected"]))


def _hints(plan: Plan, choices: Choices, rejected: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """What would bring in more, and what of the options met nothing."""
    labels = {one.label for one in plan.labels}
    for label in choices.tags:
        if label not in labels:
            yield say("cli.import_map_unused", label=label)
    if choices.columns and not any(file.kind == "collection" for file in plan.files):
        yield say("cli.import_columns_unused")
    if not choices.excerpts and any(one["reason"] == say("labelled.no_text") for one in rejected):
        yield say("cli.import_use_excerpts")
    if plan.has_good_left:
        yield say("cli.import_use_good_only")


def _restored(name: str, told: Mapping[str, Any]) -> str:
    counts = {"articles": len(told["articles"]), "annotations": told["annotations"]}
    return say("cli.restored_project", project=name, **counts)


def _choices(session: Session, asked: Mapping[str, Any]) -> Choices:
    handle = asked["reviewer"]
    return Choices(
        format_name=asked["format_name"],
        good_only=asked["good_only"],
        excerpts=asked["excerpts"],
        reviewer=reviewer_by_handle(session, handle).id if handle else None,
        tags=pairs(asked["mapped"], "--map"),
        new_tags=not asked["no_new_tags"],
        columns=pairs((asked["columns"] or "").split(","), "--columns"),
        allow=asked["allow"],
    )
