"""Read who won before: "last year's winner Berg", "Dahl, the 2008 champion", "the 2007 and 2008 champion"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from qa.extract.coreference import Resolver
from qa.extract.scene import Line, Scene
from qa.facts import Result, Slot
from qa.mention import Kind, Mention

CHAMPIONS = frozenset({"winner", "champion"})
# A champion of these need not have won this race: "the 2008 Olympic champion".
ELSEWHERE = frozenset("world olympic european national commonwealth asian american african continental junior".split())
REACH = 5  # mentions between a year and "champion": "the 2007 and 2008 champion"
LINKING = frozenset({Kind.POSSESSIVE, Kind.AND, Kind.COMMA, Kind.DATE, Kind.SEX, Kind.THE})
YEARLONG = 300  # days from which a period names a year


def find_past_winners(scene: Scene, resolver: Resolver) -> Iterator[Result]:
    """Yield the wins of other years that an epithet states, in the race that the sentence speaks of."""
    if scene.line is not Line.PROSE or scene.standings:
        return
    mentions = scene.mentions
    for index, mention in enumerate(mentions):
        if mention.word not in CHAMPIONS:
            continue
        years = _years_before(mentions, index) or _years_behind(mentions, index)
        person = _person_at(mentions, index, years)
        slot = resolver.slot(person, scene) if person is not None else None
        race = scene.race_at(index)
        if slot is None or not (race.event or race.competition):
            continue
        for year in years:
            number = year.value.first.year
            if number != scene.race.year:
                rank: Slot[int] = Slot(1, mention.start, mention.end)
                past = replace(race, year=number, day=None, round=None)
                yield Result(past, scene.sentence.start, scene.sentence.end, slot, rank=rank)


def _years_before(mentions: list[Mention], index: int) -> list[Mention]:
    found: list[Mention] = []
    for at in range(index - 1, max(index - 1 - REACH, -1), -1):
        item = mentions[at]
        if _is_year(item):
            found.insert(0, item)
        elif item.kind not in LINKING or item.word in ELSEWHERE:
            break
    return found


def _years_behind(mentions: list[Mention], index: int) -> list[Mention]:
    """Return the year in "Berg, winner of the race in 2012" and "champion in 2007"."""
    behind = mentions[index + 1 : index + 1 + REACH]
    year = next((item for item in behind if _is_year(item)), None)
    between = behind[: behind.index(year)] if year is not None else []
    plain = all(item.kind in {Kind.OF, Kind.THE, Kind.IN} or item.word in {"race", "it", "here"} for item in between)
    return [year] if year is not None and plain and between[-1:] and between[-1].kind is Kind.IN else []


def _is_year(mention: Mention) -> bool:
    return mention.kind is Kind.DATE and (mention.value.last - mention.value.first).days >= YEARLONG


def _person_at(mentions: list[Mention], index: int, years: list[Mention]) -> Mention | None:
    """Return the person right behind "champion", else the one in front of the comma: "Berg, the 2008 champion"."""
    if not years:
        return None
    behind = mentions[index + 1 : index + 4]
    for item in behind:
        if item.kind is Kind.PERSON:
            return item
        if item.kind not in {Kind.NATION, Kind.ADJECTIVE, Kind.POSSESSIVE, Kind.COMMA}:
            break
    at = min(mentions.index(years[0]), index) - 1
    while at >= 0 and mentions[at].kind in {Kind.THE, Kind.COMMA, Kind.CLOSE}:
        at -= 1
    return mentions[at] if at >= 0 and mentions[at].kind is Kind.PERSON else None
