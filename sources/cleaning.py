"""Raw text becomes the text that is kept: links reduced to their words, page furniture out, paragraphs whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sources import furniture
from sources.paragraphs import ENDED, Line, join_lines
from sources.rows import Style, read_start

LONGEST_LINE = 10_000  # characters; what reads lines may take quadratic time over one, and no report has such a one
PROSE_WORDS = 6  # a line of so many words with an end is a sentence of the report
LINK_LIST = 3  # lines that are nothing but a link, one after the other
HEADING_LENGTH = 80  # characters
# Of long blocks only so much is judged at once, or a page of nothing but openings would take quadratic time.
BLOCK_LINES = 40
OPENING_LINES = 8

_TARGET = r"\((?:<[^<>\n]*>|(?=[#/.)]|[^()\s]*[:/.])[^()\s]*(?:\([^()\s]*\)[^()\s]*)?)(?:\s+[\"'][^\"'\n]*[\"'])?\)"
IMAGE = re.compile(rf"!\[[^\[\]\n]{{0,300}}\]{_TARGET}")
LINK = re.compile(rf"\[(?P<words>[^\[\]\n]{{0,300}})\]{_TARGET}")
BLANKS = re.compile(r"[^\S\n]+")


def clean(text: str) -> str:
    """Return paragraphs parted by a blank line, rows by a line end; empty if there is only furniture.

    A line longer than LONGEST_LINE is cut between words, or where there are none, anywhere.
    """
    whole = join_lines(drop_furniture([_read_line(line) for line in text.split("\n")]))
    return "\n".join(piece for line in whole.split("\n") for piece in _cut(line))


def _cut(line: str) -> Iterator[str]:
    start = 0
    while len(line) - start > LONGEST_LINE:
        blank = line.rfind(" ", start + 1, start + LONGEST_LINE)
        stop = blank if blank > 0 else start + LONGEST_LINE
        yield line[start:stop].strip()
        start = stop
    yield line[start:].strip()


def strip_links(text: str) -> str:
    """Reduce `[words](address)` to its words and drop images."""
    return LINK.sub(lambda match: match["words"], IMAGE.sub("", text))


def drop_furniture(lines: Sequence[Line]) -> list[Line]:
    """Return the lines without page furniture; a sentence of the report is never furniture, however it begins."""
    kept: list[Line] = []
    seen_prose = False
    position = 0
    while position < len(lines):
        line = lines[position]
        after = _skip(lines, position, kept, seen_prose=seen_prose)
        if after == position:
            line = Line(furniture.INLINE_CREDIT.sub("", line.text), line.indent, line.link)
            seen_prose = seen_prose or _is_prose(line.text)
            kept.append(line)
            after = position + 1
        else:
            kept.append(Line(""))
        position = after
    return kept


def _skip(lines: Sequence[Line], position: int, kept: Sequence[Line], *, seen_prose: bool) -> int:
    """Return where the furniture that begins at `position` ends; `position` itself if none begins there."""
    text = lines[position].text
    if not text or len(text) > furniture.MAX_LENGTH:
        return position
    if _matches(furniture.SECTIONS, text):
        return _end_of_section(lines, position + 1) if seen_prose else position + 1
    end = _end_of_links(lines, position, kept) if lines[position].link else position
    if end > position:
        return end
    if _matches(furniture.LINES, text) or _is_credit(lines, position) or is_handle(lines[position]):
        return position + 1
    return _end_of_about(lines, position)


def _end_of_section(lines: Sequence[Line], position: int) -> int:
    """Skip the fragments below a section's opening; a heading that introduces what is kept again is given back."""
    heading: int | None = None
    while position < len(lines):
        end = _end_of_block(lines, position, limit=BLOCK_LINES)
        block = lines[position:end]
        if block and (not _is_fragment(block) or _end_of_about(lines, position) > position):
            return position if heading is None else heading
        if block:
            heading = position if _is_heading(block) else None
        position = max(end, position + 1)
    return len(lines)


def _end_of_links(lines: Sequence[Line], position: int, kept: Sequence[Line]) -> int:
    """Skip a list of links, unless a line that ends in a colon introduces it or a broken sentence goes on behind it."""
    before = next((line for line in reversed(kept) if line.text), None)
    if before is not None and (before.link or before.text.endswith(":")):
        return position
    end, count = position, 0
    for number in range(position, len(lines)):
        if lines[number].link:
            end, count = number + 1, count + 1
        elif lines[number].text:
            if lines[number].text[0].islower():
                return position
            break
    return end if count >= LINK_LIST else position


def _end_of_about(lines: Sequence[Line], position: int) -> int:
    """Skip "About <the publisher>" with its paragraph, which must be about an organisation and name it at once."""
    match = furniture.ABOUT.fullmatch(lines[position].text)
    if match is None or ENDED.search(lines[position].text):
        return position
    name = match["name"].removeprefix("the ").removeprefix("The ")
    start = position + 1
    while start < len(lines) and not lines[start].text:
        start += 1
    opening = " ".join(line.text for line in lines[start : _end_of_block(lines, start, limit=OPENING_LINES)])
    itself = name.lower() == "us" or name.lower().startswith("this ")
    named = name[:1].isupper() and name.lower() in opening[: len(name) + 60].lower()
    if itself or (named and furniture.ORGANISATION.search(f"{name} {opening[:400]}")):
        return _end_of_block(lines, start)
    return position


def _end_of_block(lines: Sequence[Line], position: int, *, limit: int | None = None) -> int:
    last = len(lines) if limit is None else min(len(lines), position + limit)
    while position < last and lines[position].text:
        position += 1
    return position


def _is_fragment(block: Sequence[Line]) -> bool:
    """Tell links, times and loose words from a paragraph or a list of results."""
    starts = [read_start(line.text) for line in block]
    if any(start and (start.rank is not None or start.style in (Style.MEDAL, Style.OUT)) for start in starts):
        return False
    words = " ".join(line.text for line in block)
    return _matches(furniture.LINES, words) or not _is_prose(words)


def _is_prose(text: str) -> bool:
    return len(text) > furniture.MAX_LENGTH or (
        ENDED.search(text[-12:]) is not None and len(text.split(maxsplit=PROSE_WORDS)) >= PROSE_WORDS
    )


def _is_heading(block: Sequence[Line]) -> bool:
    if len(block) > 1:
        return False
    line = block[0]
    known = _matches(furniture.SECTIONS, line.text) or furniture.CLOCK.search(line.text) or is_handle(line)
    return not (known or line.link or line.text.endswith(":")) and len(line.text) <= HEADING_LENGTH


def _is_credit(lines: Sequence[Line], position: int) -> bool:
    """Tell a photo credit; one of an unknown agency must stand alone, so that a row of a list is none."""
    if _matches(furniture.CREDITS, lines[position].text):
        return True
    neighbours = [*lines[max(position - 1, 0) : position], *lines[position + 1 : position + 2]]
    alone = not any(line.text for line in neighbours)
    return alone and furniture.LONE_CREDIT.fullmatch(lines[position].text) is not None


def is_handle(line: Line) -> bool:
    """Tell whether a line is nothing but accounts, tags and addresses."""
    if furniture.NAMED_HANDLE.fullmatch(line.text):
        return True
    words = line.text.split()
    return bool(words) and all(furniture.HANDLE.fullmatch(word) for word in words) and not line.text.isalpha()


def _matches(patterns: furniture.Patterns, text: str) -> bool:
    return len(text) <= furniture.MAX_LENGTH and any(pattern.fullmatch(text) for pattern in patterns())


def _read_line(raw: str) -> Line:
    plain = strip_links(raw)
    text = BLANKS.sub(" ", plain).strip()
    link = plain != raw and not LINK.sub("", IMAGE.sub("", raw)).strip(" \t/|,·•")
    return Line(text, len(raw) - len(raw.lstrip()), link)
