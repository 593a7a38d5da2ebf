"""Read what stands around a record: the verb that sets it, its mark, its holder, the gap to the old one."""

from __future__ import annotations

from dataclasses import replace

from qa.entrant import Entrant
from qa.extract.coreference import Resolver
from qa.extract.marks import verb_owner
from qa.extract.scene import Scene
from qa.facts import Mark, Slot
from qa.mention import ENTITIES, Kind, Mention

SETTING = frozenset(
    (
        "clocked clocking ran run cleared threw swam jumped recorded posted timed set sets setting broke "
        "breaks break breaking broken bettered bettering better beat beating lowered lowering improved "
        "improving smashed smashing shattered erased equalled equaled took skated skating ran updated rewrote "
        "new claimed claiming posting posted winning with in for"
    ).split()
)


def owner_of_mark_before(mentions: list[Mention], index: int) -> tuple[Mention, list[Mention]] | None:
    """Return mark and owner in "won in 3:02.15, an Olympic record"."""
    at = index - 1
    while at >= 0 and (mentions[at].kind in {Kind.THE, Kind.COMMA, Kind.DASH} or mentions[at].word in {"new"}):
        at -= 1
    if at < 1 or at == index - 1 or mentions[at].kind not in {Kind.DURATION, Kind.LENGTH}:
        return None
    owner = verb_owner(mentions, at)
    return (mentions[at], owner) if owner else None


def stated_value(mentions: list[Mention], index: int) -> Mention | None:
    """Return the value in "his record in the discipline is 75.26 metres"."""
    for at in range(index + 1, min(index + 8, len(mentions) - 1)):
        if mentions[at].kind is Kind.BE and mentions[at + 1].kind in {Kind.DURATION, Kind.LENGTH}:
            return mentions[at + 1]
        if mentions[at].kind in {Kind.SEMICOLON, Kind.CLAUSE, Kind.COMMA}:
            return None
    return None


def named_setter(mentions: list[Mention], index: int) -> Mention | None:
    """Return the pronoun in "the record she set …" or "his record"."""
    after = mentions[index + 1] if index + 1 < len(mentions) else None
    if after is not None and after.kind is Kind.PRONOUN:
        return after
    for item in mentions[max(index - 3, 0) : index]:
        if item.word in {"his", "her"}:
            return replace(item, kind=Kind.PRONOUN, word="he" if item.word == "his" else "she")
    return None


def setting_verb(mentions: list[Mention], index: int) -> int | None:
    """Return where the verb stands that sets or breaks the record, if one does."""
    for left in range(index - 1, max(index - 12, -1), -1):
        mention = mentions[left]
        if mention.word in SETTING and mention.kind in {Kind.BREAK, Kind.TAKE, Kind.CLOCK, Kind.BEAT, Kind.WIN}:
            return left
        if mention.word in {"updated", "skating", "finishing", "rewrote", "rewarded"}:
            return left
        if mention.kind in {Kind.SEMICOLON, Kind.CLAUSE}:
            return None
    return None


def value_near(mentions: list[Mention], index: int) -> Mention | None:
    """Return the mark that belongs to the record: right behind it, else right before it."""
    for item in mentions[index + 1 : index + 9]:
        if item.kind in {Kind.DURATION, Kind.LENGTH} and (item.value.value.decimals or ":" in item.value.text):
            return item
        if item.kind in {Kind.CLAUSE, Kind.SEMICOLON, Kind.RECORD}:
            break
    return None


def mark_of_old(mentions: list[Mention], index: int) -> Mention | None:
    """Return the mark right behind the old record: "the previous record of 1:43.9"."""
    return next((item for item in mentions[index + 1 : index + 3] if item.kind in {Kind.DURATION, Kind.LENGTH}), None)


def holder_behind(mentions: list[Mention], index: int, scene: Scene, resolver: Resolver) -> Slot[Entrant] | None:
    """Return the holder in "the previous mark was set by Berg"."""
    for at in range(index + 1, min(index + 9, len(mentions) - 1)):
        if mentions[at].kind is Kind.BY:
            who = next((item for item in mentions[at + 1 : at + 4] if item.kind in ENTITIES), None)
            return resolver.slot(who, scene) if who is not None else None
        if mentions[at].kind is Kind.WHO or mentions[at].word in {"which", "that"}:
            who = next((item for item in mentions[at + 1 : at + 4] if item.kind in ENTITIES), None)
            return resolver.slot(who, scene) if who is not None else None
    return None


def gap_behind(mentions: list[Mention], index: int) -> Slot[str] | None:
    """Return the gap in "beat the previous record by 0.03"."""
    for at in range(index + 1, min(index + 4, len(mentions) - 1)):
        if mentions[at].kind is Kind.BY and mentions[at + 1].kind in {Kind.DURATION, Kind.LENGTH}:
            return Slot(*mentions[at + 1].value.reach)
    return None


def mark_slot(mention: Mention) -> Slot[Mark]:
    """Return a mention of a time or length as the mark of a record."""
    return Slot(mention.value.value, mention.start, mention.end)
