"""Say that the articles don't say: which constraint nothing meets, and the nearest thing that they do say."""

from __future__ import annotations

from dataclasses import replace

from qa.answer import Note, Status
from qa.archive import Archive
from qa.asks import Asks
from qa.draft import Clause, Draft
from qa.question import Query
from qa.templates.table import TEMPLATES

RELAXED: tuple[tuple[str, dict[str, object]], ...] = (
    ("year", {"years": (), "days": ()}),
    ("place", {"host": None, "venue_nation": None}),
    ("sex", {"sex": None}),
    ("round", {"round": None}),
    ("medal or place", {"medal": None, "rank": None}),
    ("event", {"event": frozenset(), "sport": None}),
    ("entrant", {"entities": ()}),
)


def refuse(query: Query, archive: Archive, missing: list[str]) -> Draft:
    """Return a refusal that names the reason and, where one constraint less has an answer, that answer."""
    near, name = _nearest(query, archive)
    reason = _reason(query, name, missing)
    text = f"The articles don't say{reason}."
    if near is None:
        return Draft("", [Clause(text, ())], [Note("reason", text)], refused=True, status=Status.NOT_IN_ARTICLES)
    first = near.clauses[0]
    clauses = [Clause(text, ()), Clause(f"They do say: {first.text}", first.support)]
    return Draft("", clauses, [Note("reason", text)], refused=True, status=Status.NOT_IN_ARTICLES)


def _reason(query: Query, name: str | None, missing: list[str]) -> str:
    if missing:
        return f": none of them speaks of “{', '.join(missing)}” in this connection"
    kinds = {"year": "date", "place": "place", "sex": "sex", "round": "round", "event": "event", "entrant": "nation"}
    if name:
        words = [constraint.words or constraint.value for constraint in query.origins if constraint.kind in {kinds.get(name, name), "host", "sport", "person"} or constraint.kind == name]
        said = f" ({', '.join(words)})" if words else ""
        return f": nothing in them fits the {name} asked about{said}"
    return ": nothing in them fits everything that the question asks"


def _nearest(query: Query, archive: Archive) -> tuple[Draft | None, str | None]:
    for name, change in RELAXED:
        if all(getattr(query, slot) == empty for slot, empty in change.items()):
            continue
        relaxed = replace(query, **change, terms=())
        for template in TEMPLATES.get(query.asks if query.asks is not Asks.WHY else Asks.HAPPENED, ()):
            draft = template(relaxed, archive)
            if draft is not None and len(draft.clauses) <= 4:
                return draft, name
    return None, None
