"""Find the rows of result lists and standings: a row a line, several in one line, medal rows, those without a place.

What a row says is left to `rows`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from qa.extract.line import MEDAL_ROW, RESULTS, ROW, STANDINGS, Line
from qa.extract.scene import Scene, Scenes
from qa.facts import Slot
from qa.mention import Kind
from qa.race import Race

FEWEST = 2  # entries that make a list of those without places
LEFT_OUT = 20  # places that a list of one line may skip behind the first two
INLINE_ROW = re.compile(
    r"(?:^(?:[A-Z]{3,}[:\s]\s*)?|[,;:.)]\s+|\n\s*)(?P<rank>\d{1,2})"
    r"(?P<tie>=|\s+equal|\s+eq)?[.),]?\s+(?=[A-Z\u00c0-\u00de]|(?:van|von|de|der|ter|el|al|bin) [A-Z])"
)
STATUS_LIST = re.compile(
    r"(?<!\w)(?:(?P<dnf>did not finish|dnf|retired|ret|not classified|no height|no mark|no valid \w+)"
    r"|(?P<dns>did not start|dns|non-starters?|withdrawn|withdrew)|(?P<dsq>disqualified|dsq|dq|excluded))"
    r"(?: [^:;\n.]{1,24})?:\s*(?P<list>[^\n;]+)",
    re.IGNORECASE,
)
# "Standings after two of five: …", "Elite men, top three: …", "Leading finishers: …"
RANKLESS = re.compile(
    r"(?P<lead>(?:^|(?<=\n)|(?<=\. ))[^:\n.]{0,60}"
    r"\b(?:standings?|top (?:two|three|four|five|six|eight|ten)|finishers|placings|result)\b[^:\n]{0,40}): "
    r"(?P<rows>[^\n]+)",
    re.IGNORECASE,
)
RANKLESS_ENTRY = re.compile(
    r"(?P<row>(?P<name>(?:[^\W\d_a-z]|van |von |de )[^\d,;():+]*?) ?(?:\([A-Z][^)]*\) ?)?"
    r"\+?\d(?:[\d:.,]*\d)?(?: ?(?:points|pts))?)(?P<separator>[,;] ?|\.?$|\. )"
)
ENTRY = re.compile(
    r"\s*(?P<name>[^\W\d_][^,;()]*?)\s*(?P<bracket>\([^)]*\))?\s*(?:[-–]\s[^;]*)?(?:,|;|\sand\s|\.?\s*$)"
)
MEDAL_RANKS = {"gold": 1, "silver": 2, "bronze": 3}
TEAM_LIST = re.compile(r"teams?(?: (?:results?|scores?|standings?|race))?$", re.IGNORECASE)
POINTS = re.compile(r"\bpoints?\b|\bpts\b|\d(?:pts|pt)\b", re.IGNORECASE)
TABLE_OF_POINTS = re.compile(
    r"\b(?:nations|team|teams|manufacturers|constructors|riders|drivers)['’]? (?:cup|trophy|title|championship)\b"
    r"|^\s*points\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list, by spans in the article: `start` to `end` is what follows its rank."""

    scene: Scene
    race: Race
    start: int
    end: int
    rank: Slot[int] | None = None
    tied: bool = False
    medal: Slot[str] | None = None
    status: Slot[str] | None = None
    standings: str | None = None


def find_row_places(scenes: Scenes) -> Iterator[Row]:
    """Yield the rows of an article in order."""
    text = scenes.article.text
    done = 0
    last = -1  # where the last line began that holds no rows: each of its sentences would try it again
    for number, scene in enumerate(scenes.scenes):
        begin = text.rfind("\n", 0, scene.sentence.start) + 1
        stop = text.find("\n", scene.sentence.end)
        stop = len(text) if stop < 0 else stop
        if scene.sentence.start >= done and begin != last:
            last = begin
            rows = list(_rows_of_line(scenes, text, begin, stop))
            if rows:
                yield from rows
                done = stop
                continue
        if scene.sentence.start < done:
            continue
        yield from _status_rows(scenes, text, scene.sentence.start, scene.sentence.end)
        if scene.status and _is_list_line(scenes, number):
            state = Slot(scene.status, scene.sentence.start, scene.sentence.end)
            yield Row(scene, scene.race, scene.sentence.start, scene.sentence.end, status=state)


def _rows_of_line(scenes: Scenes, text: str, begin: int, stop: int) -> Iterator[Row]:
    line = text[begin:stop]
    if medal := MEDAL_ROW.match(line):
        colour = medal.group("medal").lower()
        start, end = begin + medal.start("medal"), begin + medal.end("medal")
        scene = scene_at(scenes, begin + medal.end())
        yield Row(
            scene,
            scene.race,
            begin + medal.end(),
            stop,
            rank=Slot(MEDAL_RANKS[colour], start, end),
            medal=Slot(colour, start, end),
        )
        return
    first = ROW.match(line)
    is_row = scene_at(scenes, begin).line is Line.ROW
    lists = _lists_in(line, is_row=is_row)
    if lists:
        yield from _inline(scenes, text, begin, stop, lists)
    elif not is_row and (rankless := list(_rankless(scenes, text, begin, stop))):
        yield from rankless
    elif is_row and first is not None:
        rank = Slot(int(first.group("rank")), begin + first.start("rank"), begin + first.end("rank"))
        scene = scene_at(scenes, begin)
        state = Slot(scene.status, rank.start, rank.end) if scene.status else None
        yield Row(
            scene,
            scene.race,
            begin + first.end(),
            stop,
            rank=rank,
            tied=first.group("tie") is not None,
            status=state,
            standings=scene.standings,
        )


def _rankless(scenes: Scenes, text: str, begin: int, stop: int) -> Iterator[Row]:
    """Yield the rows of "Standings, women: Berg 160, Dahl 150" and "Top three: Berg (NOR) 1:37.0; Dahl +0.6", in order.

    The place of an entry is its order; what stands for it is the span of the entry itself.
    """
    for match in RANKLESS.finditer(text, begin, stop):
        start, end = match.span("rows")
        entries: list[re.Match[str]] = []
        while (entry := RANKLESS_ENTRY.match(text, entries[-1].end() if entries else start, end)) is not None:
            entries.append(entry)
            if entry.group("separator")[:1] not in {",", ";"}:
                break
        if len(entries) < FEWEST or entries[-1].group("separator")[:1] in {",", ";"}:
            continue
        lead = match.group("lead")
        scene = scene_at(scenes, start)
        standings = lead.strip() if _names_table(lead) else None
        for rank, entry in enumerate(entries, start=1):
            slot: Slot[int] = Slot(rank, entry.start("name"), entry.end("name"))
            yield Row(scene, race_at(scene, start), entry.start("name"), entry.end("row"), slot, standings=standings)


def _lists_in(line: str, *, is_row: bool) -> list[list[re.Match[str]]]:
    """Return the rows of each list in a line: a list has two rows or more, begins with 1, and its places ascend."""
    lists: list[list[re.Match[str]]] = []
    for item in INLINE_ROW.finditer(line):
        rank = int(item.group("rank"))
        last = int(lists[-1][-1].group("rank")) if lists else None
        step = 1 if last is None or len(lists[-1]) < 2 else LEFT_OUT
        if last is not None and 0 <= rank - last <= step and (rank > 1 or item.group("tie")):
            lists[-1].append(item)
        elif rank == 1 or (is_row and not lists):
            lists.append([item])
        else:
            return []
    return [rows for rows in lists if len(rows) > 1]


def _inline(scenes: Scenes, text: str, begin: int, stop: int, lists: list[list[re.Match[str]]]) -> Iterator[Row]:
    """Yield the rows of one line, "Women's mile: 1. A 4:21.4; 2. B 4:23.1", and who follows without a place."""
    for found, after in zip(lists, [*lists[1:], None], strict=True):
        first = scene_at(scenes, begin + found[0].start("rank")).sentence.start
        end_of_list = stop if after is None else _begin_of(scenes, text, begin + after[0].start("rank"))
        lead = text[max(begin, first) : begin + found[0].start("rank")]
        yield from _rows_of_list(scenes, text, begin, end_of_list, lead, found)


def _begin_of(scenes: Scenes, text: str, position: int) -> int:
    """Return where the words before the first row of a list begin: "B final: 1. …"."""
    return max(scene_at(scenes, position).sentence.start, text.rfind("; ", 0, position) + 1)


def _rows_of_list(
    scenes: Scenes, text: str, begin: int, stop: int, lead: str, found: list[re.Match[str]]
) -> Iterator[Row]:
    end_of_rows = stop
    if status := STATUS_LIST.search(text, begin + found[-1].end(), stop):
        end_of_rows = status.start()
    first = begin + found[0].start("rank")
    names_round = any(
        mention.kind is Kind.ROUND and first - len(lead) <= mention.start and mention.end <= first
        for mention in scene_at(scenes, first).mentions
    )
    for item, following in zip(found, [*found[1:], None], strict=True):
        start = begin + item.end()
        end = begin + following.start() if following is not None else end_of_rows
        scene = scene_at(scenes, start)
        standings = None if names_round or _names_table(lead) else scene.standings
        standings = standings or _inline_standings(lead, text[first:end_of_rows])
        rank = Slot(int(item.group("rank")), begin + item.start("rank"), begin + item.end("rank"))
        yield Row(
            scene, race_at(scene, start), start, end, rank=rank, tied=item.group("tie") is not None, standings=standings
        )
    yield from _status_rows(scenes, text, end_of_rows, stop)


def _inline_standings(lead: str, rows: str) -> str | None:
    """Return the name of the table where the words before the first rank, or points, tell a standing from a result."""
    name = lead.strip().rstrip(":").strip()
    if TEAM_LIST.match(name):
        return name  # beside the race of one against the other
    is_table = _names_table(lead) or POINTS.search(rows) is not None
    return name or "standings" if is_table and not RESULTS.search(lead) else None


def _names_table(lead: str) -> bool:
    return STANDINGS.search(lead) is not None or TABLE_OF_POINTS.search(lead) is not None


def _status_rows(scenes: Scenes, text: str, begin: int, stop: int) -> Iterator[Row]:
    """Yield those listed behind "Did not finish:", "Disqualified:" and the like."""
    for match in STATUS_LIST.finditer(text, begin, stop):
        label = next(name for name in ("dnf", "dns", "dsq") if match.group(name))
        state = Slot(label, match.start(label), match.end(label))
        at, end = match.start("list"), match.end("list")
        while at < end:
            entry = ENTRY.match(text, at, end)
            if entry is None or entry.end() == at:
                break
            start = entry.start("name")
            scene = scene_at(scenes, start)
            last = entry.end("bracket") if entry.group("bracket") else entry.end("name")
            yield Row(scene, race_at(scene, match.start()), start, last, status=state)
            at = entry.end()


def _is_list_line(scenes: Scenes, number: int) -> bool:
    """A short line without a verb below "Did not finish:" is a row."""
    scene = scenes.scenes[number]
    piece = scenes.article.text[scene.sentence.start : scene.sentence.end]
    named = any(mention.kind in {Kind.PERSON, Kind.NATION} for mention in scene.mentions)
    return (
        len(piece) < 80
        and piece[:1].isupper()
        and ":" not in piece
        and not piece.rstrip().endswith(("!", "?"))
        and named
    )


def scene_at(scenes: Scenes, position: int) -> Scene:
    """Return the scene that holds a character, or the nearest one before it."""
    after = bisect_right(scenes.scenes, position, key=lambda scene: scene.sentence.start)
    return scenes.scenes[max(after - 1, 0)]


def race_at(scene: Scene, position: int) -> Race:
    """Return the race that the words at a character speak of."""
    index = next((at for at, mention in enumerate(scene.mentions) if mention.end > position), len(scene.mentions) - 1)
    return scene.race_at(index) if scene.mentions else scene.race
