"""Find lists of entities in a tagged sentence: "A, B and C", "Norway's Berg and Sweden's Holm"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qa.entrant import EntrantKind
from qa.mention import Kind, Mention

GROUP_WORDS = frozenset("trio team quartet quintet duo pair side squad crew four eight foursome line-up lineup".split())


def group_ending(mentions: Sequence[Mention], last: int) -> tuple[int, list[Mention]]:
    """Return where the list of entities that ends at `last` begins, and its members in order."""
    members = [mentions[last]]
    index = last
    while True:
        step = index - 1
        if step > 1 and mentions[step].kind is Kind.POSSESSIVE and mentions[step - 1].kind is Kind.NATION:
            step -= 2  # "Norway's Berg and Sweden's Holm"
        while step >= 0 and mentions[step].kind in {Kind.AND, Kind.COMMA, Kind.ADJECTIVE}:
            step -= 1
        if step < 0 or step == index - 1:
            break
        end = step
        if mentions[step].kind is Kind.CLOSE:
            end = open_of(mentions, step) - 1
        if end < 0 or mentions[end].kind is not mentions[last].kind:
            break
        joiners = [mention.kind for mention in mentions[step + 1 : index]]
        if Kind.AND not in joiners and len(members) == 1 and Kind.COMMA in joiners:
            break
        members.insert(0, mentions[end])
        index = end
    return index, members


def open_of(mentions: Sequence[Mention], close: int) -> int:
    """Return where the bracket opens that closes at `close`; 0 where it never does."""
    index = close
    while index > 0 and mentions[index].kind is not Kind.OPEN:
        index -= 1
    return index


def list_end(mentions: Sequence[Mention], index: int, stop: int) -> int:
    """Return where the list "A, B and C" that begins at `index` ends, before `stop`."""
    last = index
    while (
        last + 2 < stop
        and mentions[last + 1].kind in {Kind.COMMA, Kind.AND}
        and mentions[last + 2].kind is mentions[index].kind
    ):
        last += 2
    return last


def nearest_before(
    mentions: Sequence[Mention], index: int, fits: Callable[[Mention], bool], *, reach: int
) -> int | None:
    """Return where the nearest mention that fits stands, at most `reach` places before `index`."""
    return next((at for at in range(index - 1, max(index - reach - 1, -1), -1) if fits(mentions[at])), None)


def is_person_group(members: Sequence[Mention]) -> bool:
    """Tell a list of persons from a single entrant."""
    return len(members) > 1 and all(
        member.kind is Kind.PERSON and member.value.kind is EntrantKind.PERSON for member in members
    )
