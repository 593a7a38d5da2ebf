"""Tell headings, rows of results and running prose apart."""

from __future__ import annotations

import re
from enum import Enum, auto

from sources.records import Sentence

ROW = re.compile(r"\s*(?P<rank>\d{1,3})(?P<tie>\s*=|\s+equal|\s+eq)?(?:[.):]|(?=\s))\s*(?=[^\W\d_])")
MEDAL_ROW = re.compile(r"\s*(?P<medal>gold|silver|bronze)(?: medal(?:lists?)?)?\s*(?::|-|–)\s+", re.IGNORECASE)
STANDINGS = re.compile(
    r"\b(standings?|general classification|overall|points table|medals? table"
    r"|league table|medal count|drivers' championship|constructors'?|teams' championship|money list|order of merit)\b"
    r"|(?<!final )\brankings?\b|\bchampionship\s*(?:\(after[^)]*\)\s*)?:"
    r"|\bafter (?:\d+|two|three|four|five|six|seven|eight|nine|ten)"
    r"(?: of \w+\)| (?:of \w+ )?(?:rounds|races|events|stages|legs|meetings)\b)",
    re.IGNORECASE,
)
ROW_IN_LINE = re.compile(r"(?:^|[:;,.)]\s+)\d{1,2}(?:=|[.):])?\s+[^\W\d_]")
RESULTS = re.compile(r"\bresults?\b", re.IGNORECASE)
LONGEST_HEADING = 110


class Line(Enum):
    """What kind of line a sentence stands in."""

    PROSE = auto()
    HEADING = auto()
    ROW = auto()


def line_kind(text: str, sentence: Sentence) -> Line:
    """Tell a heading, a result row and running prose apart."""
    begin = text.rfind("\n", 0, sentence.start) + 1
    stop = text.find("\n", sentence.end)
    line = text[begin : stop if stop >= 0 else len(text)]
    if MEDAL_ROW.match(line):
        return Line.ROW
    match = ROW.match(line)
    if match and (
        line[match.end("rank") :][:1] in ".)=:"
        or match.group("tie")
        or _in_list(text, begin, stop, int(match.group("rank")))
    ):
        return Line.ROW
    stripped = line.rstrip()
    following = text[stop:].lstrip()[:40] if stop >= 0 else ""
    if len(stripped) <= LONGEST_HEADING and STANDINGS.search(stripped) and re.match(r"1[.)]? ", following):
        return Line.HEADING
    if len(stripped) <= LONGEST_HEADING and (
        stripped.endswith(":") or not stripped.endswith((".", "!", "?", '"', "”", "’", "'"))
    ):
        return Line.HEADING
    return Line.PROSE


def _in_list(text: str, begin: int, stop: int, rank: int) -> bool:
    """A bare number begins a row only beside rows of the neighbouring numbers."""
    after = text[stop + 1 : stop + 12] if stop >= 0 else ""
    before = text[text.rfind("\n", 0, max(begin - 1, 0)) + 1 : begin]
    return (
        after.lstrip().startswith(str(rank + 1))
        or before.lstrip().startswith(str(rank - 1))
        or before.lstrip().startswith(str(rank))
    )


def holds_rows(text: str, sentence: Sentence) -> bool:
    """Tell whether several rows stand in the sentence's line: "Laser: 1. A 51; 2. B 53"."""
    begin = text.rfind("\n", 0, sentence.start) + 1
    stop = text.find("\n", sentence.end)
    return len(ROW_IN_LINE.findall(text[begin : stop if stop >= 0 else len(text)])) > 1
