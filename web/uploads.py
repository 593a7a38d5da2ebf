"""What visitors bring to the library: files and pasted texts, and what becomes of them. None of it is trusted."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import PurePosixPath

from index.errors import LibraryError
from index.records import Change
from qa.intake import Read, add_each, read_one
from sources import readers
from sources.errors import UnreadableFile
from sources.records import Article
from web.desk import ReadOnly, SharedDesk

MOST_FILES = 200  # that are taken at once
MOST_ARTICLES = 1_000  # in one file; more would keep others waiting for minutes
LONGEST_NAME = 200  # characters of a file's name that are kept
LONGEST_TITLE = 300  # characters

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file or a text: the articles and what adding them did, or why they were not added."""

    name: str
    articles: tuple[Article, ...] = ()
    changes: tuple[tuple[Change, int], ...] = ()
    reason: str = ""
    remedy: str = ""


def add_file(desk: SharedDesk, name: str, content: bytes) -> Outcome:
    """Add the articles of a file that was sent; whatever it holds, this raises nothing."""
    name = clean_name(name)
    return _add(desk, name, partial(read_one, content, partial(readers.read_bytes, name=name)))


def add_text(desk: SharedDesk, text: str, *, title: str, published: date | None) -> Outcome:
    """Add a text that was pasted; its source is its title, so that a corrected text takes the place of the former."""

    def read(pasted: str) -> list[Article]:
        article = readers.read_text(pasted, source="The text", title=title.strip() or None, published=published)
        return [replace(article, source=f"pasted: {article.title}")]

    return _add(desk, title.strip() or "The text", partial(read_one, text, read))


def clean_name(name: str) -> str:
    """Return the last part of a file's name as it can be shown and kept; its ending stays."""
    last = PurePosixPath(name.replace("\\", "/")).name
    printable = "".join(letter for letter in last if letter.isprintable()).strip()
    if len(printable) <= LONGEST_NAME:
        return printable or "file without a name"
    ending = PurePosixPath(printable).suffix[-LONGEST_NAME // 10 :]
    return printable[: LONGEST_NAME - len(ending)] + ending


def _add(desk: SharedDesk, name: str, read: Callable[[], Read]) -> Outcome:
    try:
        if desk.read_only:
            raise ReadOnly
        found = read()
        if found.failure is not None:
            return _failed(name, found.failure)
        if len(found.articles) > MOST_ARTICLES:
            remedy = "split the file, or add it with podium add"
            return Outcome(name, reason=f"holds more than {MOST_ARTICLES:,} articles", remedy=remedy)
        return Outcome(name, found.articles, _ordered(add_each(found.articles, desk)))
    except (ReadOnly, LibraryError) as error:
        return Outcome(name, reason="was not added", remedy=str(error).rstrip("."))
    except Exception:  # of a library that reads formats: the page has to say that this file will not go in
        log.exception("%r could not be added", name)
        return Outcome(name, reason="could not be added", remedy="Podium's log says why")


def _failed(name: str, failure: UnreadableFile) -> Outcome:
    return Outcome(failure.path or name, reason=failure.reason, remedy=failure.remedy)


def _ordered(changes: Counter[Change]) -> tuple[tuple[Change, int], ...]:
    return tuple((change, changes[change]) for change in Change if changes[change])
