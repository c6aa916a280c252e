"""The marks of list items in a Word document: it stores how to count, not what was counted."""

from dataclasses import dataclass, field
from typing import Any

from formats.articles.counting import in_form, number_in
from formats.articles.packed import attribute, child, name_of

LONGEST_COUNT = 10_000


@dataclass(frozen=True)
class Level:
    """How the items of one level are marked."""

    form: str = "bullet"
    text: str = ""
    start: int = 1


@dataclass
class Lists:
    """The lists a document defines, and how far each was counted."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    of_list: dict[str, str] = field(default_factory=dict)
    _counted: dict[str, dict[int, int]] = field(default_factory=dict)

    def mark(self, list_id: str, level: int) -> str:
        """The mark of the next item at this level: '- ', '2. ', 'b) '; blank for none."""
        definition = self.of_list.get(list_id)
        if definition is None:
            return ""
        levels = self.levels.get(definition, {})
        one = levels.get(level, Level())
        counted = self._counted.setdefault(definition, {})
        counted[level] = min(counted.get(level, one.start - 1) + 1, LONGEST_COUNT)
        for deeper in [other for other in counted if other > level]:
            del counted[deeper]
        if one.form == "bullet":
            return "- "
        mark = one.text
        for place in range(level + 1):
            other = levels.get(place, Level())
            number = counted.get(place, other.start)
            mark = mark.replace(f"%{place + 1}", in_form(number, other.form))
        return f"{mark.strip()} " if mark.strip() and one.form != "none" else ""


def read_lists(numbering: Any | None) -> Lists:
    """What `word/numbering.xml` defines; nothing where there is none."""
    lists = Lists()
    for one in () if numbering is None else numbering:
        if name_of(one) == "abstractNum":
            levels = {
                number_in(attribute(level, "ilvl")): _level(level)
                for level in one
                if name_of(level) == "lvl"
            }
            lists.levels[attribute(one, "abstractNumId")] = levels
        elif name_of(one) == "num":
            definition = child(one, "abstractNumId")
            if definition is not None:
                lists.of_list[attribute(one, "numId")] = attribute(definition, "val")
    return lists


def _level(level: Any) -> Level:
    values = {name_of(one): attribute(one, "val") for one in level}
    start = number_in(values.get("start", "1"))
    return Level(values.get("numFmt", "decimal"), values.get("lvlText", ""), start)
