"""Read what a row of a result list or standing says: who, nation, club or car, mark or gap, penalties, status.

Where rows stand is found by `tables`, their figures are read by `figures`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from qa.capitals import PARTICLES
from qa.entrant import Entrant, EntrantKind
from qa.extract.coreference import Resolver
from qa.extract.figures import read_figure, read_points
from qa.extract.scene import Scenes
from qa.extract.tables import Row, find_row_places
from qa.facts import Affiliation, Fact, LineUp, Mark, Result, Slot, Standing
from qa.mention import Kind, Mention
from qa.names import fold
from qa.race import Race

NAME = re.compile(
    r"[^\W\d_][^\d(;,:=+]*?"
    r"(?=\s*(?:\(|,|;|\+|\d|$|[-–]\s|\s-|\.\d|:|(?:all )?same time\b"
    r"|one lap\b|two laps\b|(?i:dnf|dsq|dns)\b|ridden by\b))"
)
TEAM = re.compile(
    r"\s*[,(]?\s*(?P<team>[^\W\d_a-z][^\d,;()+]*?)(?=\s*(?:\d|\+|,|;|\(|\)|$|all same|same time|one lap|two laps|\.$))"
)
NATION_AND_TEAM = re.compile(r"\s*/\s*(?P<team>[^),;]+)\)")
CREW = re.compile(r"\s*\((?P<crew>[^()]*,[^()]*,[^()]*|[^()]*,[^()]*)\)")
# "Britain I (Holt)": the one who steers the boat or sled.
PILOT = re.compile(r"\s*\((?P<name>[^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w'’-]+)*)\)")
STATUS = re.compile(
    r"\b(?P<dnf>dnf|did not finish|retired)\b|\b(?P<dns>dns|did not start)\b|\b(?P<dsq>dsq|dq|disqualified)\b",
    re.IGNORECASE,
)
PENALTIES = re.compile(
    r"\((?P<figure>\d{1,2}|no penalty[^)]*)(?: (?:penalty |penalties )?(?:loops?|rounds?|laps?|penalt\w+|miss\w*))?\)"
)
NUMERAL = re.compile(r" (?:I|II|III|IV|[1-4])\b(?![:.,\d]| hour)")
KIN = re.compile(r"^[A-Z][\w'-]+['’]s? (?:compatriot|sister|brother|team-?mate|twin|partner) (?=[A-Z])")
PAIR = re.compile(r"\s*(?:/| and )\s*(?=[A-Z])")
LESSER_FINALS = frozenset({"b-final", "bronze-final", "c-final", "d-final"})


def find_rows(scenes: Scenes, resolver: Resolver) -> Iterator[Fact]:
    """Yield what the result lists and standings of an article state."""
    first: Mark | None = None
    table: tuple[object, ...] | None = None
    restarted: Race | None = None
    for row in find_row_places(scenes):
        key = (row.race, row.standings)
        if key != table or (row.rank is not None and row.rank.value == 1):
            table, first = key, None
        if row.rank is not None and row.rank.value == 1:
            restarted = row.race
        for fact in _read_row(scenes, row, resolver, first, continues=row.race != restarted):
            if first is None and isinstance(fact, Result) and fact.mark is not None:
                first = fact.mark.value
            yield fact


def _read_row(scenes: Scenes, row: Row, resolver: Resolver, first: Mark | None, *, continues: bool) -> Iterator[Fact]:
    text = scenes.article.text
    mentions = list(_row_mentions(scenes, row))
    entrants, after = _entrants(scenes, row, mentions)
    bounds = (
        (min(row.scene.sentence.start, row.start), max(row.scene.sentence.end, row.end))
        if "\n" not in text[row.scene.sentence.start : row.end]
        else (row.start, row.end)
    )
    for entrant in entrants:
        if row.standings:
            if row.rank is not None:
                yield Standing(
                    row.race,
                    *bounds,
                    row.standings,
                    row.rank,
                    entrant,
                    read_points(text, row, after),
                    _team(text, row, after, entrant),
                )
            continue
        yield from _result(text, row, bounds, entrant, mentions, after, first, continues=continues)
        yield from _crew(scenes, row, bounds, entrant, mentions, after, resolver)


def _result(
    text: str,
    row: Row,
    bounds: tuple[int, int],
    entrant: Slot[Entrant],
    mentions: list[Mention],
    after: int,
    first: Mark | None,
    *,
    continues: bool,
) -> Iterator[Fact]:
    figure = read_figure(text, row, mentions, after, first)
    mark, gap = figure.mark, figure.gap
    status = row.status
    if status is None and (found := STATUS.search(text, after, row.end)):
        status = Slot(found.lastgroup or "", found.start(), found.end())
    penalties = PENALTIES.search(text, after, row.end)
    detail = Slot(penalties.group("figure"), penalties.start("figure"), penalties.end("figure")) if penalties else None
    laps, gap = (gap, None) if status is not None else (None, gap)
    # In "B Final: 3. … 4. …" the places count on from the A final: they are places of the event.
    overall = row.medal is not None or (
        row.race.round in LESSER_FINALS and row.rank is not None and row.rank.value > 2 and continues
    )
    if overall and mark is not None and row.medal is None:
        yield Result(row.race, *bounds, entrant, mark=mark)
        mark = None
    race = replace(row.race, round=None) if overall else row.race
    rank = None if status is not None else row.rank
    team = _team(text, row, after, entrant)
    yield Result(
        race,
        *bounds,
        entrant,
        rank=rank,
        medal=row.medal,
        mark=mark,
        gap=gap,
        team=team,
        status=status,
        detail=detail,
        laps=laps,
    )
    if team is not None:
        yield Affiliation(race, *bounds, entrant, Slot(Entrant(EntrantKind.CLUB, team.value), team.start, team.end))


def _crew(
    scenes: Scenes,
    row: Row,
    bounds: tuple[int, int],
    entrant: Slot[Entrant],
    mentions: list[Mention],
    after: int,
    resolver: Resolver,
) -> Iterator[Fact]:
    """Yield the line-up that a row gives in brackets: "Norway (A, B, C) 3:37.3"."""
    if entrant.value.kind is EntrantKind.PERSON:
        return
    crew = CREW.match(scenes.article.text, after, row.end)
    if crew is None:
        if (pilot := PILOT.match(scenes.article.text, after, row.end)) and NUMERAL.search(entrant.value.name + " "):
            who = Entrant(EntrantKind.PERSON, scenes.people.in_full(pilot.group("name")), entrant.value.nation)
            member = Slot(who, pilot.start("name"), pilot.end("name"))
            yield LineUp(row.race, *bounds, entrant, (member,))
        return
    members: list[Slot[Entrant]] = []
    for found in re.finditer(r"[^,]+", crew.group("crew")):
        words = found.group().strip()
        start = crew.start("crew") + found.start() + len(found.group()) - len(found.group().lstrip())
        named = next((mention for mention in mentions if mention.kind is Kind.PERSON and mention.start == start), None)
        slot = resolver.slot(named, row.scene) if named is not None else None
        members.append(slot or Slot(Entrant(EntrantKind.PERSON, words), start, start + len(words)))
    if len(members) >= 2 and all(member.value.name[:1].isupper() for member in members):
        yield LineUp(row.race, *bounds, entrant, tuple(members))


def _row_mentions(scenes: Scenes, row: Row) -> Iterator[Mention]:
    for scene in scenes.between(row.start, row.end):
        yield from (mention for mention in scene.mentions if row.start <= mention.start and mention.end <= row.end)


def _entrants(scenes: Scenes, row: Row, mentions: list[Mention]) -> tuple[list[Slot[Entrant]], int]:
    """Return who the row is about (several where they tie or form a crew) and where the rest of the row begins."""
    text = scenes.article.text
    first = mentions[0] if mentions else None
    if first is not None and first.kind is Kind.NATION and first.start == row.start:
        numeral = NUMERAL.match(text, first.end, row.end)
        end = numeral.end() if numeral else first.end
        name = text[first.start : end] if numeral else first.value.name
        return [Slot(replace(first.value, name=name), first.start, end)], end
    start = row.start
    if kin := KIN.match(text[row.start : row.end]):
        start += kin.end()
    name = NAME.match(text, start, row.end)
    if name is None or not name.group().strip(" .,-–") or _is_text(name.group()):
        return [], row.start
    end = start + len(name.group().rstrip(" .,-–"))
    inner = next(
        (
            mention
            for mention in mentions
            if start < mention.start < end and mention.kind in {Kind.DURATION, Kind.LENGTH, Kind.NATION}
        ),
        None,
    )
    if inner is not None:
        end = start + len(text[start : inner.start].rstrip())
    country, after = _nation_behind(text, mentions, end, row.end)
    found: list[Slot[Entrant]] = []
    at = start
    for piece in PAIR.split(text[start:end]):
        begin = text.index(piece, at)
        found.append(_entrant(scenes, piece.strip(), begin, country))
        at = begin + len(piece)
    if row.tied and (
        second := re.compile(r"\s*and\s+(?P<name>[A-Z][^\d(;,]*?)\s*(?=\(|\d|$)").match(text, after, row.end)
    ):
        other, after = _nation_behind(text, mentions, second.end("name"), row.end)
        found.append(_entrant(scenes, second.group("name"), second.start("name"), other))
    return [slot for slot in found if fold(slot.value.name) not in {"result", "results"}], after


def _is_text(name: str) -> bool:
    """Tell a numbered sentence ("1. Skaters keep to the right.") from a row that begins with a name."""
    return any(
        word.islower() and word not in PARTICLES | {"and", "of", "the"}
        for word in re.findall(r"(?<![\w'’-])[^\W\d_]+", name)
    )


def _nation_behind(text: str, mentions: list[Mention], end: int, stop: int) -> tuple[str | None, int]:
    """Return the nation that stands behind a name, and where what follows it begins."""
    nation = next(
        (
            mention
            for mention in mentions
            if mention.kind in {Kind.NATION, Kind.ADJECTIVE}
            and mention.start >= end
            and text[end : mention.start].strip() in {"(", ",", "", "-"}
        ),
        None,
    )
    if nation is None:
        return None, end
    after = nation.end
    if after < stop and text[after] == ")":
        after += 1
    code: str | None = nation.value.nation
    return code, after


def _entrant(scenes: Scenes, words: str, start: int, country: str | None) -> Slot[Entrant]:
    people = scenes.people
    full = people.in_full(words)
    code = country or (_code_elsewhere(scenes, full) if full != words else None)
    is_person = code is not None or full in people.full or full in people.single or " " in words
    return Slot(Entrant(EntrantKind.PERSON if is_person else EntrantKind.CLUB, full, code), start, start + len(words))


def _code_elsewhere(scenes: Scenes, name: str) -> str | None:
    """Return the nation that stands in brackets behind the name elsewhere in the article."""
    at = scenes.article.text.find(name + " (")
    while at >= 0:
        for scene in scenes.scenes:
            if scene.sentence.start <= at < scene.sentence.end:
                for mention in scene.mentions:
                    if mention.kind is Kind.NATION and mention.start == at + len(name) + 2:
                        code: str | None = mention.value.nation
                        return code
        at = scenes.article.text.find(name + " (", at + 1)
    return None


def _team(text: str, row: Row, after: int, entrant: Slot[Entrant]) -> Slot[str] | None:
    """Return the club, car or team: the capitalised words between the nation and the first figure."""
    if entrant.value.kind is EntrantKind.NATION or CREW.match(text, after, row.end):
        return None
    match = NATION_AND_TEAM.match(text, after, row.end) or TEAM.match(text, after, row.end)
    if match is None:
        return None
    team = match.group("team").rstrip(" .-")
    if not team or STATUS.match(team):
        return None
    return Slot(team, match.start("team"), match.start("team") + len(team))
