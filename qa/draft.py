"""A drafted answer: clauses with the places they rest on; and the reply made of it, its citations numbered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from qa.answer import Answer, Citation, How, NoAnswer, Note, Pointed, Reading, Status, cite
from qa.archive import Known
from qa.exhibit import Dispute, Exhibit, cited, cited_dispute
from qa.facts import Fact
from qa.words_out import listed, publication
from sources.records import Article

MOST_CITATIONS = 4
SAME_TEXT = "same_text"


@dataclass(frozen=True, slots=True)
class Support:
    """A place in an article that a clause rests on."""

    article: Article
    start: int
    end: int

    @property
    def quote(self) -> str:
        """The article's own words there."""
        return self.article.text[self.start : self.end].strip()


@dataclass(frozen=True, slots=True)
class Clause:
    """One sentence of an answer, without its marks, and what it rests on."""

    text: str
    support: tuple[Support, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer in the making; `pointed` are the words of a clause's place that answer."""

    short: str
    clauses: list[Clause]
    notes: list[Note] = field(default_factory=list)
    how: How = How.FACTS
    status: Status = Status.ANSWERED
    exhibits: list[Exhibit[Support]] = field(default_factory=list)
    disputes: list[Dispute[Support]] = field(default_factory=list)
    pointed: Support | None = None


def place_of(known: Known[Fact]) -> Support:
    """Return the place that a fact was read from."""
    return Support(known.article, known.fact.start, known.fact.end)


def support_of(known: Iterable[Known[Fact]]) -> tuple[Support, ...]:
    """Return the places of facts, one an article, at most four."""
    found: dict[str, Support] = {}
    for item in known:
        found.setdefault(item.article.id, place_of(item))
    return tuple(found.values())[:MOST_CITATIONS]


def quotation(place: Support) -> Clause:
    """Quote an article's own words."""
    return Clause(f"“{place.quote}”", (place,))


def attributed(draft: Draft) -> Draft:
    """Return the quotations that a draft rests on, each with where it was published; a refusal stays as it is."""
    places = dict.fromkeys(place for clause in draft.clauses for place in clause.support)
    if draft.status is Status.NOT_IN_ARTICLES or not places:
        return draft
    clauses = [Clause(f"{publication(place.article)}: “{place.quote}”", (place,)) for place in places]
    sources = dict.fromkeys(publication(place.article) for place in places)
    notes = [note for note in draft.notes if note.kind == SAME_TEXT]
    return Draft(listed(sources), clauses, notes, draft.how, draft.status)


def with_copies(draft: Draft, copies: Mapping[str, Sequence[Article]]) -> Draft:
    """Add where else the texts were published that a draft rests on; `copies` maps an article's id to its copies."""
    articles = dict.fromkeys(place.article for clause in draft.clauses for place in clause.support)
    notes = [
        Note(SAME_TEXT, f"The same text also appears in {listed(map(publication, copies[article.id]))}.")
        for article in articles
        if article.id in copies
    ]
    return replace(draft, notes=[*draft.notes, *notes]) if notes else draft


def compose(question: str, reading: Reading, draft: Draft, *, elapsed_ms: float) -> Answer | NoAnswer:
    """Number the citations in order of appearance and build the reply."""
    citations: dict[Support, Citation] = {}

    def cited_places(places: tuple[Support, ...]) -> tuple[Citation, ...]:
        for place in places:
            if place not in citations:
                citations[place] = cite(len(citations) + 1, place.article, place.start, place.end)
        return tuple(dict.fromkeys(citations[place] for place in places))

    sentences = []
    for clause in draft.clauses:
        marks = "".join(f"[{citation.number}]" for citation in cited_places(clause.support))
        sentences.append(f"{clause.text} {marks}".strip())
    text = " ".join(sentences)
    in_text = tuple(citations.values())
    if draft.status is Status.NOT_IN_ARTICLES:
        return NoAnswer(
            question=question,
            text=text,
            reading=reading,
            citations=in_text,
            notes=tuple(draft.notes),
            how=draft.how,
            elapsed_ms=elapsed_ms,
        )
    return Answer(
        question=question,
        short=draft.short,
        text=text,
        citations=in_text,
        reading=reading,
        how=draft.how,
        notes=tuple(draft.notes),
        status=draft.status,
        elapsed_ms=elapsed_ms,
        exhibits=tuple(cited(exhibit, cited_places) for exhibit in draft.exhibits),
        disputes=tuple(cited_dispute(dispute, cited_places) for dispute in draft.disputes),
        pointed=_pointed(draft.pointed, in_text),
    )


def _pointed(place: Support | None, citations: Iterable[Citation]) -> Pointed | None:
    """Number the place that a reader pointed at by the citation that holds it."""
    if place is None:
        return None
    for citation in citations:
        if citation.article == place.article.id and citation.start <= place.start and place.end <= citation.end:
            return Pointed(citation.number, place.start, place.end)
    return None
