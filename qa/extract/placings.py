"""Make results of an entrant and a place or medal; what a sentence says of them is read in other files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from qa.extract.coreference import Resolver
from qa.extract.entrants import entrant_of
from qa.extract.groups import is_person_group
from qa.extract.scene import Scene
from qa.facts import Result, Slot
from qa.mention import Kind, Mention
from qa.race import Race

MEDAL_RANK = {"gold": 1, "silver": 2, "bronze": 3}
PLACE_WORDS = frozenset("place position spot overall".split())
FINITE = frozenset({Kind.WIN, Kind.TAKE, Kind.RETAIN, Kind.BEAT, Kind.LOSE, Kind.FINISH, Kind.BE})


def results_of(
    scene: Scene,
    resolver: Resolver,
    subject: list[Mention],
    *,
    rank: Slot[int] | None,
    medal: Slot[str] | None,
    races: Sequence[Race] = (),
) -> Iterator[Result]:
    """Yield a subject's results with a rank, a medal or both, in each of the races, or in the one spoken of.

    What looks back at other races is left out; two persons who are no team get the same place each.
    """
    if not subject or (rank is None and medal is None):
        return
    at = scene.mentions.index(subject[-1])
    for race in races or (scene.race_at(at),):
        if scene.is_background(at) and race.year is None:
            continue
        if _is_before_the_news(scene, race, rank or medal):
            continue
        entrant = entrant_of(subject, scene, resolver, race)
        if entrant is None:
            if is_person_group(subject) and len(subject) == 2:
                for member in subject:
                    yield from results_of(scene, resolver, [member], rank=rank, medal=medal, races=[race])
            continue
        place = rank
        if medal is not None:
            place = rank or Slot(MEDAL_RANK[medal.value], medal.start, medal.end)
            race = replace(race, round=None)
        yield Result(race, scene.sentence.start, scene.sentence.end, entrant, rank=place, medal=medal)


def _is_before_the_news(scene: Scene, race: Race, place: Slot[int] | Slot[str] | None) -> bool:
    """Tell a place told in the past perfect of the race itself ("had touched first"), or of a stage of another year."""
    if race.year != scene.race.year:
        return any(part.startswith("stage-") for part in race.event)
    index = next(
        (at for at, mention in enumerate(scene.mentions) if place is not None and mention.end > place.start), None
    )
    return index is not None and race.event == scene.race.event and scene.is_past_perfect(index)


def placed(
    scene: Scene, resolver: Resolver, subject: list[Mention], place: Mention, races: Sequence[Race] = ()
) -> Iterator[Result]:
    """Yield the results of a subject that a sentence gives this place or medal."""
    if place.kind is Kind.MEDAL:
        medal: Slot[str] = Slot(place.value, place.start, place.end)
        yield from results_of(scene, resolver, subject, rank=None, medal=medal, races=races)
    else:
        rank: Slot[int] = Slot(place.value, place.start, place.end)
        yield from results_of(scene, resolver, subject, rank=rank, medal=None, races=races)


def placed_each(
    scene: Scene, resolver: Resolver, subject: list[Mention], ranks: list[Mention], races: Sequence[Race]
) -> Iterator[Result]:
    """Read "A and B second and third (respectively)"."""
    for member, rank in zip(subject, ranks, strict=True):
        yield from placed(scene, resolver, [member], rank, races)


def races_behind(scene: Scene, verb: int, stop: int) -> list[Race]:
    """Return the races that stand right behind the verb ("won the 60m and the 200m"), or else the scene's."""
    race = scene.race_at(verb)
    found: list[Race] = []
    rounds = 0
    for at, mention in enumerate(scene.mentions[verb + 1 : stop + 4], start=verb + 1):
        if mention.kind in {Kind.CLAUSE, Kind.SEMICOLON, Kind.WHO} or mention.kind in FINITE:
            break
        if found and mention.word == "at":
            break  # "at the sprint world championships"
        if mention.kind in {Kind.PERSON, Kind.NATION} and scene.mentions[at - 1].kind in {Kind.AND, Kind.COMMA}:
            break  # "won the javelin and Dahl the discus"
        if mention.kind is Kind.EVENT:
            event = tuple(sorted(mention.value))
            stated = next((item.value for item in scene.mentions[max(at - 2, 0) : at] if item.kind is Kind.SEX), None)
            race = replace(race, sex=stated) if stated else race
            found.append(replace(race, event=race.event if set(event) <= set(race.event) else event))
        if mention.kind is Kind.ROUND:
            rounds += 1
            before, race = race, replace(race, round=mention.value)
            if rounds > 1:  # "won her heat and her semi-final"
                found = [*(found or [before]), race]
            else:
                found = [replace(item, round=mention.value) for item in found]
    return found or [race]


def ranks_from(mentions: list[Mention], at: int) -> list[Mention]:
    """Return the places or medals listed from `at` on: "second and third", "gold and silver"."""
    kind = mentions[at].kind
    if kind not in {Kind.RANK, Kind.MEDAL}:
        return []
    ranks = [mentions[at]]
    while at + 2 < len(mentions) and mentions[at + 1].kind in {Kind.AND, Kind.COMMA} and mentions[at + 2].kind is kind:
        ranks.append(mentions[at + 2])
        at += 2
    return ranks


def is_place(mentions: list[Mention], index: int) -> bool:
    """Tell the place in "finished second" and "in third place" from "the second stage"."""
    after = mentions[index + 1] if index + 1 < len(mentions) else None
    if after is None or after.word in PLACE_WORDS or after.kind is Kind.STOP:
        return True
    return after.kind not in {
        Kind.WORD,
        Kind.SEX,
        Kind.SPORT,
        Kind.COMPETITION,
        Kind.EVENT,
        Kind.MEDAL,
        Kind.TITLE,
        Kind.RECORD,
        Kind.ROUND,
        Kind.NUMBER,
        Kind.PERSON,
    } or after.word in {"ahead", "behind", "overall", "respectively", "again", "here", "today"}
