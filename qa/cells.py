"""The cells of a result table: a value as the articles give it, and where each of them says so.

Whom a race is of and how its rows are ordered is left to `races`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from qa.archive import Archive, Known
from qa.atlas import nation
from qa.disagreement import FAR, Difference, gap_difference, mark_difference, name_difference
from qa.draft import Support, place_of, support_of
from qa.entrant import EntrantKind
from qa.facts import Affiliation, Duel, Fact, LineUp, Mark, RecordSet, Result
from qa.identity import same_entrant
from qa.matching import BRONZE_ROUNDS
from qa.measures import Duration, difference
from qa.medals import PLACES
from qa.nations import find_nations, related
from qa.runner import Runner
from qa.templates.records import PERSONAL
from qa.words_out import listed

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Cell:
    """A value and the places that state it, one an article. `difference` says how it differs from the value before
    it, `derivation` the sum that a value comes from which no article states."""

    text: str
    support: tuple[Support, ...]
    difference: Difference | None = None
    derivation: str | None = None

    def __post_init__(self) -> None:
        if not self.support:
            raise ValueError(f"{self.text}: a cell needs a place in an article")


Cells = tuple[Cell, ...]  # the best supported first; the others contradict it


@dataclass(frozen=True, slots=True)
class About:
    """The facts beside results that fill a race's table."""

    records: Sequence[Known[RecordSet]]
    line_ups: Sequence[Known[LineUp]]
    duels: Sequence[Known[Duel]]


def names(runner: Runner) -> Cells:
    """Return an entrant's name as canonical, and its other spellings."""
    name = runner.entrant.name
    by_name: dict[str, list[Known[Fact]]] = {}
    for known in runner.facts:
        stated = known.fact.entrant.value.name
        spelt = name_difference(name, stated) if runner.entrant.kind is EntrantKind.PERSON else None
        by_name.setdefault(stated if spelt is Difference.SPELLING else name, []).append(known)
    first = by_name.pop(name, None) or list(runner.facts)
    others = (Cell(other, support_of(facts), Difference.SPELLING) for other, facts in by_name.items())
    return Cell(name, support_of(first)), *others


def nations_of(runner: Runner, archive: Archive) -> tuple[str | None, Cells]:
    """Return the code of an entrant's nation, and the cell that names it; nothing where no article states it."""
    by_code: dict[str, list[Support]] = {}
    for known in runner.facts:
        code = known.fact.entrant.value.nation or runner.entrant.nation
        if code is not None and _names_nation(known, code):
            by_code.setdefault(code, []).append(place_of(known))
    if not by_code:
        ids = dict.fromkeys(known.article.id for known in runner.facts)
        for stated in archive.of_articles(Affiliation, ids):
            code = stated.fact.team.value.nation
            if code and same_entrant(stated.fact.person.value, runner.entrant):
                by_code.setdefault(code, []).append(place_of(stated))
    if not by_code:
        return None, ()
    code = max(by_code, key=lambda one: len(by_code[one]))  # the first of the best supported
    return code, (Cell(nation(code).name, _one_an_article(by_code[code])),)


def _names_nation(known: Known[Result], code: str) -> bool:
    """Tell whether the words of a fact name its entrant's nation, not only others of its article."""
    quote = known.article.text[known.fact.start : known.fact.end]
    return any(mention.code in related(code) for mention in find_nations(quote))


def ranks(runner: Runner) -> Cells:
    """Return the places stated, those of other reports beside the best supported, or beside that of the medal."""
    stated = runner.ranks()
    medal = PLACES.get(next(iter(runner.medals()), ""))
    if medal in stated:
        stated = {medal: stated[medal], **stated}
    return _cells(stated, str, _really)


def medals(runner: Runner) -> Cells:
    """Return the medals stated."""
    return _cells(runner.medals(), str, _really)


def marks(runner: Runner) -> Cells:
    """Return the times, distances or heights stated of the whole race.

    Another mark of the same report, or one far off, is of a lap, a heat or another attempt and is left out.
    """
    return _cells(runner.marks(), str, _mark_difference)


def _mark_difference(one: Mark, other: Mark) -> Difference | None:
    how = mark_difference(one, other)
    if how is Difference.REAL and isinstance(one, Duration) and isinstance(other, Duration):
        return None if abs(one.ms - other.ms) > FAR * max(one.ms, other.ms) else how
    return how


def statuses(runner: Runner) -> Cells:
    """Return why an entrant has no place: dnf, dns, dsq, as stated."""
    by_status: dict[str, list[Known[Result]]] = {}
    for known in runner.facts:
        if known.fact.status is not None:
            by_status.setdefault(known.fact.status.value, []).append(known)
    return _cells(by_status, str, _really)


def superseded(runner: Runner) -> Cells:
    """Return the places that an entrant had before the result was revised."""
    return tuple(
        Cell(str(rank), support_of(facts), Difference.SUPERSEDED) for rank, facts in runner.ranks_before().items()
    )


def gaps(runner: Runner, first: Sequence[Runner], about: About) -> Cells:
    """Return the gap to the winner: as rows give it, as told of the two, or as the difference of their times.

    `first` are those in the first place, who have none.
    """
    if len(first) != 1 or runner in first:
        return ()
    winner = first[0]
    by_gap: dict[str, list[Known[Fact]]] = {gap: list(facts) for gap, facts in runner.gaps().items()}
    for duel in about.duels:
        fact = duel.fact
        if fact.gap is None or fact.loser is None or not same_entrant(fact.loser.value, runner.entrant):
            continue
        if same_entrant(fact.winner.value, winner.entrant):
            by_gap.setdefault(fact.gap.value, []).append(duel)
    return _cells(by_gap, str, gap_difference) if by_gap else _derived_gap(runner, winner)


def _derived_gap(runner: Runner, winner: Runner) -> Cells:
    """Subtract the winner's time from that of another in the same race; the race for third is another."""
    one, other = winner.mark, runner.mark
    if not isinstance(one, Duration) or not isinstance(other, Duration) or other.ms < one.ms:
        return ()
    if any(known.fact.race.round in BRONZE_ROUNDS for known in runner.facts):
        return ()
    gap = difference(one, other)
    support = (*support_of(winner.marks()[one])[:1], *support_of(runner.marks()[other])[:1])
    return (Cell(f"+{gap}", tuple(dict.fromkeys(support)), derivation=f"{other} − {one} = {gap}"),)


def records(runner: Runner, about: About) -> Cells:
    """Return the records that an entrant set in the race; personal bests only where nothing more was set."""
    by_kind: dict[str, list[Known[Fact]]] = {}
    for known in about.records:
        holder = known.fact.holder
        if known.fact.action == "set" and holder is not None and same_entrant(holder.value, runner.entrant):
            by_kind.setdefault(known.fact.kind.value, []).append(known)
    kinds = [kind for kind in by_kind if kind not in PERSONAL] or list(by_kind)
    return tuple(Cell(kind, support_of(by_kind[kind])) for kind in kinds)


def line_ups(runner: Runner, about: About) -> Cells:
    """Return who raced for a team, once for each line-up that the articles give."""
    by_members: dict[tuple[str, ...], list[Known[Fact]]] = {}
    for known in about.line_ups:
        team = known.fact.team
        if team is None or not same_entrant(team.value, runner.entrant):
            continue
        members = tuple(member.value.name for member in known.fact.members)
        home = next((other for other in by_members if _same_members(members, other)), members)
        by_members.setdefault(home, []).append(known)
    return _cells({listed(members): facts for members, facts in by_members.items()}, str, _really)


def _same_members(some: Sequence[str], others: Sequence[str]) -> bool:
    """Tell whether two line-ups are of the same persons, in whatever order and spelling."""
    return len(some) == len(others) and all(
        any(name_difference(one, other) is not Difference.REAL for other in others) for one in some
    )


def _cells(
    stated: Mapping[V, Sequence[Known[Fact]]], write: Callable[[V], str], compare: Callable[[V, V], Difference | None]
) -> Cells:
    """Make the cells of the values stated, the best supported first, each other one compared with it.

    Another notation is no other value. What the report of the first value states beside it is of something else,
    unless the two are nearly the same; so is what cannot be compared.
    """
    if not stated:
        return ()
    (first, facts), *others = stated.items()
    own = {known.article.id for known in facts}
    same, found = list(facts), []
    for value, sources in others:
        how = compare(first, value)
        if how is Difference.NOTATION:
            same += sources
        elif how is not None and (how is not Difference.REAL or own.isdisjoint(known.article.id for known in sources)):
            found.append(Cell(write(value), support_of(sources), how))
    return Cell(write(first), support_of(same)), *found


def _really(one: object, other: object) -> Difference:
    return Difference.REAL


def _one_an_article(places: Iterable[Support]) -> tuple[Support, ...]:
    kept: dict[str, Support] = {}
    for place in places:
        kept.setdefault(place.article.id, place)
    return tuple(kept.values())
