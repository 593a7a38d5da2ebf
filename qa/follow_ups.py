"""What may be asked next: questions about the race of an answer that the library answers too, each of them tried."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import chain, islice, zip_longest

from qa.account import Choice
from qa.archive import Archive
from qa.asks import Asks
from qa.entrant import EntrantKind
from qa.facts import Incident, LineUp, Quote, RecordSet
from qa.field import Field, fields
from qa.identity import same_entrant, same_race
from qa.matching import is_asked
from qa.measures import Duration
from qa.query import Query
from qa.race import is_blank, the_race
from qa.words_out import named

MOST = 3
MOST_TRIED = 8
TURNED = ("date", "sex", "event")  # conditions of which another value makes a good next question


def follow_ups(
    query: Query,
    archive: Archive,
    choices: Iterable[Choice],
    is_answered: Callable[[str], bool],
    *,
    but: Collection[str],
) -> tuple[str, ...]:
    """Return at most three questions that `is_answered` holds to be answered; none that is among `but`."""
    turned = (
        choice.options[0].question
        for choice in choices
        if choice.kind in TURNED and choice.options[:1] and choice.options[0].label
    )
    about = chain.from_iterable(_about(item, query, archive) for item in _of_asked(query, archive)[:1])
    mixed = chain.from_iterable(zip_longest(about, turned))
    said = {_plain(question) for question in but}
    new = (question for question in mixed if question is not None and _plain(question) not in said)
    tried = islice(dict.fromkeys(new), MOST_TRIED)
    return tuple(islice((question for question in tried if is_answered(question)), MOST))


def _of_asked(query: Query, archive: Archive) -> list[Field]:
    """Return the races asked about, those first in which those take part whom the question names."""

    def is_elsewhere(item: Field) -> bool:
        return not any(is_asked(query, runner.entrant, archive) for runner in item.runners)

    return sorted(fields(query, archive), key=is_elsewhere)


def _plain(question: str) -> str:
    return question.casefold().rstrip(" ?")


def _about(item: Field, query: Query, archive: Archive) -> Iterator[str]:
    """Yield questions of other kinds about a race."""
    if is_blank(item.race):
        return
    race = the_race(item.race)
    placed = {rank: runners[0] for rank in (1, 2, 3) if (runners := item.placed(rank))}
    winner = placed.get(1)
    if winner is None:
        return
    name = named(winner.entrant)
    marks = [placed[rank].mark for rank in (1, 2) if rank in placed]
    if query.asks not in {Asks.PLACE, Asks.PODIUM}:
        yield f"Who won {race}?"
    for known in archive.of(Incident):
        if known.fact.entrant is not None and same_race(known.fact.race, item.race) and query.asks is not Asks.HAPPENED:
            yield f"What happened to {named(known.fact.entrant.value)}?"
            break
    if query.asks is not Asks.MARGIN and len(marks) == 2 and all(isinstance(mark, Duration) for mark in marks):
        yield f"By how much did {name} win {race}?"
    if query.asks is not Asks.LINE_UP:
        for lined in archive.of(LineUp):
            team = lined.fact.team
            if team is not None and same_race(lined.fact.race, item.race) and same_entrant(team.value, winner.entrant):
                yield f"Who raced for {name} in {race}?"
                break
    if query.asks is not Asks.TIME and winner.mark is not None:
        yield f"What was {winner.entrant.name}'s {'time' if isinstance(winner.mark, Duration) else 'result'} in {race}?"
    if query.asks is not Asks.PODIUM and len(placed) > 2:
        yield f"Who won the medals in {race}?"
    for record in archive.of(RecordSet):
        fact = record.fact
        if fact.action == "set" and fact.holder is not None and same_race(fact.race, item.race):
            yield f"Who set the {fact.kind.value} in {race}?"
            break
    if winner.entrant.kind is EntrantKind.PERSON and any(
        quote.fact.speaker is not None and same_entrant(quote.fact.speaker.value, winner.entrant)
        for quote in archive.of(Quote)
    ):
        yield f"What did {name} say?"
