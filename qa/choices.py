"""What each condition of a question could be instead, by the library at hand, and the question that would ask so.

Every question made here was read again: it asks the same, and only the one condition differs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from qa.account import Choice, Option
from qa.answer import Constraint
from qa.archive import Archive
from qa.facts import Result
from qa.field import fields
from qa.matching import fits, is_asked
from qa.medals import MEDALS
from qa.names import fold
from qa.query import Query
from qa.race import DECIDING_ROUNDS, ROUND_NAMES, Race, event_name
from qa.words_out import named

MOST_OPTIONS = 6
PREPOSITIONS = r"(?:in|at|on|of|from|for|by|during|to|with)"
ENDING = re.compile(rf"\s*(?:[?.!,]|$|{PREPOSITIONS}\b)", re.IGNORECASE)
BARE_SUBJECTS = frozenset({"nation", "person"})
LEADING = re.compile(rf"(?:\b{PREPOSITIONS}\s+)?(?:\bthe\s+)?$", re.IGNORECASE)
Read = Callable[[str], Query]


class Slot(NamedTuple):
    """Where a query keeps a kind of condition: its value, the query without it, and what the library has for it."""

    get: Callable[[Query], object]
    drop: Callable[[Query], Query]
    others: Callable[[Query, Archive], Iterable[tuple[object, str]]]
    append: str  # how a follow-up takes a value that it does not name


def choices(question: str, query: Query, archive: Archive, read: Read) -> tuple[Choice, ...]:
    """Return the conditions of a question with their alternatives; `read` reads a question in the same conversation."""
    return tuple(
        Choice(
            constraint.kind,
            constraint.value,
            constraint.words,
            tuple(_options(question, query, constraint, archive, read)),
        )
        for constraint in query.origins
    )


def _options(question: str, query: Query, constraint: Constraint, archive: Archive, read: Read) -> Iterator[Option]:
    slot = SLOTS.get(constraint.kind)
    if slot is None:
        return
    own = slot.get(query)
    yielded = 0
    for value, phrase in dict.fromkeys(slot.others(slot.drop(query), archive)):
        asked = _with(question, constraint, phrase, slot) if value != own else None
        if asked is not None and _differs_only(slot, read(asked), query, value):
            yield Option(phrase.removeprefix("the "), asked)
            yielded += 1
            if yielded == MOST_OPTIONS:
                break
    asked = _without(question, constraint)
    if asked is not None and _differs_only(slot, read(asked), query, slot.get(slot.drop(query))):
        yield Option("", asked)


def _differs_only(slot: Slot, query: Query, other: Query, value: object) -> bool:
    """Tell whether a query holds this value, and is otherwise the same as another."""
    return slot.get(query) == value and _bare(slot.drop(query)) == _bare(slot.drop(other))


def _bare(query: Query) -> Query:
    return replace(query, text="", words=(), origins=(), sport=None if query.event else query.sport)


def _with(question: str, constraint: Constraint, phrase: str, slot: Slot) -> str | None:
    """Return the question with other words for a condition; a follow-up that inherited it gets them at its end."""
    if not constraint.words:
        return f"{question.rstrip(' ?')} {slot.append.format(phrase)}?" if slot.append else None
    at = _at(question, constraint.words)
    if at is None:
        return None
    start, end = at
    possessive = "'s" if constraint.words.endswith("'s") else ""
    phrase = phrase.removeprefix("the ") if question[:start].casefold().endswith("the ") else phrase
    return f"{question[:start]}{phrase}{possessive}{question[end:]}"


def _without(question: str, constraint: Constraint) -> str | None:
    """Return the question without the words of a condition, nor the preposition that only they needed."""
    at = _at(question, constraint.words) if constraint.words else None
    if at is None:
        return None
    before, after = question[: at[0]], re.sub(r"^['’]s\b", "", question[at[1] :])
    if ENDING.match(after):
        if before.rstrip().endswith(("'s", "’s")):
            return None  # "the women's", without what of theirs
        before = LEADING.sub("", before)
    elif constraint.kind in BARE_SUBJECTS:
        return None  # the subject, without which there is no sentence
    return re.sub(r"\s+([?.!,]|$)", r"\1", re.sub(r"\s{2,}", " ", f"{before.rstrip()} {after.lstrip()}")).strip()


def _at(question: str, words: str) -> tuple[int, int] | None:
    """Return where the folded words stand in a question, None where folding it moves its letters."""
    folded = fold(question)
    if len(folded) != len(question):
        return None
    found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", folded)
    return found.span() if found else None


def _races(query: Query, archive: Archive) -> Iterator[Race]:
    """Yield the races that fit, of those whom the question names if it names any."""
    for known in archive.of(Result):
        entrant = known.fact.entrant.value
        if fits(query, known, archive) and (not query.entities or is_asked(query, entrant, archive)):
            yield known.fact.race


def _years(query: Query, archive: Archive) -> Iterator[tuple[object, str]]:
    years = {race.year for race in _races(query, archive)}
    for year in sorted((year for year in years if year), reverse=True):
        yield (year,), str(year)


def _sexes(query: Query, archive: Archive) -> Iterator[tuple[object, str]]:
    sexes = {race.sex for race in _races(query, archive)}
    for sex in ("women", "men"):
        if sex in sexes:
            yield sex, sex


def _rounds(query: Query, archive: Archive) -> Iterator[tuple[object, str]]:
    for name in sorted({race.round or "final" for race in _races(query, archive)}):
        yield name, ROUND_NAMES.get(name, name) if name not in DECIDING_ROUNDS else "final"


def _events(query: Query, archive: Archive) -> Iterator[tuple[object, str]]:
    for race in (race for race in _races(query, archive) if race.event):
        yield frozenset(race.event), event_name(race)


def _entrants(query: Query, archive: Archive) -> Iterator[tuple[object, str]]:
    for item in fields(query, archive):
        for runner in item.runners:
            yield (runner.entrant.name,), named(runner.entrant)


def _medals(query: Query, archive: Archive) -> Iterator[tuple[object, str]]:
    for medal in MEDALS.values():
        yield medal, medal


def _names(query: Query) -> tuple[str, ...]:
    return tuple(entrant.name for entrant in query.entities)


_ENTRANT = Slot(_names, lambda query: replace(query, entities=()), _entrants, "for {}")
SLOTS: Mapping[str, Slot] = {
    "date": Slot(lambda query: query.years, lambda query: replace(query, years=(), days=()), _years, "in {}"),
    "sex": Slot(lambda query: query.sex, lambda query: replace(query, sex=None), _sexes, "for the {}"),
    "round": Slot(lambda query: query.round, lambda query: replace(query, round=None), _rounds, "in the {}"),
    "event": Slot(lambda query: query.event, lambda query: replace(query, event=frozenset()), _events, "in the {}"),
    "medal": Slot(lambda query: query.medal, lambda query: replace(query, medal=None), _medals, ""),
    "nation": _ENTRANT,
    "person": _ENTRANT,
}
