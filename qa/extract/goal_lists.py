"""Read scores told with a list of names: "with goals from A, B and C", "took the lead through A"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.extract.goal_events import COUNTED, LEVELLED, kind_of
from qa.extract.goal_words import Event
from qa.extract.phrasing import MARK, Phrasing
from qa.extract.role_views import matches
from qa.facts import Slot

ITEM = r"<[PT]\d+>(?: \([^()]*\))?"
LISTED = re.compile(
    rf"\b(?P<what>goals?|tries|(?:a|the) try|penalties|strikes|an own goal|a hat-trick|a brace) (?:came )?(?:from|by) "
    rf"(?P<names>{ITEM}(?:, {ITEM})*(?:,? and {ITEM})?)(?!'s)"
)
THROUGH = re.compile(
    r"(?:(?P<team><[NT]\d+>) (?:[a-z]+ly |then |also )?)?(?P<what>took the lead|went ahead|led|went in front"
    r"|equali[sz]ed|levelled|scored|pulled one back|hit back|struck first|doubled (?:the|their) lead|replied"
    r"|went \d+-\d+ (?:up|ahead))"
    rf"(?: [a-z0-9 -]*?)?,? through (?P<names>{ITEM}(?: and {ITEM})?)"
    r"(?P<goal>'s [a-z0-9 -]*?(?:goal|try|penalty|header|strike))?"
)
IN_BRACKET = re.compile(r"\((?P<when>\d{1,3}(?:\+\d+)?)(?:'|th|st|nd|rd)?(?: ?(?P<way>pen|p|og))?\)")


def read_listed(phrasing: Phrasing, text: str) -> Iterator[Event]:
    for match in matches(LISTED, phrasing.text):
        what = match.group("what")
        items = list(re.finditer(r"(?P<name><[PT]\d+>)(?P<bracket> \([^()]*\))?", match.group("names")))
        number = COUNTED.get(what.removeprefix("a ")) if len(items) == 1 else None
        for place, item in enumerate(items):
            name = phrasing.name(item, "name")
            begin = match.start() if not place else match.start("names") + item.start()
            end = match.start("names") + item.end()
            inner = IN_BRACKET.search(phrasing.text, match.start("names") + item.start(), end)
            yield Event(
                (name,) if name is not None else (),
                kind_of(phrasing, match, "what"),
                begin,
                end,
                count=Slot(number, *phrasing.span(*match.span("what"))) if number else None,
                way=_listed_way(phrasing, match, inner),
                when=phrasing.slot(inner, "when", text) if inner else None,
            )


def _listed_way(phrasing: Phrasing, match: re.Match[str], inner: re.Match[str] | None) -> Slot[str] | None:
    if "own goal" in match.group("what"):
        return Slot("own goal", *phrasing.span(*match.span("what")))
    if inner is None or not inner.group("way"):
        return None
    return Slot("own goal" if inner.group("way") == "og" else "penalty", *phrasing.span(*inner.span("way")))


def read_through(phrasing: Phrasing, text: str) -> Iterator[Event]:
    for match in matches(THROUGH, phrasing.text):
        order = "equaliser" if LEVELLED.match(match.group("what")) else None
        found = [phrasing.names[int(number)] for number in MARK.findall(match.group("names"))]
        if len(found) > 1 and match.group("goal"):
            continue
        where = phrasing.span(*match.span("what"))
        yield Event(
            tuple(found),
            Slot("try" if phrasing.scene.race.sport == "rugby" else "goal", *where),
            match.start(),
            match.end(),
            order=Slot(order, *where) if order and len(found) == 1 else None,
            team=phrasing.name(match, "team") if match.group("team") else None,
        )
