"""Read who scored, for whom, when and how, where a sentence says it of a name; lists are left to `scorers`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from qa.entrant import Entrant
from qa.extract.coreference import Resolver
from qa.extract.goal_events import read_finished, read_owned, read_put_ahead, read_scored, read_scored_by
from qa.extract.goal_lists import read_listed, read_through
from qa.extract.goal_words import MINUTE, Event
from qa.extract.phrasing import Phrasing, entrant_slot, person_slot, phrase
from qa.extract.scene import Line, Scenes
from qa.extract.scorers import find_scorers
from qa.extract.scores import find_score_lines, find_told_scores
from qa.facts import Duel, Goal, Slot

MATCH_SPORTS = frozenset("football rugby hockey handball basketball volleyball cricket baseball".split()) | frozenset(
    {"ice hockey", "water polo", "field hockey"}
)
MATCH = re.compile(
    r"\b(?:goals?|tries|half-time|halftime|full-time|stoppage time|injury time|extra time|equali[sz]\w+|shoot-?out"
    r"|midfielder|striker|goalkeeper|hat-trick|kick-off|innings|touchdown|overtime|fly-half|scrum-half|scorers?"
    r"|opened the scoring)\b",
    re.IGNORECASE,
)
UNDONE = re.compile(r"\b(?:disallowed|ruled out|chalked off|struck off|no goal|did not count)\b")
KEPT_OUT = re.compile(
    r"\b(?:saved|saves|saving|missed|denied|blocked|stopped|awarded|won|conceded|kept out) (?:[a-z]+ ){0,2}$"
)
UNDONE_NEXT = re.compile(
    r"^(?:but |however, )?(?:it|that|the (?:goal|try|effort|strike|header)) (?:was|had been) (?:later )?"
    r"(?:disallowed|ruled out|chalked off)"
)
# Numbers of a season or a career are not of this match.
OF_MORE = re.compile(
    r"^[^.;]*?\b(?:(?:this|last|that) (?:season|year|month|week)|in (?:his|her|\d+|\w+) (?:last |first )?(?:\w+ )?"
    r"(?:games|matches|appearances|internationals|tests|caps)|so far|career|of the (?:season|tournament|campaign)"
    r"|in the (?:tournament|group))\b"
)
WHEN = re.compile(rf"\b(?:{MINUTE})\b")
AFTER_SCORE = re.compile(
    r"(?:to make it|made it|making it|for|at|to level(?: the score)?(?: at)?) (?P<score>\d+-\d+)"
    r"(?! (?:win|victory|defeat))"
)


def is_match(scenes: Scenes) -> bool:
    """Tell the report of a match, where "scored" speaks of goals, from that of a race."""
    sports = {scene.race.sport for scene in scenes.scenes}
    return bool(sports & MATCH_SPORTS) or len({word.lower() for word in MATCH.findall(scenes.article.text)}) > 1


def find_goals(scenes: Scenes, resolver: Resolver) -> Iterator[Goal | Duel]:
    """Yield what a match report says was scored, and the matches whose scores stand in lines of their own."""
    if not is_match(scenes):
        return
    phrasings = [phrase(scene, scenes) for scene in scenes.scenes]
    for phrasing, following in zip_longest(phrasings, phrasings[1:]):
        if phrasing.scene.standings is not None:
            continue
        yield from find_score_lines(phrasing, resolver)
        yield from find_told_scores(phrasing, resolver)
        yield from find_scorers(phrasing, resolver, scenes.article.text)
        if phrasing.scene.line is not Line.ROW:
            yield from _goals_of(phrasing, following.text if following else "", resolver, scenes.article.text)


def _goals_of(phrasing: Phrasing, following: str, resolver: Resolver, text: str) -> Iterator[Goal]:
    if UNDONE.search(phrasing.text) or UNDONE_NEXT.search(following):
        return
    events = _without_overlap(
        event for event in _events(phrasing, text) if not KEPT_OUT.search(phrasing.text[: event.begin])
    )
    for index, event in enumerate(events):
        stop = events[index + 1].begin if index + 1 < len(events) else len(phrasing.text)
        begin = events[index - 1].end if index else 0
        if not OF_MORE.search(phrasing.text[event.end : stop]):
            yield from _goals(event, phrasing, resolver, text, begin, stop)


def _goals(event: Event, phrasing: Phrasing, resolver: Resolver, text: str, begin: int, stop: int) -> Iterator[Goal]:
    scene = phrasing.scene
    when = event.when or _when(event, phrasing, text, begin, stop)
    count = event.count
    if count is None and when is not None and " and " in when.value:
        count = Slot(2, when.start, when.end)
    score = _score(event, phrasing, text, stop)
    team = _team(event, phrasing, resolver, stop)
    for name in event.scorers:
        scorer = person_slot(name, phrasing, resolver)
        index = next((at for at, mention in enumerate(scene.mentions) if mention.end > name.start), 0)
        if scorer is None or scene.is_background(index):
            continue
        yield Goal(
            scene.race_at(index),
            scene.sentence.start,
            scene.sentence.end,
            scorer,
            event.kind,
            team=team if team is None or team.value.name != scorer.value.name else None,
            when=when,
            count=count,
            order=event.order,
            way=event.way,
            score=score,
        )


def _without_overlap(events: Iterable[Event]) -> list[Event]:
    """Keep of events that overlap the one that begins first, the longer of two that begin together."""
    kept: list[Event] = []
    for event in sorted(events, key=lambda event: (event.begin, -event.end)):
        if not kept or event.begin >= kept[-1].end:
            kept.append(event)
    return kept


def _events(phrasing: Phrasing, text: str) -> Iterator[Event]:
    for read in (read_scored, read_scored_by, read_finished, read_put_ahead, read_owned, read_listed, read_through):
        yield from read(phrasing, text)


def _when(event: Event, phrasing: Phrasing, text: str, begin: int, stop: int) -> Slot[str] | None:
    """Return when it was scored: said behind it before any other name, else right before the scorer."""
    behind = phrasing.text[event.end : stop]
    found = WHEN.search(behind)
    if found is not None and not re.search(r"<[PTX]\d+>(?!'s)|[.;]", behind[: found.start()]):
        start, end = phrasing.span(event.end + found.start(), event.end + found.end())
        return Slot(text[start:end], start, end)
    ahead = phrasing.text[begin : event.begin]
    last = list(WHEN.finditer(ahead))
    if len(last) == 1 and re.fullmatch(r",? ?(?:<N\d+>'s )?(?:[a-z-]+ )?", ahead[last[0].end() :]):
        start, end = phrasing.span(begin + last[0].start(), begin + last[0].end())
        return Slot(text[start:end], start, end)
    return None


def _score(event: Event, phrasing: Phrasing, text: str, stop: int) -> Slot[str] | None:
    behind = phrasing.text[event.end : stop]
    found = AFTER_SCORE.search(behind)
    if (
        found is None
        or re.search(r"<[PTX]\d+>(?!'s)|[.;]", behind[: found.start()])
        or (event.count and event.count.value > 1)
    ):
        return None
    start, end = phrasing.span(event.end + found.start("score"), event.end + found.end("score"))
    return Slot(text[start:end], start, end)


FOR_TEAM = re.compile(r"^[^<>.;]{0,40}?\bfor (?P<team><[NT]\d+>)(?!'s)")
OF_TEAM = re.compile(r"(?P<team><N\d+>)'s (?:[a-z-]+ ){0,2}$")


def _team(event: Event, phrasing: Phrasing, resolver: Resolver, stop: int) -> Slot[Entrant] | None:
    if event.way is not None and event.way.value == "own goal":
        return None
    name = event.team
    if name is None and (found := FOR_TEAM.search(phrasing.text[event.end : stop])):
        name = phrasing.name(found, "team")
    if name is None and (found := OF_TEAM.search(phrasing.text[: event.begin])):
        name = phrasing.name(found, "team")
    return entrant_slot(name, phrasing, resolver)
