"""Which of the project's tags a label of a file becomes."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain, count

from sqlalchemy.orm import Session

from formats.exchange.choices import Choices, NewProject
from formats.exchange.plan import LabelPlan, Tally
from models.errors import BadInput
from models.former_tag_name import tags_once_named
from models.label_mapping import remembered_labels
from models.new_tags import NAME_LIMIT, tag_name
from models.tag import tags_of


@dataclass(frozen=True, slots=True)
class TagFound:
    """The tag for a label: by `name`, and by `id` where there is one already."""

    number: int
    name: str
    id: int | None
    is_new: bool
    is_remembered: bool


class Labels:
    """Labels by their format and name; each is looked up once."""

    def __init__(
        self,
        session: Session,
        asker: int | None,
        project: int | NewProject,
        choices: Choices,
    ) -> None:
        self._choices = choices
        self._known: dict[str, int | None] = {}
        self._remembered: dict[tuple[str, str], str] = {}
        former: dict[str, str] = {}
        if isinstance(project, int):
            self._known = {tag.name: tag.id for tag in tags_of(session, project)}
            former = _former_names(session, project, self._known)
            self._remembered = remembered_labels(session, asker, project)
        elif not choices.new_tags:
            self._known = {tag.name: None for tag in project.tags}
        self._folded = former | {name.casefold(): name for name in reversed(self._known)}
        self._made: dict[str, str] = {}
        # By the new names, letters' case aside: the labels that did not fit into them.
        self.whole: dict[str, str] = {}
        self._found: dict[tuple[str, str], TagFound | None] = {}
        self.in_order: list[TagFound] = []
        for name in choices.tags.values():
            if not choices.new_tags and name not in self._known:
                raise BadInput("tag_unknown", tag=name[:80], known=", ".join(self._known))

    def find(self, source_format: str, label: str) -> TagFound | None:
        """The tag; None where there is none for the label and none is to be made.

        BadInput for a label that cannot be a tag's name.
        """
        key = (source_format, label)
        if key not in self._found:
            self._found[key] = self._look_up(source_format, label)
        return self._found[key]

    def told(self, total: Tally) -> list[LabelPlan]:
        """Every label that passages of the files bear, the most frequent first."""
        plans = []
        for (source_format, label), passages in total.labels.most_common():
            tag = self._found.get((source_format, label))
            told = (tag.name, tag.is_new, tag.is_remembered) if tag else (None, False, False)
            plans.append(LabelPlan(source_format, label, passages, *told))
        return plans

    def used(self, total: Tally) -> dict[tuple[str, str], TagFound]:
        """The tags of the labels that passages of the files bear."""
        return {key: tag for key in total.labels if (tag := self._found.get(key)) is not None}

    def _look_up(self, source_format: str, label: str) -> TagFound | None:
        chosen = self._choices.tags.get(label)
        remembered = self._remembered.get((source_format, label))
        wanted = chosen or remembered or label
        name = tag_name(wanted)
        # A name that had to be cut may be that of another label, which begins alike.
        is_cut = wanted not in (chosen, remembered) and len(wanted.strip()) > NAME_LIMIT
        exact = name if name in self._known else self._folded.get(name.casefold())
        if exact is not None and not is_cut:
            is_remembered = not chosen and remembered is not None
            return self._numbered(exact, self._known[exact], False, is_remembered)
        if not self._choices.new_tags:
            return None
        made = self._made_name(name, wanted.strip() if is_cut else "")
        return self._numbered(made, None, True, False)

    def _made_name(self, name: str, whole: str) -> str:
        """The name of a new tag; `whole` is the label that it was cut from."""
        numbers = chain([""], (f" {number}" for number in count(2)))
        for number in numbers:
            made = f"{name[: NAME_LIMIT - len(number)]}{number}"
            folded = made.casefold()
            if (whole and folded in self._folded) or self.whole.get(folded, whole) != whole:
                continue
            self.whole[folded] = whole
            return self._made.setdefault(folded, made)
        raise AssertionError("unreachable")

    def described(self, name: str) -> str:
        """What a new tag is for: the whole label, where its name is a part of it."""
        return self.whole.get(name.casefold(), "")

    def _numbered(
        self, name: str, tag_id: int | None, is_new: bool, is_remembered: bool
    ) -> TagFound:
        found = TagFound(len(self.in_order), name, tag_id, is_new, is_remembered)
        self.in_order.append(found)
        return found


def _former_names(
    session: Session, project: int, known: Mapping[str, int | None]
) -> dict[str, str]:
    """The name that a tag has by now, by each that it had before, letters' case aside."""
    names = {tag_id: name for name, tag_id in known.items()}
    once = tags_once_named(session, project)
    return {former.casefold(): names[tag_id] for former, tag_id in once.items()}
