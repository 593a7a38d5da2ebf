"""Judge claims about records: whether one was set or held, by whom, with which mark, and what it replaced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qa.archive import Known
from qa.check.closeness import agrees
from qa.check.judgement import SILENT, Judgement, contradicted, disagreed, supported, told
from qa.check.races import Races
from qa.check.statements import Statement
from qa.disagreement import Difference, mark_difference
from qa.entrant import Entrant
from qa.facts import Mark, RecordSet, Slot
from qa.identity import same_entrant
from qa.matching import is_entrant
from qa.measures import Duration, Length
from qa.templates.records import is_record
from qa.words_out import named

PREVIOUS = "previous"
# What is a lesser record than what: one that every report calls lesser was not the greater.
GREATER = {
    "world record": ("Olympic record", "national record", "personal best", "season's best"),
    "Olympic record": ("national record", "personal best", "season's best"),
    "European record": ("national record", "personal best", "season's best"),
    "national record": ("personal best", "season's best"),
    "personal best": ("season's best",),
}
NEAR = 0.8  # of the greater of two marks: what is farther apart is no mark of one event


def judge_record(statement: Statement, races: Races) -> Judgement:
    """Judge a record."""
    fact = statement.fact
    if not isinstance(fact, RecordSet):
        return SILENT
    scope = replace(statement.scope, query=replace(statement.scope.query, round=None))
    found = list(races.told(scope, RecordSet))
    if fact.old_mark is not None:
        return _previous(fact, found, statement)
    if fact.holder is None and fact.mark is None:
        return SILENT
    own = [known for known in found if _holds(fact.holder, known.fact.holder, races)] if fact.holder else found
    same = [known for known in own if is_record(fact.kind.value, known.fact.kind.value)]
    if fact.mark is None:
        if same:
            return supported(_written(same[0]), same)
        return _by_other(statement, fact, found, own)
    said = fact.mark.value
    right = [known for known in same if known.fact.mark is not None and agrees(said, known.fact.mark.value)]
    if right:
        return _agreed(said, right, same)
    if statement.scope.is_uncertain or not statement.scope.names_race:
        return SILENT
    wrong = [known for known in same if known.fact.mark is not None and _is_near(said, known.fact.mark)]
    if fact.holder is not None and wrong and len({str(_mark(known)) for known in wrong}) == 1:
        return contradicted(_written(wrong[0]), wrong)
    return _by_other(statement, fact, found, own)


def _agreed(said: Mark, right: Sequence[Known[RecordSet]], same: Sequence[Known[RecordSet]]) -> Judgement:
    articles = {known.article.id for known in right}
    others = [
        known
        for known in same
        if known.article.id not in articles
        and known.fact.mark is not None
        and mark_difference(said, known.fact.mark.value) is Difference.SLIP
    ]
    if others:
        return disagreed(told(_written(right[0]), right), *(told(_written(known), [known]) for known in others))
    return supported(_written(right[0]), right)


def _by_other(
    statement: Statement, fact: RecordSet, found: Sequence[Known[RecordSet]], own: Sequence[Known[RecordSet]]
) -> Judgement:
    """Judge by a lesser record that the holder set, or by who else set the record in this race."""
    if statement.scope.is_uncertain or not statement.scope.has_edition or fact.action != "set" or fact.holder is None:
        return SILENT
    lesser = [known for known in own if known.fact.kind.value in GREATER.get(fact.kind.value, ())]
    lesser = [known for known in lesser if known.fact.action == "set" and _may_be_same_mark(fact, known.fact)]
    if lesser:
        return contradicted(_written(lesser[0]), lesser)
    if fact.kind.value not in {"world record", "Olympic record"} or not statement.scope.names_race:
        return SILENT
    others = [
        known
        for known in found
        if known.fact.action == "set"
        and is_record(fact.kind.value, known.fact.kind.value)
        and known.fact.holder is not None
        and known.fact.holder.value.kind is fact.holder.value.kind
    ]
    if others and not own and len({_holder(known) for known in others}) == 1:
        return contradicted(f"{_holder(others[0])}: {_written(others[0])}", others)
    return SILENT


def _previous(fact: RecordSet, found: Sequence[Known[RecordSet]], statement: Statement) -> Judgement:
    old = fact.old_mark.value if fact.old_mark is not None else None
    if old is None:
        return SILENT
    stated = [known for known in found if known.fact.old_mark is not None or known.fact.action == PREVIOUS]
    marks = [(known, mark) for known in stated if (mark := known.fact.old_mark or known.fact.mark) is not None]
    right = [known for known, mark in marks if agrees(old, mark.value)]
    if right:
        return supported(str(old), right)
    wrong = [(known, mark.value) for known, mark in marks if _is_near(old, mark)]
    if wrong and len({str(mark) for _, mark in wrong}) == 1 and statement.scope.names_race:
        return contradicted(str(wrong[0][1]), [known for known, _ in wrong])
    return SILENT


def _holds(said: Slot[Entrant], stated: Slot[Entrant] | None, races: Races) -> bool:
    return stated is not None and (
        same_entrant(said.value, stated.value) or is_entrant(said.value, stated.value, races.archive)
    )


def _may_be_same_mark(fact: RecordSet, other: RecordSet) -> bool:
    return fact.mark is None or other.mark is None or agrees(fact.mark.value, other.mark.value)


def _is_near(said: Mark, stated: Slot[Mark]) -> bool:
    one, other = _size(said), _size(stated.value)
    return type(said) is type(stated.value) and min(one, other) >= NEAR * max(one, other)


def _size(mark: Mark) -> int:
    return mark.ms if isinstance(mark, Duration) else mark.mm if isinstance(mark, Length) else 0


def _mark(known: Known[RecordSet]) -> Mark | None:
    return known.fact.mark.value if known.fact.mark is not None else None


def _written(known: Known[RecordSet]) -> str:
    mark = _mark(known)
    return f"{known.fact.kind.value} of {mark}" if mark is not None else known.fact.kind.value


def _holder(known: Known[RecordSet]) -> str:
    return named(known.fact.holder.value) if known.fact.holder is not None else ""
