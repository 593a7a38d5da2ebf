"""The numbers of list items in Word files. Word counts them itself: no text holds them, but a rank is a fact."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element  # type: ignore[import-untyped]  # has no types of its own

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BULLET = "- "
MAX_BASES = 20  # styles that a style is based on, one after the other; more would be a circle
Level = tuple[str, str]  # the id of a list's definition or of a list, and the level in it: "0" is the outermost


@dataclass(frozen=True, slots=True)
class Definitions:
    """What a document says about its lists and styles; ids are texts, as in the file."""

    definition_of: dict[str, str]
    formats: dict[Level, str]
    starts: dict[Level, int]
    restarts: dict[Level, int]
    lists_of_styles: dict[str, Level]
    bases: dict[str, str]


class Numbering:
    """Counts the items of the lists of one document; to be asked in the order of the text."""

    def __init__(self, definitions: Definitions) -> None:
        self._definitions = definitions
        self._counts: dict[Level, int] = {}
        self._begun: set[Level] = set()

    def mark(self, paragraph: _Element) -> str:
        """Return what Word shows before a paragraph: `3. `, `- ` for all other kinds of lists, or nothing."""
        found = _list_of(paragraph, self._definitions)
        if found is None or found[0] not in self._definitions.definition_of:
            return ""
        definition = self._definitions.definition_of[found[0]]
        level = (definition, found[1])
        if self._definitions.formats.get(level) != "decimal":
            return BULLET
        restart = self._definitions.restarts.get(found)
        if restart is not None and found not in self._begun:
            self._counts[level] = restart
        elif level in self._counts:
            self._counts[level] += 1
        else:
            self._counts[level] = self._definitions.starts.get(level, 1)
        self._begun.add(found)
        for deeper in [other for other in self._counts if other[0] == definition and other[1] > found[1]]:
            del self._counts[deeper]
        return f"{self._counts[level]}. "


def read_definitions(lists: _Element | None, styles: _Element | None) -> Definitions:
    """Read the parts `numbering.xml` and `styles.xml` of a document, where it has them."""
    found = Definitions({}, {}, {}, {}, {}, {})
    for definition in lists.iterfind(f"{W}abstractNum") if lists is not None else ():
        for level in definition.iterfind(f"{W}lvl"):
            key = (definition.get(f"{W}abstractNumId", ""), level.get(f"{W}ilvl", "0"))
            found.formats[key] = value_of(level, "numFmt") or "decimal"
            found.starts[key] = _number(value_of(level, "start"))
    for one in lists.iterfind(f"{W}num") if lists is not None else ():
        number = one.get(f"{W}numId", "")
        found.definition_of[number] = value_of(one, "abstractNumId") or ""
        for level in one.iterfind(f"{W}lvlOverride"):
            if (start := value_of(level, "startOverride")) is not None:
                found.restarts[number, level.get(f"{W}ilvl", "0")] = _number(start)
    for style in styles.iterfind(f"{W}style") if styles is not None else ():
        name = style.get(f"{W}styleId", "")
        found.bases[name] = value_of(style, "basedOn") or ""
        for level_of_list in _named_lists(style):
            found.lists_of_styles[name] = level_of_list
    return found


def _list_of(paragraph: _Element, definitions: Definitions) -> Level | None:
    """Return list and level of a paragraph, its own or its style's; list "0" means that it is in none."""
    for own in _named_lists(paragraph):
        return own
    style = value_of(paragraph.find(f"{W}pPr"), "pStyle")
    for _ in range(MAX_BASES):
        if not style:
            return None
        if style in definitions.lists_of_styles:
            return definitions.lists_of_styles[style]
        style = definitions.bases.get(style)
    return None


def _named_lists(element: _Element) -> Iterator[Level]:
    named = element.find(f"{W}pPr/{W}numPr")
    number = value_of(named, "numId")
    if number is not None:
        yield number, value_of(named, "ilvl") or "0"


def value_of(element: _Element | None, name: str) -> str | None:
    """Return the value that a child element states, if both are there."""
    child = element.find(f"{W}{name}") if element is not None else None
    return child.get(f"{W}val") if child is not None else None


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 1
