"""Lays results out as tables, from the facts of an answer's sentences. What a template shows is left to it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from qa.archive import Known
from qa.draft import Support, place_of, support_of
from qa.entrant import EntrantKind
from qa.exhibit import Drawn, Row, Table, without_columns
from qa.facts import Mark, Result, Standing
from qa.measures import Duration, difference
from qa.quantities import Length
from qa.race import describe
from qa.runner import Field, Runner
from qa.variants import MINUTE
from qa.words_out import capital

MOST_ROWS = 8
FEWEST_ROWS = 2  # one row says no more than the sentence
FEWEST_DRAWN = 3  # values; two are as quickly read
PLACES_OF_ROW = 2


def race_table(item: Field, own: Collection[Runner]) -> list[Table[Support]]:
    """Return the table of a race, those first whom the reports place; none where it would say nothing more.

    `own` are those of whom the answer speaks.
    """
    placed = sorted((runner for runner in item.runners if runner.rank), key=lambda runner: runner.rank or 0)
    others = [runner for runner in item.runners if not runner.rank and (runner.mark or _is_among(runner, own))]
    shown = [*placed, *others]
    shown = [runner for at, runner in enumerate(shown) if at < MOST_ROWS or _is_among(runner, own)]
    if len(shown) < FEWEST_ROWS or not placed:
        return []
    winner = placed[0] if placed[0].rank == 1 else None
    rows = []
    for runner in shown:
        behind = _behind(runner, winner)
        mark = runner.mark
        cells = (
            str(runner.rank or ""),
            runner.entrant.name,
            str(mark or ""),
            _write_gap(behind) if behind else "" if runner is winner else next(map(_with_plus, runner.gaps()), ""),
        )
        gap_ms = behind.ms if behind else 0 if runner is winner and runner.mark is not None else None
        rows.append(Row(cells, _places(runner), own=_is_among(runner, own), value=gap_ms))
    persons = all(runner.entrant.kind is EntrantKind.PERSON for runner in shown)
    drawn = Drawn.GAPS if sum(row.value is not None for row in rows) >= FEWEST_DRAWN else None
    heads = ("Place", "Name" if persons else "Team", "Result", "Behind")
    return [without_columns(Table(capital(describe(item.race)), heads, tuple(rows), drawn))]


def editions_table(told: Sequence[tuple[Field, Runner]]) -> list[Table[Support]]:
    """Return the table of one entrant in each of several races, in the order of the years; drawn if of one event."""
    if len({id(item) for item, _ in told}) < FEWEST_ROWS:
        return []
    ordered = sorted(told, key=lambda pair: pair[0].race.year or 0)
    rows = []
    for item, runner in ordered:
        mark = runner.mark
        cells = (
            str(item.race.year or ""),
            capital(describe(item.race, with_year=False)),
            str(runner.rank or ""),
            runner.entrant.name,
            str(mark or ""),
        )
        rows.append(Row(cells, _places(runner), value=_amount(mark), year=item.race.year))
    events = {(item.race.event, item.race.sex) for item, _ in told}
    years = {row.year for row in rows if row.value is not None and row.year is not None}
    kinds = {type(runner.mark) for _, runner in told if runner.mark is not None}
    is_drawn = len(events) == len(kinds) == 1 and len(years) >= FEWEST_DRAWN and len(years) == len(rows)
    heads = ("Year", "Race", "Place", "Name", "Result")
    return [without_columns(Table("", heads, tuple(rows[:MOST_ROWS]), Drawn.EDITIONS if is_drawn else None))]


def standings_table(rows: Iterable[Known[Standing]], own: Collection[str]) -> list[Table[Support]]:
    """Return the rows of one table of points; `own` are the names that the answer speaks of."""
    shown = sorted(rows, key=lambda known: known.fact.rank.value)
    kept = [known for at, known in enumerate(shown) if at < MOST_ROWS or known.fact.entrant.value.name in own]
    if len(kept) < FEWEST_ROWS:
        return []
    table = tuple(
        Row(
            (
                str(known.fact.rank.value),
                known.fact.entrant.value.name,
                known.fact.team.value if known.fact.team else "",
                known.fact.value.value if known.fact.value else "",
            ),
            (place_of(known),),
            own=known.fact.entrant.value.name in own,
        )
        for known in kept
    )
    return [without_columns(Table(capital(kept[0].fact.table), ("Place", "Name", "Team", "Points"), table))]


def list_table(told: Iterable[tuple[Field, Runner]], called: Iterable[str]) -> list[Table[Support]]:
    """Return the table of what is counted or listed: what each is called, in which race, and who."""
    rows = tuple(
        Row((capital(what), capital(describe(item.race)), runner.entrant.name), _places(runner))
        for (item, runner), what in zip(told, called, strict=True)
    )
    return [Table("", ("Result", "Race", "Name"), rows)] if len(rows) >= FEWEST_ROWS else []


def _is_among(runner: Runner, runners: Collection[Runner]) -> bool:
    return any(runner is other for other in runners)


def _places(runner: Runner) -> tuple[Support, ...]:
    """Return where the place and the mark of a row stand: sentences, the same one named once."""
    ranked = next(iter(runner.ranks().values()), [])
    marked = next(iter(runner.marks().values()), [])
    both = [known for known in ranked if known.fact.mark is not None and known.fact.mark.value == runner.mark]
    facts = both or [*ranked[:1], *marked[:1]] or runner.facts[:1]
    return tuple(dict.fromkeys(support_of(facts)))[:PLACES_OF_ROW]


def _behind(runner: Runner, winner: Runner | None) -> Duration | None:
    """Return how much later than the winner someone came in, where both have a time of the same round."""
    if winner is None or runner is winner or runner.rank is None:
        return None
    (one, firsts), (other, seconds) = (next(iter(each.marks().items()), (None, [])) for each in (winner, runner))
    if not isinstance(one, Duration) or not isinstance(other, Duration) or other.ms <= one.ms:
        return None
    return difference(one, other) if _rounds(firsts) & _rounds(seconds) else None


def _rounds(facts: Iterable[Known[Result]]) -> set[str | None]:
    return {known.fact.race.round if known.fact.race.round != "final" else None for known in facts}


def _write_gap(gap: Duration) -> str:
    return f"+{gap} s" if gap.ms < MINUTE else f"+{gap}"


def _with_plus(gap: str) -> str:
    return f"+{gap}" if gap[:1].isdigit() else gap


def _amount(mark: Mark | None) -> int | None:
    match mark:
        case Duration():
            return mark.ms
        case Length():
            return mark.mm
        case None:
            return None
