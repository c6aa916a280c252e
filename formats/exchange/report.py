"""What became of an import, as programs and people are told."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from formats.articles.collections.collected import shown
from formats.exchange.imports import Outcome
from formats.exchange.plan import FilePlan, Plan
from models.new_tags import MANY, NAME_LIMIT
from words import say

MOST_NAMES = 20
"""So many labels and people are told one by one."""
MOST_LINES = 5
"""So many lines with the same fault are told by number."""
MOST_COLUMNS, LONGEST_COLUMN = 8, 40
"""So many columns are named in a sentence, and so much of each name."""
MOST_ABOUT, LONGEST_NAME = 8, 120
"""So many files that are about others are named, and so much of each path."""


def as_told(outcome: Outcome) -> dict[str, Any]:
    """As `workbench import --json` prints it; `details` only where there is more than articles."""
    told: dict[str, Any] = {
        "articles": [
            {"id": one.id, "revision_id": one.revision_id, "title": one.title, "path": one.path}
            for one in outcome.articles
        ],
        "annotations": outcome.passages,
        "rejected": list(rejected(outcome.plan)),
    }
    return told | ({"details": _details(outcome.plan)} if _has_details(outcome.plan) else {})


def _has_details(plan: Plan) -> bool:
    total = plan.total
    return bool(plan.labels or plan.people or plan.dropped or plan.about) or bool(
        total.articles_there or total.damaged
    )


def _details(plan: Plan) -> dict[str, Any]:
    total = plan.total
    return {
        "there": {"articles": total.articles_there, "annotations": total.passages_there},
        "found": total.articles_found,
        "excerpts": total.excerpts,
        "verified": total.verified,
        "repaired": total.repaired,
        "moved": [{"path": one.path, "lines": one.moved} for one in _moved(plan)],
        "dropped": dict(total.dropped),
        "about": plan.about,
        "columns": dict(total.columns.most_common()),
        "damaged": [{"path": one.path, "characters": one.tally.damaged} for one in damaged(plan)],
        "labels": [asdict(one) for one in plan.labels],
        "people": [asdict(one) for one in plan.people],
    }


def rejected(plan: Plan) -> Iterator[dict[str, Any]]:
    """Every fault with its file and line."""
    for file in plan.faulty:
        for fault in file.faults:
            yield {"path": file.path, "line": fault.line, "reason": fault.reason}
        if file.more_faults:
            reason = say("importing.more_faults", n=file.more_faults)
            yield {"path": file.path, "line": None, "reason": reason}


def together(refused: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """The same, what is wrong in the same way on many lines of a file told once.

    `lines` names the first of them, and is blank where the file as a whole is meant.
    """
    found: dict[tuple[str, str], dict[int, None]] = {}
    for one in refused:
        lines = found.setdefault((one["path"], one["reason"]), {})
        if one["line"] is not None:
            lines[one["line"]] = None
    for (path, reason), lines in found.items():
        yield {"path": path, "reason": reason, "lines": _told_lines(lines), "n": len(lines)}


def told_moved(plan: Plan, shown_as: Callable[[str], str] = str) -> Iterator[str]:
    """In which lines of which files the passages stand that were put where their quotes are."""
    for file in list(_moved(plan))[:MOST_NAMES]:
        lines = dict.fromkeys(sorted(file.moved))
        told = {"name": shown_as(file.path), "lines": _told_lines(lines), "n": len(lines)}
        yield say("importing.moved", **told)


def _moved(plan: Plan) -> Iterator[FilePlan]:
    return (one for one in plan.files if one.moved and not one.is_left)


def _told_lines(lines: Collection[int]) -> str:
    told = ", ".join(map(str, list(lines)[:MOST_LINES]))
    if len(lines) > MOST_LINES:
        told = say("importing.more_lines", lines=told, n=len(lines) - MOST_LINES)
    return told


def damaged(plan: Plan) -> Iterator[FilePlan]:
    """The files that gave articles with characters that could not be read."""
    return (one for one in plan.files if one.tally.damaged and not one.is_left)


def sentences(outcome: Outcome, dry_run: bool) -> Iterator[str]:
    """What a person is told, the articles first."""
    plan, total = outcome.plan, outcome.plan.total
    refused = plan.n_faults
    word = "cli.would_import" if dry_run else "cli.imported"
    yield say(word, n=len(outcome.articles), rejected=refused)
    if total.passages_new or total.passages_there:
        word = "cli.would_import_passages" if dry_run else "cli.imported_passages"
        yield say(word, n=outcome.passages, there=total.passages_there)
    for word, n in (
        ("cli.import_there", total.articles_there),
        ("cli.import_found", total.articles_found),
        ("cli.import_excerpts", total.excerpts),
        ("cli.import_repaired", total.repaired),
    ):
        if n:
            yield say(word, n=n)
    yield from told_moved(plan)
    for file in list(damaged(plan))[:MOST_NAMES]:
        yield say("cli.import_damaged", path=file.path, n=file.tally.damaged)
    if plan.new_tags > MANY:
        yield say("cli.import_many_tags", n=plan.new_tags, most=MANY)
    if dry_run:
        yield from _names(plan)
    elif plan.new_tags:
        yield _new_tags(plan)
    if cut := sum(one.is_new and len(one.label) > NAME_LIMIT for one in plan.labels):
        yield say("cli.import_cut_labels", n=cut, most=NAME_LIMIT)
    yield from _unnamed(plan, dry_run)
    yield from _left_out(plan)


def _left_out(plan: Plan) -> Iterator[str]:
    if plan.dropped:
        yield say("cli.import_dropped", what=", ".join(told_dropped(plan)))
    if plan.about:
        yield told_about(plan.about)


def _new_tags(plan: Plan) -> str:
    """The tags that were made: one that nobody meant to make shows itself."""
    names = list(dict.fromkeys(one.tag or "" for one in plan.labels if one.is_new))
    told = ", ".join(names[:MOST_NAMES]) + (" …" if len(names) > MOST_NAMES else "")
    return say("cli.import_new_tags", n=len(names), tags=told)


def told_dropped(plan: Plan) -> list[str]:
    """What the files have and we have no place for, each kind with its count."""
    columns = _listed(plan.total.columns)
    return [say(f"labelled.{word}", n=n, columns=columns) for word, n in plan.dropped.items() if n]


def told_about(paths: Sequence[str]) -> str:
    """Which files were left out since they are about the others, the first ones by name."""
    # Of a long path the end, since the file's own name stands there.
    short = [
        path if len(path) <= LONGEST_NAME else f"…{path[1 - LONGEST_NAME :]}" for path in paths
    ]
    names = [shown(path, LONGEST_NAME) for path in short[:MOST_ABOUT]]
    told = ", ".join(names) + (" …" if len(paths) > MOST_ABOUT else "")
    return say("importing.about", n=len(paths), names=told)


def _listed(columns: Counter[str]) -> str:
    """The columns with the most cells by name, as they may stand in a sentence."""
    names = [shown(name, LONGEST_COLUMN) for name, _ in columns.most_common(MOST_COLUMNS)]
    return ", ".join(names) + (" …" if len(columns) > MOST_COLUMNS else "")


def _names(plan: Plan) -> Iterator[str]:
    # One label of several formats that becomes one tag is one to whom imports it.
    labels: Counter[tuple[str, str | None, bool]] = Counter()
    for one in plan.labels:
        labels[one.label, one.tag, one.is_new] += one.passages
    for (label, tag, is_new), n in labels.most_common(MOST_NAMES):
        word = "cli.import_label_new" if is_new else "cli.import_label"
        yield say(word, label=label, n=n, tag=tag or "–")
    for person in [one for one in plan.people if one.name][:MOST_NAMES]:
        word = "cli.import_person" if person.handle else "cli.import_person_new"
        yield say(word, name=person.name, n=person.passages, becomes=person.becomes)


def _unnamed(plan: Plan, dry_run: bool) -> Iterator[str]:
    """Whose the passages are that no reviewer is named for, and how to say otherwise."""
    unnamed = [one for one in plan.people if not one.name]
    for person in unnamed:
        word = "cli.import_unnamed" if person.handle else "cli.import_unnamed_new"
        yield say(word, n=person.passages, becomes=person.becomes)
    if dry_run and any(person.handle is None for person in unnamed):
        yield say("cli.import_unnamed_choose")
