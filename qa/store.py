"""Facts as JSON text and back, for the library to keep. The shape follows the dataclasses."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from index.errors import LibraryError
from qa.entrant import Entrant, EntrantKind
from qa.facts import FACT_KINDS, Fact, Slot
from qa.measures import Duration, Length, LengthUnit
from qa.race import Race

_TYPES: dict[str, type] = {kind.__name__: kind for kind in (Race, Slot, Entrant, Duration, Length)} | FACT_KINDS
_ENUMS: dict[str, type[Enum]] = {"EntrantKind": EntrantKind, "LengthUnit": LengthUnit}


class UnreadableFact(LibraryError):
    """A fact in the library has not the shape that facts have now."""

    def __init__(self) -> None:
        super().__init__(
            "The library has facts of another version of Podium: `podium doctor --repair` reads them anew."
        )


def dump(fact: Fact) -> str:
    """Return a fact as JSON text."""
    return json.dumps(_plain(fact), ensure_ascii=False, separators=(",", ":"))


def load(body: str) -> Fact:
    """Return the fact that `dump` wrote; raise UnreadableFact for what another version of it did."""
    try:
        fact: Fact = json.loads(body, object_hook=_revive)
    except (ValueError, TypeError, KeyError) as error:
        raise UnreadableFact from error
    if not isinstance(fact, tuple(FACT_KINDS.values())):
        raise UnreadableFact
    return fact


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
    if name in _ENUMS:
        return _ENUMS[name](found["value"])
    if name in _TYPES:
        return _TYPES[name](**found)
    return found
