"""Many articles at once, or another tool's work: uploaded files that wait until a person says how."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import streamlit as st

from formats.articles.collections.columns import Column
from formats.exchange.choices import Choices
from formats.exchange.imports import Outcome, Tell, run_import
from formats.exchange.passing_folder import PassingFolder
from formats.exchange.project_restore import RestoreReport
from models import database
from pages.frame import Visit
from settings import settings

_KEY = "import_transfer"


@dataclass
class Transfer:
    """Uploaded files in a folder of their own, what a person chose for them, and what came of it.

    `tags` maps labels of the files onto names of tags, `people` names of the files onto reviewers'
    ids. `looked` is the rehearsal with `looked_with`, the choices it was made with; `done` is what
    was stored. `found_columns` are those of the one table, once looked for; `bundled` names the
    project that the one file is an archive of, blank for none, and `restored` is what was made of
    it. The folder goes with the session.
    """

    folder: PassingFolder
    names: list[str]
    tags: dict[str, str] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)
    found_columns: tuple[Column, ...] | None = None
    good_only: bool = False
    excerpts: bool = False
    looked: Outcome | None = None
    looked_with: Choices | None = None
    done: Outcome | None = None
    bundled: str | None = None
    restored: RestoreReport | None = None

    @property
    def choices(self) -> Choices:
        """What the person chose so far."""
        return Choices(
            good_only=self.good_only,
            excerpts=self.excerpts,
            tags=dict(self.tags),
            people=dict(self.people),
            columns=dict(self.columns),
            allow=settings().fetch_allow,
        )

    # The page calls these before it runs: pressed at once after a choice, its button knows of it.
    def choose_column(self, field: str, column: str) -> None:
        """Take a detail of the articles from a column of the table; a blank one from none."""
        self.columns[field] = column

    def choose_tag(self, label: str, tag: str) -> None:
        """Make a label of the files this tag."""
        self.tags[label] = tag

    def choose_person(self, name: str, reviewer_id: int) -> None:
        """Give the passages under a name of the files to this reviewer."""
        self.people[name] = reviewer_id

    def choose_good_only(self) -> None:
        """Import what is good of files with faults, or after all nothing of them."""
        self.good_only = not self.good_only

    def choose_excerpts(self) -> None:
        """Take records without an article's text as excerpts, or after all not."""
        self.excerpts = not self.excerpts

    @property
    def is_looked_at(self) -> bool:
        """Whether the rehearsal is one of the choices as they stand."""
        return self.looked is not None and self.looked_with == self.choices

    def look(self, visit: Visit, tell: Tell) -> Outcome:
        """What the import would do, as the choices stand; nothing is stored."""
        if self.looked is None or not self.is_looked_at:
            choices = self.choices
            self.looked = self._run(visit, choices, tell, dry_run=True)
            self.looked_with = choices
        return self.looked

    def store(self, visit: Visit, tell: Tell) -> Outcome:
        """Import it; what was looked at before has no say in it."""
        self.done = self._run(visit, self.choices, tell, dry_run=False)
        return self.done

    def shown(self, path: str) -> str:
        """A file by the name that the person knows it by."""
        return path.removeprefix(f"{self.folder.name}/")

    def _run(self, visit: Visit, choices: Choices, tell: Tell, *, dry_run: bool) -> Outcome:
        # A person who stops it runs the page anew: that ends `tell`, and with it the transaction.
        return run_import(
            database.current(),
            visit.reviewer_id,
            visit.project_id,
            [self.folder.name],
            choices,
            dry_run=dry_run,
            tell=tell,
        )


def begin_transfer(files: Mapping[str, bytes]) -> Transfer:
    """Keep the files until the person decided; those of before are let go."""
    leave_transfer()
    folder = PassingFolder()
    for name, data in files.items():
        (Path(folder.name) / name).write_bytes(data)
    transfer = Transfer(folder, list(files))
    st.session_state[_KEY] = transfer
    return transfer


def current_transfer() -> Transfer | None:
    """What waits on this page."""
    found: Transfer | None = st.session_state.get(_KEY)
    return found


def leave_transfer() -> None:
    """Let go of it, imported or not."""
    transfer = st.session_state.pop(_KEY, None)
    if transfer is not None:
        transfer.folder.cleanup()
