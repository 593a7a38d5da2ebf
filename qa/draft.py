"""A drafted answer: clauses with the places they rest on. Numbering citations and building the reply happens here too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from qa.answer import Answer, Citation, How, NoAnswer, Note, Reading, Status, cite
from qa.archive import Known
from sources.records import Article

MOST_CITATIONS = 4


@dataclass(frozen=True, slots=True)
class Support:
    """A place in an article that a clause rests on."""

    article: Article
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clause:
    """One sentence of an answer, without its marks, and what it rests on."""

    text: str
    support: tuple[Support, ...]


@dataclass(slots=True)
class Draft:
    """An answer in the making."""

    short: str
    clauses: list[Clause]
    notes: list[Note] = field(default_factory=list)
    how: How = How.FACTS
    status: Status = Status.ANSWERED
    refused: bool = False


def support_of(known: Iterable[Known]) -> tuple[Support, ...]:
    """Return the places of facts, one an article, at most four."""
    found: dict[str, Support] = {}
    for item in known:
        found.setdefault(item.article.id, Support(item.article, item.fact.start, item.fact.end))
    return tuple(found.values())[:MOST_CITATIONS]


def compose(question: str, reading: Reading, draft: Draft, *, elapsed_ms: float) -> Answer | NoAnswer:
    """Number the citations in order of appearance and build the reply."""
    citations: dict[tuple[str, int, int], Citation] = {}
    sentences = []
    for clause in draft.clauses:
        marks = []
        for place in clause.support:
            key = (place.article.id, place.start, place.end)
            if key not in citations:
                citations[key] = cite(len(citations) + 1, place.article, place.start, place.end)
            marks.append(f"[{citations[key].number}]")
        sentences.append(f"{clause.text} {''.join(dict.fromkeys(marks))}".strip())
    text = " ".join(sentences)
    if draft.refused:
        return NoAnswer(question=question, text=text, reading=reading, citations=tuple(citations.values()), notes=tuple(draft.notes), how=draft.how, elapsed_ms=elapsed_ms)
    return Answer(
        question=question, short=draft.short, text=text, citations=tuple(citations.values()), reading=reading, how=draft.how, notes=tuple(draft.notes), status=draft.status, elapsed_ms=elapsed_ms
    )
