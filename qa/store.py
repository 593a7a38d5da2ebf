"""Facts and gists as JSON text and back, for the library to keep. The shape follows the dataclasses."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Any

from index.errors import LibraryError
from index.records import FactRow
from qa.entrant import Entrant, EntrantKind
from qa.extract import read_article
from qa.extract.gist import Gist
from qa.facts import FACT_KINDS, Fact, Slot
from qa.measures import Duration, Length, LengthUnit
from qa.race import Race
from sources.records import Article

_TYPES: dict[str, type] = {kind.__name__: kind for kind in (Race, Slot, Entrant, Duration, Length, Gist)} | FACT_KINDS
_SHARED = frozenset({"Race", "Entrant"})
_MEMBERS = {kind.__name__: {member.value: member for member in kind} for kind in (EntrantKind, LengthUnit)}


class UnreadableFact(LibraryError):
    """A fact or a gist in the library has not the shape that they have now."""

    def __init__(self) -> None:
        super().__init__(
            "The library has facts of another version of Podium: `podium doctor --repair` reads them anew."
        )


def dump(value: Fact | Gist) -> str:
    """Return a fact or a gist as JSON text."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def load(body: str) -> Fact:
    """Return the fact that `dump` wrote; raise UnreadableFact for what another version of it did."""
    fact: Fact = _load(body, tuple(FACT_KINDS.values()))
    return fact


def load_gist(body: str) -> Gist:
    """Return the gist that `dump` wrote; raise UnreadableFact for what another version of it did."""
    gist: Gist = _load(body, (Gist,))
    return gist


def rows_of(article: Article) -> tuple[list[FactRow], str]:
    """Read an article; return its facts and its gist as a library keeps them."""
    facts, gist = read_article(article)
    return [FactRow(type(fact).__name__, dump(fact)) for fact in facts], dump(gist)


def _load(body: str, types: tuple[type, ...]) -> Any:
    try:
        value = json.loads(body, object_hook=_revive)
    except (ValueError, TypeError, KeyError) as error:
        raise UnreadableFact from error
    if not isinstance(value, types):
        raise UnreadableFact
    return value


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {"_": type(value).__name__} | {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, date):
        return {"_": "date", "day": value.isoformat()}
    if isinstance(value, Enum):
        return {"_": type(value).__name__, "value": value.value}
    if isinstance(value, tuple):
        return {"_": "tuple", "items": [_plain(item) for item in value]}
    return value


def _revive(found: dict[str, Any]) -> Any:
    name = found.pop("_", None)
    if name == "date":
        return date.fromisoformat(found["day"])
    if name == "tuple":
        return tuple(found["items"])
    if name in _MEMBERS:
        return _MEMBERS[name][found["value"]]
    if name in _TYPES:
        value = _TYPES[name](**found)
        return _shared(value) if name in _SHARED else value
    return found


@lru_cache(maxsize=8192)
def _shared(value: Any) -> Any:
    """Return the first of equal values: most facts of an article are of the same races and entrants."""
    return value
