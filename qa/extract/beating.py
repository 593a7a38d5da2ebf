"""Read who beat whom: beating, keeping behind, winning from, losing to, "a victory over"."""

from __future__ import annotations

from collections.abc import Iterator

from qa.extract.coreference import Resolver
from qa.extract.entrants import entrant_of
from qa.extract.grammar import subject_of
from qa.extract.groups import nearest_before
from qa.extract.margins import GAP_KINDS, duel_of, margin_after, race_of_duel, verb_before
from qa.extract.objects import entity_behind, list_from
from qa.extract.scene import Scene
from qa.extract.verb_forms import is_passive, is_unreal
from qa.facts import Duel, Result, Slot
from qa.mention import ENTITIES, VERBS, Kind, Mention

SHORT_OBJECT, LONGEST_OBJECT = 8, 16  # words behind "won" up to "from"; the more, the less may stand between
RUNNERS_UP = range(2, 4)  # behind a winner, named in the order of their places


def find_beaten(scene: Scene, resolver: Resolver, verb: int) -> Iterator[Duel]:
    """Read "beat Dahl by 0.4 seconds", "was beaten by Berg"."""
    mentions = scene.mentions
    if is_unreal(mentions, verb) or (verb + 1 < len(mentions) and mentions[verb + 1].word == "away"):
        return
    by = next(
        (index for index in range(verb + 1, min(verb + 5, len(mentions))) if mentions[index].kind is Kind.BY), None
    )
    passive = is_passive(mentions, verb) or (
        mentions[verb].word in {"beaten", "pipped", "edged", "dethroned"} and by == verb + 1
    )
    if passive or (by == verb + 1 and mentions[verb].word not in {"beat", "beats", "beating"}):
        if by is None:
            return
        winner, loser = entity_behind(mentions, by), subject_of(mentions, verb)
    else:
        at = verb
        while at + 1 < len(mentions) and (
            mentions[at + 1].word in {"out", "off", "down", "back", "past", "aside"}
            or mentions[at + 1].kind is Kind.AHEAD
        ):
            at += 1
        winner, loser = subject_of(mentions, verb), entity_behind(mentions, at)
        behind = mentions[at + 1 : at + 6]
        if any(item.kind is Kind.RECORD for item in behind) and not (
            loser and mentions.index(loser[0]) <= at + 3 and _stops(mentions, mentions.index(loser[-1]))
        ):
            return
        if loser and _owns_mark(mentions, mentions.index(loser[-1])):
            return
    yield from _duel_between(scene, resolver, winner, loser, verb)


def _duel_between(
    scene: Scene, resolver: Resolver, winner: list[Mention], loser: list[Mention], verb: int
) -> Iterator[Duel]:
    race = scene.race_at(verb)
    own, other = entrant_of(winner, scene, resolver, race), entrant_of(loser, scene, resolver, race)
    yield from duel_of(scene, own, other, verb)


def _stops(mentions: list[Mention], index: int) -> bool:
    return index + 1 >= len(mentions) or mentions[index + 1].kind not in {Kind.POSSESSIVE, Kind.RECORD, Kind.WORD}


def _owns_mark(mentions: list[Mention], index: int) -> bool:
    """Tell "beat Berg's 1:43.9" (a mark) from "beat Berg" (a person)."""
    after = mentions[index + 1 : index + 5]
    if not after or after[0].kind is not Kind.POSSESSIVE:
        return False
    return not any(item.kind in ENTITIES for item in after)


def find_kept(scene: Scene, resolver: Resolver, verb: int) -> Iterator[Duel]:
    """Read "kept the Dutch squad 1.3 seconds behind" and "to keep A, B and C at bay by 0.9 seconds"."""
    mentions = scene.mentions
    if is_unreal(mentions, verb):
        return
    race = scene.race_at(verb)
    object_at = next(
        (at for at in range(verb + 1, min(verb + 7, len(mentions))) if mentions[at].kind in ENTITIES), None
    )
    if object_at is None:
        return
    loser = list_from(mentions, object_at)
    begin = mentions.index(loser[-1])
    held = any(item.word in {"bay"} or item.kind is Kind.BEHIND for item in mentions[begin : begin + 9])
    if not held:
        return
    gap = next((item for item in mentions[begin : begin + 10] if item.kind in GAP_KINDS), None)
    own, other = entrant_of(subject_of(mentions, verb), scene, resolver, race), entrant_of(loser, scene, resolver, race)
    if own is not None and other is not None and own.value.name != other.value.name:
        yield Duel(
            race, scene.sentence.start, scene.sentence.end, own, other, gap=Slot(*gap.value.reach) if gap else None
        )


def find_won(scene: Scene, resolver: Resolver, verb: int) -> Iterator[Duel | Result]:
    """Read the margin of "won by 0.4 seconds" and the second of "won from Dahl"."""
    mentions = scene.mentions
    if is_unreal(mentions, verb) or is_passive(mentions, verb):
        return
    race = scene.race_at(verb)
    own = entrant_of(subject_of(mentions, verb), scene, resolver, race)
    if own is None:
        return
    beaten = _from_whom(mentions, verb)
    if beaten is not None:
        yield from _behind_winner(scene, resolver, beaten)
        yield from duel_of(scene, own, entrant_of(entity_behind(mentions, beaten), scene, resolver, race), verb)
        return
    if gap := margin_after(mentions, verb):
        yield Duel(race_of_duel(scene, verb), scene.sentence.start, scene.sentence.end, own, None, gap=Slot(*gap))


def _from_whom(mentions: list[Mention], verb: int) -> int | None:
    """Return where "from" stands in "won the women's 10 km race by 7.7 seconds from Dahl"."""
    for at in range(verb + 1, min(verb + LONGEST_OBJECT, len(mentions))):
        if mentions[at].word == "from" and entity_behind(mentions, at):
            return at
        ends = {Kind.CLAUSE, Kind.SEMICOLON, Kind.WHO, Kind.PERSON} | VERBS
        if at >= verb + SHORT_OBJECT and (mentions[at].kind in ends or mentions[at].kind is Kind.COMMA):
            return None
    return None


def _behind_winner(scene: Scene, resolver: Resolver, at: int) -> Iterator[Result]:
    """Read second and third in "won from Berg (2:24.9) and Dahl"."""
    first = entity_behind(scene.mentions, at)
    found = list_from(scene.mentions, scene.mentions.index(first[0]))
    if len(found) not in RUNNERS_UP or scene.mentions[scene.mentions.index(found[-1]) - 1].kind is not Kind.AND:
        return
    race = scene.race_at(at)
    for rank, mention in enumerate(found, start=2):
        slot = entrant_of([mention], scene, resolver, race)
        if slot is not None:
            place: Slot[int] = Slot(rank, slot.start, slot.end)
            yield Result(race, scene.sentence.start, scene.sentence.end, slot, rank=place)


def find_bettered(scene: Scene, resolver: Resolver, index: int) -> Iterator[Duel]:
    """Read "got the better of Dahl"."""
    mentions = scene.mentions
    verb = nearest_before(mentions, index, lambda item: item.word in {"got", "get", "getting", "had", "gets"}, reach=4)
    if verb is not None and not is_unreal(mentions, verb):
        yield from _duel_between(scene, resolver, subject_of(mentions, verb), entity_behind(mentions, index + 1), index)


def find_too_strong(scene: Scene, resolver: Resolver, index: int) -> Iterator[Duel]:
    """Read "was too strong for Dahl"."""
    mentions = scene.mentions
    if (
        index + 1 < len(mentions)
        and mentions[index + 1].kind is Kind.FOR
        and index >= 2
        and not is_unreal(mentions, index - 1)
    ):
        verb = nearest_before(mentions, index, lambda item: item.kind is Kind.BE or item.word == "proved", reach=4)
        if verb is not None:
            yield from _duel_between(
                scene, resolver, subject_of(mentions, verb), entity_behind(mentions, index + 1), index
            )


def find_short_work(scene: Scene, resolver: Resolver, index: int) -> Iterator[Duel]:
    """Read "made short work of Norway"."""
    mentions = scene.mentions
    verb = nearest_before(mentions, index, lambda item: item.word in {"made", "make", "making", "makes"}, reach=3)
    if verb is not None and not is_unreal(mentions, verb):
        loser = entity_behind(mentions, index + 1)
        yield from _duel_between(scene, resolver, subject_of(mentions, verb), loser, index)


def find_lost(scene: Scene, resolver: Resolver, verb: int) -> Iterator[Duel]:
    """Read "lost to Berg", "lost the final against Norway"."""
    mentions = scene.mentions
    if is_unreal(mentions, verb):
        return
    for index in range(verb + 1, min(verb + 9, len(mentions))):
        kind, word = mentions[index].kind, mentions[index].word
        if kind is Kind.TO or word == "against":
            winner = entity_behind(mentions, index)
            yield from _duel_between(scene, resolver, winner, subject_of(mentions, verb), verb)
            return
        if kind in {Kind.CLAUSE, Kind.SEMICOLON, Kind.WHO}:
            return


def find_victory_over(scene: Scene, resolver: Resolver, index: int) -> Iterator[Duel]:
    """Read "Berg's victory over Dahl", "took the title in a win against Norway"."""
    mentions = scene.mentions
    verb = verb_before(mentions, index)
    loser = entity_behind(mentions, index)
    if not loser:
        return
    owner = nearest_before(mentions, index, lambda item: item.kind is Kind.POSSESSIVE, reach=5)
    if owner is not None and owner and mentions[owner - 1].kind in ENTITIES:
        winner = [mentions[owner - 1]]
    elif verb is not None and not is_unreal(mentions, verb):
        winner = subject_of(mentions, verb)
    else:
        return
    yield from _duel_between(scene, resolver, winner, loser, index)
