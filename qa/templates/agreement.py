"""Whether the reports agree: about a value that the question names, or about a race at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from qa.answer import Note
from qa.archive import Archive
from qa.asks import Asks
from qa.draft import Clause, Draft, Support, support_of
from qa.exhibit import Dispute
from qa.field import Field, fields
from qa.matching import is_asked
from qa.query import Query
from qa.question import read_question
from qa.race import in_race
from qa.runner import Runner
from qa.templates.margins import margin
from qa.templates.places import place, podium, result
from qa.templates.records import before, holder, value
from qa.templates.teams import line_up
from qa.templates.times import time
from qa.variants import Variants, mark_variants, rank_variants, superseded_result, write_mark
from qa.words_out import capital, counted, listed, named, ordinal, publication

EXAMPLES = {
    Asks.AGREEMENT: (
        "Do the reports agree on New Zealand's time?",
        "where do the articles differ about the women's team pursuit?",
    ),
}
ABOUT: Mapping[Asks, Callable[[Query, Archive], Draft | None]] = {
    Asks.TIME: time,
    Asks.PLACE: place,
    Asks.RESULT: result,
    Asks.PODIUM: podium,
    Asks.MARGIN: margin,
    Asks.LINE_UP: line_up,
    Asks.RECORD_VALUE: value,
    Asks.RECORD_HOLDER: holder,
    Asks.RECORD_BEFORE: before,
}
# Cut off before what it is about is read: "do both reports agree on …", "is there any disagreement about …".
FRAME = re.compile(
    r"^.*?\b(?:agree\w*|disagree\w*|differ\w*|contradict\w*|conflict\w*|discrepanc\w+|consistent|inconsisten\w+"
    r"|(?:the )?(?:same|different)|unanimous)\b(?: (?:with )?(?:each|one an)other)?"
    r"(?: (?:about|on|over|as to|regarding|concerning|in|for|between the reports (?:about|on|over)))?"
)
DENIES = re.compile(r"\b(?:disagree\w*|differ\w*|contradict\w*|conflict\w*|discrepanc\w+|inconsisten\w+|different)\b")
OPEN = re.compile(r"^(?:and |so |but )?(?:where|what|how|which|on what|in what)\b")
DIFFERING = frozenset({"disagreement", "superseded"})
MOST_CLAUSES = 12


def agreement(query: Query, archive: Archive) -> Draft | None:
    """Answer whether the reports agree about what the question names; where it names nothing, list what differs."""
    asked = read_question(FRAME.sub("", query.text, count=1).strip(), archive)
    about = replace(asked, source=query.source, terms=())
    template = ABOUT.get(about.asks)
    told = template(about, archive) if template is not None else None
    if told is None and template is None and asked.terms:
        return None  # about something that no fact tells
    if told is None:
        return _all_differences(about, archive, denies=_denies(query), is_open=_is_open(query))
    sources = _sources(told)
    differing = [note for note in told.notes if note.kind in DIFFERING]
    if differing:
        short = told.short if _is_open(query) else _yes(_denies(query))
        lead = "" if _is_open(query) else f"{capital(short)}: "
        first, *rest = told.clauses
        return replace(told, short=short, clauses=[replace(first, text=lead + first.text), *rest])
    if len(sources) < 2:
        first, *rest = told.clauses
        text = f"Only {publication(first.support[0].article)} says so: {first.text}"
        return replace(told, short="only one report", clauses=[replace(first, text=text), *rest])
    first, *rest = told.clauses
    short = _yes(not _denies(query))
    text = f"{capital(short)}, {counted(len(sources), 'report')} agree: {first.text}"
    return replace(told, short=short, clauses=[replace(first, text=text), *rest])


def _yes(yes: bool) -> str:
    return "yes" if yes else "no"


def _denies(query: Query) -> bool:
    """Tell "do they differ" from "do they agree"."""
    return bool(DENIES.search(query.text))


def _is_open(query: Query) -> bool:
    """Tell "where do they differ" from "do they differ"."""
    return bool(OPEN.search(query.text))


def _sources(draft: Draft) -> set[str]:
    return {place.article.id for clause in draft.clauses for place in clause.support}


def _all_differences(about: Query, archive: Archive, *, denies: bool, is_open: bool) -> Draft | None:
    """List how the reports differ about the entrants of the races asked about."""
    clauses: list[Clause] = []
    notes: list[Note] = []
    names: list[str] = []
    disputes: list[Dispute[Support]] = []
    compared: Clause | None = None
    for item in fields(about, archive):
        for runner in item.runners:
            if about.entities and not is_asked(about, runner.entrant, archive):
                continue
            for clause, variants in _compared(item, runner):
                if _are_of_others(variants, clause):
                    names.append(runner.entrant.name)
                    clauses += [clause, *variants.clauses]
                    notes += variants.notes
                    disputes += variants.disputes
            revised = superseded_result(runner)
            names += [runner.entrant.name] if revised.clauses else []
            clauses += revised.clauses
            notes += revised.notes
            compared = compared or _in_agreement(item, runner)
    if clauses:
        short = listed(names) if is_open else _yes(denies)
        return Draft(short, clauses[:MOST_CLAUSES], notes, disputes=disputes[:MOST_CLAUSES])
    return Draft("no difference" if is_open else _yes(not denies), [compared]) if compared else None


def _compared(item: Field, runner: Runner) -> Iterator[tuple[Clause, Variants]]:
    """Yield what is said best of an entrant's mark and place, and how others differ."""
    who = capital(named(runner.entrant))
    for mark, facts in list(runner.marks().items())[:1]:
        text = f"{who}: {write_mark(mark, facts)}{in_race(item.race)}."
        yield Clause(text, support_of(facts)), mark_variants(runner.marks())
    for rank, ranked in list(runner.ranks().items())[:1]:
        yield Clause(f"{who}: {ordinal(rank)}{in_race(item.race)}.", support_of(ranked)), rank_variants(runner)


def _are_of_others(variants: Variants, own: Clause) -> bool:
    """Tell whether another report differs, not only another sentence of the same."""
    articles = {place.article.id for place in own.support}
    return any(place.article.id not in articles for clause in variants.clauses for place in clause.support)


def _in_agreement(item: Field, runner: Runner) -> Clause | None:
    """Say that reports agree about an entrant, where several speak of it."""
    support = support_of(runner.facts)
    text = f"{counted(len(support), 'report')} agree about {named(runner.entrant)}{in_race(item.race)}."
    return Clause(text, support) if len(support) > 1 else None
