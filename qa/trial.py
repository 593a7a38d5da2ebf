"""Asks gold questions: of the whole library, or of the articles they are about alone. Judging is left to evaluation."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

from index.library import Library
from qa.answer import Reply
from qa.desk import Desk
from qa.findings import Finding, second_opinion
from qa.gold import BadGold, GoldQuestion
from qa.reader import Reader


def ask_all(
    library: Library,
    questions: Iterable[GoldQuestion],
    reader: Reader | None = None,
    *,
    findings: list[Finding] | None = None,
) -> Iterator[Reply]:
    """Answer gold questions in their order; raise BadGold where one is about articles that the library has not.

    Where facts and the reader differ, that is added to `findings`.
    """
    whole = Desk(library, reader)
    alone: dict[tuple[str, ...], Desk] = {}
    with ExitStack() as stack:
        for gold in questions:
            if gold.alone and gold.cite not in alone:
                alone[gold.cite] = _desk_alone(library, reader, gold, stack)
            desk = alone[gold.cite] if gold.alone else whole
            reply = desk.ask(gold.question, context=gold.context)
            if findings is not None and (found := second_opinion(desk, gold.question, gold.context, reply)) is not None:
                findings.append(found)
            yield reply


def _desk_alone(library: Library, reader: Reader | None, gold: GoldQuestion, stack: ExitStack) -> Desk:
    """Set up a desk with nothing but the articles that a question is about, until the stack is left."""
    entries = [entry for entry in library.articles() if Path(entry.source).name.startswith(gold.cite)]
    if not entries:
        raise BadGold(f"gold question {gold.id} is about {', '.join(gold.cite)}, which the library lacks: add it first")
    folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="podium-"))
    desk = Desk(stack.enter_context(Library.open(Path(folder), model=library.model)), reader)
    for entry in entries:
        desk.add(library.article(entry.article))
    return desk
