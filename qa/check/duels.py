"""Judge claims about two entrants: who beat whom, with which score. By how much is left to margins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qa.archive import Known
from qa.check.judgement import SILENT, Judgement, combine, contradicted, supported
from qa.check.races import Races
from qa.check.records import Verdict
from qa.check.statements import Statement
from qa.entrant import Entrant
from qa.facts import Duel, Result, Slot
from qa.field import Field
from qa.identity import same_entrant
from qa.matching import is_entrant
from qa.words_out import named, ordinal

ONE_FINALE = frozenset({"final", "semi-final", "quarter-final", "bronze-final", "b-final"})


def judge_beat(statement: Statement, races: Races) -> Judgement:
    """Judge who finished before whom."""
    winner, loser = statement.entrant, statement.value
    if winner is None or not isinstance(loser, Entrant):
        return SILENT
    duels = list(races.told(statement.scope, Duel))
    won = _won(duels, winner, loser, races)
    if won:
        return supported(f"{named(winner)} beat {named(loser)}", won)
    if statement.scope.has_edition and statement.scope.names_race:
        other = _other_loser(statement, winner, loser, duels, races)
        if other.verdict is Verdict.CONTRADICTED:
            return other
    found = [_order_in(item, winner, loser, races) for item in races.placing(statement.scope)]
    if any(one.verdict is Verdict.SUPPORTED for one in found):
        return combine(found, is_edition=True)
    lost = _won(duels, loser, winner, races)
    if lost and not statement.scope.is_uncertain:
        return contradicted(f"{named(loser)} beat {named(winner)}", lost)
    judgement = combine(found, is_edition=statement.scope.has_edition)
    if judgement.verdict is Verdict.CONTRADICTED and (statement.scope.is_uncertain or not statement.scope.names_race):
        return SILENT
    return judgement


def _won(duels: Sequence[Known[Duel]], one: Entrant, other: Entrant, races: Races) -> list[Known[Duel]]:
    """Return the duels in which one entrant beat the other."""
    return [
        known
        for known in duels
        if is_one_of(one, known.fact.winner, races) and is_one_of(other, known.fact.loser, races)
    ]


def is_one_of(entrant: Entrant, slot: Slot[Entrant] | None, races: Races) -> bool:
    """Tell whether a slot names the entrant, or one of its nation."""
    return slot is not None and (same_entrant(entrant, slot.value) or is_entrant(entrant, slot.value, races.archive))


def _order_in(item: Field, winner: Entrant, loser: Entrant, races: Races) -> Judgement:
    ahead = [runner for runner in races.runners(winner, item) if runner.rank is not None]
    behind = [runner for runner in races.runners(loser, item) if runner.rank is not None]
    if len(ahead) != 1 or len(behind) != 1 or ahead[0] is behind[0]:
        return SILENT
    one, other = ahead[0], behind[0]
    if one.rank is None or other.rank is None or len(one.ranks()) > 1 or len(other.ranks()) > 1:
        return SILENT
    facts = shared_sources(one.ranks()[one.rank], other.ranks()[other.rank])
    value = f"{named(one.entrant)} {ordinal(one.rank)}, {named(other.entrant)} {ordinal(other.rank)}"
    if one.rank < other.rank:
        return supported(value, facts, each=True)
    return contradicted(value, facts, each=True) if one.rank > other.rank else SILENT


def shared_sources(ours: Sequence[Known[Result]], theirs: Sequence[Known[Result]]) -> list[Known[Result]]:
    """Return a fact of each of two entrants, from one article if one has both."""
    for one in ours:
        for other in theirs:
            if one.article.id == other.article.id:
                return [one, other]
    return [ours[0], theirs[0]]


def _other_loser(
    statement: Statement, winner: Entrant, loser: Entrant, duels: list[Known[Duel]], races: Races
) -> Judgement:
    """Judge by whom else the winner beat in the very round that the draft names, where two race each other."""
    round = statement.fact.race.round
    if round not in ONE_FINALE:
        return SILENT
    others = [known for known in duels if known.fact.loser is not None and is_one_of(winner, known.fact.winner, races)]
    others = [known for known in others if known.fact.race.round == round]
    items = races.of(statement.scope)
    if others and not any(races.runners(loser, item) for item in items):
        return contradicted(f"{named(winner)} beat {named(_loser(others[0]))}", others)
    is_final = round == "final" and len(items) == 1 and _is_knockout(statement, races)
    finalists = (items[0].placed(1), items[0].placed(2)) if is_final else ([], [])
    if all(len(placed) == 1 for placed in finalists) and finalists[0][0] in races.runners(winner, items[0]):
        second = finalists[1][0]
        if second not in races.runners(loser, items[0]):
            facts = shared_sources(finalists[0][0].ranks()[1], second.ranks()[2])
            return contradicted(f"{named(winner)} beat {named(second.entrant)}", facts, each=True)
    return SILENT


def _is_knockout(statement: Statement, races: Races) -> bool:
    """Tell whether in earlier rounds, or in the race for third, two raced each other."""
    scope = replace(statement.scope, query=replace(statement.scope.query, round=None))
    rounds = {known.fact.race.round for known in races.told(scope, Duel) if known.fact.loser is not None}
    return bool(rounds & (ONE_FINALE - {"final"}))


def _loser(known: Known[Duel]) -> Entrant:
    return known.fact.loser.value if known.fact.loser is not None else known.fact.winner.value


def judge_score(statement: Statement, races: Races) -> Judgement:
    """Judge the score of a match."""
    fact = statement.fact
    if not isinstance(fact, Duel) or fact.score is None or statement.entrant is None:
        return SILENT
    winner, loser = statement.entrant, statement.value if isinstance(statement.value, Entrant) else None
    same = [
        known
        for known in races.told(statement.scope, Duel)
        if known.fact.score is not None
        and loser is not None
        and is_one_of(winner, known.fact.winner, races)
        and is_one_of(loser, known.fact.loser, races)
    ]
    said = _plain(fact.score.value)
    right = [known for known in same if known.fact.score is not None and _plain(known.fact.score.value) == said]
    if right:
        return supported(_score(right[0]), right)
    if same and len({_score(known) for known in same}) == 1 and statement.scope.names_race:
        return contradicted(_score(same[0]), same)
    return SILENT


def _score(known: Known[Duel]) -> str:
    return known.fact.score.value if known.fact.score is not None else ""


def _plain(score: str) -> str:
    return score.replace("–", "-").replace(",", "").strip()
