"""Make duels of a winner and a loser, with the race they were in and the margin between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from qa.entrant import Entrant
from qa.extract.race_words import is_goal
from qa.extract.scene import Scene
from qa.facts import Duel, Slot
from qa.mention import ENTITIES, VERBS, Kind, Mention
from qa.race import Race

GAP_KINDS = frozenset({Kind.DURATION, Kind.LENGTH, Kind.POINTS, Kind.LAPS, Kind.MARGIN})
TEAM_DUELS = frozenset({"team", "pursuit"})


def duel_of(scene: Scene, winner: Slot[Entrant] | None, loser: Slot[Entrant] | None, verb: int) -> Iterator[Duel]:
    """Yield the duel of two different entrants, with the margin and the score that the sentence states."""
    if winner is None or loser is None or winner.value.name == loser.value.name:
        return
    race = race_of_duel(scene, verb)
    gap = margin_after(scene.mentions, verb)
    score = _final_score(scene.mentions, verb)
    yield Duel(
        race,
        scene.sentence.start,
        scene.sentence.end,
        winner,
        loser,
        gap=Slot(gap[0], gap[1], gap[2]) if gap else None,
        score=Slot(score.value.text, score.start, score.end) if score else None,
    )


LEADING = frozenset("led leading trailed trailing lead leads half-time halftime".split())
ON_THE_WAY = frozenset("half-time halftime half break interval up ahead down lead halfway".split())


def _final_score(mentions: list[Mention], verb: int) -> Mention | None:
    """Return the first score behind the verb, else the first at all; none of half-time ("led 1-0")."""
    scores = [
        (index, mention)
        for index, mention in enumerate(mentions)
        if mention.kind is Kind.SCORE
        and not any(item.word in LEADING for item in mentions[max(index - 2, 0) : index])
        and not any(item.word in ON_THE_WAY for item in _phrase_behind(mentions, index))
    ]
    behind = [mention for index, mention in scores if index > verb]
    return next(iter(behind), scores[0][1] if scores else None)


def _phrase_behind(mentions: list[Mention], index: int) -> list[Mention]:
    """Return the next words up to a bracket, a comma or a verb."""
    found = []
    for item in mentions[index + 1 : index + 4]:
        if item.kind in {Kind.OPEN, Kind.COMMA, Kind.SEMICOLON, Kind.CLAUSE}:
            break
        found.append(item)
    return found


def race_of_duel(scene: Scene, index: int) -> Race:
    """Return the race of a duel: in events where two teams meet, the medal at stake names the round."""
    race = scene.race_at(index)
    words = [mention.word for mention in scene.mentions]
    told = list(enumerate(scene.mentions[:index]))
    if any(
        one in {"way", "route", "road", "path"} and other == "to" for one, other in zip(words, words[1:], strict=False)
    ):
        return race
    if any(item.kind is Kind.ROUND and item.value == "final" and is_goal(scene.mentions, at) for at, item in told):
        return replace(race, round="semi-final")  # "reached the final with victory over Norway"
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


def margin_after(mentions: list[Mention], verb: int) -> tuple[str, int, int] | None:
    """Return the margin stated behind a verb ("by 0.3 seconds", "1.2 seconds ahead") as written, with its span."""
    for index in range(verb + 1, min(verb + 16, len(mentions))):
        mention = mentions[index]
        if mention.kind in GAP_KINDS:
            before = [item.word for item in mentions[max(index - 4, 0) : index]]
            if before[-1:] == ["in"] and mention.kind is Kind.DURATION:
                continue  # "won in 3:37.30 ahead of Berg"
            after = mentions[index + 1] if index + 1 < len(mentions) else None
            if ("by" in before and not _has_agent(mentions, index)) or (
                after is not None
                and after.word in {"ahead", "clear", "behind", "back", "adrift", "later", "faster", "quicker", "better"}
            ):
                text, start, end = mention.value.reach
                return text, start, end
        if mention.kind in {Kind.SEMICOLON, Kind.LEAD} or (
            mention.kind is Kind.CLAUSE and mention.word in {"while", "but", "whereas"}
        ):
            return None
    return None


def _has_agent(mentions: list[Mention], gap: int) -> bool:
    """Tell "beaten by Berg, ran 4:06.2" from "beat Berg by 0.2 seconds"."""
    by = next(at for at in range(gap - 1, -1, -1) if mentions[at].word == "by")
    return any(item.kind in ENTITIES or item.kind in VERBS for item in mentions[by + 1 : gap])


def verb_before(mentions: list[Mention], index: int) -> int | None:
    """Return where the nearest verb of racing before a mention stands."""
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
