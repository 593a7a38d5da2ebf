"""Facts as lines of plain values, for tables that a person checks against the article."""

from __future__ import annotations

from dataclasses import dataclass

from qa.archive import Known
from qa.entrant import Entrant
from qa.facts import (
    Affiliation,
    Duel,
    Fact,
    Goal,
    Incident,
    Lead,
    LineUp,
    Mark,
    Profile,
    Quote,
    RecordSet,
    Result,
    Role,
    Slot,
    Standing,
)
from qa.race import describe


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact in words: whom it is about, what it says, and the characters `start` to `end` it was read from."""

    article: str
    kind: str
    race: str
    subject: str
    value: str
    start: int
    end: int
    quote: str


def fact_line(known: Known[Fact]) -> FactLine:
    """Return a fact as a line."""
    article, fact = known.article, known.fact
    return FactLine(
        article=article.id,
        kind=type(fact).__name__,
        race=describe(fact.race),
        subject=_name(_subject(fact)),
        value=_value(fact),
        start=fact.start,
        end=fact.end,
        quote=article.text[fact.start : fact.end],
    )


def _name(slot: Slot[Entrant] | None) -> str:
    return slot.value.name if slot is not None else ""


def _subject(fact: Fact) -> Slot[Entrant] | None:
    match fact:
        case Result() | Lead() | Incident() | Standing():
            return fact.entrant
        case Affiliation() | Profile():
            return fact.person
        case Duel():
            return fact.winner
        case LineUp():
            return fact.team
        case Role():
            return fact.member
        case Goal():
            return fact.scorer
        case RecordSet():
            return fact.holder
        case Quote():
            return fact.speaker


def _value(fact: Fact) -> str:
    match fact:
        case Result():
            return _result(fact)
        case Duel():
            return _duel(fact)
        case Lead():
            return f"{'behind' if fact.behind else 'led'} by {fact.gap.value}"
        case LineUp():
            return ", ".join(member.value.name for member in fact.members)
        case Affiliation():
            return fact.team.value.name
        case Role():
            return f"{fact.role.value} of {_name(fact.of) or 'the winner'}"
        case Goal():
            return _goal(fact)
        case RecordSet():
            mark = fact.mark or fact.old_mark or fact.gap
            return f"{fact.action} {fact.kind.value}" + (f": {mark.value}" if mark else "")
        case Incident():
            return fact.kind.value
        case Quote():
            return fact.words.value
        case Profile():
            return f"{fact.topic} {fact.value.value}"
        case Standing():
            return f"{fact.rank.value} in {fact.table}" + (f": {fact.value.value}" if fact.value else "")


def _result(fact: Result) -> str:
    parts: dict[str, Slot[int] | Slot[str] | Slot[Mark] | None] = {
        "rank": fact.rank,
        "medal": fact.medal,
        "mark": fact.mark,
        "gap": fact.gap,
        "team": fact.team,
        "status": fact.status,
        "detail": fact.detail,
        "laps": fact.laps,
        "revision": fact.revision,
    }
    return ", ".join(f"{name} {slot.value}" for name, slot in parts.items() if slot is not None)


def _duel(fact: Duel) -> str:
    parts = [f"beat {_name(fact.loser) or 'all others'}"]
    parts += [f"by {fact.gap.value}"] if fact.gap else []
    parts += [slot.value for slot in (fact.score, fact.decided) if slot is not None]
    parts += [f"(half-time {fact.half_time.value})"] if fact.half_time else []
    return " ".join(parts)


def _goal(fact: Goal) -> str:
    told = (fact.order, fact.way, fact.kind, fact.when, fact.score)
    what = " ".join(dict.fromkeys(slot.value for slot in told if slot is not None))
    count = f"{fact.count.value} × " if fact.count else ""
    return f"{count}{what}" + (f" for {_name(fact.team)}" if fact.team else "")
