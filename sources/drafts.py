"""What a format gives before it is an article, and the one way from there to an Article."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from sources.cleaning import clean, strip_links
from sources.decoding import normalise
from sources.errors import UnreadableFile
from sources.heads import find_published, find_publisher, find_title, strip_stamp
from sources.records import Article

TITLE_SEARCHED = 1000  # characters at the beginning, in which a known title is looked for
ID_LENGTH = 16  # hexadecimal digits


@dataclass(frozen=True, slots=True)
class Draft:
    """Text as a format holds it, with the metadata that the format states.

    Its source is told by formats that hold several articles, each with an address or a number of its own.
    """

    text: str
    title: str | None = None
    published: date | None = None
    publisher: str | None = None
    source: str | None = None


def finish(draft: Draft, *, source: str) -> Article:
    """Clean a draft and name it by its content; raise UnreadableFile where cleaning leaves nothing."""
    stamped, raw = strip_stamp(normalise(draft.text))
    text = clean(raw)
    if not has_words(text):
        raise UnreadableFile(
            source, "holds no report once page furniture is gone", "give a file with the report's text"
        )
    title = join_words(draft.title)
    if title is None:
        title = find_title(text)
    elif title.casefold() not in text[:TITLE_SEARCHED].casefold():
        # A headline states facts: it must stand in the text to be cited.
        text = f"{title}\n\n{text}"
    published = draft.published or stamped or find_published(text)
    publisher = join_words(draft.publisher) or find_publisher(raw)
    return Article(
        id=identify(text, title, published, publisher),
        source=source,
        title=title,
        text=text,
        published=published,
        publisher=publisher,
    )


def identify(text: str, title: str, published: date | None, publisher: str | None) -> str:
    """Return the id of an article: what it holds names it, so that a changed one is told from what was added."""
    content = json.dumps([text, title, published.isoformat() if published else None, publisher])
    return sha256(content.encode()).hexdigest()[:ID_LENGTH]


def has_words(text: str) -> bool:
    return any(character.isalnum() for character in text)


def join_words(text: str | None) -> str | None:
    """Return a title or name of a format on one line; None if nothing is left of it."""
    return " ".join(strip_links(normalise(text)).split()) or None if text else None
