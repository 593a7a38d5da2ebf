"""PDF files become lines, page by page, without what stands on every page. Joining lines is left to cleaning."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from sources import aside
from sources.drafts import Draft, has_words, join_words
from sources.errors import UnreadableFile
from sources.limits import MAX_BYTES, MAX_PAGES
from sources.paragraphs import ENDED

NEEDS_PASSWORD = 4  # PDFium's FPDF_ERR_PASSWORD
EDGE = 3  # lines at the beginning and end of a page, among which its number and running title are looked for
EDGE_LENGTH = 100  # characters
MAX_UNKNOWN_RATIO = 0.05
TITLE_WORDS = 3  # fewer are the name of a template or a section

LINE_END = re.compile(r"\r\n|[\r\n]")
PAGE_NUMBER = re.compile(r"(?:page|p\.)\s*\d+(?:\s*(?:of|/)\s*\d+)?", re.IGNORECASE)
UNKNOWN = re.compile("[\ufffd\ue000-\uf8ff]")  # letters that a font does not explain
# PDFium leaves this mark where it joined a word that was parted by a hyphen at the end of a line.
MARK = "[\ufffe\x02]"
PARTED = re.compile(
    rf"(?<!\S)(?P<before>\S{{0,40}}?)(?P<left>\w{{1,40}}){MARK}\n?(?P<right>\w{{1,40}})(?P<after>\S{{0,40}})"
)
NUMBER_WORD = re.compile(r"(?:two|three|four|five|six|seven|eight|nine|ten|\w*\d)", re.IGNORECASE)


def read_pdf(data: bytes, name: str) -> list[Draft]:
    """Read one article; its title is the one in the file's properties if it stands in the text, too."""
    pages, stated = aside.read_pages(data, name)
    text = "\n".join(pages)
    if not has_words(text):
        raise UnreadableFile(name, "holds pictures of its pages, no text", "run it through text recognition (OCR)")
    if len(UNKNOWN.findall(text)) > MAX_UNKNOWN_RATIO * len(text):
        raise UnreadableFile(name, "does not say which letters its fonts show", "run it through text recognition (OCR)")
    lines = [LINE_END.split(page) for page in pages]
    text = _join_words("\n".join(line for page in _drop_edges(lines) for line in page))
    title = _find_title(stated, text)
    if title is not None:
        # One that takes two lines takes one, and parts from the text below it.
        text = re.sub(rf"(?im)^{_pattern(title)} *$", lambda _: f"\n{title}\n", text, count=1)
    return [Draft(text=text, title=title)]


def read_pages(data: bytes, name: str) -> tuple[list[str], str | None]:
    """Return the text of each page, and the title in the properties; `aside` calls it in a process of its own."""
    import pypdfium2  # type: ignore[import-untyped]  # slow to import, and without types of its own

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == NEEDS_PASSWORD:
            raise UnreadableFile(name, "is protected by a password", "save it without one") from error
        raise UnreadableFile(name, "is damaged, or no PDF at all", "save or download it again") from error
    with pdf:
        if len(pdf) > MAX_PAGES:
            raise UnreadableFile(name, f"has more than {MAX_PAGES:,} pages", "split it")
        pages: list[str] = []
        for number in range(len(pdf)):
            try:
                pages.append(_read_page(pdf, number))
            except pypdfium2.PdfiumError as error:
                raise UnreadableFile(
                    name, f"is damaged: page {number + 1} of {len(pdf)} cannot be read", "save or download it again"
                ) from error
            if sum(map(len, pages)) > MAX_BYTES:
                raise UnreadableFile(name, f"holds more than {MAX_BYTES:,} characters", "split it")
        return pages, pdf.get_metadata_value("Title") or None


def _read_page(pdf: Any, number: int) -> str:
    page = pdf[number]
    try:
        words = page.get_textpage()
        try:
            return str(words.get_text_range())
        finally:
            words.close()
    finally:
        page.close()


def _drop_edges(pages: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    """Give the lines of each page without its number and what stands at the edge of most others, too."""
    seen = Counter(
        line
        for number, lines in enumerate(pages, 1)
        for line in {_mask(lines[place], number) for place in _edges(lines)}
    )
    often = {line for line, count in seen.items() if count > 1 and 2 * count > len(pages)}
    for number, lines in enumerate(pages, 1):
        edges = set(_edges(lines))
        yield [
            line
            for place, line in enumerate(lines)
            if place not in edges or not (_mask(line, number) in often or PAGE_NUMBER.fullmatch(line.strip()))
        ]


def _edges(lines: Sequence[str]) -> list[int]:
    """Return where the lines stand that could be furniture; a sentence is none."""
    places = [place for place, line in enumerate(lines) if line.strip()]
    return [
        place
        for place in {*places[:EDGE], *places[-EDGE:]}
        if len(lines[place]) <= EDGE_LENGTH and not ENDED.search(lines[place].rstrip())
    ]


def _mask(line: str, number: int) -> str:
    return " ".join(re.sub(rf"(?<!\d){number}(?!\d)", "#", line).split())


def _join_words(text: str) -> str:
    """Put words together again that were parted at the end of a line, with the hyphen if it belongs to them."""
    known = {word.casefold() for word in re.findall(r"\w+(?:-\w+)?", text)}

    def join(match: re.Match[str]) -> str:
        left, right = match["left"], match["right"]
        compound = f"{left}-{right}".casefold() in known or NUMBER_WORD.fullmatch(left) or not right[0].islower()
        word = f"{left}-{right}" if compound and f"{left}{right}".casefold() not in known else left + right
        whole = match["before"] + word + match["after"]
        # The end of the line went with the hyphen; it is put back where it changes the lengths of lines least.
        return f"{whole}\n" if len(right) < len(left) else f"\n{whole}"

    return re.sub(MARK, "", PARTED.sub(join, text))


def _find_title(stated: str | None, text: str) -> str | None:
    title = join_words(stated)
    if title is None or len(title.split()) < TITLE_WORDS:
        return None
    found = re.search(_pattern(title), text, re.IGNORECASE)
    # As it is printed, so that it can be cited.
    return " ".join(found[0].split()) if found else None


def _pattern(title: str) -> str:
    return r"\s+".join(map(re.escape, title.split()))
