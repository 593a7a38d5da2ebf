"""Markdown becomes plain lines: words of links, rows of tables, numbers of lists. Front matter becomes metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sources.dates import read_date
from sources.decoding import decode
from sources.drafts import Draft

if TYPE_CHECKING:
    from markdown_it.token import Token

KEYS = frozenset({"title", "date", "published", "publisher", "source", "author", "tags", "layout", "slug"})
SIMPLE = (str, int, float, date)
TAG = re.compile(r"<[a-zA-Z/!][^<>]*>")


def read_markdown(data: bytes, name: str) -> list[Draft]:
    """Read one article from Markdown; its title is the front matter's, or the first heading."""
    from markdown_it import MarkdownIt  # slow to import, and only Markdown needs it

    metadata, body = _split_front_matter(decode(data, name=name).replace("\r\n", "\n"))
    tokens = MarkdownIt("commonmark").enable("table").parse(body)
    return [
        Draft(
            text="\n".join(_lines(tokens)),
            title=_as_text(metadata.get("title")) or _first_heading(tokens),
            published=_as_date(metadata.get("date") or metadata.get("published")),
            publisher=next(
                (_as_text(metadata[key]) for key in ("publisher", "source", "author") if metadata.get(key)), None
            ),
        )
    ]


def _split_front_matter(text: str) -> tuple[dict[str, Any], str]:
    import frontmatter  # slow to import, and yaml with it
    import yaml  # type: ignore[import-untyped]  # has no types of its own; only its error is used

    try:
        metadata, body = frontmatter.parse(text)
    except yaml.YAMLError:
        return {}, text
    # A rule at the top of a text without front matter looks the same.
    if not isinstance(metadata, dict) or KEYS.isdisjoint(str(key).lower() for key in metadata):
        return {}, text
    return {str(key).lower(): value for key, value in metadata.items()}, body


def _lines(tokens: list[Token]) -> Iterator[str]:
    """Give the lines of the text, with a blank one around each block; rows of lists and tables stand close."""
    markers: list[str] = []
    cells: list[str] | None = None
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open") or token.type == "heading_open":
            yield ""
        elif token.type == "list_item_open":
            markers.append(f"{token.info}{token.markup} " if token.info else "- ")
        elif token.type == "tr_open":
            cells = []
        elif token.type == "tr_close" and cells is not None:
            yield " | ".join(cells)
            cells = None
        elif token.type == "inline" and cells is not None:
            cells.append(_inline(token).replace("\n", " ").strip())
        elif token.type == "inline":
            yield "".join(markers[-1:]) + _inline(token)
            markers = []
        elif token.type in ("fence", "code_block"):
            yield token.content.rstrip("\n")
        if token.type.endswith("_close") and token.type not in ("list_item_close", "tr_close") and not token.hidden:
            yield from [""] if token.block and token.level == 0 else []


def _inline(token: Token) -> str:
    pieces = []
    for child in token.children or []:
        if child.type in ("text", "code_inline"):
            pieces.append(child.content)
        elif child.type in ("softbreak", "hardbreak") or (
            child.type == "html_inline" and child.content.startswith("<br")
        ):
            pieces.append("\n")
    return TAG.sub("", "".join(pieces))


def _first_heading(tokens: list[Token]) -> str | None:
    for opening, inline in zip(tokens, tokens[1:], strict=False):
        if opening.type == "heading_open":
            return _inline(inline).replace("\n", " ") if opening.tag == "h1" else None
    return None


def _as_text(value: object) -> str | None:
    """Return a name or a list of names; what else YAML can hold is no text, and may be endless once it is written."""
    if isinstance(value, list):
        return ", ".join(str(part) for part in value if isinstance(part, SIMPLE)) or None
    return str(value) if value and isinstance(value, SIMPLE) else None


def _as_date(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return read_date(value) if isinstance(value, str) else None
