"""Line-ups, and the nation, club or car of a person."""

from __future__ import annotations

from dataclasses import replace

from qa.archive import Archive, Known
from qa.answer import Note
from qa.draft import Clause, Draft, support_of
from qa.entrant import EntrantKind
from qa.facts import Affiliation, LineUp
from qa.field import fields, same_race
from qa.matching import failing, is_entrant, names_person
from qa.names import same_person
from qa.question import Query
from qa.race import describe
from qa.words_out import capital, listed

EXAMPLES = {
    "line-up": ("Who skated for Norway in 2022?", "line-up of the Japanese women in 2018"),
    "team": ("What country is Noah Lyles from?",),
}


def line_up(query: Query, archive: Archive) -> Draft | None:
    """Answer who raced for a team."""
    found = [known for known in archive.of(LineUp) if failing(query, known, archive) is None and _is_asked(query, known, archive)]
    if not query.entities:
        winners = {runner.entrant.name for item in fields(query, archive) for runner in item.placed(1)[:1]}
        found = [known for known in found if known.fact.team.value.name in winners] or found
    if query.round is None:
        found = [known for known in found if known.fact.race.decides] or found
    if not found:
        return None
    groups: list[list[Known]] = []
    for known in found:
        home = next((group for group in groups if _same_team(group[0], known)), None)
        if home is None:
            groups.append([known])
        else:
            home.append(known)
    clauses, shorts, notes = [], [], []
    for group in groups[:4]:
        group.sort(key=lambda known: -len(known.fact.members))
        variants = _variants(group)
        for members, facts in variants:
            team = group[0].fact.team.value.name
            others = _others(members, query)
            clauses.append(Clause(f"{capital(team)} in the {describe(group[0].fact.race)}: {listed(members)}.", support_of(facts)))
            shorts.append(listed(others))
        if len(variants) > 1:
            notes.append(Note("disagreement", "The reports give different line-ups."))
    return Draft("; ".join(dict.fromkeys(shorts)), clauses, notes)


def _is_asked(query: Query, known: Known, archive: Archive) -> bool:
    fact: LineUp = known.fact
    for said in query.entities:
        if said.kind is EntrantKind.PERSON:
            if not any(names_person(said.name, member.value.name) for member in fact.members):
                return False
        elif not is_entrant(said, fact.team.value, archive):
            return False
    return True


def _same_team(one: Known, other: Known) -> bool:
    first: LineUp = one.fact
    second: LineUp = other.fact
    return first.team.value.nation == second.team.value.nation and first.team.value.name == second.team.value.name and same_race(first.race, second.race)


def _variants(group: list[Known]) -> list[tuple[list[str], list[Known]]]:
    """Bring spellings of the same line-up together; different members stay apart."""
    found: list[tuple[list[str], list[Known]]] = []
    for known in group:
        names = [member.value.name for member in known.fact.members]
        home = next((entry for entry in found if _same_members(entry[0], names)), None)
        if home is None:
            found.append((names, [known]))
        else:
            home[1].append(known)
    return found


def _same_members(one: list[str], other: list[str]) -> bool:
    smaller, larger = sorted((one, other), key=len)
    return all(any(same_person(name, item) for item in larger) for name in smaller) and len(one) == len(other)


def _others(members: list[str], query: Query) -> list[str]:
    """Leave out the person whose team-mates are asked for."""
    if not query.has("with", "teammates", "team-mates", "partner", "teammate"):
        return members
    return [name for name in members if not any(names_person(said, name) for said in query.persons)]


TEAM_WORDS = frozenset("car bike hors mak brand drive rid mount club team driv".split())


def team(query: Query, archive: Archive) -> Draft | None:
    """Answer with a person's nation, club or car."""
    if not query.persons:
        return None
    wants_nation = query.has("country", "nation", "nationality") or (query.has("from", "where") and not query.has("team", "club"))
    clauses: dict[str, list[Known]] = {}
    query = replace(query, terms=tuple(term for term in query.terms if term not in TEAM_WORDS))
    for known in archive.of(Affiliation):
        fact: Affiliation = known.fact
        if not any(names_person(said, fact.person.value.name) for said in query.persons) or failing(query, known, archive) is not None:
            continue
        is_nation = fact.team.value.kind is EntrantKind.NATION
        if is_nation == wants_nation:
            clauses.setdefault(fact.team.value.name, []).append(known)
    if wants_nation:
        for known in archive.of(LineUp):
            lineup: LineUp = known.fact
            if any(names_person(said, member.value.name) for said in query.persons for member in lineup.members):
                clauses.setdefault(lineup.team.value.name, []).append(known)
    if not clauses:
        return None
    built = [Clause(f"{_person_of(facts[0], query)}: {name}.", support_of(facts)) for name, facts in clauses.items()]
    return Draft(listed(list(clauses)), built[:4])


def _person_of(known: Known, query: Query) -> str:
    fact = known.fact
    people = [fact.person] if isinstance(fact, Affiliation) else list(fact.members)
    return next(person.value.name for person in people if any(names_person(said, person.value.name) for said in query.persons))


__all__ = ["EXAMPLES", "line_up", "team"]
