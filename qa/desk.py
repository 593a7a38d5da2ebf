"""The desk: ask a library questions, add articles to it. The engine's one front door."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import reduce

from index.library import Library
from index.records import Change, FactRow, Hit
from qa.answer import How, Reply, Status
from qa.archive import Archive, build
from qa.check import CheckedDraft, check_draft
from qa.dialogue import asks_of_answer, asks_sources, carry_over, without_inherited_sex
from qa.draft import Clause, Draft, Support, attributed, compose, quotation, with_copies
from qa.evidence import Search, find_evidence
from qa.extract import extract_facts
from qa.lines import FactLine, fact_line
from qa.pointing import READ, Pointed, from_reader
from qa.premise import false_premise
from qa.proof import counted_in
from qa.query import Query
from qa.question import read_question
from qa.races import RaceTable, find_races
from qa.reader import Reader
from qa.refusal import refuse
from qa.store import dump, load
from qa.suggestions import suggest
from qa.templates.table import TEMPLATES
from sources.records import Article

PASSAGES = 50  # searched for to choose among sentences
QUOTED = 2  # sentences


class Desk:
    """Answers from one library; use it from one thread at a time."""

    def __init__(self, library: Library, reader: Reader | None = None) -> None:
        self.library = library
        self.reader = reader
        self._archive: Archive | None = None
        self._version: int | None = None
        self._races: tuple[Archive, tuple[RaceTable, ...]] | None = None

    @property
    def archive(self) -> Archive:
        """All that the library's articles state now; read again when another process changed it."""
        version = self.library.version
        if self._archive is None or version != self._version:
            articles = [self.library.article(entry.article) for entry in self.library.articles()]
            facts = ((article, load(row.body)) for article, row in self.library.facts())
            self._archive, self._version = build(articles, facts), version
        return self._archive

    def add(self, article: Article) -> Change:
        """Read an article's facts and put both into the library, in one transaction."""
        facts = [FactRow(type(fact).__name__, dump(fact)) for fact in extract_facts(article)]
        return self.library.add(article, facts)

    def ask(self, question: str, *, context: Sequence[str] = ()) -> Reply:
        """Answer a question; `context` are the earlier questions of the conversation, oldest first."""
        begin = time.perf_counter()
        if context and asks_sources(question):
            query, told = self._answer(context[-1], context[:-1])
            draft = attributed(told)
        else:
            query, draft = self._answer(question, context)
        elapsed = round((time.perf_counter() - begin) * 1000, 2)
        return compose(question, query.reading, draft, elapsed_ms=elapsed)

    def point(self, question: str, *, context: Sequence[str] = ()) -> Pointed | None:
        """Return what the reader would answer if there were no facts, None where it is not sure."""
        if self.reader is None:
            return None
        query = _read(question, context, self.archive)
        evidence, missing = find_evidence(query, self.archive, self._search, most=READ)
        return from_reader(query, evidence, missing, self.archive, self.reader)

    def _answer(self, question: str, context: Sequence[str]) -> tuple[Query, Draft]:
        archive = self.archive
        query = _read(question, context, archive)
        draft = answer(query, archive, self._search, self.reader)
        freer = without_inherited_sex(query) if draft.status is Status.NOT_IN_ARTICLES else None
        if freer is not None and (other := from_facts(freer, archive)) is not None:
            return freer, other
        return query, draft

    def _search(self, question: str) -> list[Hit]:
        return self.library.search(question, k=PASSAGES)

    def facts(self) -> Iterator[FactLine]:
        """Yield every fact as a line for people to check."""
        for known in self.archive.known:
            yield fact_line(known)

    def check(self, text: str) -> CheckedDraft:
        """Check each claim of a draft against the articles; raise BadDraft where there is nothing to check."""
        return check_draft(text, self.archive)

    def races(self) -> tuple[RaceTable, ...]:
        """Return every race that the articles give results of, the latest first."""
        archive = self.archive
        if self._races is None or self._races[0] is not archive:
            self._races = archive, find_races(archive)
        return self._races[1]

    def suggestions(self, count: int = 6) -> list[str]:
        """Return questions that this library can answer."""
        return suggest(self.archive, count)


def _read(question: str, context: Sequence[str], archive: Archive) -> Query:
    """Read a question as the last of a conversation."""
    read = [read_question(text, archive) for text in (*context, question)]
    return reduce(lambda earlier, query: _follow(query, earlier, archive), read)


def _follow(query: Query, earlier: Query, archive: Archive) -> Query:
    """Fill a follow-up from the question before; "he" is then the one person whom its answer names."""
    if asks_of_answer(query, earlier) and (told := from_facts(earlier, archive)) is not None:
        named = read_question(told.short, archive).entities
        earlier = replace(earlier, entities=named if len(named) == 1 else ())
    return carry_over(query, earlier)


def from_facts(query: Query, archive: Archive) -> Draft | None:
    """Answer with the first template that has the facts for it."""
    drafts = (template(query, archive) for template in TEMPLATES.get(query.asks, ()))
    return next((draft for draft in drafts if draft is not None), None)


def answer(query: Query, archive: Archive, search: Search, reader: Reader | None = None) -> Draft:
    """Answer from facts where a template fits, else quote evidence, else say that the articles don't.

    A reader points at the words of the evidence that answer, if it is sure of them.
    """
    return with_copies(_answer(query, archive, search, reader), archive.copies)


def _answer(query: Query, archive: Archive, search: Search, reader: Reader | None) -> Draft:
    wrong = false_premise(query, archive)
    if wrong is not None:
        return wrong
    told = from_facts(query, archive)
    if told is not None:
        return told
    evidence, missing = find_evidence(query, archive, search, most=QUOTED if reader is None else READ)
    pointed = from_reader(query, evidence, missing, archive, reader) if reader is not None else None
    quoted = [item.place for item in evidence[:QUOTED]]
    if pointed is not None:
        places = list(dict.fromkeys([pointed.sentence, *quoted]))
        clauses = [_quoted(place, archive) for place in places]
        return Draft(pointed.words, clauses, notes=[pointed.note], how=How.READER, pointed=pointed.place)
    if evidence:
        short = counted_in(query, evidence[0].scene, archive) or quoted[0].quote
        return Draft(short, [_quoted(place, archive) for place in quoted], how=How.PASSAGES)
    return refuse(query, archive, missing)


def _quoted(place: Support, archive: Archive) -> Clause:
    """Quote a sentence, with its speaker where it is of a quotation and does not say whose."""
    speaker = archive.speaker_at(place.article.id, place.start, place.end)
    clause = quotation(place)
    return replace(clause, text=f"{speaker}: {clause.text}") if speaker else clause
