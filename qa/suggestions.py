"""Questions that the library at hand can answer, made from its facts."""

from __future__ import annotations

from qa.archive import Archive
from qa.facts import Incident, LineUp, Quote, RecordSet, Result
from qa.race import describe, is_blank


def suggest(archive: Archive, count: int) -> list[str]:
    """Return at most `count` questions, of different kinds and races, in the order of the articles."""
    found: dict[str, None] = {}
    for kind, make in (
        (Result, lambda fact: f"Who won the {describe(fact.race)}?" if fact.rank and fact.rank.value == 1 and fact.race.decides else None),
        (Incident, lambda fact: f"What happened to {fact.entrant.value.name}?" if fact.entrant else None),
        (Quote, lambda fact: f"What did {fact.speaker.value.name} say?" if fact.speaker else None),
        (LineUp, lambda fact: f"Who raced for {fact.team.value.name} in the {describe(fact.race)}?"),
        (RecordSet, lambda fact: f"Who set the {fact.kind.value} in the {describe(fact.race)}?" if fact.action == "set" and fact.holder else None),
        (Result, lambda fact: f"What was {fact.entrant.value.name}'s time in the {describe(fact.race)}?" if fact.mark else None),
    ):
        made = [question for known in archive.of(kind) if not is_blank(known.fact.race) and (question := make(known.fact))]
        found.update(dict.fromkeys(made[:2] if count > 6 else made[:1]))
    return list(found)[:count]
