"""Line-ups, and the nation, club or car of a person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from qa.answer import Note
from qa.archive import Archive, Known
from qa.asks import Asks
from qa.draft import Clause, Draft, support_of
from qa.entrant import Entrant, EntrantKind
from qa.facts import Affiliation, LineUp
from qa.field import fields, same_race
from qa.matching import fits, is_entrant, is_named, names_person
from qa.names import same_person
from qa.query import Query
from qa.race import Race, in_race
from qa.words_out import capital, listed, named, publication

EXAMPLES = {
    Asks.LINE_UP: ("Who skated for Norway in 2022?", "line-up of the Japanese women in 2018"),
    Asks.TEAM: ("What country is Noah Lyles from?", "which team does Carlos Sainz drive for"),
}
MATES = ("with", "teammates", "team-mates", "partner", "teammate")
# Stems of the words that ask for a team; no article has to hold them.
TEAM_WORDS = frozenset("car bike hors mak brand drive rid mount club team driv".split())
MOST_TEAMS = 4


@dataclass(frozen=True, slots=True)
class Crew:
    """A line-up with its team, as one or more articles give it."""

    team: Entrant
    race: Race
    members: tuple[str, ...]
    facts: tuple[Known[LineUp], ...]


def line_up(query: Query, archive: Archive) -> Draft | None:
    """Answer who raced for a team."""
    found = [crew for crew in _crews(query, archive) if _is_meant(query, crew, archive)]
    if not query.entities:
        winners = {runner.entrant.name for item in fields(query, archive) for runner in item.placed(1)[:1]}
        found = [crew for crew in found if crew.team.name in winners] or found
    if query.round is None:
        found = [crew for crew in found if crew.race.decides] or found
    clauses, shorts, notes = [], [], []
    for group in _by_team(found)[:MOST_TEAMS]:
        variants = _variants(group)
        team, race = variants[0].team, variants[0].race
        for crew in variants:
            text = f"{listed(crew.members)} raced for {named(team)}{in_race(race)}."
            clauses.append(Clause(text, support_of(crew.facts)))
            shorts.append(listed(_asked_members(crew, query)))
        if len(variants) > 1:
            notes.append(Note("disagreement", f"The reports give {len(variants)} line-ups for {named(team)}."))
    return Draft("; ".join(dict.fromkeys(shorts)), clauses, notes) if clauses else None


def as_member(query: Query, archive: Archive, answer: Callable[[Query, Archive], Draft | None]) -> Draft | None:
    """Answer for the team of the one person named, in the race of its line-up: "where did Dahl finish"."""
    if len(query.persons) != 1 or len(query.entities) != 1:
        return None
    for crew in _crews(replace(query, entities=(), terms=()), archive):
        if not any(names_person(query.persons[0], member) for member in crew.members):
            continue
        race = crew.race
        asked = replace(
            query,
            entities=(crew.team,),
            event=query.event or frozenset(race.event),
            sex=query.sex or race.sex,
            years=query.years or ((race.year,) if race.year else ()),
        )
        found = answer(asked, archive)
        if found is not None:
            text = f"{listed(crew.members)} raced for {named(crew.team)}{in_race(race)}."
            return replace(found, clauses=[*found.clauses, Clause(text, support_of(crew.facts))])
    return None


def membership(query: Query, archive: Archive) -> Draft | None:
    """Decide whether a person raced for a team; where the reports differ about it, say who names the person."""
    if len(query.persons) != 1:
        return None
    said = query.persons[0]
    teams = tuple(entrant for entrant in query.entities if entrant.kind is not EntrantKind.PERSON)
    asked = replace(query, entities=teams, terms=())
    for group in _by_team([crew for crew in _crews(asked, archive) if _is_meant(asked, crew, archive)]):
        named_in = [crew for crew in _variants(group) if any(names_person(said, member) for member in crew.members)]
        if not named_in:
            continue
        rest = [
            crew for crew in _variants(group) if crew not in named_in and len(crew.members) >= len(named_in[0].members)
        ]
        who = listed(publication(known.article) for crew in named_in for known in crew.facts)
        short = f"only according to {who}" if rest else "yes"
        clauses = [
            Clause(f"{listed(crew.members)} raced for {named(crew.team)}{in_race(crew.race)}.", support_of(crew.facts))
            for crew in (*named_in, *rest)
        ]
        clauses[0] = replace(clauses[0], text=f"{capital(short)}: {clauses[0].text}")
        notes = [Note("disagreement", f"The reports give {len(rest) + 1} line-ups for {named(group[0].team)}.")]
        return Draft(short, clauses, notes if rest else [])
    return None


def _crews(query: Query, archive: Archive) -> list[Crew]:
    return [
        Crew(fact.team.value, fact.race, tuple(member.value.name for member in fact.members), (known,))
        for known in archive.of(LineUp)
        if (fact := known.fact).team is not None and fits(query, known, archive)
    ]


def _is_meant(query: Query, crew: Crew, archive: Archive) -> bool:
    return all(
        any(names_person(said.name, member) for member in crew.members)
        if said.kind is EntrantKind.PERSON
        else is_entrant(said, crew.team, archive)
        for said in query.entities
    )


def _by_team(crews: Sequence[Crew]) -> list[list[Crew]]:
    """Group what is said of one team in one race, the fullest line-up first."""
    groups: list[list[Crew]] = []
    for crew in crews:
        home = next((group for group in groups if _is_same_team(group[0], crew)), None)
        if home is None:
            groups.append([crew])
        else:
            home.append(crew)
    return [sorted(group, key=lambda crew: -len(crew.members)) for group in groups]


def _is_same_team(one: Crew, other: Crew) -> bool:
    same = one.team.nation == other.team.nation and one.team.name == other.team.name
    return same and same_race(one.race, other.race)


def _variants(group: Sequence[Crew]) -> list[Crew]:
    """Bring spellings of the same line-up together; different members stay apart."""
    found: list[Crew] = []
    for crew in group:
        home = next((index for index, one in enumerate(found) if _is_same_crew(one, crew)), None)
        if home is None:
            found.append(crew)
        else:
            found[home] = replace(found[home], facts=(*found[home].facts, *crew.facts))
    return found


def _is_same_crew(one: Crew, other: Crew) -> bool:
    if len(one.members) != len(other.members):
        return False
    return all(any(same_person(name, item) for item in other.members) for name in one.members)


def _asked_members(crew: Crew, query: Query) -> list[str]:
    """Leave out the person whose team-mates are asked for."""
    return [name for name in crew.members if not (query.has(*MATES) and is_named(query, name))]


def team(query: Query, archive: Archive) -> Draft | None:
    """Answer with a person's nation, club or car."""
    if not query.persons:
        return None
    asks_team = query.has("team", "club")
    asks_nation = query.has("country", "nation", "nationality") or (query.has("from", "where") and not asks_team)
    query = replace(query, terms=tuple(term for term in query.terms if term not in TEAM_WORDS))
    found: dict[Entrant, list[Known[Affiliation | LineUp]]] = {}
    people: dict[Entrant, str] = {}
    for person, side, known in _memberships(query, archive, nations=asks_nation):
        home = next((entrant for entrant in found if entrant.name == side.name), side)
        found.setdefault(home, []).append(known)
        people.setdefault(home, person)
    clauses = [Clause(f"{people[side]}: {side.name}.", support_of(facts)) for side, facts in found.items()]
    return Draft(listed(side.name for side in found), clauses[:MOST_TEAMS]) if clauses else None


def _memberships(
    query: Query, archive: Archive, *, nations: bool
) -> list[tuple[str, Entrant, Known[Affiliation | LineUp]]]:
    """Return the persons asked about, each with a nation (or else with another team) and the fact that says so."""
    found: list[tuple[str, Entrant, Known[Affiliation | LineUp]]] = []
    for known in archive.of(Affiliation):
        person, side = known.fact.person.value.name, known.fact.team.value
        if (side.kind is EntrantKind.NATION) == nations and is_named(query, person) and fits(query, known, archive):
            found.append((person, side, known))
    for lineup in archive.of(LineUp) if nations else ():
        crew = lineup.fact
        person = next((member.value.name for member in crew.members if is_named(query, member.value.name)), "")
        if crew.team is not None and person:
            found.append((person, crew.team.value, lineup))
    return found
