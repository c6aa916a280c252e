"""The plain paragraphs of a parsed Markdown text; raw HTML in it stays the text that it is."""

import re

from markdown_it.tree import SyntaxTreeNode

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_BREAK = re.compile(r"(?i)<br\s*/?>")


def blocks(node: SyntaxTreeNode) -> list[str]:
    """The blocks under `node` in order; a list or a table is one block of several lines."""
    if node.type in {"bullet_list", "ordered_list"}:
        return ["\n".join(_item(item, mark) for item, mark in _marked(node))]
    if node.type == "table":
        rows = [row for part in node.children for row in part.children]
        return ["\n".join(" | ".join(words(cell) for cell in row.children) for row in rows)]
    if node.type in {"paragraph", "heading", "fence", "code_block", "html_block"}:
        text = words(node)
        return [text] if text.strip() else []
    return [block for child in node.children for block in blocks(child)]


def words(node: SyntaxTreeNode) -> str:
    """The text of one block as it reads on the page: link texts, no marks."""
    if node.type in {"fence", "code_block", "code_inline", "text"}:
        return node.content.rstrip("\n")
    if node.type in {"html_block", "html_inline"}:
        return _BREAK.sub("\n", _COMMENT.sub("", node.content)).rstrip("\n") or _newline(node)
    if node.type == "softbreak":
        return " "
    if node.type == "hardbreak":
        return "\n"
    return "".join(words(child) for child in node.children)


def _newline(node: SyntaxTreeNode) -> str:
    return "\n" if _BREAK.fullmatch(node.content.strip()) else ""


def _marked(node: SyntaxTreeNode) -> list[tuple[SyntaxTreeNode, str]]:
    if node.type == "bullet_list":
        return [(item, "- ") for item in node.children]
    start = int(node.attrs.get("start", 1))
    return [(item, f"{number}. ") for number, item in enumerate(node.children, start)]


def _item(node: SyntaxTreeNode, mark: str) -> str:
    inside = "\n".join(block for child in node.children for block in blocks(child))
    return mark + inside.replace("\n", "\n  ")
