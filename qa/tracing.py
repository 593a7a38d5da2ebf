"""Traces which facts a question could have been answered with, and for which condition others were set aside."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import count

from qa.account import Considered, SetAside
from qa.answer import Reply, cite
from qa.archive import Archive, Known, entrants_of
from qa.asks import Asks
from qa.concepts import alike
from qa.exhibit import places_in
from qa.facts import (
    Affiliation,
    Duel,
    Fact,
    Goal,
    Incident,
    LineUp,
    Profile,
    Quote,
    RecordSet,
    Result,
    Role,
    Standing,
)
from qa.lines import FactLine, fact_line
from qa.matching import date_fits, event_fits, is_entrant, place_fits, round_fits, sex_fits, sport_fits, words_fit
from qa.query import Query

MOST_CONSIDERED = 12
MOST_EXAMPLES = 3
_RESULTS: tuple[type[Fact], ...] = (Result,)
_RECORDS: tuple[type[Fact], ...] = (RecordSet,)
# The kinds of fact that answer a kind of question; of the others, no facts are traced.
KINDS: Mapping[Asks, tuple[type[Fact], ...]] = {
    Asks.PLACE: (Result, Duel),
    Asks.RESULT: _RESULTS,
    Asks.PODIUM: _RESULTS,
    Asks.LIST: _RESULTS,
    Asks.TIME: _RESULTS,
    Asks.COMPARE: _RESULTS,
    Asks.HOW_MANY: (Result, Goal),
    Asks.MARGIN: (Duel, Result),
    Asks.OPPONENT: (Duel,),
    Asks.RECORD_HOLDER: _RECORDS,
    Asks.RECORD_VALUE: _RECORDS,
    Asks.RECORD_BEFORE: _RECORDS,
    Asks.LINE_UP: (LineUp, Role),
    Asks.TEAM: (LineUp, Affiliation, Role),
    Asks.HAPPENED: (Incident, Result, Duel, RecordSet),
    Asks.INCIDENT: (Incident, Result),
    Asks.SAID: (Quote,),
    Asks.WHO_SAID: (Quote,),
    Asks.AGE: (Profile,),
    Asks.LEADER: (Standing,),
    Asks.YES_NO: (Result, Duel, RecordSet, Incident),
}
Check = Callable[[Query, Known[Fact], Archive], bool]
# The conditions that a fact can fail, each with what is said of facts that fail it alone.
CHECKS: tuple[tuple[str, Check], ...] = (
    ("in another event", lambda query, known, archive: event_fits(query, known.fact.race)),
    ("in another sport", lambda query, known, archive: sport_fits(query, known.fact.race, known.article)),
    (
        "not said to be of the same sex",
        lambda query, known, archive: sex_fits(query, known.fact.race, known.article, archive),
    ),
    ("in another round", lambda query, known, archive: _is_of_round(query, known)),
    ("at another time", lambda query, known, archive: date_fits(query, known.fact.race, known.article, archive)),
    ("at another place", lambda query, known, archive: place_fits(query, known.fact.race, known.article, archive)),
    ("about others", lambda query, known, archive: _is_about(query, known, archive)),
    (
        "published elsewhere",
        lambda query, known, archive: set(query.source) <= archive.article_words(known.article.id),
    ),
    # Last: that an article holds a word is soon known, where in it costs reading all its sentences.
    ("without a word that was asked for", lambda query, known, archive: _says(query, known, archive)),
)


def trace(query: Query, archive: Archive, reply: Reply) -> tuple[tuple[Considered, ...], tuple[SetAside, ...]]:
    """Return the facts that meet all conditions, those of the answer first, and those that fail one, by which it is."""
    met: list[Known[Fact]] = []
    missed: dict[str, list[Known[Fact]]] = {}
    for known in archive.told:
        if not isinstance(known.fact, KINDS.get(query.asks, ())):
            continue
        failed = _failed(query, known, archive)
        if not failed:
            met.append(known)
        elif len(failed) == 1:
            missed.setdefault(failed[0], []).append(known)
    numbered = _Numbers(reply)
    considered = sorted((numbered.considered(known) for known in _unlike(met)), key=lambda item: not item.used)
    aside = (
        SetAside(reason, len(facts), tuple(map(numbered.considered, facts[:MOST_EXAMPLES])))
        for reason, _ in CHECKS
        if (facts := list(_unlike(missed.get(reason, ()), anywhere=True)))
    )
    return tuple(considered[:MOST_CONSIDERED]), tuple(aside)


def _failed(query: Query, known: Known[Fact], archive: Archive) -> Sequence[str]:
    """Return the conditions that a fact fails, at most two of them."""
    failed: list[str] = []
    for reason, check in CHECKS:
        if not check(query, known, archive):
            failed.append(reason)
            if len(failed) > 1:
                return failed
    is_said = bool(failed) or words_fit(query.terms, known, archive)
    return failed if is_said else [CHECKS[-1][0]]


def _says(query: Query, known: Known[Fact], archive: Archive) -> bool:
    """Tell whether an article holds every word that the question asks for."""
    return not query.terms or all(
        not alike(term).isdisjoint(archive.article_words(known.article.id)) for term in query.terms
    )


def _is_of_round(query: Query, known: Known[Fact]) -> bool:
    race = known.fact.race
    return race.decides if query.round is None and isinstance(known.fact, Result) else round_fits(query, race)


def _is_about(query: Query, known: Known[Fact], archive: Archive) -> bool:
    entrants = entrants_of(known.fact)
    return not query.entities or any(is_entrant(said, one, archive) for said in query.entities for one in entrants)


def _unlike(facts: Iterable[Known[Fact]], *, anywhere: bool = False) -> Iterator[Known[Fact]]:
    """Yield facts, of those that say the same in the same sentence (or `anywhere`) only the first."""
    seen: set[tuple[str, str, str, str, int]] = set()
    for known in facts:
        line = fact_line(known)
        place = ("", 0) if anywhere else (line.article, line.start)
        key = (line.subject, line.value, line.race, *place)
        if key not in seen:
            seen.add(key)
            yield known


class _Numbers:
    """Gives places their numbers: those of the reply, and new ones behind them."""

    def __init__(self, reply: Reply) -> None:
        cited = [*reply.citations, *places_in(getattr(reply, "exhibits", ()), getattr(reply, "disputes", ()))]
        self._known = {(citation.article, citation.start, citation.end): citation for citation in cited}
        self._used = {(citation.article, citation.start, citation.end) for citation in reply.citations}
        self._next = count(max((citation.number for citation in cited), default=0) + 1)

    def considered(self, known: Known[Fact]) -> Considered:
        line = fact_line(known)
        place = (line.article, line.start, line.end)
        if place not in self._known:
            self._known[place] = cite(next(self._next), known.article, line.start, line.end)
        return Considered(line.subject, _value(line), line.race, self._known[place], used=place in self._used)


def _value(line: FactLine) -> str:
    return line.value or line.kind.lower()
