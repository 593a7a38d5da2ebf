"""Which places of a race no longer stand, because a disqualification, a protest or a correction changed the result."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from qa.archive import Known
from qa.entrant import Entrant
from qa.facts import AFTER, BEFORE, PROVISIONAL, Incident, Result
from qa.runner import Field, Runner
from sources.records import Article

OUT = re.compile(r"disqualif|stripped|exclu")  # what leaves no place at all
SameEntrant = Callable[[Entrant, Entrant], bool]


def settle(item: Field, exclusions: Iterable[Known[Incident]], same: SameEntrant) -> None:
    """Part the places of a race into those that stand and those that a report of a revision supersedes.

    `exclusions` are disqualifications in this race. A report that tells of a revision outranks those that do not,
    unless they were published after it.
    """
    revisers = {
        known.article.id: known.article
        for runner in item.runners
        for known in runner.facts
        if known.fact.revision is not None and known.fact.revision.value != PROVISIONAL
    }
    for runner in item.runners:
        outs = [
            out.article
            for out in exclusions
            if out.fact.entrant is not None and same(out.fact.entrant.value, runner.entrant)
        ]
        outs += [known.article for known in runner.facts if known.fact.status and known.fact.status.value == "dsq"]
        for article in outs:
            if _tells(article, runner, item):
                revisers[article.id] = article
                runner.is_out = True
    has_provisional = any(known.fact.revision is not None for runner in item.runners for known in runner.facts)
    taken = {
        known.fact.rank.value
        for runner in item.runners
        for known in runner.facts
        if known.fact.rank is not None and _revision(known) in {None, AFTER}
    }
    for runner in item.runners if revisers or has_provisional else ():
        _part(runner, revisers, taken)


def _tells(article: Article, runner: Runner, item: Field) -> bool:
    """Tell whether an article that gives places of the race gives none to whom it calls disqualified, as others do."""
    placed = {known.article.id for known in runner.facts if known.fact.rank is not None}
    others = {
        known.article.id
        for other in item.runners
        if other is not runner
        for known in other.facts
        if known.fact.rank is not None
    }
    return bool(placed) and article.id not in placed and article.id in others


def _part(runner: Runner, revisers: dict[str, Article], taken: Collection[int]) -> None:
    """Part the places of one entrant; `taken` are those that someone has for certain."""
    placed = [known for known in runner.facts if known.fact.rank is not None]
    lost = [known for known in placed if _revision(known) == BEFORE]
    runner.is_out = runner.is_out or any(map(_is_out, lost))
    final = [known for known in placed if _revision(known) == AFTER]
    if not final and not runner.is_out:
        lost_ranks = {known.fact.rank.value for known in lost if known.fact.rank is not None}
        final = [
            known
            for known in placed
            if _revision(known) is None
            and known.article.id in revisers
            and known.fact.rank is not None
            and known.fact.rank.value not in lost_ranks
        ]
    ranks = {known.fact.rank.value for known in final if known.fact.rank is not None}
    is_settled = bool(final or lost or runner.is_out)
    for known in placed:
        rank = known.fact.rank.value if known.fact.rank is not None else None
        if rank in ranks and _revision(known) != BEFORE:
            continue
        is_earlier = _revision(known) is not None or known.article.id in revisers or not _is_later(known, revisers)
        is_replaced = is_settled
        if _revision(known) == PROVISIONAL:
            is_replaced = is_settled or rank in taken or _has_plain(placed)
        if is_earlier and is_replaced:
            runner.superseded.append(known)
            kept = replace(known.fact, rank=None, medal=None, gap=None, revision=None)
            runner.facts[runner.facts.index(known)] = Known(known.article, kept)


def _has_plain(placed: Iterable[Known[Result]]) -> bool:
    return any(_revision(known) is None for known in placed)


def _revision(known: Known[Result]) -> str | None:
    return known.fact.revision.value if known.fact.revision is not None else None


def _is_out(known: Known[Result]) -> bool:
    slot = known.fact.revision
    return slot is not None and OUT.match(known.article.text[slot.start : slot.end].lower()) is not None


def _is_later(known: Known[Result], revisers: dict[str, Article]) -> bool:
    """Tell whether a report was published after all that tell of a revision."""
    published = known.article.published
    days = [article.published for article in revisers.values()]
    return published is not None and all(day is not None and day < published for day in days)
