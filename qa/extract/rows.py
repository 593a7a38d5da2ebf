"""Read result lists and standings: numbered rows, medal rows, several rows in one line, rows below "Did not finish"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from qa.entrant import Entrant, EntrantKind
from qa.extract.coreference import Resolver
from qa.extract.scene import MEDAL_ROW, ROW, Line, Scene, Scenes
from qa.facts import Affiliation, Fact, LineUp, Mark, Result, Slot, Standing
from qa.measures import Duration, Length
from qa.mention import Kind, Mention
from qa.names import fold
from qa.race import Race

NAME = re.compile(r"[^\W\d_][^\d(;,:=]*?(?=\s*(?:\(|,|;|\d|$|[-–]\s|\s-|\.\d|:|(?:all )?same time\b|one lap\b|two laps\b|dnf\b|DNF\b|DSQ\b|DNS\b))")
INLINE_ROW = re.compile(r"(?:^|[,;:.]\s+)(?P<rank>\d{1,2})(?P<tie>=)?[.)]?\s+(?=[^\W\d_])")
TRAILING = re.compile(r"\s*[,;.]\s*$")
BARE = re.compile(r"(?<![\d.:])(?:(?P<minutes>\d{1,2}):)?(?P<seconds>\d{1,4})(?:\.(?P<fraction>\d{1,3}))?(?![\d:]|\.\d)")
SAME_TIME = re.compile(r"\bsame time\b|\bs\.?t\.?\b", re.IGNORECASE)
LAPS = re.compile(r"\b(?:one|two|three|four|five|\d+) laps?(?: (?:behind|down|completed))?\b", re.IGNORECASE)
STATUS = re.compile(r"\b(?P<dnf>dnf|did not finish|retired)\b|\b(?P<dns>dns|did not start)\b|\b(?P<dsq>dsq|dq|disqualified)\b", re.IGNORECASE)
PENALTIES = re.compile(r"\((?P<figure>\d{1,2}|no penalty[^)]*)\)")
LESSER_FINALS = frozenset({"b-final", "bronze-final", "c-final", "d-final"})
GAP_SHARE = 0.5  # a time below this share of the first one's is a gap to it
MEDAL_RANKS = {"gold": 1, "silver": 2, "bronze": 3}


@dataclass(slots=True)
class _Row:
    """One row, by spans in the article."""

    scene: Scene
    rank: Slot[int] | None
    medal: Slot[str] | None
    start: int
    end: int


def find_rows(scenes: Scenes, resolver: Resolver) -> Iterator[Fact]:
    """Yield what the result lists and standings of an article state."""
    first_mark: Mark | None = None
    table: tuple[object, ...] | None = None
    restarted: Race | None = None
    for row in _rows(scenes):
        key = (row.scene.race, row.scene.standings, row.scene.status)
        if key != table or (row.rank is not None and row.rank.value == 1):
            table, first_mark = key, None
        if row.rank is not None and row.rank.value == 1:
            restarted = row.scene.race
        facts = list(_read_row(scenes, row, resolver, first_mark, continues=row.scene.race != restarted))
        for fact in facts:
            if first_mark is None and isinstance(fact, Result) and fact.mark is not None:
                first_mark = fact.mark.value
        yield from facts


def _rows(scenes: Scenes) -> Iterator[_Row]:
    text = scenes.article.text
    for number, scene in enumerate(scenes.scenes):
        start, end = scene.sentence.start, scene.sentence.end
        line = text[start:end]
        if scene.line is Line.ROW:
            begin = text.rfind("\n", 0, start) + 1
            if text[begin:start].strip():
                continue
            stop = text.find("\n", end)
            stop = len(text) if stop < 0 else stop
            line = text[start:stop]
            if medal := MEDAL_ROW.match(line):
                colour = medal.group("medal").lower()
                slot = Slot(colour, start + medal.start("medal"), start + medal.end("medal"))
                yield _Row(scene, Slot(MEDAL_RANKS[colour], slot.start, slot.end), slot, start + medal.end(), stop)
            else:
                yield from _numbered(scene, line, start)
        elif len(found := list(INLINE_ROW.finditer(line))) >= 2 and [int(item.group("rank")) for item in found] == list(range(1, len(found) + 1)):
            yield from _numbered(scene, line, start)
        elif scene.status and _is_list_line(scenes, number):
            yield _Row(scene, None, None, start, end)


def _is_list_line(scenes: Scenes, number: int) -> bool:
    """A short line without a verb below "Did not finish:" is a row."""
    scene = scenes.scenes[number]
    piece = scenes.article.text[scene.sentence.start : scene.sentence.end]
    return len(piece) < 80 and piece[:1].isupper() and not piece.rstrip().endswith((":", "!", "?")) and any(mention.kind in {Kind.PERSON, Kind.NATION} for mention in scene.mentions)


def _numbered(scene: Scene, line: str, start: int) -> Iterator[_Row]:
    found = list(INLINE_ROW.finditer(line))
    ranks = [int(item.group("rank")) for item in found]
    inline = len(found) > 1 and all(later - earlier in {0, 1} for earlier, later in zip(ranks, ranks[1:], strict=False))
    if not inline:
        match = ROW.match(line)
        if match is None:
            return
        yield _Row(scene, Slot(int(match.group("rank")), start + match.start("rank"), start + match.end("rank")), None, start + match.end(), start + len(line))
        return
    for item, following in zip(found, [*found[1:], None], strict=True):
        stop = following.start() if following is not None else len(line)
        yield _Row(scene, Slot(int(item.group("rank")), start + item.start("rank"), start + item.end("rank")), None, start + item.end(), start + stop)


def _read_row(scenes: Scenes, row: _Row, resolver: Resolver, first_mark: Mark | None, *, continues: bool) -> Iterator[Fact]:
    text = scenes.article.text
    piece = text[row.start : row.end]
    mentions = [mention for mention in _row_mentions(scenes, row)]
    entrant, after = _entrant(scenes, row, piece, mentions)
    if entrant is None:
        return
    bounds = (row.scene.sentence.start, max(row.scene.sentence.end, row.end)) if row.scene.line is Line.ROW else (row.scene.sentence.start, row.scene.sentence.end)
    team = _team(text, row, mentions, after, entrant)
    race = row.scene.race
    if row.scene.standings:
        if row.rank is not None:
            yield Standing(race, *bounds, row.scene.standings, row.rank, entrant, _points(text, row, after), team)
        return
    mark, gap = _mark_and_gap(text, row, mentions, after, first_mark)
    status = STATUS.search(piece[max(after - row.start, 0) :])
    state = Slot(status.lastgroup or "", after + status.start(), after + status.end()) if status else None
    if state is None and row.scene.status:
        state = Slot(row.scene.status, row.start, row.end)
    detail = _detail(piece, row)
    unplaced = state is not None
    laps = gap if unplaced else None
    gap = None if unplaced else gap
    overall = row.medal is not None or (race.round in LESSER_FINALS and row.rank is not None and row.rank.value > 2 and continues)
    if overall and mark is not None and not row.medal:
        yield Result(race, *bounds, entrant, mark=mark)
        mark = None
    yield Result(
        race if not overall else replace(race, round=None), *bounds, entrant, rank=None if unplaced else row.rank, medal=row.medal, mark=mark, gap=gap, team=team, status=state, detail=detail, laps=laps
    )
    if team is not None:
        yield Affiliation(race, *bounds, entrant, Slot(Entrant(EntrantKind.CLUB, team.value), team.start, team.end))
    members = [mention for mention in mentions if mention.kind is Kind.PERSON and mention.start >= after]
    if entrant.value.kind is EntrantKind.NATION and len(members) >= 2:
        yield LineUp(race, *bounds, entrant, tuple(slot for member in members if (slot := resolver.slot(member, row.scene))))


def _row_mentions(scenes: Scenes, row: _Row) -> Iterator[Mention]:
    for scene in scenes.scenes:
        if scene.sentence.start >= row.end:
            break
        if scene.sentence.end > row.start:
            yield from (mention for mention in scene.mentions if row.start <= mention.start and mention.end <= row.end)


def _entrant(scenes: Scenes, row: _Row, piece: str, mentions: list[Mention]) -> tuple[Slot[Entrant] | None, int]:
    """Return who the row is about and where the rest of the row begins."""
    first = mentions[0] if mentions else None
    if first is not None and first.kind is Kind.NATION and first.start == row.start:
        return Slot(first.value, first.start, first.end), first.end
    name = NAME.match(piece)
    if name is None:
        return None, row.start
    words = name.group().rstrip(" .,-–")
    end = row.start + len(words)
    for mention in mentions:
        if row.start < mention.start < end and mention.kind in {Kind.NATION, Kind.DURATION, Kind.LENGTH}:
            end = mention.start
            words = scenes.article.text[row.start : end].rstrip()
            end = row.start + len(words)
            break
    person = next((mention for mention in mentions if mention.kind is Kind.PERSON and mention.start == row.start), None)
    if person is not None and person.end < end and not words[len(person.value.name) :].strip().startswith(","):
        rest = scenes.article.text[person.end : end]
        if rest.strip():
            pass
    if not words:
        return None, row.start
    if fold(words) in {"result", "results"}:
        return None, row.start
    nation = next((mention for mention in mentions if mention.kind in {Kind.NATION, Kind.ADJECTIVE} and mention.start >= end and scenes.article.text[end : mention.start].strip() in {"(", ",", "", "-"}), None)
    code = nation.value.nation if nation is not None else None
    bearers = scenes.people.bearers(words)
    full = bearers[0] if len(bearers) == 1 else words
    after = nation.end if nation is not None else end
    if after < row.end and scenes.article.text[after] == ")":
        after += 1
    if code is None and full != words:
        code = _code_elsewhere(scenes, full)
    is_person = nation is not None or full in scenes.people.full or full in scenes.people.single or " " in words
    kind = EntrantKind.PERSON if is_person else EntrantKind.CLUB
    return Slot(Entrant(kind, full, code), row.start, end), after


def _code_elsewhere(scenes: Scenes, name: str) -> str | None:
    text = scenes.article.text
    at = text.find(name + " (")
    while at >= 0:
        for scene in scenes.scenes:
            if scene.sentence.start <= at < scene.sentence.end:
                for mention in scene.mentions:
                    if mention.kind is Kind.NATION and mention.start == at + len(name) + 2:
                        code: str | None = mention.value.nation
                        return code
        at = text.find(name + " (", at + 1)
    return None


def _team(text: str, row: _Row, mentions: list[Mention], after: int, entrant: Slot[Entrant]) -> Slot[str] | None:
    """Return the club, car or team: the capitalised words between the nation and the first figure."""
    if entrant.value.kind is EntrantKind.NATION:
        return None
    match = re.compile(r"\s*[,(]?\s*(?P<team>[^\W\d_a-z][^\d,;()]*?)(?=\s*(?:\d|,|;|\(|\)|$|all same|same time|one lap|two laps|\.$))").match(text, after, row.end)
    if match is None:
        return None
    team = match.group("team").rstrip(" .-")
    if not team or STATUS.match(team):
        return None
    return Slot(team, match.start("team"), match.start("team") + len(team))


def _points(text: str, row: _Row, after: int) -> Slot[str] | None:
    piece = text[after : row.end]
    if same := SAME_TIME.search(piece):
        return Slot(same.group(), after + same.start(), after + same.end())
    match = re.search(r"\d[\d:.,]*\d|\d", piece)
    if match is None:
        return None
    value = match.group()
    unit = re.match(r"\s*(points?|pts?|seconds?(?: behind)?|minutes?|secs?)", piece[match.end() :])
    end = match.end() + (unit.end() if unit else 0)
    return Slot(piece[match.start() : end] if unit else value, after + match.start(), after + end)


def _mark_and_gap(text: str, row: _Row, mentions: list[Mention], after: int, first_mark: Mark | None) -> tuple[Slot[Mark] | None, Slot[str] | None]:
    piece = text[after : row.end]
    for mention in mentions:
        if mention.start < after or mention.kind not in {Kind.DURATION, Kind.LENGTH, Kind.LAPS, Kind.POINTS}:
            continue
        value = mention.value.value
        words = mention.value.text
        if mention.kind in {Kind.LAPS, Kind.POINTS}:
            return None, Slot(words, mention.start, mention.end)
        follows = text[mention.end : mention.end + 10]
        precedes = text[max(mention.start - 2, after) : mention.start]
        if isinstance(value, Duration) and ("behind" in follows or "back" in follows or "+" in precedes or (isinstance(first_mark, Duration) and value.ms < GAP_SHARE * first_mark.ms)):
            return None, Slot(words, mention.start, mention.end)
        if isinstance(value, Duration | Length):
            return Slot(value, mention.start, mention.end), None
    if same := SAME_TIME.search(piece):
        return None, Slot(same.group(), after + same.start(), after + same.end())
    if laps := LAPS.search(piece):
        return None, Slot(laps.group(), after + laps.start(), after + laps.end())
    stripped = PENALTIES.sub(lambda found: " " * len(found.group()), piece)
    if bare := BARE.search(stripped):
        words = bare.group()
        slot = Slot(words, after + bare.start(), after + bare.end())
        fraction = bare.group("fraction")
        if fraction is None and bare.group("minutes") is None:
            return None, slot
        seconds = int(bare.group("minutes") or 0) * 60 + int(bare.group("seconds"))
        value = Duration(ms=seconds * 1000 + round(int(fraction or 0) * 1000 / 10 ** len(fraction or "0")), decimals=len(fraction or ""))
        if isinstance(first_mark, Duration) and value.ms < GAP_SHARE * first_mark.ms:
            return None, slot
        return Slot(value, slot.start, slot.end), None
    return None, None


def _detail(piece: str, row: _Row) -> Slot[str] | None:
    if found := PENALTIES.search(piece):
        return Slot(found.group("figure"), row.start + found.start("figure"), row.start + found.end("figure"))
    return None
