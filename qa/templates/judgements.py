"""Yes or no, and comparisons: decided from places and marks, with the reason."""

from __future__ import annotations

from dataclasses import replace

from qa.answer import Note
from qa.archive import Archive
from qa.asks import Asks
from qa.draft import Clause, Draft, Support, support_of
from qa.entrant import Entrant
from qa.facts import Duel, Result, Standing
from qa.field import Field, Runner, fields
from qa.matching import failing, is_entrant
from qa.measures import Duration
from qa.question import Query
from qa.race import describe
from qa.templates.stories import who_fell
from qa.words_out import capital, ordinal

EXAMPLES = {
    "yes or no": ("Did Norway win the men's team pursuit in 2022?", "was Japan second in the women's team pursuit in 2022"),
    "comparison": ("Who was faster, Japan in 2018 or Canada in 2022?",),
}
MEDAL_RANKS = {"gold": 1, "silver": 2, "bronze": 3}
WINNING = ("win", "won", "champion", "champions", "gold", "title", "defend", "defended", "retain", "retained", "keep", "victory", "first")
BEATING = ("beat", "defeat", "beaten", "ahead", "behind", "lose", "lost")


def yes_no(query: Query, archive: Archive) -> Draft | None:
    """Answer yes or no where results decide it."""
    if not query.entities:
        return None
    if query.has("fall", "fell", "crash", "crashed", "disqualified", "retire", "retired", "penalised"):
        fallen = who_fell(replace(query, asks=Asks.INCIDENT), archive)
        return replace(fallen, short="yes", clauses=[replace(clause, text=f"Yes: {clause.text}") for clause in fallen.clauses]) if fallen else None
    if query.has("finish") and not (query.medal or query.rank):
        return _finished(query, archive)
    if query.has("clean", "penalty", "penalties"):
        return _clean(query, archive)
    if len(query.entities) == 2 and query.has(*BEATING):
        return _beaten(query, archive)
    wanted = _wanted_ranks(query)
    if wanted is None:
        return None
    for item in fields(query, archive):
        for runner in item.runners:
            if not is_entrant(query.entities[0], runner.entrant, archive) or not runner.ranks():
                continue
            rank, facts = next(iter(runner.ranks().items()))
            yes = rank in wanted
            text = f"{'Yes' if yes else 'No'}: {runner.entrant.name} finished {ordinal(rank)} in the {describe(item.race)}."
            clauses = [Clause(text, support_of(facts))]
            if not yes and 1 in wanted and (winner := next(iter(item.placed(1)), None)):
                clauses.append(Clause(f"{capital(winner.entrant.name)} won.", support_of(winner.ranks()[1])))
            return Draft("yes" if yes else "no", clauses)
    return None


def _wanted_ranks(query: Query) -> set[int] | None:
    if query.has("podium", "medal"):
        return {1, 2, 3}
    if query.medal:
        return {MEDAL_RANKS[query.medal]}
    if query.rank is not None:
        return {query.rank}
    return {1} if query.has(*WINNING) else None


def _finished(query: Query, archive: Archive) -> Draft | None:
    for known in archive.of(Result):
        fact: Result = known.fact
        if not any(is_entrant(said, fact.entrant.value, archive) for said in query.entities) or failing(query, known, archive, but=frozenset({"words"})) is not None:
            continue
        support = (Support(known.article, fact.start, fact.end),)
        if fact.status is not None:
            return Draft("no", [Clause(f"No: {fact.entrant.value.name} did not finish the {describe(fact.race)}.", support)])
        if fact.rank is not None:
            return Draft("yes", [Clause(f"Yes: {fact.entrant.value.name} finished {ordinal(fact.rank.value)} in the {describe(fact.race)}.", support)])
    return None


def _clean(query: Query, archive: Archive) -> Draft | None:
    for known in archive.of(Result):
        fact: Result = known.fact
        if fact.detail is None or not any(is_entrant(said, fact.entrant.value, archive) for said in query.entities):
            continue
        clean = fact.detail.value in {"0"} or fact.detail.value.startswith("no")
        return Draft("yes" if clean else "no", [Clause(f"{'Yes' if clean else 'No'}: {fact.entrant.value.name} has ({fact.detail.value}) in the {describe(fact.race)}.", (Support(known.article, fact.start, fact.end),))])
    return None


def _beaten(query: Query, archive: Archive) -> Draft | None:
    """Decide who of two finished before the other."""
    first, second = query.entities[:2]
    reverse = query.has("lose", "lost", "behind", "beaten")
    for known in archive.of(Duel):
        fact: Duel = known.fact
        if fact.loser is None or failing(query, known, archive) is not None:
            continue
        pair = (fact.winner.value, fact.loser.value)
        if not all(any(is_entrant(said, entrant, archive) for entrant in pair) for said in (first, second)):
            continue
        won = is_entrant(first, fact.winner.value, archive) != reverse
        text = f"{'Yes' if won else 'No'}: {fact.winner.value.name} beat {fact.loser.value.name} in the {describe(fact.race)}."
        return Draft("yes" if won else "no", [Clause(text, (Support(known.article, fact.start, fact.end),))])
    for item in fields(query, archive):
        pair = [_runner(item, said, archive) for said in (first, second)]
        if all(runner is not None and runner.ranks() for runner in pair):
            ranks = [next(iter(runner.ranks())) for runner in pair if runner]
            won = (ranks[0] < ranks[1]) != reverse
            support = tuple(place for runner, rank in zip(pair, ranks, strict=True) if runner for place in support_of(runner.ranks()[rank])[:1])
            text = f"{'Yes' if won else 'No'}: {pair[0].entrant.name} finished {ordinal(ranks[0])} and {pair[1].entrant.name} {ordinal(ranks[1])} in the {describe(item.race)}."
            return Draft("yes" if won else "no", [Clause(text, tuple(dict.fromkeys(support)))])
    return None


def _runner(item: Field, said: Entrant, archive: Archive) -> Runner | None:
    return next((runner for runner in item.runners if is_entrant(said, runner.entrant, archive)), None)


def compare(query: Query, archive: Archive) -> Draft | None:
    """Compare two entrants, or one event in two years, by mark or by place."""
    if len(query.entities) >= 2 and query.has("points"):
        return _compare_points(query, archive)
    if len(query.entities) >= 2:
        sides = [replace(query, entities=(said,), years=_year_near(query, index)) for index, said in enumerate(query.entities[:2])]
    elif len(query.years) == 2:
        sides = [replace(query, years=(year,)) for year in query.years]
    else:
        return None
    by_time = query.has("faster", "quicker", "slower", "fastest", "time")
    picked = [_side(side, archive, by_time=by_time) for side in sides]
    if any(entry is None for entry in picked):
        return None
    (one, one_value, one_facts), (other, other_value, other_facts) = picked  # type: ignore[misc]
    if type(one_value) is not type(other_value):
        return None
    key = (lambda value: value.ms if isinstance(value, Duration) else value)  # noqa: E731
    better_is_first = key(one_value) < key(other_value)
    if query.has("slower", "lower", "worse"):
        better_is_first = not better_is_first
    winner = one if better_is_first else other
    written = [str(value) if isinstance(value, Duration) else ordinal(value) for value in (one_value, other_value)]
    support = (*support_of(one_facts)[:1], *support_of(other_facts)[:1])
    text = f"{capital(winner)}: {one} {written[0]}, {other} {written[1]}."
    return Draft(winner, [Clause(text, tuple(dict.fromkeys(support)))], [Note("derivation", f"{written[0]} against {written[1]}")])


def _year_near(query: Query, index: int) -> tuple[int, ...]:
    return (query.years[index],) if len(query.years) == 2 else query.years


def _side(query: Query, archive: Archive, *, by_time: bool):
    """Return (name, value, facts) of one side: its mark where times are compared, else its place."""
    for item in fields(query, archive, rounds="asked" if query.round else "deciding"):
        runners = [runner for runner in item.runners if not query.entities or is_entrant(query.entities[0], runner.entrant, archive)]
        if not query.entities:
            runners = item.placed(1)
        for runner in runners:
            values = runner.marks() if by_time else runner.ranks()
            if by_time:
                values = {mark: facts for mark, facts in values.items() if isinstance(mark, Duration)}
            if values:
                value, facts = next(iter(values.items()))
                label = runner.entrant.name if query.entities else f"{runner.entrant.name} ({item.race.year})"
                return label, value, facts
    return None


def _compare_points(query: Query, archive: Archive) -> Draft | None:
    rows = []
    for said in query.entities[:2]:
        for known in archive.of(Standing):
            fact: Standing = known.fact
            if is_entrant(said, fact.entrant.value, archive) and fact.value is not None:
                digits = "".join(ch for ch in fact.value.value if ch.isdigit())
                if digits:
                    rows.append((int(digits), known))
                break
    if len(rows) < 2:
        return None
    rows.sort(key=lambda row: -row[0])
    names = [known.fact.entrant.value.name for _, known in rows]
    text = f"{names[0]} has {rows[0][0]} points, {names[1]} {rows[1][0]}."
    return Draft(names[0], [Clause(text, tuple(Support(known.article, known.fact.start, known.fact.end) for _, known in rows))])


__all__ = ["EXAMPLES", "compare", "yes_no"]
