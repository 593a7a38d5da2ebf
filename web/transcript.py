"""Writes a conversation down as Markdown: questions, answers, and the quotations with their references below each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from qa.answer import Answer, Citation, Reply
from qa.exhibit import Table, places_in

# What Markdown would read as markup; & and < also keep it from being HTML.
SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$&@:/])")
MARK = re.compile(r"\\\[(\d+)\\\]")


def transcript(replies: Iterable[Reply]) -> str:
    """Return a conversation as Markdown."""
    return "\n".join(["# Podium", "", *(line for reply in replies for line in _turn(reply))])


def _turn(reply: Reply) -> Iterator[str]:
    yield from (f"## {_plain(reply.question)}", "")
    if isinstance(reply, Answer) and reply.short and reply.short not in reply.text:
        yield from (f"**{_plain(reply.short)}**", "")
    yield from (_marked(reply.text), "")
    tables = [exhibit for exhibit in reply.exhibits if isinstance(exhibit, Table)] if isinstance(reply, Answer) else []
    for table in tables:
        yield from _table(table)
    for note in reply.notes:
        if note.text not in reply.text:
            yield from (f"*{_plain(note.text)}*", "")
    cited = {citation.number: citation for citation in _citations(reply)}
    for number, citation in sorted(cited.items()):
        yield f"{number}. “{_plain(citation.quote.strip())}” ({_reference(citation)})"
    yield ""


def _table(table: Table[Citation]) -> Iterator[str]:
    if table.title:
        yield from (f"**{_plain(table.title)}**", "")
    yield f"| {' | '.join((*table.heads, 'Source'))} |"
    yield f"|{'---|' * (len(table.heads) + 1)}"
    for row in table.rows:
        marks = "".join(f"[{citation.number}]" for citation in row.places)
        yield f"| {' | '.join((*map(_plain, row.cells), marks))} |"
    yield ""


def _citations(reply: Reply) -> Iterator[Citation]:
    yield from reply.citations
    if isinstance(reply, Answer):
        yield from places_in(reply.exhibits, reply.disputes)


def _reference(citation: Citation) -> str:
    parts = (citation.title, citation.published.isoformat() if citation.published else "", citation.source)
    return ", ".join(_plain(part) for part in parts if part)


def _marked(text: str) -> str:
    """Escape a text but for its marks."""
    return MARK.sub(r"[\1]", _plain(text))


def _plain(text: str) -> str:
    """Write a text so that Markdown shows it as it is, on one line."""
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))
