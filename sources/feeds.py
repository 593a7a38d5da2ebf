"""Feeds (RSS, Atom) become articles, one an entry, with the entry's own address, date and title."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from typing import Any

from sources.cleaning import clean
from sources.dates import read_date
from sources.decoding import normalise
from sources.drafts import Draft, has_words, join_words
from sources.errors import UnreadableFile
from sources.pages import read_fragment

MARKUP = frozenset({"text/html", "application/xhtml+xml"})
ADDRESS = re.compile(r"https?://[^\s\x00-\x1f\x7f-\x9f]+")
END = re.compile(rb"</(?:\w+:)?(?:rss|feed|RDF)\s*>")
END_SEARCHED = 4096  # bytes
DATES = ("published", "updated", "created")


def read_feed(data: bytes, name: str) -> list[Draft]:
    """Read one article from each entry that has words; its source is its link, or `file#number`."""
    import feedparser  # type: ignore[import-untyped]  # slow to import, and without types of its own

    # subtle: bytes that look like an address would be fetched, a stream never is.
    try:
        feed = feedparser.parse(BytesIO(data), resolve_relative_uris=False)
    except (LookupError, AttributeError, TypeError, ValueError) as error:
        # feedparser forgives much, but trips over some damage.
        raise UnreadableFile(name, "is a damaged feed", "fetch it again") from error
    if feed.bozo and feed.version and END.search(data[-END_SEARCHED:]) is None:
        raise UnreadableFile(name, "is a feed that is cut off", "fetch it again")
    if not feed.version and not feed.entries:
        raise UnreadableFile(name, "is XML, but no feed (RSS or Atom)", "save its text as .txt")
    publisher = feed.feed.get("title")
    drafts = []
    for number, entry in enumerate(feed.entries, 1):
        draft = _draft(entry, publisher=publisher, number=f"{name}#{number}")
        if draft is not None:
            drafts.append(draft)
    if not drafts:
        raise UnreadableFile(name, "is a feed without an entry that has words", "add the pages it links to")
    return drafts


def _draft(entry: Any, *, publisher: str | None, number: str) -> Draft | None:
    title = join_words(_text(entry.title_detail)) if "title_detail" in entry else None
    details = [*entry.get("content", []), *([entry.summary_detail] if "summary_detail" in entry else [])]
    # Of the whole and its summary the longer one is the whole.
    bodies = sorted((_text(detail) for detail in details), key=len, reverse=True)
    text = next((text for text in [*bodies, title] if text and has_words(clean(normalise(text)))), None)
    if text is None:
        return None
    link = str(entry.get("link", ""))
    return Draft(
        text=text,
        title=title,
        published=_published(entry),
        publisher=entry.source.get("title", publisher) if "source" in entry else publisher,
        source=link if ADDRESS.fullmatch(link) else number,
    )


def _text(detail: Any) -> str:
    value = str(detail.value)
    return read_fragment(value) if detail.get("type") in MARKUP and re.search("[<&]", value) else value


def _published(entry: Any) -> date | None:
    """Return the day as it is written, in the place's own time; feedparser's reading of it is in UTC."""
    for key in DATES:
        if key in entry:
            parsed = entry.get(f"{key}_parsed")
            return read_date(entry[key]) or (date(*parsed[:3]) if parsed else None)
    return None
