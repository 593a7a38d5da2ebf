"""Read records: their kind, who set or holds them, the value, and what they replaced."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from qa.extract.coreference import Resolver
from qa.extract.entrants import entrant_of
from qa.extract.grammar import subject_of
from qa.extract.mark_kinds import is_old_record
from qa.extract.record_phrases import (
    gap_behind,
    holder_behind,
    mark_of_old,
    mark_slot,
    named_setter,
    owner_of_mark_before,
    setting_verb,
    stated_value,
    value_near,
)
from qa.extract.scene import Line, Scene
from qa.extract.verb_forms import is_unreal
from qa.facts import Mark, RecordSet, Slot
from qa.mention import ENTITIES, VERBS, Kind, Mention

OLD = frozenset("previous old former existing own standing earlier".split())
FAILING = frozenset("fail fails failed failing".split())  # "failing three times at a record height"
OLD_MARKS = frozenset("time mark record best".split())
ERASED = re.compile(r"T(?:0|&)(?:\^|N'|A|J)*(?P<who>[PN])[^!;]*?h")
TAKEN_OFF = re.compile(r"[o.](?:[.^]{0,3})(?P<gap>[TD])\.\^?")
ERASING = frozenset(
    "erased wiped broke beat bettered lowered eclipsed surpassed smashed took erase shattered improved replaced".split()
)


def find_records(scene: Scene, resolver: Resolver) -> Iterator[RecordSet]:
    """Yield the records that a sentence speaks of."""
    mentions = scene.mentions
    yield from _erased(scene, resolver)
    yield from _fastest_lap(scene, resolver)
    yield from _taken_off(scene, resolver)
    yield from _quicker_than_before(scene, resolver)
    for index, mention in enumerate(mentions):
        if mention.kind is not Kind.RECORD or scene.standings:
            continue
        if scene.line is Line.ROW or _in_bracket(mentions, index):
            yield from _tagged(scene, resolver, index)
        elif mention.value == "record" and not _is_plain_record(mentions, index):
            continue
        else:
            yield from _told(scene, resolver, index)


def _quicker_than_before(scene: Scene, resolver: Resolver) -> Iterator[RecordSet]:
    """Read the gap in "an Olympic record of 3:37.08, 0.63 quicker than the time that the Dutch had set"."""
    mentions = scene.mentions
    for at in range(1, len(mentions) - 2):
        if (
            mentions[at].word in {"quicker", "faster", "better"}
            and mentions[at - 1].kind in {Kind.DURATION, Kind.LENGTH}
            and any(item.word in OLD_MARKS for item in mentions[at + 1 : at + 4])
        ):
            record = next((item for item in reversed(mentions[:at]) if item.kind is Kind.RECORD), None)
            verb = next((left for left in range(at - 1, -1, -1) if mentions[left].kind in VERBS), None)
            if record is None or verb is None:
                continue
            holder = entrant_of(subject_of(mentions, verb), scene, resolver, scene.race_at(verb))
            yield RecordSet(
                scene.race_at(at),
                scene.sentence.start,
                scene.sentence.end,
                Slot(record.value, record.start, record.end),
                "beaten",
                holder,
                gap=Slot(*mentions[at - 1].value.reach),
            )


def _taken_off(scene: Scene, resolver: Resolver) -> Iterator[RecordSet]:
    """Read "took 0.1 off the national record (of 1:00.5) (which Dahl had set)", "cut the mark of Dahl by …"."""
    mentions = scene.mentions
    for match in TAKEN_OFF.finditer(scene.codes):
        gap, off = mentions[match.start("gap")], mentions[match.start("gap") + 1]
        if off.word != "off":
            continue
        record = next((item for item in mentions[match.end() : match.end() + 4] if item.kind is Kind.RECORD), None)
        if record is None:
            continue
        race = scene.race_at(match.start())
        holder = entrant_of(subject_of(mentions, match.start()), scene, resolver, race)
        kind: Slot[str] = Slot(record.value, record.start, record.end)
        if holder is not None:
            bounds = (race, scene.sentence.start, scene.sentence.end)
            yield RecordSet(*bounds, kind, "set", holder, gap=Slot(*gap.value.reach))
        yield from _old(scene, resolver, mentions.index(record), kind)


def _old(scene: Scene, resolver: Resolver, index: int, kind: Slot[str]) -> Iterator[RecordSet]:
    """Yield the record that fell, with its mark and its holder as far as they are told behind it."""
    mentions = scene.mentions
    mark = mark_of_old(mentions, index)
    holder = holder_behind(mentions, index, scene, resolver)
    if mark is not None or holder is not None:
        value = mark_slot(mark) if mark is not None else None
        race = replace(scene.race_at(index), round=None)
        yield RecordSet(race, scene.sentence.start, scene.sentence.end, kind, "previous", None, None, value, holder)


def _fastest_lap(scene: Scene, resolver: Resolver) -> Iterator[RecordSet]:
    """Read "Fastest lap: Berg 1:26.1" and "Berg set the fastest lap in 1:26.1"."""
    mentions = scene.mentions
    at = next(
        (
            index
            for index in range(1, len(mentions))
            if mentions[index].word == "lap" and mentions[index - 1].word == "fastest"
        ),
        None,
    )
    if at is None:
        return
    around = [*mentions[at + 1 : at + 6], *mentions[: at - 1][::-1]]
    who = next((item for item in around if item.kind is Kind.PERSON), None)
    mark = next((item for item in mentions[at + 1 : at + 7] if item.kind is Kind.DURATION), None)
    slot = resolver.slot(who, scene) if who is not None else None
    if slot is not None:
        kind: Slot[str] = Slot("fastest lap", mentions[at - 1].start, mentions[at].end)
        yield RecordSet(
            scene.race,
            scene.sentence.start,
            scene.sentence.end,
            kind,
            "set",
            slot,
            mark_slot(mark) if mark is not None else None,
        )


def _erased(scene: Scene, resolver: Resolver) -> Iterator[RecordSet]:
    """Read the old mark and its holder in "wiped out the 1:43.9 that Berg had skated in 2002"."""
    mentions = scene.mentions
    if not any(mention.word in ERASING for mention in mentions):
        return
    for match in ERASED.finditer(scene.codes):
        mark, who = mentions[match.start()], mentions[match.start("who")]
        named = next((mention for mention in mentions if mention.kind is Kind.RECORD), None)
        kind: Slot[str] = Slot(named.value, named.start, named.end) if named else Slot("record", mark.start, mark.end)
        race = replace(scene.race, round=None)
        yield RecordSet(
            race,
            scene.sentence.start,
            scene.sentence.end,
            kind,
            "previous",
            None,
            None,
            mark_slot(mark),
            resolver.slot(who, scene),
        )


def _in_bracket(mentions: list[Mention], index: int) -> bool:
    return (
        index > 0
        and mentions[index - 1].kind in {Kind.OPEN, Kind.COMMA}
        and index + 1 < len(mentions)
        and mentions[index + 1].kind in {Kind.CLOSE, Kind.COMMA}
    )


def _is_plain_record(mentions: list[Mention], index: int) -> bool:
    """ "The record" alone counts only with a verb of setting; "a record medal winner" does not."""
    after = mentions[index + 1] if index + 1 < len(mentions) else None
    return (after is None or after.kind is not Kind.WORD) and any(
        item.kind is Kind.BREAK or item.word in {"set", "broke"} for item in mentions[max(index - 5, 0) : index]
    )


def _tagged(scene: Scene, resolver: Resolver, index: int) -> Iterator[RecordSet]:
    """Read "Japan (3:02.15, OR)" and "1. Berg (Norway) 3:02.15 WR"."""
    mentions = scene.mentions
    mark = next((item for item in reversed(mentions[:index]) if item.kind in {Kind.DURATION, Kind.LENGTH}), None)
    people = [item for item in mentions[:index] if item.kind is Kind.PERSON]
    holder = (
        people[-1]
        if people and scene.line is Line.ROW
        else next((item for item in reversed(mentions[:index]) if item.kind in ENTITIES), None)
    )
    if scene.line is Line.ROW and holder is not None and holder.kind is Kind.PERSON and people[0] is not holder:
        holder = next((item for item in mentions[:index] if item.kind in ENTITIES), None)
    if holder is not None and holder.kind is Kind.NATION:
        at = mentions.index(holder)
        if at >= 2 and mentions[at - 1].kind is Kind.OPEN and mentions[at - 2].kind is Kind.PERSON:
            holder = mentions[at - 2]
    if mark is None or holder is None:
        return
    entrant = resolver.slot(holder, scene)
    if entrant is None:
        return
    kind: Slot[str] = Slot(mentions[index].value, mentions[index].start, mentions[index].end)
    value: Slot[Mark] = Slot(mark.value.value, mark.start, mark.end)
    yield RecordSet(scene.race_at(index), scene.sentence.start, scene.sentence.end, kind, "set", entrant, value)


def _broken(scene: Scene, resolver: Resolver, index: int, kind: Slot[str], verb: int | None) -> Iterator[RecordSet]:
    """Read "broke the course record of 1:50.2 held since 2009 by Dahl": the old one, and who has the new one."""
    mentions = scene.mentions
    yield from _old(scene, resolver, index, kind)
    if verb is None or mentions[verb].kind is not Kind.BREAK or is_unreal(mentions, verb):
        return
    race = scene.race_at(index)
    holder = entrant_of(subject_of(mentions, verb), scene, resolver, race)
    if holder is not None:
        yield RecordSet(race, scene.sentence.start, scene.sentence.end, kind, "set", holder)


def _told(scene: Scene, resolver: Resolver, index: int) -> Iterator[RecordSet]:
    mentions = scene.mentions
    record = mentions[index]
    kind: Slot[str] = Slot(record.value, record.start, record.end)
    bounds = (scene.race_at(index), scene.sentence.start, scene.sentence.end)
    after = mentions[index + 1] if index + 1 < len(mentions) else None
    if after is not None and after.word in {"holder", "holders"}:
        holder = next(
            (
                item
                for item in [*mentions[index + 2 : index + 4], *reversed(mentions[max(index - 3, 0) : index])]
                if item.kind in ENTITIES
            ),
            None,
        )
        slot = resolver.slot(holder, scene) if holder is not None else None
        if slot is not None:
            yield RecordSet(*bounds, kind, "held", slot)
        return
    if any(item.word in FAILING for item in mentions[max(index - 6, 0) : index]):
        return
    words = [item.word for item in mentions[max(index - 4, 0) : index]]
    verb = setting_verb(mentions, index)
    value = value_near(mentions, index)
    if value is not None and is_old_record(mentions, mentions.index(value)):
        yield from _broken(scene, resolver, index, kind, verb)
        return
    own = index and mentions[index - 1].kind is Kind.POSSESSIVE and mentions[index - 2].kind in ENTITIES
    renewed = (
        "own" in words and verb is not None and mentions[verb].kind in {Kind.BREAK, Kind.BEAT} and value is not None
    )
    if (any(word in OLD for word in words) or kind.value == "previous record") and not renewed:
        kind = replace(kind, value="record") if kind.value == "previous record" else kind
        gap = gap_behind(mentions, index)
        if (
            gap is not None
            and verb is not None
            and (beater := entrant_of(subject_of(mentions, verb), scene, resolver, scene.race_at(index)))
        ):
            yield RecordSet(*bounds, kind, "beaten", beater, None, gap=gap)
            return
        old_mark = value if value is not None else mark_of_old(mentions, index)
        old_holder = holder_behind(mentions, index, scene, resolver)
        if old_mark is not None or old_holder is not None:
            old_value = mark_slot(old_mark) if old_mark is not None else None
            yield RecordSet(*bounds, kind, "previous", None, None, old_value, old_holder)
        return
    stated = stated_value(mentions, index)
    if stated is not None and verb is None or stated is not None and not any(word in OLD for word in words):
        owner = mentions[index - 2] if own else named_setter(mentions, index)
        holder_slot = resolver.slot(owner, scene) if owner is not None else None
        yield RecordSet(*bounds, kind, "held", holder_slot, mark_slot(stated))
        return
    if own and value is not None and mentions[index + 1 : index + 2] and mentions[index + 1].kind is Kind.BE:
        holder_slot = resolver.slot(mentions[index - 2], scene)
        yield RecordSet(*bounds, kind, "held", holder_slot, mark_slot(value))
        return
    if (
        verb is None
        and value is not None
        and index >= 2
        and mentions[index - 1].kind is Kind.THE
        and mentions[index - 2].kind in {Kind.IN, Kind.WITH}
    ):
        verb = next((at for at in range(index - 2, -1, -1) if mentions[at].kind in VERBS), None)
    if verb is None and (owned := owner_of_mark_before(mentions, index)) is not None:
        mark_before, who = owned
        slot = entrant_of(who, scene, resolver, scene.race_at(index))
        if slot is not None:
            yield RecordSet(*bounds, kind, "set", slot, mark_slot(mark_before))
        return
    if verb is None or is_unreal(mentions, verb):
        return
    if scene.is_background(verb) and scene.race_at(verb).year != scene.race.year:
        past = entrant_of(subject_of(mentions, verb), scene, resolver, scene.race_at(index))
        yield RecordSet(*bounds, kind, "previous", None, None, None, past)
        return
    subject = subject_of(mentions, verb)
    holder_slot = entrant_of(subject, scene, resolver, scene.race_at(index))
    if value is None and (owned := owner_of_mark_before(mentions, index)) is not None:
        value = owned[0]
    if holder_slot is None and value is None:
        return
    yield RecordSet(*bounds, kind, "set", holder_slot, mark_slot(value) if value is not None else None)
