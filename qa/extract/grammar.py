"""Find who does what in a tagged sentence: the subject before a verb, and lists of entities."""

from __future__ import annotations

from collections.abc import Sequence

from qa import lexicon
from qa.extract.groups import GROUP_WORDS, group_ending, list_end, open_of
from qa.mention import ENTITIES, VERBS, Kind, Mention

SKIPPED = frozenset(
    (
        "do does did also then again eventually finally comfortably easily narrowly successfully duly only "
        "just still even once later soon already both all had has have having be been was were is are being "
        "to and then-time eventual again; himself herself themselves clearly convincingly deservedly "
        "sensationally dramatically promptly really actually ever effortlessly together today yesterday "
        "meanwhile however could"
    ).split()
)
ATTACHING = frozenset({Kind.OF, Kind.FOR, Kind.IN, Kind.WITH, Kind.BY, Kind.AHEAD, Kind.BEHIND, Kind.TO})
PREPOSITIONS = frozenset(
    (
        "from against over like than between among despite under into near past per via around through during "
        "alongside plus unlike"
    ).split()
)
ENABLING = frozenset(
    "leave leaves leaving left allow allows allowing allowed let lets letting help helps helping helped enable enables "
    "enabling enabled see sees seeing saw watch watches watching watched".split()
)
FINITE_STOP = frozenset({Kind.CLAUSE, Kind.SEMICOLON})


def introduction_end(mentions: Sequence[Mention]) -> int:
    """Return where the main clause begins behind "Having won …,", "After … fell,", "Relying on …,"; 0 without one."""
    if not mentions or not (
        mentions[0].kind is Kind.CLAUSE
        or mentions[0].word == "having"
        or (mentions[0].word.endswith("ing") and len(mentions[0].word) > 4)
    ):
        return 0
    for index, mention in enumerate(mentions[:-1]):
        if mention.kind is not Kind.COMMA:
            continue
        for later in mentions[index + 1 : index + 4]:
            if later.kind in ENTITIES or later.kind is Kind.PRONOUN:
                return index + 1
            if later.kind not in {Kind.THE, Kind.ADJECTIVE, Kind.SEX, Kind.WORD}:
                break
    return 0


def subject_of(mentions: Sequence[Mention], verb: int, *, depth: int = 0) -> list[Mention]:
    """Return the entities that are the subject of the verb, or none where they are not certain."""
    index = verb - 1
    while index >= 0:
        mention = mentions[index]
        if mention.kind is Kind.CLOSE:
            index = open_of(mentions, index) - 1
            continue
        if mention.kind is Kind.WHO:
            index -= 1
            while index >= 0 and mentions[index].kind in {Kind.COMMA, Kind.DASH}:
                index -= 1
            if index >= 3 and mentions[index - 1].kind is Kind.NOT and mentions[index - 2].kind is Kind.COMMA:
                index -= 3  # "it was Berg, not Dahl, who won"
            return _antecedent(mentions, index, depth=depth) if index >= 0 else []
        if mention.kind in {Kind.DURATION, Kind.LENGTH} and index and mentions[index - 1].kind in ENTITIES:
            index -= 1
            continue
        if mention.kind in ENTITIES:
            if mentions[verb].word.endswith("ing") and (beside := _beside(mentions, index)):
                return beside
            return _head(mentions, index, depth=depth)
        if mention.kind is Kind.PRONOUN:
            return [mention]
        if mention.kind in {Kind.COMMA, Kind.DASH}:
            opening = _comma_before(mentions, index)
            if index and mentions[index - 1].kind in ENTITIES and mention.kind is Kind.COMMA:
                first, members = group_ending(mentions, index - 1)
                if len(members) > 1 and not mentions[verb].word.endswith("ing") and not _is_attached(mentions, first):
                    return members
            if mentions[verb].word.endswith("ing"):
                return _inherited(mentions, index, depth=depth)
            if opening is not None and opening > 0:
                return (
                    _head(mentions, opening - 1, depth=depth)
                    if mentions[opening - 1].kind in ENTITIES | {Kind.CLOSE}
                    else _leading(mentions, index)
                )
            return _inherited(mentions, index, depth=depth)
        if mention.kind is Kind.AND:
            return _inherited(mentions, _clause_ending(mentions, index) or index, depth=depth)
        if mention.kind is Kind.TO and (enabled := _enabled(mentions, index)):
            return enabled
        if mention.kind is Kind.TO or mentions[verb].word.endswith("ing"):
            return _inherited(mentions, index, depth=depth)
        if mention.kind in {Kind.CLAUSE, Kind.SEMICOLON}:
            return (
                _inherited(mentions, index, depth=depth)
                if mention.word in {"but", "after", "before", "while", "as", "when"}
                else []
            )
        if mention.kind in VERBS and mention.kind not in {Kind.BE, Kind.HAVE}:
            return _inherited(mentions, index + 1, depth=depth) if mention.word not in {"said"} else []
        if mention.word in SKIPPED or mention.word.endswith("ly") or mention.kind in {Kind.BE, Kind.HAVE, Kind.NOT}:
            index -= 1
            continue
        return _leading_noun(mentions, index)
    return []


def _head(mentions: Sequence[Mention], index: int, *, depth: int) -> list[Mention]:
    """Return the entities that end at `index`, or the ones they hang on: "Berg of Norway" is Berg."""
    if mentions[index].kind is Kind.CLOSE:
        index = open_of(mentions, index) - 1
    if index < 0 or mentions[index].kind not in ENTITIES:
        return []
    first, members = group_ending(mentions, index)
    before = first - 1
    if _is_last_of_more(mentions, first):
        return []
    while before >= 0 and (
        mentions[before].kind in {Kind.THE, Kind.ADJECTIVE, Kind.SEX}
        or mentions[before].word in {"hosts", "host", "champions", "holders", "rivals", "fellow"}
    ):
        before -= 1
    if before >= 0 and mentions[before].kind is Kind.OF and before >= 1:
        owner = mentions[before - 1]
        if owner.kind in ENTITIES:
            return _head(mentions, before - 1, depth=depth)
        if owner.word in GROUP_WORDS:
            return members
        return []
    if before >= 1 and mentions[before].word == "on" and mentions[before - 1].word in {"later", "early", "earlier"}:
        return members
    if before >= 0 and (mentions[before].kind in ATTACHING or mentions[before].word in PREPOSITIONS):
        return _further(mentions, before, depth=depth)
    if before >= 0 and mentions[before].kind is Kind.POSSESSIVE:
        return members
    return members


def _clause_ending(mentions: Sequence[Mention], end: int) -> int:
    """Return where the clause before "and" begins in "Berg led until Dahl came past, and …"; 0 without one."""
    if not end or mentions[end - 1].kind is not Kind.COMMA:
        return 0
    for at in range(end - 2, 0, -1):
        if mentions[at].kind in {Kind.COMMA, Kind.SEMICOLON}:
            return 0
        if mentions[at].kind is Kind.CLAUSE and mentions[at].word in {"until", "when", "before", "after", "once"}:
            return at
    return 0


def _is_attached(mentions: Sequence[Mention], first: int) -> bool:
    """Tell whether a list hangs on a preposition: "outkicked by (both) Berg and Dahl"."""
    before = first - 1
    while before >= 0 and (mentions[before].kind is Kind.THE or mentions[before].word == "both"):
        before -= 1
    return before >= 0 and (mentions[before].kind in ATTACHING or mentions[before].word in PREPOSITIONS)


def _enabled(mentions: Sequence[Mention], to: int) -> list[Mention]:
    """Return who wins in "…, leaving Sweden to win" and "which allowed Norway's Berg to win"."""
    if not to or mentions[to - 1].kind not in ENTITIES:
        return []
    before, members = _before_names(mentions, to - 1)
    return members if before is not None and before.word in ENABLING else []


def _beside(mentions: Sequence[Mention], index: int) -> list[Mention]:
    """Return who takes third in "with Norway's Berg taking third", none without "with"."""
    before, members = _before_names(mentions, index)
    return members if before is not None and before.kind is Kind.WITH else []


def _before_names(mentions: Sequence[Mention], last: int) -> tuple[Mention | None, list[Mention]]:
    """Return the word before the names that end at `last`, past "the Norwegian" and "Norway's", and the names."""
    first, members = group_ending(mentions, last)
    before = first - 1
    while before >= 0 and mentions[before].kind in {Kind.THE, Kind.ADJECTIVE, Kind.POSSESSIVE, Kind.NATION}:
        before -= 1
    return (mentions[before] if before >= 0 else None), members


def _antecedent(mentions: Sequence[Mention], index: int, *, depth: int) -> list[Mention]:
    """Return whom "who" stands for: in "beaten by Berg, who …" it is Berg, in "Berg from Norway, who …" not Norway."""
    found = _head(mentions, index, depth=depth)
    if mentions[index].kind is not Kind.PERSON or not found or found[-1] is mentions[index]:
        return found
    first, members = group_ending(mentions, index)
    return members if first and mentions[first - 1].kind is not Kind.OF and len(members) == 1 else found


def _is_last_of_more(mentions: Sequence[Mention], first: int) -> bool:
    """Tell "the twins and their team-mate Berg", "Dahl and brakeman Berg": Berg alone is not the subject."""
    at = first - 1
    while at >= 0 and (
        mentions[at].kind is Kind.THE
        or mentions[at].word in {"team-mate", "teammate", "team-mates", "compatriot", "sister", "brother"}
        or mentions[at].word in lexicon.role_nouns()
    ):
        at -= 1
    return at < first - 1 and at >= 1 and mentions[at].kind is Kind.AND and mentions[at - 1].kind in ENTITIES


def _further(mentions: Sequence[Mention], index: int, *, depth: int) -> list[Mention]:
    """Look left past a prepositional phrase for the subject it hangs on."""
    for left in range(index - 1, -1, -1):
        kind = mentions[left].kind
        if kind in VERBS and mentions[left + 1].kind is Kind.BY:
            continue
        if kind in {Kind.CLAUSE, Kind.SEMICOLON} or (kind in VERBS and kind not in {Kind.BE, Kind.HAVE}):
            return []
        if kind in ENTITIES:
            return _head(mentions, left, depth=depth + 1) if depth < 4 else []
    return []


def _comma_before(mentions: Sequence[Mention], index: int) -> int | None:
    for left in range(index - 1, -1, -1):
        if mentions[left].kind is mentions[index].kind:
            return left
        if mentions[left].kind is Kind.SEMICOLON:
            return None
    return None


def _leading(mentions: Sequence[Mention], stop: int) -> list[Mention]:
    """Return the first entity of the clause that is no part of a prepositional phrase."""
    begin = introduction_end(mentions)
    if begin >= stop:
        begin = 0
    for left in range(stop - 1, begin - 1, -1):
        if mentions[left].kind in FINITE_STOP:
            begin = left + 1
            break
    if begin < stop and mentions[begin].kind is Kind.PRONOUN:
        return [mentions[begin]]
    for index in range(begin, stop):
        if mentions[index].kind in ENTITIES:
            if (
                mentions[index].kind is Kind.NATION
                and index + 2 < stop
                and mentions[index + 1].kind is Kind.POSSESSIVE
                and mentions[index + 2].kind is Kind.PERSON
            ):
                continue
            return _head(mentions, list_end(mentions, index, stop), depth=3)
        if mentions[index].kind in VERBS:
            return []
    return []


def _leading_noun(mentions: Sequence[Mention], index: int) -> list[Mention]:
    """The word before the verb is a noun that is no name: its subject is not certain."""
    if (
        index >= 1
        and mentions[index].word in GROUP_WORDS | {"athletes", "skaters", "women", "men"}
        and mentions[index - 1].kind in ENTITIES
    ):
        return [mentions[index - 1]]
    return []


def _opening(mentions: Sequence[Mention], begin: int, stop: int) -> list[Mention]:
    """Return the subject that a clause opens with, if it opens with one."""
    for index in range(begin, min(begin + 4, stop)):
        if mentions[index].kind is Kind.PRONOUN:
            return [mentions[index]]
        if mentions[index].kind in ENTITIES:
            return group_ending(mentions, list_end(mentions, index, stop))[1]
        if mentions[index].kind in VERBS or mentions[index].word.endswith("ing"):
            return []
    return []


def _inherited(mentions: Sequence[Mention], stop: int, *, depth: int) -> list[Mention]:
    """Return the subject of the nearest finite verb before `stop`."""
    if depth > 4:
        return []
    begin = introduction_end(mentions)
    for left in range(stop - 1, begin - 1 if begin < stop else -1, -1):
        mention = mentions[left]
        if mention.kind in FINITE_STOP and (found := _opening(mentions, left + 1, stop)):
            return found
        if mention.kind in VERBS or (
            mention.kind is Kind.WORD and mention.word.endswith("ed") and len(mention.word) > 4
        ):
            if mention.kind in {Kind.BE, Kind.HAVE} and left + 1 < stop and mentions[left + 1].kind in VERBS:
                continue
            return subject_of(mentions, left, depth=depth + 1)
    return _leading(mentions, stop)
