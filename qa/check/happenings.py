"""Judge claims about what happened to whom: falls, disqualifications, retirements; ages, goals, rows of tables."""

from __future__ import annotations

from qa.archive import Known
from qa.check.judgement import SILENT, Judgement, contradicted, supported, told
from qa.check.races import Races
from qa.check.records import Verdict
from qa.check.statements import Statement
from qa.entrant import Entrant
from qa.facts import Fact, Goal, Incident, Profile, Result, Standing
from qa.identity import same_entrant
from qa.matching import is_entrant
from qa.words_out import named, ordinal

KINDS = {
    "fall": "fall",
    "crash": "fall",
    "collision": "fall",
    "did not finish": "dnf",
    "retirement": "dnf",
    "dnf": "dnf",
    "did not start": "dns",
    "withdrawal": "dns",
    "dns": "dns",
    "disqualification": "dsq",
    "dsq": "dsq",
}
PLACELESS = frozenset({"dnf", "dns", "dsq"})  # those whom one of these befell have no place


def judge_incident(statement: Statement, races: Races) -> Judgement:
    """Judge what befell someone; a place in the result contradicts that there is none."""
    entrant = statement.entrant
    kind = _kind(str(statement.value))
    if entrant is None:
        return SILENT
    found: list[Known[Fact]] = []
    elsewhere: list[Known[Incident]] = []
    for known in races.told(statement.scope, Incident):
        if _kind(known.fact.kind.value) != kind or known.fact.entrant is None:
            continue
        if _is(entrant, known.fact.entrant.value, races):
            found.append(known)
        else:
            elsewhere.append(known)
    found += [
        known
        for known in races.told(statement.scope, Result)
        if known.fact.status is not None
        and _kind(known.fact.status.value) == kind
        and _is(entrant, known.fact.entrant.value, races)
    ]
    if found:
        return supported(kind_in_words(kind), found)
    scope = statement.scope
    if kind in PLACELESS and scope.has_edition and scope.names_race and not scope.is_uncertain:
        for item in races.of(scope):
            for runner in races.runners(entrant, item):
                if runner.rank is not None and not runner.is_out and runner.entrant.kind is entrant.kind:
                    return contradicted(f"{named(runner.entrant)} {ordinal(runner.rank)}", runner.ranks()[runner.rank])
    if elsewhere and elsewhere[0].fact.entrant is not None:
        other = elsewhere[0].fact.entrant.value
        return Judgement(Verdict.NOT_IN_ARTICLES, (told(named(other), elsewhere[:1]),), "the articles tell it of")
    return SILENT


def _kind(word: str) -> str:
    return KINDS.get(word, word)


def kind_in_words(kind: str) -> str:
    """Return what befell someone as a noun."""
    return {"dnf": "did not finish", "dns": "did not start", "dsq": "disqualified"}.get(kind, kind)


def _is(entrant: Entrant, other: Entrant, races: Races) -> bool:
    return same_entrant(entrant, other) or is_entrant(entrant, other, races.archive)


def judge_age(statement: Statement, races: Races) -> Judgement:
    """Judge how old someone was."""
    person = statement.entrant
    if person is None:
        return SILENT
    ages = [
        known
        for known in races.archive.of(Profile)
        if known.fact.topic == "age" and same_entrant(person, known.fact.person.value)
    ]
    right = [known for known in ages if known.fact.value.value == statement.value]
    if right:
        return supported(right[0].fact.value.value, right)
    years = set(statement.scope.query.years)
    told_then = [known for known in ages if not years or known.fact.race.year in years]
    if told_then and len({known.fact.value.value for known in told_then}) == 1:
        return contradicted(told_then[0].fact.value.value, told_then)
    return SILENT


def judge_standing(statement: Statement, races: Races) -> Judgement:
    """Judge a row of a table that is no race."""
    fact = statement.fact
    if not isinstance(fact, Standing):
        return SILENT
    rows = [
        known
        for known in races.told(statement.scope, Standing)
        if same_entrant(known.fact.entrant.value, fact.entrant.value)
    ]
    right = [known for known in rows if known.fact.rank.value == fact.rank.value and _points_agree(fact, known.fact)]
    if right:
        return supported(_row(right[0].fact), right)
    if rows and len({known.fact.table for known in rows}) == 1:
        return contradicted(_row(rows[0].fact), rows)
    return SILENT


def _points_agree(said: Standing, stated: Standing) -> bool:
    if said.value is None or stated.value is None:
        return True
    return said.value.value.split()[0] == stated.value.value.split()[0]


def _row(fact: Standing) -> str:
    return f"{ordinal(fact.rank.value)}, {fact.value.value}" if fact.value is not None else ordinal(fact.rank.value)


def judge_goal(statement: Statement, races: Races) -> Judgement:
    """Judge who scored; what the articles do not tell of the scorer is not contradicted."""
    fact = statement.fact
    if not isinstance(fact, Goal):
        return SILENT
    same = [
        known
        for known in races.told(statement.scope, Goal)
        if same_entrant(known.fact.scorer.value, fact.scorer.value) and known.fact.kind.value == fact.kind.value
    ]
    right = [known for known in same if _goal_agrees(fact, known.fact)]
    return supported(fact.kind.value, right) if right else SILENT


def _goal_agrees(said: Goal, stated: Goal) -> bool:
    pairs = ((said.when, stated.when), (said.count, stated.count), (said.order, stated.order), (said.way, stated.way))
    return all(one is None or (other is not None and one.value == other.value) for one, other in pairs)
