"""Read figures without a unit as metres where an event is thrown or jumped: "a week earlier with 85.47"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qa.measures import Length, LengthUnit, Notation
from qa.mention import Kind, Mention
from qa.race import Race

FIELD_EVENTS = frozenset("javelin discus hammer shot shot-put long-jump high-jump triple-jump pole-vault".split())


def read_field_marks(mentions: Sequence[Mention], race: Race) -> list[Mention]:
    """Return the mentions of a sentence, bare figures as lengths where it, or else the race, is of a field event."""
    named = [part for mention in mentions if mention.kind is Kind.EVENT for part in mention.value]
    if not (FIELD_EVENTS & set(named or race.event)):
        return list(mentions)
    return [_as_metres(mention) if _is_bare(mention) else mention for mention in mentions]


def _is_bare(mention: Mention) -> bool:
    return (
        mention.kind is Kind.DURATION and mention.value.notation is Notation.BARE and mention.value.value.decimals == 2
    )


def _as_metres(mention: Mention) -> Mention:
    seconds = mention.value.value
    length = Length(mm=seconds.ms, unit=LengthUnit.METRE, decimals=seconds.decimals)
    return replace(mention, kind=Kind.LENGTH, value=replace(mention.value, value=length))
