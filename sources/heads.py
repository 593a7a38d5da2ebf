"""The head of an article: its stamp, date lines and headline. Metadata of formats is left to their readers."""

from __future__ import annotations

import re
from datetime import date

from sources.dates import find_date
from sources.paragraphs import ENDED
from sources.rows import Style, read_start
from sources.sentences import split_sentences

MAX_TITLE = 100  # characters of a title that is cut from the first sentence
MAX_HEADLINE = 160
HEAD_LINES = 8
SENTENCE_WORDS = 8
HEADLINE_WORDS = 3  # fewer are the name of a section

STAMP = re.compile(
    r"\s*(?:date|dated|published|pubdate|updated)\b\s*[:=]?\s*(?P<date>\d{4}-\d{2}-\d{2})"
    r"(?:[T ]\d{2}:\d{2}\S*)?(?:\s+|$)",
    re.IGNORECASE,
)
# What may stand on a line beside its date: a place, a byline, a clock time.
DATE_WORDS = re.compile(
    r"(?:(?:published|posted|updated|last|modified|on|at|date|dated|created|released|(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"\d{1,2}[:.]\d{2}(?::\d{2})?|am|pm|gmt|utc|cet|cest|est|edt|local|time)\b|[\s,.:|·•()/–—-])*",
    re.IGNORECASE,
)
_NAME = r"[^\W\d_][\w.'’-]*(?:[ -][^\W\d_][\w.'’-]*){0,2}"
PLACE = re.compile(rf"(?P<first>{_NAME})(?:\s?[,/]\s?(?P<second>{_NAME})){{1,2}}")
BYLINE = re.compile(r"(?:by|from|words|text|report(?:ed by)?)\b:? .{1,80}", re.IGNORECASE)


def strip_stamp(text: str) -> tuple[date | None, str]:
    """Take a stamp such as `date 2021-03-04` off the beginning of a text; without one, return the text as it is."""
    match = STAMP.match(text[:200].lstrip())
    if match is None:
        return None, text
    found = find_date(match["date"])
    if found is None:
        return None, text
    lead = len(text[:200]) - len(text[:200].lstrip())
    rest = text[lead + match.end() :]
    # A stamp alone on its line leaves nothing there.
    return found[0], rest


def find_published(text: str) -> date | None:
    """Return the date that stands on a line of its own above the body of a cleaned text."""
    for line in _head(text):
        found = find_date(line)
        if found is not None and _is_date_line(line):
            return found[0]
    return None


def find_title(text: str) -> str:
    """Return the headline of a cleaned text, or its first sentence cut at a word; either stands in the text."""
    lines = [line for line in _head(text) if not _is_aside(line)]
    headlines = [line for line in lines if len(line.split()) >= HEADLINE_WORDS] or lines
    if headlines:
        return headlines[0]
    for sentence in split_sentences(text[: 20 * MAX_TITLE]):
        first = text[sentence.start : sentence.end]
        if not _is_aside(first):
            return _cut(first)
    return _cut(text.strip().split("\n", 1)[0])


def _head(text: str) -> list[str]:
    """Return the lines above the first sentence or row."""
    head: list[str] = []
    for line in text.split("\n", 4 * HEAD_LINES)[: 2 * HEAD_LINES]:
        if not line:
            continue
        if _is_body(line) or len(head) == HEAD_LINES:
            break
        head.append(line)
    else:
        # No body at all: a list of loose lines, of which the first is as good a headline as any.
        return head[:1]
    return head


def _is_body(line: str) -> bool:
    if len(line) > MAX_HEADLINE or line.endswith(":"):
        return True
    start = read_start(line)
    if start is not None and start.style is not Style.LABEL and find_date(line) is None:
        return start.style is not Style.BARE or start.rank == 1
    ended = ENDED.search(line) is not None and not line.endswith(("!", "?"))
    return ended and (len(line.split()) >= SENTENCE_WORDS or line.endswith((".", '."', ".”")))


def _is_aside(line: str) -> bool:
    return _is_date_line(line) or _is_place(line) or BYLINE.fullmatch(line) is not None


def _is_place(line: str) -> bool:
    match = PLACE.fullmatch(line)
    return match is not None and all(word[0].isupper() for word in re.findall(r"[^\W\d_][\w.'’]*", line))


def _is_date_line(line: str) -> bool:
    found = find_date(line)
    if found is None or len(line) > MAX_HEADLINE:
        return False
    rest = f"{line[: found[1]]} {line[found[2] :]}"
    parts = [part.strip() for part in re.split(r"[,|·•()–—/]|:\s|\s-\s", rest)]
    return all(
        not part or DATE_WORDS.fullmatch(part) or _is_place_part(part) or BYLINE.fullmatch(part) for part in parts
    )


def _is_place_part(part: str) -> bool:
    return len(part.split()) <= 3 and all(word[0].isupper() for word in part.split())


def _cut(text: str) -> str:
    if len(text) <= MAX_TITLE:
        return text
    return text[:MAX_TITLE].rsplit(" ", 1)[0].rstrip(" ,;:–—-")


_ABOUT = re.compile(
    r"^About (?:the |us: )?(?P<name>[^\W\d_a-z][^\n.:]{3,80})\n\s*(?:The )?(?P<full>(?P=name)(?: \([A-Z]{2,8}\))?)",
    re.MULTILINE,
)


def find_publisher(raw: str) -> str | None:
    """Return who publishes the page, from its "About the …" paragraph, with the abbreviation where it gives one."""
    found = _ABOUT.search(raw)
    return found["full"] if found else None
