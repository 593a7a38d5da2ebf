"""Examines the facts of a library: can they be read, do they stand in their articles. The rest is left to `index`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from index.library import Library
from qa.facts import Quote
from qa.store import UnreadableFact, load, load_gist, rows_of


@dataclass(frozen=True, slots=True)
class Misread:
    """An article whose facts are not as they should be, and why."""

    article: str
    text: str


def examine_facts(library: Library) -> Iterator[Misread]:
    """Yield each article with a fact that cannot be read or that does not stand in it, once."""
    found = library.snapshot()
    texts = {article.id: article.text for article in found.articles}
    wrong: set[str] = set()
    for article, body in found.gists.items():
        try:
            load_gist(body)
        except UnreadableFact:
            wrong.add(article)
            yield Misread(article, f"article {article}: its gist cannot be read")
    for article, row in found.facts:
        if article in wrong:
            continue
        reason = _wrong(row.body, texts[article])
        if reason:
            wrong.add(article)
            yield Misread(article, f"article {article}: a fact ({row.kind}) {reason}")


def read_again(library: Library, article_id: str) -> None:
    """Read the facts of an article anew; raise UnknownArticle."""
    facts, gist = rows_of(library.article(article_id))
    library.replace_facts(article_id, facts, gist=gist)


def _wrong(body: str, text: str) -> str | None:
    try:
        fact = load(body)
    except UnreadableFact:
        return "cannot be read"
    if any(not 0 <= start < end <= len(text) for start, end in _spans(fact)):
        return "lies outside of its text"
    if isinstance(fact, Quote) and text[fact.words.start : fact.words.end] != fact.words.value:
        return "quotes what is not there"
    return None


def _spans(value: Any) -> Iterator[tuple[int, int]]:
    """Give the span of a fact and of all that it holds."""
    if isinstance(value, tuple):
        for item in value:
            yield from _spans(item)
    elif is_dataclass(value):
        held = {field.name: getattr(value, field.name) for field in fields(value)}
        if {"start", "end"} <= held.keys():
            yield held["start"], held["end"]
        for item in held.values():
            yield from _spans(item)
