"""Read the scores of matches: lines such as "Norway 3-1 Sweden", the score at half-time, and how it was decided."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from qa.extract.coreference import Resolver
from qa.extract.phrasing import Phrasing, entrant_slot
from qa.extract.role_views import matches
from qa.facts import Duel, Slot

SIDE = r"<[PNT]\d+>"
BRACKETS = r"(?: ?\([^()]*\))*"
ENDING = rf"{BRACKETS}(?:,? (?:after extra time|a\.?e\.?t\.?|on penalties|in overtime|after overtime))?{BRACKETS}\W*$"
OPENING = r"^(?:(?:final|semi-final|quarter-final|result|full[- ]time|bronze[a-z ]*)[a-z0-9 ]*: ?)?"
LINES = tuple(
    re.compile(OPENING + line + ENDING)
    for line in (
        rf"(?P<one>{SIDE}) (?P<score>(?P<x>\d{{1,3}}) ?- ?(?P<y>\d{{1,3}})) (?P<two>{SIDE})",
        rf"(?P<one>{SIDE}) (?P<score>(?P<x>\d{{1,3}}){BRACKETS},? (?P<two>{SIDE}) (?P<y>\d{{1,3}}))",
        rf"(?P<one>{SIDE}) (?:v|vs|versus) (?P<two>{SIDE}):? (?P<score>(?P<x>\d{{1,3}})-(?P<y>\d{{1,3}}))",
    )
)
DECIDED = re.compile(
    r"\b(?:after extra time|(?:\d{1,2}-\d{1,2} )?on penalties|(?:in|after) a (?:penalty )?shoot-?out"
    r"|in the (?:penalty )?shoot-?out"
    r"|in overtime|after overtime|in extra time|in sudden death|on aggregate|on away goals|on countback)\b",
    re.IGNORECASE,
)
HALF_TIME = re.compile(
    r"\((?:half-?time:? |HT:? |h-?t:? )?(?P<bracketed>\d{1,3}-\d{1,3})(?: at half-?time)?\)"
    r"|(?P<said>\d{1,3}-\d{1,3}) (?:(?:up|ahead|down|in front|lead|advantage) )?at (?:half-?time|the (?:break"
    r"|interval|half))"
    r"|half-?time(?: score(?: was)?| lead of)? (?:of )?(?P<named>\d{1,3}-\d{1,3})",
    re.IGNORECASE,
)
PAIR = re.compile(r"(\d+)[-–](\d+)")


SAID = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<two>{SIDE}) (?:[a-z]+ly )?(?:crashed|slumped|slipped|fell|went down|succumbed|suffered|lost"
        rf"|tumbled) (?:to )?"
        rf"(?:an? )?(?:[a-z-]+ ){{0,3}}?(?P<score>(?P<x>\d{{1,3}})-(?P<y>\d{{1,3}}))(?: [a-z-]+)?(?: defeat| loss)?"
        rf" (?:to|against|by|at the hands of) (?P<one>{SIDE})(?!'s)",
        rf"(?P<one>{SIDE}) (?:[a-z]+ly )?(?:earned|claimed|secured|recorded|ran out|cruised to|eased to|swept to"
        rf"|stormed to"
        rf"|raced to|romped to) (?:an? )?(?:[a-z-]+ ){{0,3}}?(?P<score>(?P<x>\d{{1,3}})-(?P<y>\d{{1,3}}))"
        rf" (?:[a-z-]+ )?(?:win|victory|winners|success|triumph) (?:over|against) (?P<two>{SIDE})(?!'s)",
    )
)

# With clubs, whose names the tagger does not know, these are read here; the rest is read with the duels.
OF_CLUBS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<one>{SIDE}) (?:[a-z]+ly )?(?:beat|defeated|edged|edged past|thrashed|overcame|hammered|saw off|won at"
        rf"|won against)"
        rf" (?P<two>{SIDE})(?!'s)(?: [a-z]+)? (?P<score>(?P<x>\d{{1,3}})-(?P<y>\d{{1,3}}))",
        rf"(?P<one>{SIDE}) (?:[a-z]+ly )?won (?P<score>(?P<x>\d{{1,3}})-(?P<y>\d{{1,3}}))"
        rf"(?: away)? (?:at|against|over) (?P<two>{SIDE})(?!'s)",
    )
)


def find_told_scores(phrasing: Phrasing, resolver: Resolver) -> Iterator[Duel]:
    """Yield the matches of "Sweden crashed to a 3-1 defeat against Norway", "Norway ran out 3-1 winners"."""
    scene = phrasing.scene
    for pattern in (*SAID, *OF_CLUBS):
        for match in matches(pattern, phrasing.text):
            if pattern in OF_CLUBS and "<T" not in match.group("one") + match.group("two"):
                continue
            winner, loser = (entrant_slot(phrasing.name(match, side), phrasing, resolver) for side in ("one", "two"))
            first, second = sorted((int(match.group("x")), int(match.group("y"))), reverse=True)
            index = next((at for at, item in enumerate(scene.mentions) if winner and item.end > winner.start), 0)
            if winner is None or loser is None or first == second or scene.is_background(index):
                continue
            score = Slot(f"{first}-{second}", *phrasing.span(*match.span("score")))
            bounds = (scene.sentence.start, scene.sentence.end)
            yield Duel(scene.race_at(index), *bounds, winner, loser, score=score)


def find_score_lines(phrasing: Phrasing, resolver: Resolver) -> Iterator[Duel]:
    """Yield the match that a line of its own gives the score of; a draw has no winner and is left out."""
    match = next((found for line in LINES if (found := line.match(phrasing.text))), None)
    if match is None:
        return
    one, two = (entrant_slot(phrasing.name(match, side), phrasing, resolver) for side in ("one", "two"))
    first, second = int(match.group("x")), int(match.group("y"))
    if one is None or two is None or first == second or one.value.name == two.value.name:
        return
    start, end = phrasing.span(*match.span("score"))
    winner, loser = (one, two) if first > second else (two, one)
    score = Slot(f"{max(first, second)}-{min(first, second)}", start, end)
    scene = phrasing.scene
    yield Duel(scene.race, scene.sentence.start, scene.sentence.end, winner, loser, score=score)


def complete(duel: Duel, text: str) -> Duel:
    """Return a duel with a score together with the score at half-time and how it was decided, as its sentence says."""
    if duel.score is None:
        return duel
    sentence = text[duel.start : duel.end]
    decided, half = DECIDED.search(sentence), HALF_TIME.search(sentence)
    if decided is not None:
        place = Slot(decided.group(), duel.start + decided.start(), duel.start + decided.end())
        duel = replace(duel, decided=place)
    if (
        half is not None
        and (group := half.lastgroup)
        and _is_before(half.group(group), duel, bracketed=group == "bracketed")
    ):
        place = Slot(half.group(group), duel.start + half.start(group), duel.start + half.end(group))
        duel = replace(duel, half_time=place)
    return duel


def _is_before(half: str, duel: Duel, *, bracketed: bool) -> bool:
    """Tell a score that can have stood at half-time of the final one; sets have no half-time."""
    pairs = PAIR.findall(duel.score.value) if duel.score is not None else []
    if len(pairs) != 1:
        return False
    final, early = sorted(map(int, pairs[0])), sorted(map(int, half.split("-")))
    return early[0] <= final[0] and early[1] <= final[1] and (not bracketed or early != final)
