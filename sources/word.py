"""Word files become plain lines: paragraphs, items of lists with their numbers, tables with one row a line."""

from __future__ import annotations

from collections.abc import Container, Iterator
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING
from zipfile import ZipFile

from sources.archives import inflate
from sources.drafts import Draft, join_words
from sources.errors import UnreadableFile
from sources.numbering import Numbering, W, read_definitions, value_of

if TYPE_CHECKING:
    from docx.document import Document
    from docx.opc.rel import Relationships
    from lxml.etree import _Element  # type: ignore[import-untyped]  # has no types of its own

OLD_OR_ENCRYPTED = b"\xd0\xcf\x11\xe0"  # both are compound files, no archives
SAVE_AGAIN = "open it in Word or LibreOffice and save it as .docx"
TITLE = "{http://purl.org/dc/elements/1.1/}title"
TITLE_STYLES = ("title", "heading 1")
TITLE_LINES = 5  # at the beginning, among which the title of the properties must stand to be believed

FRAMES = {f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"}  # around blocks, rows and cells; they are no text
SIGNS = {f"{W}tab": " ", f"{W}ptab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
# What was deleted or moved away, boxes beside the text, and the second copy of each that older programs are given.
LEFT_OUT = {f"{W}del", f"{W}moveFrom", f"{W}txbxContent", f"{W}pPr", f"{W}rPr"} | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}


def read_word(data: bytes, name: str) -> list[Draft]:
    """Read one article; its title is the first heading, or the one in its properties if it stands in the text, too.

    No date is taken from the properties: it is often that of a template, or of the day somebody saved the file.
    """
    document = _open(data, name)
    styles = _part(document.part.rels, "styles")
    numbering = Numbering(read_definitions(_part(document.part.rels, "numbering"), styles))
    text = "\n".join(_lines(document.element.body, numbering))
    return [Draft(text=text, title=_find_title(document, styles))]


def _open(data: bytes, name: str) -> Document:
    if data.startswith(OLD_OR_ENCRYPTED):
        raise UnreadableFile(name, "is protected by a password, or an old .doc file", SAVE_AGAIN)
    # A copy that is not packed: its size is known to be harmless.
    copy = BytesIO()
    with ZipFile(copy, "w") as archive:
        for member, content in dict(inflate(data, name)).items():
            archive.writestr(member, content)
    copy.seek(0)

    import docx  # slow to import, and only Word files need it
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        document = docx.Document(copy)
    except (OpcError, LxmlError, KeyError, ValueError, AttributeError, TypeError) as error:
        raise UnreadableFile(name, "is damaged, or no Word file at all", SAVE_AGAIN) from error
    if getattr(document.element, "body", None) is None:
        raise UnreadableFile(name, "is damaged: it has no body", SAVE_AGAIN)
    return document


def _part(relations: Relationships, kind: str) -> _Element | None:
    for relation in relations.values():
        if str(relation.reltype).endswith(f"/{kind}") and not relation.is_external:
            return getattr(relation.target_part, "element", None)
    return None


def _lines(frame: _Element, numbering: Numbering) -> Iterator[str]:
    """Give the lines of the text, with a blank one around each block; items of lists and rows of tables stand close."""
    close = False
    for block in _inside(frame, (f"{W}p", f"{W}tbl")):
        if block.tag == f"{W}tbl":
            yield ""
            for row in _inside(block, (f"{W}tr",)):
                yield from _row(row, numbering)
            close = False
            continue
        mark, words = numbering.mark(block), _words(block)
        if not (mark and close):
            yield ""
        yield mark + words if words.strip() else ""
        close = bool(mark)
    yield ""


def _row(row: _Element, numbering: Numbering) -> Iterator[str]:
    cells = list(_inside(row, (f"{W}tc",)))
    if len(cells) == 1:
        yield from _lines(cells[0], numbering)  # a frame around text, no table
    else:
        texts = [" ".join(" ".join(map(_words, cell.iter(f"{W}p"))).split()) for cell in cells]
        yield " | ".join(texts) if any(texts) else ""


def _inside(element: _Element, tags: Container[str]) -> Iterator[_Element]:
    """Give the children with one of the tags, also those in a frame of their own."""
    for child in element:
        if child.tag in FRAMES:
            yield from _inside(child, tags)
        elif child.tag in tags:
            yield child


def _words(element: _Element) -> str:
    if element.tag == f"{W}t":
        return str(element.text or "")
    if element.tag in SIGNS:
        return SIGNS[element.tag]
    return "".join(_words(child) for child in element if child.tag not in LEFT_OUT)


def _find_title(document: Document, styles: _Element | None) -> str | None:
    found = styles.iterfind(f"{W}style") if styles is not None else ()
    titles = {style.get(f"{W}styleId") for style in found if (value_of(style, "name") or "").lower() in TITLE_STYLES}
    paragraphs = _inside(document.element.body, (f"{W}p",))
    first = list(islice(((one, text) for one in paragraphs if (text := join_words(_words(one)))), TITLE_LINES))
    properties = _part(document.part.package.rels, "core-properties")
    title = join_words(properties.findtext(TITLE)) if properties is not None else None
    styled = [text for one, text in first if value_of(one.find(f"{W}pPr"), "pStyle") in titles]
    return next((text for text in [*styled, *(text for _, text in first if text == title)]), None)
