"""Web pages become plain lines: the main text that trafilatura finds, with its title, date and site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sources.dates import read_date
from sources.decoding import decode
from sources.drafts import Draft
from sources.errors import UnreadableFile

if TYPE_CHECKING:
    from lxml.etree import _Element  # type: ignore[import-untyped]  # has no types of its own

CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
HEAD_BYTES = 4096
NUMBERED = re.compile(r"=?\d{1,3}\s?[.=):]")
# Without its extensive search: a date guessed from a footer or an address is worse than none.
DATE_SEARCH = {"extensive_search": False, "original_date": True}


def read_page(data: bytes, name: str) -> list[Draft]:
    """Read one article from HTML; raise UnreadableFile where no main text is found."""
    import trafilatura  # slow to import, and only pages need it

    charset = CHARSET.search(data[:HEAD_BYTES])
    markup = decode(data, name=name, hint=charset[1].decode("ascii") if charset else None)
    page = trafilatura.bare_extraction(
        markup, include_comments=False, with_metadata=True, date_extraction_params=DATE_SEARCH
    )
    if page is None or isinstance(page, dict) or page.body is None:
        raise UnreadableFile(name, "is a page without an article in it", "save the page's text as .txt")
    return [
        Draft(
            text="\n".join(_lines(page.body)),
            title=page.title,
            published=read_date(page.date) if page.date else None,
            publisher=page.sitename,
        )
    ]


def read_fragment(markup: str) -> str:
    """Return the text of a piece of HTML that is all article, as feeds hold it; empty if there is none."""
    import trafilatura  # slow to import, and only pages need it

    page = trafilatura.bare_extraction(
        f"<html><body><article>{markup}</article></body></html>", fast=True, favor_recall=True, include_comments=False
    )
    if page is None or isinstance(page, dict) or page.body is None:
        return ""
    return "\n".join(_lines(page.body))


def _lines(body: _Element) -> Iterator[str]:
    for element in body:
        yield ""
        if element.tag == "list":
            yield from _items(element)
        elif element.tag == "table":
            for row in element.iter("row"):
                yield " | ".join(_flat(cell) for cell in row.iter("cell"))
        else:
            yield _words(element)
    yield ""


def _items(element: _Element) -> Iterator[str]:
    ordered = element.get("rend") == "ol"
    for number, item in enumerate(element.iter("item"), 1):
        words = _flat(item)
        yield f"{number}. {words}" if ordered and not NUMBERED.match(words) else f"- {words}"


def _words(element: _Element) -> str:
    """Return an element's words; line ends of the source are blanks, those of the page (<br>) are kept."""
    pieces = [_blank(element.text)]
    for child in element:
        pieces.append("\n" if child.tag == "lb" else _words(child))
        pieces.append(_blank(child.tail))
    return "".join(pieces)


def _flat(element: _Element) -> str:
    return " ".join(_words(element).split())


def _blank(text: str | None) -> str:
    return (text or "").replace("\n", " ")
