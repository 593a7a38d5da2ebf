"""Judge by how much someone won or was beaten: as reports state it, as rows give it, or as the difference of times."""

from __future__ import annotations

from collections.abc import Iterator

from qa.archive import Known
from qa.check.closeness import gap_fits, measured_in
from qa.check.duels import is_one_of, shared_sources
from qa.check.judgement import SILENT, Judgement, contradicted, supported
from qa.check.races import Races
from qa.check.statements import Statement
from qa.entrant import Entrant
from qa.facts import Duel, Fact, Result
from qa.field import Field, Runner
from qa.measures import Duration, MeasureMention, difference
from qa.race import DECIDING_ROUNDS
from sources.records import Article

BRONZE = 3
MINUTE = 60_000  # milliseconds; below, a gap is written with its unit


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
    is_sure = statement.scope.names_race and not statement.scope.is_uncertain
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
        is_meant = (first is None or is_one_of(first, fact.winner, races)) and (
            second is None or fact.loser is None or is_one_of(second, fact.loser, races)
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
