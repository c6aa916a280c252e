"""The text of a rich text file: what its pages show, token by token."""

from collections import Counter
from dataclasses import dataclass, field, replace

from formats.articles.blocks import Block, in_rows
from formats.articles.errors import ArticleError
from formats.articles.rtf_tokens import CHARSETS, SYMBOLS, Token, code_page

DEPTH = 500
"""So many groups may lie inside each other."""

SIGNS = {
    "tab": "\t", "line": "\n", "softline": "\n", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "endash": "–", "emdash": "—", "enspace": "\u2002",
    "emspace": "\u2003", "qmspace": "\u2005", "zwj": "\u200d", "zwnj": "\u200c",
    "ltrmark": "\u200e", "rtlmark": "\u200f",
}  # fmt: skip
_PARTED = frozenset({"par", "sect", "page", "column", "softpage"})
_ASIDE = frozenset({
    "colortbl", "stylesheet", "fldinst", "shprslt", "objdata", "objclass", "objname", "filetbl", "listtable",
    "listoverridetable", "revtbl", "rsidtbl", "themedata", "colorschememapping", "datastore",
    "latentstyles", "xmlnstbl", "generator", "pgptbl", "nonesttables", "bkmkstart", "bkmkend",
    "atnid", "atnauthor", "atnref", "atndate", "atnicn", "ftnsep", "ftnsepc", "ftncn", "aftnsep",
    "aftnsepc", "aftncn", "xe", "tc", "rxe", "txe", "sn", "sv", "private", "password", "upr",
    "operator", "company", "comment", "doccomm", "keywords", "subject", "category", "manager",
    "hlinkbase", "revtim", "printim", "buptim", "template", "userprops", "fchars", "lchars",
    "pnseclvl", "pntxta", "pntxtb", "nonshppict", "blipuid", "panose", "falt",
})  # fmt: skip
_KNOWN = frozenset({"footnote", "annotation", "shpinst", "shptxt", "ud", "pn"})
_STATED = frozenset({"title", "author", "creatim"})
_MARKS = frozenset({"listtext", "pntext"})
_HEADS = frozenset({
    "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf",
})  # fmt: skip
_UNSEEN = {"pict": "pictures", "shppict": "pictures", "annotation": "comments"}


@dataclass(frozen=True, slots=True)
class Group:
    """What holds inside a pair of braces; `into` is where its words go, blank for nowhere."""

    into: str = "body"
    font: int = -1
    skips: int = 1
    hidden: bool = False
    deleted: bool = False
    starred: bool = False
    outer: str = "body"


@dataclass
class Page:
    """A text in the making: the body, or a note."""

    blocks: list[Block] = field(default_factory=list)
    running: list[str] = field(default_factory=list)
    mark: str = ""
    heading: int = 0
    in_table: bool = False
    cell: list[Block] = field(default_factory=list)
    row: list[list[Block]] = field(default_factory=list)
    table: list[list[list[Block]]] = field(default_factory=list)

    def end_paragraph(self) -> None:
        """The words since the last end are one."""
        text = joined(self.running)
        block = Block(text, self._list_mark(), 0, self.heading)
        self.running, self.mark = [], ""
        if self.in_table:
            self.cell.append(block)
        else:
            self.end_table()
            self.blocks.append(block)

    def end_cell(self) -> None:
        """The paragraphs since the last end are a cell."""
        self.in_table = True
        self.end_paragraph()
        self.row.append(self.cell)
        self.cell = []

    def end_row(self) -> None:
        """The cells since the last end are a row."""
        self.table.append(self.row)
        self.row, self.cell = [], []

    def end_table(self) -> None:
        """The rows so far are a table, if there are any."""
        if self.row or self.cell:
            self.end_row()
        self.blocks += in_rows(self.table)
        self.table = []

    def _list_mark(self) -> str:
        mark = joined([self.mark]).strip()
        if not mark:
            return ""
        return f"{mark} " if any(sign.isalnum() for sign in mark) else "- "


class Words:
    """Follows the tokens; afterwards `page` holds the body and `notes` what it refers to."""

    def __init__(self) -> None:
        self.page = Page()
        self.notes: list[Block] = []
        self.apart = dict.fromkeys(("title", "author", "creatim", "mark", "heads"), "")
        self.created: dict[str, int] = {}
        self.left_out: Counter[str] = Counter()
        self._group = Group()
        self._stack: list[tuple[Group, Page]] = []
        self._fonts: dict[int, int] = {}
        self._encoding = "cp1252"
        self._font = 0
        self._bytes = bytearray()
        self._skip = 0

    @property
    def depth(self) -> int:
        """How many braces are open."""
        return len(self._stack)

    def take(self, token: Token) -> None:
        """One token."""
        if token.kind == "text":
            data = token.data[self._skip :]
            self._skip = max(0, self._skip - len(token.data))
            self._bytes += data
            return
        self._say_bytes()
        self._skip = 0
        if token.kind == "{":
            if len(self._stack) >= DEPTH:
                raise ArticleError("too_deep")
            self._stack.append((self._group, self.page))
            self._group = replace(self._group, outer=self._group.into, starred=False)
        elif token.kind == "}":
            self._close()
        elif token.kind == "sign":
            self._sign(token.word)
        else:
            self._word(token.word, token.number)

    def finish(self) -> None:
        """The file ends; the last paragraph may lack its mark."""
        self._say_bytes()
        self.page.in_table = False
        self.page.end_paragraph()
        self.left_out["headers"] += bool(self.apart["heads"].strip())

    def _close(self) -> None:
        if not self._stack:
            return
        ended, page = self._group, self.page
        self._group, self.page = self._stack.pop()
        if ended.into == "mark" and self._group.into != "mark":
            self.page.mark, self.apart["mark"] = self.apart["mark"], ""
        if page is not self.page:
            page.in_table = False
            page.end_paragraph()
            lines = [block.line.strip() for block in page.blocks if block.text.strip()]
            number = int(ended.into.removeprefix("note ")) if ended.into[5:].isdigit() else 0
            if number:
                self.notes[number - 1] = Block("\n".join(lines), item=f"[{number}] ")
            else:
                self.page.blocks += page.blocks

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self._group = replace(self._group, starred=True)
        elif sign in "\r\n":
            self._word("par", None)
        else:
            self._say({"~": "\u00a0", "_": "\u2011", "{": "{", "}": "}", "\\": "\\"}.get(sign, ""))

    def _word(self, word: str, number: int | None) -> None:
        starred = self._group.starred
        self._group = replace(self._group, starred=False)
        if starred and word not in _KNOWN and word not in _MARKS and word not in _UNSEEN:
            self._group = replace(self._group, into="")
        elif word in SIGNS:
            self._say(SIGNS[word])
        elif word in _PARTED or word in {"cell", "nestcell", "row", "nestrow"}:
            self._part(word)
        elif word == "u":
            self._say(chr((number or 0) % 0x10000))
            self._skip = self._group.skips
        elif not self._enter(word):
            self._set(word, number)

    def _part(self, word: str) -> None:
        if not self._is_shown():
            return
        if word in _PARTED:
            self.page.end_paragraph()
        elif word in {"cell", "nestcell"}:
            self.page.end_cell()
        else:
            self.page.end_row()

    def _enter(self, word: str) -> bool:
        """A group with a purpose of its own."""
        shown = self._is_shown()
        if word in _UNSEEN:
            self.left_out[_UNSEEN[word]] += shown
        if word in _ASIDE or word in _UNSEEN:
            into = ""
        elif word in {"fonttbl", "info"} or word in _STATED:
            into = word
        elif word in _HEADS:
            into = "heads"
        elif word in _MARKS:
            into = "mark" if shown else ""
        elif word == "ud":
            into = self._stack[-1][0].outer if self._stack else ""
        elif word in {"footnote", "shptxt"} and shown:
            self._open_page(word)
            return True
        else:
            return False
        self._group = replace(self._group, into=into)
        return True

    def _is_shown(self) -> bool:
        return self._group.into.startswith(("body", "note", "box"))

    def _open_page(self, word: str) -> None:
        if word == "footnote":
            self.notes.append(Block(""))
            self._say(f"[{len(self.notes)}]")
        into = f"note {len(self.notes)}" if word == "footnote" else "box"
        self.page = Page()
        self._group = replace(self._group, into=into)

    def _set(self, word: str, number: int | None) -> None:
        if word == "f" and number is not None:
            self._group = replace(self._group, font=number)
        elif word == "fcharset" and self._group.into == "fonttbl":
            self._fonts[self._group.font] = number or 0
        elif word == "deff":
            self._font = number or 0
        elif word in {"ansicpg", "mac", "pc", "pca"}:
            self._encoding = code_page(
                number if word == "ansicpg" else {"mac": 10000, "pc": 437, "pca": 850}[word]
            )
        elif word == "uc":
            self._group = replace(self._group, skips=min(max(0, number or 0), 16))
        elif word in {"v", "deleted"}:
            hidden = number != 0 if word == "v" else self._group.hidden
            deleted = number != 0 if word == "deleted" else self._group.deleted
            self._group = replace(self._group, hidden=hidden, deleted=deleted)
        elif word == "plain":
            self._group = replace(self._group, font=self._font, hidden=False, deleted=False)
        elif word in {"yr", "mo", "dy"} and self._group.into == "creatim":
            self.created[word] = number or 0
        else:
            self._set_paragraph(word, number)

    def _set_paragraph(self, word: str, number: int | None) -> None:
        if word == "pard":
            self.page.in_table, self.page.heading = False, 0
        elif word == "intbl":
            self.page.in_table = True
        elif word == "outlinelevel":
            self.page.heading = (number or 0) + 1 if (number or 0) < 6 else 0

    def _say_bytes(self) -> None:
        if not self._bytes:
            return
        data, self._bytes = bytes(self._bytes), bytearray()
        font = self._group.font if self._group.font >= 0 else self._font
        charset = self._fonts.get(font, 0)
        if charset == SYMBOLS:
            self._say(
                "".join("•" if byte == 0xB7 else chr(byte) if byte < 128 else "" for byte in data)
            )
        else:
            self._say(data.decode(CHARSETS.get(charset, self._encoding), "replace"))

    def _say(self, text: str) -> None:
        if self._group.hidden or self._group.deleted:
            self.left_out["deletions" if self._group.deleted else "hidden"] = 1
            return
        if self._group.into in self.apart:
            self.apart[self._group.into] += text
        elif self._is_shown():
            self.page.running.append(text)


def joined(pieces: list[str]) -> str:
    """The pieces as one text: pairs of surrogates become characters, unpaired ones U+FFFD."""
    text = "".join(pieces)
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
