"""Judge claims about two entrants: who beat whom, by how much, with which score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from qa.archive import Known
from qa.check.closeness import gap_fits, measured_in
from qa.check.judgement import SILENT, Judgement, combine, contradicted, supported
from qa.check.races import Races
from qa.check.records import Verdict
from qa.check.statements import Statement
from qa.entrant import Entrant
from qa.facts import Duel, Fact, Result, Slot
from qa.field import Field, Runner
from qa.identity import same_entrant
from qa.matching import is_entrant
from qa.measures import Duration, MeasureMention, difference
from qa.race import DECIDING_ROUNDS
from qa.words_out import named, ordinal
from sources.records import Article

BRONZE = 3
MINUTE = 60_000  # milliseconds; below, a gap is written with its unit
ONE_FINALE = frozenset({"final", "semi-final", "quarter-final", "bronze-final", "b-final"})


def judge_beat(statement: Statement, races: Races) -> Judgement:
    """Judge who finished before whom."""
    winner, loser = statement.entrant, statement.value
    if winner is None or not isinstance(loser, Entrant):
        return SILENT
    duels = list(races.told(statement.scope, Duel))
    won = [known for known in duels if _is(winner, known.fact.winner, races) and _is(loser, known.fact.loser, races)]
    if won:
        return supported(f"{named(winner)} beat {named(loser)}", won)
    if statement.scope.has_edition and statement.scope.names_race:
        other = _other_loser(statement, winner, loser, duels, races)
        if other.verdict is Verdict.CONTRADICTED:
            return other
    found = [_order_in(item, winner, loser, races) for item in races.placing(statement.scope)]
    if any(one.verdict is Verdict.SUPPORTED for one in found):
        return combine(found, is_edition=True)
    lost = [known for known in duels if _is(loser, known.fact.winner, races) and _is(winner, known.fact.loser, races)]
    if lost and not statement.scope.looks_back:
        return contradicted(f"{named(loser)} beat {named(winner)}", lost)
    judgement = combine(found, is_edition=statement.scope.has_edition)
    if judgement.verdict is Verdict.CONTRADICTED and (statement.scope.looks_back or not statement.scope.names_race):
        return SILENT
    return judgement


def _is(entrant: Entrant, slot: Slot[Entrant] | None, races: Races) -> bool:
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
    others = [known for known in duels if known.fact.loser is not None and _is(winner, known.fact.winner, races)]
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


def judge_margin(statement: Statement, races: Races) -> Judgement:
    """Judge by how much someone won, or how far behind someone was."""
    fact = statement.fact
    gap = fact.gap if isinstance(fact, Duel | Result) else None
    winner = statement.entrant
    if gap is None or winner is None:
        return SILENT
    said = measured_in(statement.text, gap.start, gap.end)
    loser = statement.value if isinstance(statement.value, Entrant) else None
    stated = list(_stated(statement, winner, loser, isinstance(fact, Result), races))
    verdicts = [
        (gap_fits(said, other.value, is_vague=other.approx) if said is not None else None, other) for other in stated
    ]
    right = [other for fits, other in verdicts if fits]
    if right:
        stated_ones = [other for other in right if not other.note]
        if stated_ones:
            return supported(stated_ones[0].text, [known for other in stated_ones for known in other.facts])
        return supported(right[0].text, right[0].facts, note=right[0].note, each=True)
    wrong = [other for fits, other in verdicts if fits is False]
    is_sure = statement.scope.names_race and not statement.scope.looks_back
    if not wrong or len(wrong) < len(verdicts) or not is_sure:
        return SILENT
    if len({other.race for other in wrong}) > 1 and not statement.scope.has_edition:
        return SILENT
    return contradicted(wrong[0].text, wrong[0].facts, note=wrong[0].note, each=True)


class _Gap:
    """A margin in the articles: its value, how it is written, the facts, and the arithmetic where it is derived."""

    __slots__ = ("approx", "facts", "note", "race", "text", "value")

    def __init__(self, found: MeasureMention, text: str, facts: list[Known[Fact]], race: int) -> None:
        self.value, self.approx = found.value, found.approx is not None
        self.text, self.facts, self.race, self.note = text, facts, race, ""


def _stated(
    statement: Statement, winner: Entrant, loser: Entrant | None, is_behind: bool, races: Races
) -> Iterator[_Gap]:
    """Yield the margins between two entrants, those that a report states first."""
    for known in races.told(statement.scope, Duel):
        fact = known.fact
        first, second = (loser, winner) if is_behind else (winner, loser)
        is_meant = (first is None or _is(first, fact.winner, races)) and (
            second is None or fact.loser is None or _is(second, fact.loser, races)
        )
        if fact.gap is not None and is_meant and (second is not None or _decides(fact)):
            found = measured_in(known.article.text, fact.gap.start, fact.gap.end)
            if found is not None:
                yield _Gap(found, _written(known.article, found), [known], fact.race.year or 0)
    for item in races.placing(statement.scope):
        yield from _in_field(item, winner, loser, is_behind, races)


def _decides(duel: Duel) -> bool:
    return duel.race.round in DECIDING_ROUNDS or duel.loser is None


def _in_field(item: Field, winner: Entrant, loser: Entrant | None, is_behind: bool, races: Races) -> Iterator[_Gap]:
    pair = _pair(item, winner, loser, is_behind, races)
    if pair is None:
        return
    one, other = pair
    year = item.race.year or 0
    if one.rank == 1:
        for _, facts in other.gaps().items():
            slot = facts[0].fact.gap
            found = measured_in(facts[0].article.text, slot.start, slot.end) if slot is not None else None
            if found is not None:
                yield _Gap(found, _written(facts[0].article, found), list(facts), year)
    for first, ours in one.marks().items():
        for second, theirs in other.marks().items():
            if isinstance(first, Duration) and isinstance(second, Duration) and first.ms <= second.ms:
                value = difference(first, second)
                text = f"{value} seconds" if value.ms < MINUTE else str(value)
                found = measured_in(f"by {text}", 3, 3 + len(text))
                if found is not None:
                    gap = _Gap(found, text, list(shared_sources(ours, theirs)), year)
                    gap.note = f"{second} − {first}"
                    yield gap


def _pair(
    item: Field, winner: Entrant, loser: Entrant | None, is_behind: bool, races: Races
) -> tuple[Runner, Runner] | None:
    """Return the two whose margin it is, the one in front first; where one is not named, the next in place."""
    named_ones = races.runners(winner, item)
    if len(named_ones) != 1:
        return None
    if loser is not None:
        others = races.runners(loser, item)
        return _in_order(named_ones[0], others[0]) if len(others) == 1 else None
    own = named_ones[0]
    if own.rank is None or (own.rank not in {1, BRONZE} and not is_behind):
        return None
    others = item.placed(1) if is_behind else item.placed(own.rank + 1)
    return _in_order(own, others[0]) if len(others) == 1 else None


def _in_order(one: Runner, other: Runner) -> tuple[Runner, Runner] | None:
    if one is other or one.rank is None or other.rank is None or one.rank == other.rank:
        return None
    return (one, other) if one.rank < other.rank else (other, one)


def _written(article: Article, found: MeasureMention) -> str:
    return article.text[found.reach[0] : found.end]


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
        and _is(winner, known.fact.winner, races)
        and _is(loser, known.fact.loser, races)
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
