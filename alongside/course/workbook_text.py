"""Markdown to plain data that the workbook's layout (``workbook.typ``) sets: blocks, and the pieces of a line.

A block is ``{"kind": "heading" | "paragraph" | "quote" | "list" | "table", ...}``; a line is a list of pieces
``{"kind": "text" | "strong" | "emph" | "code" | "word" | "source" | "link", ...}``. Nothing here knows a page size.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

Piece = dict[str, Any]
Block = dict[str, Any]
_READER = MarkdownIt("commonmark", {"typographer": True}).enable(["table", "smartquotes"])
_LEFT_OUT = {"html_inline", "html_block", "hr"}
"""``<sup>`` around the number of a source is the page's way; the layout has its own."""


def blocks(markdown: str) -> list[Block]:
    """Return the blocks of a text; links to ``#word-ID`` and ``#source-N`` become pieces of their own.

    Raises ValueError, naming it, for something of Markdown that the workbook cannot set.
    """
    return list(_blocks(SyntaxTreeNode(_READER.parse(markdown)).children))


def line(markdown: str) -> list[Piece]:
    """Return the pieces of one line of text, such as an option or a feedback."""
    return list(_pieces(SyntaxTreeNode(_READER.parseInline(markdown.strip())).children))


def words(pieces: Sequence[Piece]) -> str:
    """Return the bare words of a line."""
    return "".join(piece.get("text", "") or words(piece.get("pieces", ())) for piece in pieces)


def _blocks(nodes: Sequence[SyntaxTreeNode]) -> Iterator[Block]:
    for node in nodes:
        if node.type == "heading":
            yield {"kind": "heading", "level": int(node.tag[1]), "pieces": list(_pieces(node.children))}
        elif node.type == "paragraph":
            yield {"kind": "paragraph", "pieces": list(_pieces(node.children))}
        elif node.type == "blockquote":
            yield {"kind": "quote", "blocks": list(_blocks(node.children))}
        elif node.type in ("bullet_list", "ordered_list"):
            items = [list(_blocks(item.children)) for item in node.children]
            yield {"kind": "list", "ordered": node.type == "ordered_list", "items": items}
        elif node.type == "table":
            rows = [
                [list(_pieces(cell.children)) for cell in row.children]
                for part in node.children
                for row in part.children
            ]
            yield {"kind": "table", "head": rows[0], "rows": rows[1:]}
        elif node.type not in _LEFT_OUT:
            raise ValueError(f"the workbook cannot set “{node.type}” of Markdown yet")


def _pieces(nodes: Sequence[SyntaxTreeNode]) -> Iterator[Piece]:
    for node in nodes:
        if node.type == "inline":
            yield from _pieces(node.children)
        elif node.type == "text":
            if node.content:
                yield {"kind": "text", "text": node.content}
        elif node.type in ("softbreak", "hardbreak"):
            yield {"kind": "text", "text": " "}
        elif node.type == "code_inline":
            yield {"kind": "code", "text": node.content}
        elif node.type in ("strong", "em"):
            yield {"kind": node.type, "pieces": list(_pieces(node.children))}
        elif node.type == "link":
            yield _link(str(node.attrs["href"]), list(_pieces(node.children)))
        elif node.type not in _LEFT_OUT:
            raise ValueError(f"the workbook cannot set “{node.type}” of Markdown yet")


def _link(target: str, pieces: list[Piece]) -> Piece:
    if target.startswith("#source-"):
        return {"kind": "source", "number": target.removeprefix("#source-")}
    if target.startswith("#word-"):
        return {"kind": "word", "id": target.removeprefix("#word-"), "pieces": pieces}
    return {"kind": "link", "to": target, "pieces": pieces}
