"""Read lists of scorers: "Scorers: Berg 12, Dahl (pen) 45+1", "Norway 2 (Berg 12, Dahl 45) Sweden 1 (Holm 80)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa import lexicon
from qa.extract.coreference import Resolver
from qa.extract.phrasing import Name, Phrasing, entrant_slot, person_slot
from qa.facts import Goal, Slot

LABEL = re.compile(
    r"(?:^\W*|[;.] )(?P<label>(?:goal|try|point)?-?scorers?|goals?|tries|conversions?|penalties|drop goals|points)"
    r"(?: for)?(?::| -) ?"
)
SCORERS = re.compile(r"scorer|^goals?$")
MINUTE = r"\d{1,3}(?:\+\d{1,2})?'?"
ITEM = re.compile(
    rf"(?P<name><[PT]\d+>)(?P<rest>(?:,? (?:{MINUTE}(?:th)?|\((?:{MINUTE},? ?)*(?:pens?|p|og|own goal|penalty)?\)"
    r"|pen|og|x\d)(?![a-z]))*)"
)
TEAM = re.compile(r"(?P<team><[PNT]\d+>)(?: (?P<goals>\d{1,2}))?(?:: ?| ?\((?=<))")
GAP = re.compile(r"\)?(?:,|;| and|,? ?-)? ?")
FIGURE = re.compile(r"(?P<figure>\d{1,3}(?:\+\d{1,2})?)(?P<mark>'|th)?")
PENALTY, OWN = re.compile(r"\b(?:pens?|p|penalty)\b"), re.compile(r"\b(?:og|own goal)\b")
# Where a figure behind a scorer is how many, and where it is the minute.
COUNTING_SPORTS = frozenset({"rugby", "handball", "basketball", "water polo"})
TIMING_SPORTS = frozenset({"football", "hockey", "field hockey", "ice hockey"})
LONGEST_COUNT = 15


@dataclass(frozen=True, slots=True)
class Item:
    """A scorer in a list: the name, the figures behind it with their places, and how it was scored."""

    name: Name
    figures: tuple[Slot[str], ...]
    marked: bool
    way: Slot[str] | None
    team: Name | None


def find_scorers(phrasing: Phrasing, resolver: Resolver, text: str) -> Iterator[Goal]:
    """Yield what a line that lists scorers says."""
    labels = list(LABEL.finditer(phrasing.text))
    if not labels or phrasing.text[: labels[0].start()].strip():
        yield from _section(phrasing, None, 0, len(phrasing.text), resolver, text)
        return
    ends = [*(label.start() for label in labels[1:]), len(phrasing.text)]
    for label, end in zip(labels, ends, strict=True):
        yield from _section(phrasing, label, label.end(), end, resolver, text)


def _section(
    phrasing: Phrasing, label: re.Match[str] | None, begin: int, end: int, resolver: Resolver, text: str
) -> Iterator[Goal]:
    items = list(_items(phrasing, begin, end, text))
    if not items or (label is None and not all(item.team is not None for item in items)):
        return
    kind = _kind(phrasing, label, items)
    timed = _is_timed(phrasing, label.group("label") if label else None, items)
    if label is None and timed is not True:
        return
    scene = phrasing.scene
    for item in items:
        scorer = person_slot(item.name, phrasing, resolver)
        if scorer is None:
            continue
        counted = [Slot(int(figure.value), figure.start, figure.end) for figure in item.figures if timed is False]
        for when in item.figures if timed and item.figures else (None,):
            yield Goal(
                scene.race,
                scene.sentence.start,
                scene.sentence.end,
                scorer,
                kind,
                team=entrant_slot(item.team, phrasing, resolver),
                when=when,
                count=counted[0] if len(counted) == 1 else None,
                way=item.way,
            )


def _items(phrasing: Phrasing, begin: int, end: int, text: str) -> Iterator[Item]:
    """Yield the scorers that follow one another from `begin` on; none where anything else stands among them."""
    at, team = begin, None
    line = phrasing.text[:end]
    found: list[Item] = []
    while at < len(line.rstrip(" .)")):
        if head := TEAM.match(line, at):
            team, at = phrasing.name(head, "team"), head.end()
        match = ITEM.match(line, at)
        name = phrasing.name(match, "name") if match else None
        if match is None or name is None:
            return
        behind, rest = match.start("rest"), match.group("rest")
        figures = list(FIGURE.finditer(rest))
        slots = []
        for figure in figures:
            first, last = phrasing.span(behind + figure.start("figure"), behind + figure.end("figure"))
            slots.append(Slot(text[first:last], first, last))
        way = next(
            (
                Slot(value, *phrasing.span(behind + said.start(), behind + said.end()))
                for value, pattern in (("penalty", PENALTY), ("own goal", OWN))
                if (said := pattern.search(rest))
            ),
            None,
        )
        marked = any(figure.group("mark") or "+" in figure.group("figure") for figure in figures)
        found.append(Item(name, tuple(slots), marked, way, team))
        at = match.end()
        if gap := GAP.match(line, at):
            at = gap.end()
    yield from found


def _kind(phrasing: Phrasing, label: re.Match[str] | None, items: Sequence[Item]) -> Slot[str]:
    """Return what the list is of, with the label's place; without a label goals, with the first scorer's place."""
    if label is None:
        return Slot("goal", items[0].name.start, items[0].name.end)
    word = label.group("label")
    return Slot(lexicon.goals().get(word, "goal"), *phrasing.span(*label.span("label")))


def _is_timed(phrasing: Phrasing, label: str | None, items: Sequence[Item]) -> bool | None:
    """Tell whether the figures are minutes (else how many); None where nothing says which."""
    figures = [int(figure.value.split("+")[0]) for item in items for figure in item.figures]
    if any(item.marked for item in items) or any(figure > LONGEST_COUNT for figure in figures):
        return True
    if label is not None and not SCORERS.search(label):
        return False
    sport = phrasing.scene.race.sport
    if sport in COUNTING_SPORTS:
        return False
    return True if sport in TIMING_SPORTS and figures else None
