"""Fill in the sex of races that an article leaves to the names: "the Norwegian men" makes Norway's race the men's."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from qa.entrant import Entrant, EntrantKind
from qa.facts import Affiliation, Fact, Profile, Quote, Result


def fill_sexes(facts: Iterable[Fact], text: str) -> list[Fact]:
    """Return the facts with the sex of their races: by persons named, the rest of the sentence, then nations."""
    facts = list(facts)
    text = text.lower().replace("’", "'")
    placed = {fact.entrant.value.name for fact in facts if isinstance(fact, Result)}
    for kinds in ({EntrantKind.PERSON}, {EntrantKind.PERSON}, {EntrantKind.PERSON, EntrantKind.NATION}):
        known: dict[str, set[str]] = defaultdict(set)
        told: dict[int, set[str]] = defaultdict(set)
        for fact in facts:
            if isinstance(fact, Profile) and fact.person.value.name in placed:
                continue  # whose age may be told where the other race is spoken of
            if fact.race.sex and _races(fact):
                told[fact.start].add(fact.race.sex)
                for entrant in entrants_of(fact):
                    known[entrant.name].add(fact.race.sex)
        facts = [_filled(fact, known, told, kinds) for fact in facts]
    return _only_sex(_complemented(facts, text))


def _only_sex(facts: list[Fact]) -> list[Fact]:
    """Give an event of an article that tells of one sex in it, and of both in others, that sex throughout."""
    told: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for fact in facts:
        if fact.race.sex and fact.race.event and isinstance(fact, Result):
            told[fact.race.event].add(fact.race.sex)
    if len(set().union(*told.values())) < len(OTHER):
        return facts
    return [
        replace(fact, race=replace(fact.race, sex=next(iter(sexes))))
        if fact.race.sex is None and len(sexes := told.get(fact.race.event, set())) == 1
        else fact
        for fact in facts
    ]


OTHER = {"men": "women", "women": "men"}


def _complemented(facts: list[Fact], text: str) -> list[Fact]:
    """Give an article's first race the other sex where it then turns to "the women's race" of the same event."""
    told: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for fact in facts:
        told[fact.race.event].add(fact.race.sex or "")
    turns = {sex: _turn_to(sex, facts, text) for sex in OTHER}

    def other_sex(fact: Fact) -> str | None:
        sexes = told[fact.race.event] - {""}
        sex = next(iter(sexes)) if len(sexes) == 1 else None
        is_before = sex in OTHER and fact.start < turns[sex]
        return OTHER[sex] if sex is not None and is_before and fact.race.event and not fact.race.sex else None

    return [replace(fact, race=replace(fact.race, sex=sex)) if (sex := other_sex(fact)) else fact for fact in facts]


def _turn_to(sex: str, facts: Iterable[Fact], text: str) -> int:
    """Return where a text turns to the race of a sex; 0 where it does not, or spoke of that race before."""
    turn = re.search(rf"\bin the {sex}'s\b|(?:^|[.!?]\s|\n)the {sex}'s race\b", text)
    placed = [fact for fact in facts if isinstance(fact, Result)]
    own = {fact.entrant.value.name for fact in placed if fact.race.sex == sex}
    if turn is None or any(fact.entrant.value.name in own for fact in placed if fact.start < turn.start()):
        return 0
    return turn.start()


def _races(fact: Fact) -> bool:
    """Tell whether the entrants of a fact raced in its race; a person who is only mentioned may not have."""
    return not isinstance(fact, Quote | Affiliation) and not (isinstance(fact, Profile) and fact.topic == "name")


def _filled(fact: Fact, known: dict[str, set[str]], told: dict[int, set[str]], kinds: set[EntrantKind]) -> Fact:
    if fact.race.sex is not None or not fact.race.event:
        return fact
    names = [entrant.name for entrant in entrants_of(fact) if entrant.kind in kinds]
    sexes = {sex for name in names if len(known[name]) == 1 for sex in known[name]} or told[fact.start]
    return replace(fact, race=replace(fact.race, sex=next(iter(sexes)))) if len(sexes) == 1 else fact


def entrants_of(fact: Fact) -> Iterator[Entrant]:
    """Yield every entrant that a fact names."""
    for name in ("entrant", "winner", "loser", "team", "person", "holder", "old_holder"):
        slot = getattr(fact, name, None)
        if slot is not None and isinstance(slot.value, Entrant):
            yield slot.value
    for member in getattr(fact, "members", ()):
        yield member.value
