"""The desk: ask a library questions, add articles to it. The engine's one front door."""

from __future__ import annotations

import gc
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache, reduce
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from index.catalogue import OLDEST
from index.library import Library
from index.records import Change, FactRow, Hit
from qa.account import Account
from qa.answer import How, Reply, Status
from qa.archive import Archive, gather
from qa.check import CheckedDraft, check_draft
from qa.choices import choices as alternatives
from qa.dialogue import asks_of_answer, asks_sources, carry_over, without_inherited_sex
from qa.dossier import Dossier
from qa.draft import Clause, Draft, Support, attributed, compose, quotation, with_copies
from qa.evidence import Search, find_evidence
from qa.facts import Fact
from qa.follow_ups import follow_ups
from qa.frames import facts_frame
from qa.intake import add_each
from qa.lines import FactLine, fact_line
from qa.pointing import READ, Pointed, from_reader
from qa.premise import false_premise
from qa.proof import counted_in
from qa.query import Query
from qa.question import read_question
from qa.races import RaceTable, find_races
from qa.reader import DEFAULT_READER, Reader, open_reader
from qa.refusal import refuse
from qa.store import load, load_gist, rows_of
from qa.suggestions import suggest
from qa.templates.table import TEMPLATES
from qa.tracing import trace
from sources.readers import read
from sources.records import Article

if TYPE_CHECKING:
    import pandas as pd

PASSAGES = 50  # searched for to choose among sentences
QUOTED = 2  # sentences


class Desk:
    """Answers from one library; use it from one thread at a time.

    with Desk.open("races") as desk:
        desk.add_file("report.txt")
        print(desk.ask("Who won the relay?").text)
    """

    def __init__(self, library: Library, reader: Reader | None = None) -> None:
        self.library = library
        self.reader = reader
        self._archive: Archive | None = None
        self._version = OLDEST
        self._races: tuple[Archive, tuple[RaceTable, ...]] | None = None

    @classmethod
    def open(cls, folder: Path | str, *, reader: str = DEFAULT_READER) -> Self:
        """Open the library in a folder, making it first if there is none; close it, or use it in a `with`.

        `reader` points at answers in quoted sentences: "podium", "none", or the name of a question-answering model.
        Raise LibraryError where the folder cannot be opened as a library.
        """
        return cls(Library.open(Path(folder)), open_reader(reader))

    def close(self) -> None:
        """Close the library; more than once does no harm."""
        self.library.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def archive(self) -> Archive:
        """All that the library's articles state now; what another process changed is read when it is next asked for."""
        if self._archive is None or self.library.version != self._version:
            with _collecting_later():
                self._archive = self._gathered()
        return self._archive

    def _gathered(self) -> Archive:
        found = self.library.snapshot(since=self._version)
        dossiers = {} if self._archive is None else dict(self._archive.dossiers)
        if not dossiers.keys() | {article.id for article in found.articles} >= set(found.ids):
            found = self.library.snapshot()  # another library stands in its place, an older one perhaps
        facts: dict[str, list[Fact]] = defaultdict(list)
        for article_id, row in found.facts:
            facts[article_id].append(load(row.body))
        for article in found.articles:
            gist = found.gists.get(article.id)
            dossiers[article.id] = Dossier(article, facts[article.id], load_gist(gist) if gist else None)
        archive = gather(dossiers[article_id] for article_id in found.ids)
        self._version = found.version
        return archive

    def prepare(self) -> None:
        """Read now what the first question would wait for."""
        archive = self.archive
        _ = archive.vocabulary, archive.common_words, archive.people, archive.nations, archive.idf

    def add(self, article: Article) -> Change:
        """Read an article's facts, unless it is unchanged, and put both into the library, in one transaction."""
        read = cache(lambda: rows_of(article))
        return self.library.add(article, _each(read), gist=lambda: read()[1])

    def add_file(self, path: Path | str) -> Counter[Change]:
        """Add the articles of a file, in any format that `podium add` reads; return how many were added or replaced.

        Raise UnreadableFile, in which case none of them was added.
        """
        return add_each(read(Path(path)), self)

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

    def account(self, question: str, *, context: Sequence[str] = ()) -> Account:
        """Answer a question as `ask` does, and tell how the answer came about and what may be asked next."""
        reply = self.ask(question, context=context)
        asked, before = (context[-1], context[:-1]) if context and asks_sources(question) else (question, context)
        query, archive = _read(asked, before, self.archive), self.archive
        considered, set_aside = trace(query, archive, reply)
        choices = alternatives(asked, query, archive, lambda text: _read(text, before, archive))
        next_ones = follow_ups(query, archive, choices, self._has_facts_for, but=(question, *context))
        return Account(replace(reply, follow_ups=next_ones), considered, set_aside, choices)

    def _has_facts_for(self, question: str) -> bool:
        query = read_question(question, self.archive)
        told = None if false_premise(query, self.archive) else from_facts(query, self.archive)
        return told is not None and told.status is Status.ANSWERED

    def point(self, question: str, *, context: Sequence[str] = ()) -> Pointed | None:
        """Return what the reader would answer if there were no facts, None where it is not sure."""
        if self.reader is None:
            return None
        query = _read(question, context, self.archive)
        evidence, _ = find_evidence(query, self.archive, self._search, most=READ)
        return from_reader(query, evidence, self.archive, self.reader)

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

    def frame(self) -> pd.DataFrame:
        """Return every fact as a row of a pandas DataFrame, with title, publisher, day and source of its article."""
        return facts_frame(self.facts(), self.library.articles())

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


@contextmanager
def _collecting_later() -> Iterator[None]:
    """Keep Python from looking for garbage while very many objects are made that stay: it would at each step anew."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _each(read: Callable[[], tuple[list[FactRow], str]]) -> Iterator[FactRow]:
    """Yield the facts of an article, which is read when the first is asked for."""
    yield from read()[0]


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
    pointed = from_reader(query, evidence, archive, reader) if reader is not None else None
    quoted = [item.place for item in evidence[:QUOTED]]
    if pointed is not None:
        places = list(dict.fromkeys([pointed.sentence, *quoted]))
        clauses = [_quoted(place, archive) for place in places]
        return Draft(pointed.words, clauses, notes=[pointed.note], how=How.READER, pointed=pointed.place)
    if evidence:
        short = counted_in(query, evidence[0].scene) or quoted[0].quote
        return Draft(short, [_quoted(place, archive) for place in quoted], how=How.PASSAGES)
    return refuse(query, archive, missing)


def _quoted(place: Support, archive: Archive) -> Clause:
    """Quote a sentence, with its speaker where it is of a quotation and does not say whose."""
    speaker = archive.speaker_at(place.article.id, place.start, place.end)
    clause = quotation(place)
    return replace(clause, text=f"{speaker}: {clause.text}") if speaker else clause
