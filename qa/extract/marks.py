"""Read times, distances and heights from prose and bind each to the entrant who achieved it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from qa.extract.coreference import Resolver
from qa.extract.entrants import entrant_of
from qa.extract.gapping import gapped_owner
from qa.extract.grammar import subject_of
from qa.extract.groups import group_ending, nearest_before
from qa.extract.mark_kinds import is_mark, is_of_race
from qa.extract.order import DURING
from qa.extract.race_words import is_epithet
from qa.extract.scene import Line, Scene
from qa.extract.verb_forms import is_passive, is_unreal
from qa.facts import Mark, Result, Slot
from qa.measures import Notation
from qa.mention import ENTITIES, VERBS, Kind, Mention
from qa.race import Race

LONGEST_PART = 200  # mentions; in what is longer nobody finds their way
ACHIEVING = frozenset(
    {Kind.WIN, Kind.TAKE, Kind.FINISH, Kind.CLOCK, Kind.BEAT, Kind.RETAIN, Kind.BREAK, Kind.SETTLE, Kind.LEAD, Kind.BE}
)


def find_marks(scene: Scene, resolver: Resolver) -> Iterator[Result]:
    """Yield results that hold the mark an entrant achieved."""
    if scene.line is Line.ROW or scene.standings or scene.line is Line.HEADING and len(scene.mentions) < 4:
        return
    mentions = scene.mentions
    for index, mention in enumerate(mentions):
        if not is_of_race(mentions, index):
            continue
        if scene.is_background(index) and scene.race_at(index) == scene.race and _has_own_mark(scene, index):
            continue
        race = _race_named_last(scene, index)
        owner = _bracket_owner(mentions, index)
        if owner is None and (gapped := gapped_owner(mentions, index, race)):
            owner, race = gapped
        if owner is None:
            owner = verb_owner(mentions, index)
        entrant = entrant_of(owner, scene, resolver, race) if owner else None
        if entrant is None:
            continue
        mark: Slot[Mark] = Slot(mention.value.value, mention.start, mention.end)
        yield Result(race, scene.sentence.start, scene.sentence.end, entrant, mark=mark)


def _race_named_last(scene: Scene, index: int) -> Race:
    """Return the race of a mark: of several that its part of the sentence names, the last before it.

    "Won the 800 metres in 2:01.5 and the 1500 metres in 4:05.1" and "her heat in 4:10.2 and the final in 4:05.1".
    """
    race = scene.race_at(index)
    part = next((part for part in scene.parts if part.begin <= index < part.stop), None)
    if part is None or part.stop - part.begin > LONGEST_PART:
        return race
    spoken = scene.mentions[part.begin : part.stop]
    before = scene.mentions[part.begin : index]
    for kind in (Kind.EVENT, Kind.ROUND):
        named = [item for item in spoken if item.kind is kind and not is_epithet(spoken, item)]
        last = next((item for item in reversed(before) if item in named), None)
        if last is None or len({str(item.value) for item in named}) == 1 or not _is_told_apart(before, named, last):
            continue
        race = replace(race, event=tuple(sorted(last.value))) if kind is Kind.EVENT else replace(race, round=last.value)
    dates = [item.value for item in before if item.kind is Kind.DATE]
    if len({date.first.year for date in dates}) > 1:  # "the 2027 race in 14:45.0 and this year's in 14:40.2"
        race = replace(race, year=dates[-1].first.year, day=None)
    return race


def _is_told_apart(mentions: list[Mention], named: list[Mention], last: Mention) -> bool:
    """Tell whether a mark or a verb stands between an event or round and the one named before it."""
    if "time-trial" in str(last.value):
        return False  # which is a round of the event as often
    end = mentions.index(last)
    begin = next((at for at in range(end - 1, -1, -1) if mentions[at] in named), end)
    return any(
        item.kind in VERBS or (item.kind in {Kind.DURATION, Kind.LENGTH} and is_mark(item))
        for item in mentions[begin:end]
    )


def _has_own_mark(scene: Scene, index: int) -> bool:
    """Tell whether the sentence gives another mark, not looking back: "…, who had run 9.9, clocked 10.1"."""
    return any(
        mention.kind in {Kind.DURATION, Kind.LENGTH} and is_mark(mention) and not scene.is_background(at)
        for at, mention in enumerate(scene.mentions)
        if at != index
    )


POSSESSIVES = {"his": "he", "her": "she", "their": "they"}
EFFORTS = frozenset("throw jump leap time mark effort best".split())


def _owner_of_effort(mentions: list[Mention], verb: int) -> list[Mention]:
    """Return whose throw or time it is in "his best throw today was 59.1 metres"."""
    noun = nearest_before(mentions, verb, lambda item: item.word in EFFORTS, reach=3)
    if noun is None:
        return []
    for at in range(noun - 1, max(noun - 4, -1), -1):
        if mentions[at].word in POSSESSIVES:
            return [replace(mentions[at], kind=Kind.PRONOUN, word=POSSESSIVES[mentions[at].word])]
        if mentions[at].kind is Kind.POSSESSIVE and at and mentions[at - 1].kind in ENTITIES:
            return [mentions[at - 1]]
    return []


def _bracket_owner(mentions: list[Mention], index: int) -> list[Mention] | None:
    """Return the entity right before the bracket that holds the mark: "Japan (3:02.15, OR)"."""
    if (
        index
        and mentions[index - 1].kind in ENTITIES
        and mentions[index].value.notation is not Notation.BARE
        and (index < 2 or mentions[index - 2].kind not in {Kind.POSSESSIVE})
    ):
        return [mentions[index - 1]]
    if index and mentions[index - 1].kind is Kind.OPEN:
        at = index - 2
        while at >= 0 and mentions[at].kind is Kind.CLOSE:
            while at >= 0 and mentions[at].kind is not Kind.OPEN:
                at -= 1
            at -= 1
        return [mentions[at]] if at >= 0 and mentions[at].kind in ENTITIES else None
    return None


def _is_of_leader(mentions: list[Mention], index: int, before: Mention) -> bool:
    """Tell "finished six seconds ahead of Dahl in 1:49.5", no time of Dahl's, from "ahead of Dahl in 1:49.6"."""
    ahead = next((at for at in range(index - 3, max(index - 6, -1), -1) if mentions[at].kind is Kind.AHEAD), None)
    if ahead is None or before.kind not in {Kind.OF, Kind.AHEAD} or mentions[ahead - 1].kind is not Kind.DURATION:
        return False
    return not any(item.kind is Kind.DURATION and is_mark(item) for item in mentions[: ahead - 1])


def _has_mark_behind_verb(mentions: list[Mention], index: int) -> bool:
    """Tell "won in 4:05.1 from Dahl in 4:06.2", where each has a time, from "won from Dahl in 4:05.1"."""
    for at in range(index - 1, -1, -1):
        if mentions[at].kind in {Kind.DURATION, Kind.LENGTH} and is_mark(mentions[at]):
            return True
        if mentions[at].kind in VERBS:
            return False
    return False


def verb_owner(mentions: list[Mention], index: int) -> list[Mention] | None:
    """Return the subject of the verb that governs the mark."""
    who = index - 2
    if index >= 5 and mentions[who].kind is Kind.NATION and mentions[who - 1].kind is Kind.OF:
        who -= 2 if mentions[who - 2].kind is Kind.PERSON else 0  # "won by Berg of Norway in 35.02"
    if who >= 1 and mentions[index - 1].kind is Kind.IN and mentions[who].kind in ENTITIES:
        before = next((item for item in reversed(mentions[max(who - 3, 0) : who]) if item.kind is not Kind.THE), None)
        if (
            before is not None
            and (before.kind in {Kind.OF, Kind.AHEAD, Kind.BEHIND, Kind.TO} or before.word in {"from", "over"})
            and not _is_of_leader(mentions, index, before)
            and _has_mark_behind_verb(mentions, who)
        ):
            return [mentions[who]]
        if before is not None and before.kind is Kind.BY:
            verb = next((at for at in range(who - 1, -1, -1) if mentions[at].kind in VERBS), None)
            won = verb is not None and mentions[verb].kind is Kind.WIN and is_passive(mentions, verb)
            return [mentions[who]] if won else None
    for left in range(index - 1, -1, -1):
        mention = mentions[left]
        if mention.kind in {Kind.SEMICOLON, Kind.CLOSE, Kind.QUOTE} or mention.word in {
            "but",
            "while",
            "whereas",
            "previous",
            "old",
            "broke",
            "erased",
            "record-holder",
        }:
            return None
        if mention.kind is Kind.WITH and (
            beside := [
                item
                for at, item in enumerate(mentions[left + 1 : index], start=left + 1)
                if item.kind in ENTITIES and mentions[at - 1].word not in {"over", "against"}
            ]
        ):
            return [beside[-1]]
        if mention.kind is Kind.WHO and mention.word != "whose":
            return None
        if mention.word == "whose":
            return (
                group_ending(mentions, left - 2 if mentions[left - 1].kind is Kind.COMMA else left - 1)[1]
                if left >= 2
                else None
            )
        if (
            mention.word in POSSESSIVES
            and left == index - 1
            and index + 1 < len(mentions)
            and mentions[index + 1].kind is Kind.BE
        ):
            return [replace(mention, kind=Kind.PRONOUN, word=POSSESSIVES[mention.word])]
        if mention.kind in ENTITIES and left + 1 < len(mentions) and mentions[left + 1].kind is Kind.POSSESSIVE:
            between = mentions[left + 2 : index]
            if all(item.kind in {Kind.WORD, Kind.RECORD, Kind.SEX, Kind.THE, Kind.OF, Kind.EVENT} for item in between):
                return None if any(item.kind is Kind.RECORD for item in between) else [mention]
        if mention.kind in ACHIEVING:
            if mention.kind is Kind.BE and any(item.kind is Kind.RECORD for item in mentions[max(left - 9, 0) : left]):
                return None
            if mention.kind is Kind.BE and (effort := _owner_of_effort(mentions, left)):
                return effort
            if mention.kind is Kind.BE and not any(
                item.word in {"time", "timed", "best", "throw", "jump"}
                or item.kind is Kind.RANK
                or (item.word in {"quickest", "fastest"} and mentions[at + 1].kind is Kind.IN)
                for at, item in enumerate(mentions[left:index], start=left)
            ):
                continue
            if (
                is_unreal(mentions, left)
                or any(item.word in DURING for item in mentions[left:index])
                and mention.kind is Kind.LEAD
            ):
                return None
            return subject_of(mentions, left)
        if mention.kind is Kind.HAVE and any(item.word in EFFORTS for item in mentions[left:index]):
            return subject_of(mentions, left)
        if mention.kind in VERBS and mention.kind not in {Kind.HAVE, Kind.BE}:
            return None
    return None
