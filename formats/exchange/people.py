"""Who a person that a file names is here: somebody known by handle, e-mail or name, or somebody new."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from formats.exchange.choices import SOMEBODY_NEW, Choices, NewProject
from formats.exchange.plan import PersonPlan, Tally
from models.errors import BadInput
from models.queries.import_matches import KnownPerson, known_people
from models.reviewer import NAME_LIMIT
from models.reviewer_mapping import remembered_reviewers
from models.text import one_line
from words import say, section


@dataclass(frozen=True, slots=True)
class PersonFound:
    """Who it is: by `id` where they are known already, else to be made with this name."""

    number: int
    name: str
    id: int | None
    handle: str | None
    is_member: bool


def unnamed(source_format: str) -> str:
    """What somebody is called whose passages come in without a name."""
    is_known = f"name_{source_format}" in section("exporting")
    tool = say(f"exporting.name_{source_format}") if is_known else source_format
    return say("importing.unnamed", tool=tool)


class People:
    """People by the names that files give them; each is looked up once."""

    def __init__(
        self, session: Session, asker: int | None, project: int | NewProject, choices: Choices
    ) -> None:
        self._choices = choices
        self._nobody = choices.reviewer or asker
        known = known_people(session, project if isinstance(project, int) else None)
        self._by_id = {one.id: one for one in known}
        self._by_word: dict[str, KnownPerson] = {}
        # A handle or an e-mail is one person's in the whole workbench, a name is not.
        for one in known:
            for word in (one.handle, one.email):
                if word:
                    self._by_word.setdefault(word.casefold(), one)
        for one in known:
            if one.is_member:
                self._by_word.setdefault(one.name.casefold(), one)
        # By format and name.
        self._remembered: dict[tuple[str, str], int] = {}
        if isinstance(project, int):
            self._remembered = remembered_reviewers(session, asker, project)
        self._met: dict[int, PersonFound] = {}
        self._made: dict[str, PersonFound] = {}
        self._found: dict[tuple[str, str], PersonFound] = {}
        self.in_order: list[PersonFound] = []

    def find(self, source_format: str, name: str) -> PersonFound:
        """The person of this name in a file of that format; BadInput for what is no name."""
        key = (source_format, name)
        if key not in self._found:
            self._found[key] = self._look_up(source_format, name)
        return self._found[key]

    def told(self, total: Tally) -> list[PersonPlan]:
        """Everybody whose passages are in the files, those with the most first."""
        plans = []
        for (source_format, name), count in total.people.most_common():
            found = self._found[source_format, name]
            remembered = found.id is not None and found.id == self._remembered_as(
                source_format, name
            )
            plans.append(
                PersonPlan(
                    *(source_format, name, count, found.handle, found.name, found.id), remembered
                )
            )
        return plans

    def chosen(self, total: Tally) -> dict[tuple[str, str], PersonFound]:
        """Those whom this import says who they are, by format and name."""
        return {key: self._found[key] for key in total.people if key[1] in self._choices.people}

    def used(self, total: Tally) -> list[PersonFound]:
        """Those whose passages or readings are in the files, each once."""
        return list(
            {found.number: found for key in total.people if (found := self._found[key])}.values()
        )

    def _look_up(self, source_format: str, name: str) -> PersonFound:
        wanted = one_line(name, limit=NAME_LIMIT)
        remembered = self._remembered_as(source_format, name)
        known: KnownPerson | None
        if self._choices.people.get(name) == SOMEBODY_NEW:
            return self._new(wanted or unnamed(source_format))
        if name in self._choices.people:
            known = self._by_id.get(self._choices.people[name])
            if known is None:
                raise BadInput("reviewer_unknown", handle=wanted)
        elif remembered is not None:
            known = self._by_id[remembered]
        elif wanted:
            known = self._by_word.get(wanted.casefold())
        else:
            known = self._by_id.get(self._nobody) if self._nobody else None
            wanted = unnamed(source_format)
            known = known or self._by_word.get(wanted.casefold())
        if known is None:
            return self._new(wanted)
        if known.id not in self._met:
            self._met[known.id] = self._numbered(
                known.name, known.id, known.handle, known.is_member
            )
        return self._met[known.id]

    def _remembered_as(self, source_format: str, name: str) -> int | None:
        """Whom an earlier import took this name for, unless this one says something else."""
        is_said = name in self._choices.people or (not name and self._choices.reviewer is not None)
        return None if is_said else self._remembered.get((source_format, name))

    def _new(self, name: str) -> PersonFound:
        if name.casefold() not in self._made:
            self._made[name.casefold()] = self._numbered(name, None, None, False)
        return self._made[name.casefold()]

    def _numbered(
        self, name: str, person_id: int | None, handle: str | None, is_member: bool
    ) -> PersonFound:
        found = PersonFound(len(self.in_order), name, person_id, handle, is_member)
        self.in_order.append(found)
        return found
