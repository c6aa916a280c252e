"""The structure of the PDF: what is a heading, a paragraph, a note, in the order of reading.

fpdf2 keeps a flat list of figures; this is the tree that a screen reader wants, in its place. Each
stretch of drawing belongs to one element (a mark) or to none (an artifact: lines, running heads).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fpdf.annotations import PDFAnnotation
from fpdf.output import PDFPage
from fpdf.structure_tree import NumberTree, StructureTreeBuilder
from fpdf.syntax import Name, PDFArray, PDFObject, PDFString


class Link(PDFAnnotation):
    """A place of a page that can be followed; `struct_parent` is its key in the tree."""

    struct_parent: int | None = None


@dataclass(frozen=True, slots=True)
class _Mark:
    """A stretch of drawing on a page, by its number there."""

    page: PDFPage
    number: int

    def told(self, home: PDFPage | None) -> str:
        if self.page is home:
            return str(self.number)
        return f"<</Type /MCR /Pg {self.page.ref} /MCID {self.number}>>"


@dataclass(frozen=True, slots=True)
class _Target:
    """A link of a page."""

    page: PDFPage
    annotation: Link

    def told(self, _home: PDFPage | None) -> str:
        return f"<</Type /OBJR /Pg {self.page.ref} /Obj {self.annotation.ref}>>"


class Element(PDFObject):
    """A part of the document; `role` is a standard one of PDF (`H1`, `P`, `Note`)."""

    def __init__(self, role: str, parent: PDFObject, language: str = "") -> None:
        super().__init__()
        self.role = role
        self._parent = parent
        self._language = language
        self.kids: list[Element | _Mark | _Target] = []

    def serialize(self, obj_dict: Any = None, _security_handler: Any = None) -> str:
        """The element as the file holds it; ids are known by then."""
        home = next((one.page for one in self.kids if isinstance(one, _Mark)), None)
        kids = (one.ref if isinstance(one, Element) else one.told(home) for one in self.kids)
        told = {"/Type": "/StructElem", "/S": f"/{self.role}", "/P": self._parent.ref}
        if home is not None:
            told["/Pg"] = home.ref
        if self._language:
            told["/Lang"] = PDFString(self._language).serialize()
        return super().serialize({**told, "/K": f"[{' '.join(kids)}]"})


class _ParentTree(NumberTree):
    """From the marks of each page, and from each link, to the element that they belong to."""

    def __init__(self) -> None:
        super().__init__()
        self.of_pages: dict[int, list[Element]] = {}
        self.of_links: list[Element] = []
        self.pages = 0

    def serialize(self, obj_dict: Any = None, _security_handler: Any = None) -> str:
        pages = (
            f"{key} [{' '.join(one.ref for one in marks)}]"
            for key, marks in sorted(self.of_pages.items())
        )
        links = (f"{LINKS + place} {one.ref}" for place, one in enumerate(self.of_links))
        return PDFObject.serialize(self, {"/Nums": f"[{' '.join((*pages, *links))}]"})


LINKS = 1_000_000
"""Where the keys of links begin: no PDF of ours has so many pages."""


class Structure(StructureTreeBuilder):
    """The tree of one PDF, which fpdf2 asks for where it writes its own."""

    def __init__(self) -> None:
        super().__init__()
        self.tree = _ParentTree()
        self.struct_tree_root.parent_tree = self.tree
        self.document = Element("Document", self.struct_tree_root)
        self.struct_tree_root.k = PDFArray([self.document])
        self._elements = [self.document]

    def add(self, role: str, parent: Element, language: str = "") -> Element:
        """One more element at the end of its parent."""
        made = Element(role, parent, language)
        parent.kids.append(made)
        self._elements.append(made)
        return made

    def mark(self, page: PDFPage, element: Element) -> int:
        """The number of a stretch of drawing on that page, which now belongs to the element."""
        if page.struct_parents is None:
            page.struct_parents = page.index()
            vars(page)["tabs"] = Name("S")  # from link to link in the order of reading
        marks = self.tree.of_pages.setdefault(page.struct_parents, [])
        marks.append(element)
        element.kids.append(_Mark(page, len(marks) - 1))
        return len(marks) - 1

    def link(self, page: PDFPage, element: Element, annotation: Link) -> None:
        """Let the element be what the link on that page is drawn with."""
        annotation.struct_parent = LINKS + len(self.tree.of_links)
        self.tree.of_links.append(element)
        element.kids.append(_Target(page, annotation))

    def empty(self) -> bool:
        """It always has its document."""
        return False

    def __iter__(self) -> Iterator[PDFObject]:
        yield self.struct_tree_root
        yield self.tree
        yield from self._elements
