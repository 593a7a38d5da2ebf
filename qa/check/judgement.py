"""What the articles say of one claim, before it is put into words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from qa.archive import Known
from qa.check.records import Change, Verdict
from qa.draft import Support, place_of, support_of
from qa.facts import Fact


@dataclass(frozen=True, slots=True)
class Told:
    """A value as the articles give it, and where."""

    value: str
    places: tuple[Support, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict and what it rests on; `note` says what else one should know.

    `is_direct` says that the articles tell of the very entrant that the claim names, and not only of another one.
    """

    verdict: Verdict
    told: tuple[Told, ...] = ()
    note: str = ""
    changes: tuple[Change, ...] = ()
    is_direct: bool = True


SILENT = Judgement(Verdict.NOT_IN_ARTICLES)


def told(value: str, facts: Iterable[Known[Fact]], *, each: bool = False) -> Told:
    """Return a value with the places of the facts that state it: one an article, or of `each` fact that it needs."""
    return Told(value, tuple(dict.fromkeys(map(place_of, facts))) if each else support_of(facts))


def supported(value: str, facts: Iterable[Known[Fact]], *, note: str = "", each: bool = False) -> Judgement:
    """Judge a claim that the facts state."""
    return Judgement(Verdict.SUPPORTED, (told(value, facts, each=each),), note)


def contradicted(
    value: str, facts: Iterable[Known[Fact]], *, note: str = "", is_direct: bool = True, each: bool = False
) -> Judgement:
    """Judge a claim instead of which the facts state another value."""
    return Judgement(Verdict.CONTRADICTED, (told(value, facts, each=each),), note, is_direct=is_direct)


def disagreed(*values: Told, note: str = "") -> Judgement:
    """Judge a claim about which the articles differ."""
    return Judgement(Verdict.DISAGREEMENT, values, note)


def combine(found: Sequence[Judgement], *, is_edition: bool) -> Judgement:
    """Bring together what is said of a claim in the several races that it may be about.

    One that supports it is enough. It is contradicted only if all contradict it, and where the articles say nothing
    of its entrant, only if the draft says which edition it means (`is_edition`).
    """
    for wanted in (Verdict.SUPPORTED, Verdict.DISAGREEMENT):
        best = next((one for one in found if one.verdict is wanted), None)
        if best is not None:
            return best
    against = [one for one in found if one.verdict is Verdict.CONTRADICTED]
    direct = [one for one in against if one.is_direct]
    if direct:
        return _joined(direct)
    if against and is_edition and len(against) == len(found):
        return _joined(against)
    return next((one for one in found if one.note), SILENT)


def _joined(against: Sequence[Judgement]) -> Judgement:
    values: dict[str, Told] = {}
    for one in against:
        for item in one.told:
            values.setdefault(item.value, item)
    return replace(against[0], told=tuple(values.values()))
