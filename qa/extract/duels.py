"""Read who finished before whom, and by how much: beating, losing, "ahead of", "behind", margins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from qa.entrant import Entrant
from qa.extract.coreference import Resolver
from qa.extract.grammar import is_passive, is_unreal, subject_of
from qa.extract.results import _entity_behind, entrant_of
from qa.extract.scene import Line, Scene
from qa.facts import Duel, Lead, Result, Slot
from qa.mention import ENTITIES, VERBS, Kind, Mention
from qa.race import Race

GAP_KINDS = frozenset({Kind.DURATION, Kind.LENGTH, Kind.POINTS, Kind.LAPS, Kind.MARGIN})
LEADS = frozenset("lead advantage gap deficit cushion".split())
DURING = frozenset(
    "lead led leading halfway lap laps start early opening mid-race midway advantage deficit gap quickly after".split()
)


def find_duels(scene: Scene, resolver: Resolver) -> Iterator[Duel | Lead | Result]:
    """Yield the orders of two entrants that a sentence states."""
    if scene.line is Line.ROW or scene.standings:
        return
    for index, mention in enumerate(scene.mentions):
        if scene.tells_standings(index) or _is_long_ago(scene, index):
            continue
        if mention.kind is Kind.BEAT or (mention.kind is Kind.BREAK and mention.word.startswith("beat")):
            yield from _beaten(scene, resolver, index)
        elif mention.kind is Kind.RETAIN and mention.word.startswith(("keep", "kept")):
            yield from _kept(scene, resolver, index)
        elif mention.kind is Kind.WIN:
            yield from _won(scene, resolver, index)
        elif mention.word == "better" and index + 1 < len(scene.mentions) and scene.mentions[index + 1].kind is Kind.OF:
            yield from _bettered(scene, resolver, index)
        elif mention.word in {"strong", "good", "fast", "quick"} and index and scene.mentions[index - 1].word == "too":
            yield from _too_strong(scene, resolver, index)
        elif mention.word == "work" and scene.mentions[index - 1].word == "short":
            yield from _short_work(scene, resolver, index)
        elif mention.kind is Kind.LOSE:
            yield from _lost(scene, resolver, index)
        elif mention.kind in {Kind.AHEAD, Kind.BEHIND} or _falls_short(scene.mentions, index):
            yield from _ordered(scene, resolver, index)
        elif mention.word in LEADS:
            yield from _lead(scene, resolver, index)
        elif (
            mention.word in {"over", "against"}
            and index
            and any(item.kind is Kind.TITLE for item in scene.mentions[max(index - 2, 0) : index])
        ):
            yield from _victory_over(scene, resolver, index)


LONG_AGO = frozenset("season seasons career".split())


def _is_long_ago(scene: Scene, index: int) -> bool:
    """Tell "earlier this season Norway had been beaten by" from the news."""
    return scene.is_background(index) and any(mention.word in LONG_AGO for mention in scene.mentions)


TEAM_DUELS = frozenset({"team", "pursuit"})


def _race_of_duel(scene: Scene, index: int) -> Race:
    """Return the race of a duel: in events where two teams meet, the medal at stake names the round."""
    race = scene.race_at(index)
    words = [mention.word for mention in scene.mentions]
    if any(
        one in {"way", "route", "road", "path"} and other == "to" for one, other in zip(words, words[1:], strict=False)
    ):
        return race
    if race.round is not None or not TEAM_DUELS & set(race.event) or scene.is_background(index):
        return race
    medals = {
        mention.value
        for mention in scene.mentions
        if mention.kind is Kind.MEDAL and scene.race_at(scene.mentions.index(mention)).sex == race.sex
    }
    for at, mention in enumerate(scene.mentions[1:], start=1):
        if mention.kind is Kind.RANK and mention.value == 3 and scene.mentions[at - 1].kind is Kind.FOR:
            medals.add("bronze")
    stake = {frozenset({"bronze"}): "bronze-final", frozenset({"gold"}): "final"}.get(frozenset(medals))
    return replace(race, round=stake) if stake else race


def _lead(scene: Scene, resolver: Resolver, index: int) -> Iterator[Lead]:
    """Read "an early lead of 0.9 seconds", "a gap of two seconds", "a two-second lead"."""
    mentions = scene.mentions
    after = next((item for item in mentions[index + 1 : index + 3] if item.kind in GAP_KINDS), None)
    gap = (
        after
        if after is not None and mentions[index + 1].kind in {Kind.OF, *GAP_KINDS}
        else next((item for item in mentions[max(index - 2, 0) : index] if item.kind in GAP_KINDS), None)
    )
    if gap is None:
        return
    verb = next(
        (
            left
            for left in range(index - 1, -1, -1)
            if mentions[left].kind in VERBS or mentions[left].word.endswith(("ed", "ing"))
        ),
        None,
    )
    own = entrant_of(subject_of(mentions, verb), scene, resolver, scene.race_at(index)) if verb is not None else None
    yield Lead(
        scene.race_at(index),
        scene.sentence.start,
        scene.sentence.end,
        own,
        Slot(*gap.value.reach),
        mentions[index].word == "deficit",
    )


def _duel(scene: Scene, winner: Slot[Entrant] | None, loser: Slot[Entrant] | None, verb: int) -> Iterator[Duel]:
    if winner is None or loser is None or winner.value.name == loser.value.name:
        return
    race = _race_of_duel(scene, verb)
    gap = margin_after(scene.mentions, verb)
    score = next((item for item in scene.mentions if item.kind is Kind.SCORE), None)
    yield Duel(
        race,
        scene.sentence.start,
        scene.sentence.end,
        winner,
        loser,
        gap=Slot(gap[0], gap[1], gap[2]) if gap else None,
        score=Slot(score.value.text, score.start, score.end) if score else None,
    )


def margin_after(mentions: list[Mention], verb: int) -> tuple[str, int, int] | None:
    """Return the margin stated behind a verb ("by 0.3 seconds", "1.2 seconds ahead") as written, with its span."""
    for index in range(verb + 1, min(verb + 16, len(mentions))):
        mention = mentions[index]
        if mention.kind in GAP_KINDS:
            before = [item.word for item in mentions[max(index - 4, 0) : index]]
            after = mentions[index + 1] if index + 1 < len(mentions) else None
            if "by" in before or (
                after is not None
                and after.word
                in {"ahead", "clear", "behind", "back", "adrift", "later", "faster", "quicker", "better", "in"}
                and after.word != "in"
            ):
                text, start, end = mention.value.reach
                return text, start, end
        if mention.kind in {Kind.SEMICOLON} or (
            mention.kind is Kind.CLAUSE and mention.word in {"while", "but", "whereas"}
        ):
            return None
    return None


def _beaten(scene: Scene, resolver: Resolver, verb: int) -> Iterator[Duel]:
    mentions = scene.mentions
    race = scene.race_at(verb)
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
        winner, loser = _entity_behind(mentions, by), subject_of(mentions, verb)
    else:
        at = verb
        while at + 1 < len(mentions) and (
            mentions[at + 1].word in {"out", "off", "down", "back", "past", "aside"}
            or mentions[at + 1].kind is Kind.AHEAD
        ):
            at += 1
        winner, loser = subject_of(mentions, verb), _entity_behind(mentions, at)
        behind = mentions[at + 1 : at + 6]
        if any(item.kind is Kind.RECORD for item in behind) and not (
            loser and mentions.index(loser[0]) <= at + 3 and _stops(mentions, mentions.index(loser[-1]))
        ):
            return
        if loser and _owns_mark(mentions, mentions.index(loser[-1])):
            return
    yield from _duel(scene, entrant_of(winner, scene, resolver, race), entrant_of(loser, scene, resolver, race), verb)


def _stops(mentions: list[Mention], index: int) -> bool:
    return index + 1 >= len(mentions) or mentions[index + 1].kind not in {Kind.POSSESSIVE, Kind.RECORD, Kind.WORD}


def _owns_mark(mentions: list[Mention], index: int) -> bool:
    """Tell "beat Berg's 1:43.9" (a mark) from "beat Berg" (a person)."""
    after = mentions[index + 1 : index + 5]
    if not after or after[0].kind is not Kind.POSSESSIVE:
        return False
    return not any(item.kind in ENTITIES for item in after)


def _kept(scene: Scene, resolver: Resolver, verb: int) -> Iterator[Duel]:
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
    loser = _list_from(mentions, object_at)
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


def _list_from(mentions: list[Mention], at: int) -> list[Mention]:
    """Return the list of entities that begins at a mention, brackets skipped: "A (NED), B (NED) and C (NED)"."""
    found = [mentions[at]]
    index = at + 1
    while index < len(mentions):
        kind = mentions[index].kind
        if kind is Kind.OPEN:
            while index < len(mentions) and mentions[index].kind is not Kind.CLOSE:
                index += 1
        elif kind is mentions[at].kind:
            found.append(mentions[index])
        elif kind not in {Kind.COMMA, Kind.AND}:
            break
        index += 1
    return found


def _won(scene: Scene, resolver: Resolver, verb: int) -> Iterator[Duel]:
    """Read the margin of "won by 0.4 seconds" and the second of "won from Dahl"."""
    mentions = scene.mentions
    if is_unreal(mentions, verb) or is_passive(mentions, verb):
        return
    race = scene.race_at(verb)
    own = entrant_of(subject_of(mentions, verb), scene, resolver, race)
    if own is None:
        return
    beaten = next(
        (
            at
            for at in range(verb + 1, min(verb + 8, len(mentions)))
            if mentions[at].word == "from" and _entity_behind(mentions, at)
        ),
        None,
    )
    if beaten is not None:
        yield from _duel(scene, own, entrant_of(_entity_behind(mentions, beaten), scene, resolver, race), verb)
        return
    if gap := margin_after(mentions, verb):
        yield Duel(_race_of_duel(scene, verb), scene.sentence.start, scene.sentence.end, own, None, gap=Slot(*gap))


def _bettered(scene: Scene, resolver: Resolver, index: int) -> Iterator[Duel]:
    """Read "got the better of Dahl"."""
    mentions = scene.mentions
    race = scene.race_at(index)
    verb = next(
        (
            at
            for at in range(index - 1, max(index - 5, -1), -1)
            if mentions[at].word in {"got", "get", "getting", "had", "gets"}
        ),
        None,
    )
    if verb is not None and not is_unreal(mentions, verb):
        yield from _duel(
            scene,
            entrant_of(subject_of(mentions, verb), scene, resolver, race),
            entrant_of(_entity_behind(mentions, index + 1), scene, resolver, race),
            index,
        )


def _too_strong(scene: Scene, resolver: Resolver, index: int) -> Iterator[Duel]:
    """Read "was too strong for Dahl"."""
    mentions = scene.mentions
    race = scene.race_at(index)
    if (
        index + 1 < len(mentions)
        and mentions[index + 1].kind is Kind.FOR
        and index >= 2
        and not is_unreal(mentions, index - 1)
    ):
        verb = next(
            (
                at
                for at in range(index - 1, max(index - 5, -1), -1)
                if mentions[at].kind is Kind.BE or mentions[at].word == "proved"
            ),
            None,
        )
        if verb is not None:
            yield from _duel(
                scene,
                entrant_of(subject_of(mentions, verb), scene, resolver, race),
                entrant_of(_entity_behind(mentions, index + 1), scene, resolver, race),
                index,
            )


def _short_work(scene: Scene, resolver: Resolver, index: int) -> Iterator[Duel]:
    """Read "made short work of Norway"."""
    mentions = scene.mentions
    race = scene.race_at(index)
    verb = next(
        (
            at
            for at in range(index - 1, max(index - 4, -1), -1)
            if mentions[at].word in {"made", "make", "making", "makes"}
        ),
        None,
    )
    if verb is not None and not is_unreal(mentions, verb):
        loser = _entity_behind(mentions, index + 1)
        yield from _duel(
            scene,
            entrant_of(subject_of(mentions, verb), scene, resolver, race),
            entrant_of(loser, scene, resolver, race),
            index,
        )


def _lost(scene: Scene, resolver: Resolver, verb: int) -> Iterator[Duel]:
    mentions = scene.mentions
    race = scene.race_at(verb)
    if is_unreal(mentions, verb):
        return
    for index in range(verb + 1, min(verb + 9, len(mentions))):
        kind, word = mentions[index].kind, mentions[index].word
        if kind is Kind.TO or word == "against":
            winner = _entity_behind(mentions, index)
            yield from _duel(
                scene,
                entrant_of(winner, scene, resolver, race),
                entrant_of(subject_of(mentions, verb), scene, resolver, race),
                verb,
            )
            return
        if kind in {Kind.CLAUSE, Kind.SEMICOLON, Kind.WHO}:
            return


def _ordered(scene: Scene, resolver: Resolver, index: int) -> Iterator[Duel | Lead | Result]:
    """Read "ahead of Dahl", "1.2 seconds behind Berg", "0.3 seconds before Dahl"."""
    mentions = scene.mentions
    race = scene.race_at(index)
    mention = mentions[index]
    at = (
        index + 1
        if index + 1 < len(mentions)
        and (mentions[index + 1].kind is Kind.OF or mentions[index + 1].word in {"on", "than"})
        else index
    )
    gap = (
        mentions[index - 1]
        if index
        and mentions[index - 1].kind in GAP_KINDS
        and (index < 2 or mentions[index - 2].word not in {"in", "at"})
        else None
    )
    if mention.word in {"clear", "back"} and gap is None:
        return
    if mention.word == "before" and gap is None:
        return
    other = _entity_behind(mentions, at)
    verb = _verb_before(mentions, index)
    subject = (
        _possessor(mentions)
        or _accompanying(mentions, index)
        or subject_of(mentions, verb if verb is not None else index)
    )
    if verb is not None and is_unreal(mentions, verb):
        return
    during = (
        any(item.word in DURING or item.kind is Kind.LAPS for item in mentions)
        and verb is not None
        and mentions[verb].kind not in {Kind.FINISH, Kind.WIN, Kind.TAKE, Kind.RETAIN}
    )
    own = entrant_of(subject, scene, resolver, race)
    if during:
        if gap is not None:
            yield Lead(
                scene.race_at(index),
                scene.sentence.start,
                scene.sentence.end,
                own,
                Slot(*gap.value.reach),
                mention.kind is Kind.BEHIND,
            )
        return
    target = entrant_of(other, scene, resolver, race) if other else None
    if (
        own is None
        or (target is None and (gap is None or other))
        or (target is not None and own.value.name == target.value.name)
    ):
        return
    if target is None:
        if mention.kind is Kind.AHEAD and gap is not None:
            yield Duel(
                _race_of_duel(scene, index),
                scene.sentence.start,
                scene.sentence.end,
                own,
                None,
                gap=Slot(*gap.value.reach),
            )
        elif mention.kind is Kind.BEHIND and gap is not None:
            yield Result(
                scene.race_at(index), scene.sentence.start, scene.sentence.end, own, gap=Slot(*gap.value.reach)
            )
        return
    stated = gap.value.reach if gap is not None else margin_after(mentions, index)
    slot = Slot(*stated) if stated else None
    winner, loser = (own, target) if mention.kind is Kind.AHEAD or mention.word in BETTER else (target, own)
    yield Duel(_race_of_duel(scene, index), scene.sentence.start, scene.sentence.end, winner, loser, gap=slot)


def _possessor(mentions: list[Mention]) -> list[Mention]:
    """Return whose time it is where a sentence begins "Their 2:58.05 was …"."""
    if (
        len(mentions) > 2
        and mentions[0].word in POSSESSIVES
        and mentions[1].kind is Kind.DURATION
        and mentions[2].kind is Kind.BE
    ):
        return [replace(mentions[0], kind=Kind.PRONOUN, word=POSSESSIVES[mentions[0].word])]
    return []


def _accompanying(mentions: list[Mention], index: int) -> list[Mention]:
    """Return who is behind in "with Norway's Dahl more than two minutes back"."""
    for at in range(index - 2, max(index - 5, 0), -1):
        if mentions[at].kind in ENTITIES:
            before = at - 1
            while before >= 0 and (mentions[before].kind in {Kind.POSSESSIVE, Kind.NATION, Kind.ADJECTIVE, Kind.THE}):
                before -= 1
            return [mentions[at]] if before >= 0 and mentions[before].kind is Kind.WITH else []
    return []


POSSESSIVES = {"his": "he", "her": "she", "their": "they"}
FALLING_SHORT = frozenset("short shy down".split())
BETTER = frozenset("better faster quicker".split())


def _falls_short(mentions: list[Mention], index: int) -> bool:
    """Tell "0.2 seconds short of Canada" and "7.5 seconds better than the Poles"."""
    if not index or mentions[index - 1].kind not in GAP_KINDS or index + 2 >= len(mentions):
        return False
    after = mentions[index + 1]
    return (mentions[index].word in FALLING_SHORT and (after.kind is Kind.OF or after.word == "on")) or (
        mentions[index].word in BETTER and after.word == "than"
    )


def _verb_before(mentions: list[Mention], index: int) -> int | None:
    for left in range(index - 1, -1, -1):
        if mentions[left].kind in {
            Kind.WIN,
            Kind.TAKE,
            Kind.FINISH,
            Kind.RETAIN,
            Kind.CLOCK,
            Kind.BE,
            Kind.LEAD,
            Kind.SETTLE,
            Kind.LOSE,
            Kind.BEAT,
            Kind.BREAK,
        }:
            return left
    return None


def _victory_over(scene: Scene, resolver: Resolver, index: int) -> Iterator[Duel]:
    mentions = scene.mentions
    race = scene.race_at(index)
    verb = _verb_before(mentions, index)
    loser = _entity_behind(mentions, index)
    if not loser:
        return
    owner = next(
        (left for left in range(index - 1, max(index - 6, -1), -1) if mentions[left].kind is Kind.POSSESSIVE), None
    )
    if owner is not None and owner and mentions[owner - 1].kind in ENTITIES:
        winner = [mentions[owner - 1]]
    elif verb is not None and not is_unreal(mentions, verb):
        winner = subject_of(mentions, verb)
    else:
        return
    yield from _duel(scene, entrant_of(winner, scene, resolver, race), entrant_of(loser, scene, resolver, race), index)
