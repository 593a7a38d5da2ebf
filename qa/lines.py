"""Facts as lines of plain values, for tables that a person checks against the article."""

from __future__ import annotations

from dataclasses import dataclass

from qa.archive import Known
from qa.facts import Affiliation, Duel, Incident, Lead, LineUp, Profile, Quote, RecordSet, Result, Standing
from qa.race import describe


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact in words: whom it is about, what it says, and the quotation `start` to `end` (characters) it was read from."""

    article: str
    kind: str
    race: str
    subject: str
    value: str
    start: int
    end: int
    quote: str


def fact_line(known: Known) -> FactLine:
    """Return a fact as a line."""
    fact = known.fact
    subject, value = _words(known)
    return FactLine(known.article.id, type(fact).__name__, describe(fact.race), subject, value, fact.start, fact.end, known.article.text[fact.start : fact.end])


def _words(known: Known) -> tuple[str, str]:
    match known.fact:
        case Result() as fact:
            parts = [(slot, getattr(fact, slot)) for slot in ("rank", "medal", "mark", "gap", "team", "status", "detail", "laps")]
            return fact.entrant.value.name, ", ".join(f"{name} {slot.value}" for name, slot in parts if slot is not None)
        case Duel() as fact:
            return fact.winner.value.name, f"beat {fact.loser.value.name if fact.loser else 'all others'}" + (f" by {fact.gap.value}" if fact.gap else "")
        case Lead() as fact:
            return fact.entrant.value.name if fact.entrant else "", f"{'behind' if fact.behind else 'led'} by {fact.gap.value}"
        case LineUp() as fact:
            return fact.team.value.name, ", ".join(member.value.name for member in fact.members)
        case Affiliation() as fact:
            return fact.person.value.name, fact.team.value.name
        case RecordSet() as fact:
            mark = fact.mark or fact.old_mark or fact.gap
            return fact.holder.value.name if fact.holder else "", f"{fact.action} {fact.kind.value}" + (f": {mark.value}" if mark else "")
        case Incident() as fact:
            return fact.entrant.value.name if fact.entrant else "", fact.kind.value
        case Quote() as fact:
            return fact.speaker.value.name if fact.speaker else "", fact.words.value
        case Profile() as fact:
            return fact.person.value.name, f"{fact.topic} {fact.value.value}"
        case Standing() as fact:
            return fact.entrant.value.name, f"{fact.rank.value} in {fact.table}" + (f": {fact.value.value}" if fact.value else "")
