"""A question as the engine understands it. Reading it is left to `question`."""

from __future__ import annotations

from dataclasses import dataclass

from qa.answer import Constraint, Reading
from qa.asks import Asks
from qa.dates import DateMention
from qa.entrant import Entrant, EntrantKind
from qa.medals import PLACES


@dataclass(frozen=True, slots=True)
class Query:
    """What a question asks, and the conditions it makes. Empty and None mean: no such condition.

    `words` are its folded words, `terms` the stems of those that an article has to hold, `source` those of the
    publisher named in "according to …", `quoted` the words it has in quotation marks. `year_before` is of "last year":
    the year before the report's. `host` is a host city with its years of Olympic Games, `venue_nation` the code in
    "in Norway", `named_nation` that in "the Belgian grand prix".
    """

    text: str
    asks: Asks
    words: tuple[str, ...]
    entities: tuple[Entrant, ...] = ()
    event: frozenset[str] = frozenset()
    sport: str | None = None
    sex: str | None = None
    round: str | None = None
    medal: str | None = None
    rank: int | None = None
    years: tuple[int, ...] = ()
    days: tuple[DateMention, ...] = ()
    host: tuple[str, tuple[int, ...]] | None = None
    venue_nation: str | None = None
    named_nation: str | None = None
    record: str | None = None
    terms: tuple[str, ...] = ()
    quoted: str | None = None
    year_before: bool = False
    source: tuple[str, ...] = ()
    origins: tuple[Constraint, ...] = ()

    @property
    def reading(self) -> Reading:
        """What is shown to the user of how the question was read."""
        return Reading(self.asks.value, self.origins)

    @property
    def persons(self) -> tuple[str, ...]:
        """The persons it names, as said."""
        return tuple(entrant.name for entrant in self.entities if entrant.kind is EntrantKind.PERSON)

    @property
    def place(self) -> int | None:
        """The place it names, as a medal or as a number."""
        return PLACES[self.medal] if self.medal else self.rank

    def has(self, *words: str) -> bool:
        """Tell whether one of the folded words stands in the question."""
        return any(word in self.words for word in words)
