"""Why someone lost or missed out: the incidents that the articles report of them, in the articles' own sentences."""

from __future__ import annotations

from qa.archive import Archive, Known
from qa.asks import Asks
from qa.draft import Draft, Support, place_of, quotation
from qa.facts import Incident, Result
from qa.matching import is_asked, race_fits
from qa.query import Query

EXAMPLES = {Asks.WHY: ("Why did Japan lose in 2022?",)}
LOSING = tuple("lose lost losing miss missed beaten fail failed no not without slip gold".split())
MOST_SENTENCES = 3


def why(query: Query, archive: Archive) -> Draft | None:
    """Quote the incidents that befell those who are said to have lost, not won or missed something."""
    if not query.entities or not query.has(*LOSING):
        return None
    incidents: list[Known[Incident | Result]] = [*archive.of(Incident)]
    incidents += [known for known in archive.of(Result) if known.fact.status is not None]
    found: dict[tuple[str, int], Support] = {}
    for known in incidents:
        slot = known.fact.entrant
        if slot is None or not is_asked(query, slot.value, archive):
            continue
        if race_fits(query, known.fact.race, known.article, archive):
            found.setdefault((known.article.id, known.fact.start), place_of(known))
    chosen = list(found.values())[:MOST_SENTENCES]
    return Draft(chosen[0].quote, [quotation(place) for place in chosen]) if chosen else None
