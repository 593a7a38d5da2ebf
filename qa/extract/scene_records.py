"""The records of a scene: a sentence, the kind of its line, and the races that its parts speak of."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from qa.entrant import Entrant
from qa.extract.line import Line
from qa.extract.quotations import Quotation
from qa.extract.verb_forms import has_past_perfect
from qa.mention import Kind, Mention, encode
from qa.people import People
from qa.race import Race
from sources.records import Article, Sentence

TABLE_WORDS = frozenset("standings overall classification table rankings".split())


@dataclass(slots=True)
class Part:
    """A part of a sentence, mentions `begin` to `stop`, that may speak of another race than the rest."""

    begin: int
    stop: int
    race: Race
    background: bool
    local: bool


@dataclass(slots=True)
class Scene:
    """A sentence with all that extractors need to know of it.

    Its text, `folded`, and the `stems` of its words are there only where a question is answered.
    """

    sentence: Sentence
    line: Line
    paragraph: int
    mentions: list[Mention]
    race: Race
    parts: list[Part]
    standings: str | None = None
    status: str | None = None
    topic: Entrant | None = None
    lists_winners: bool = False
    codes: str = ""
    leads: bool = False
    counts_points: bool = False
    folded: str = ""
    stems: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self.codes = encode(self.mentions)
        self.leads = any(mention.kind is Kind.LEAD or mention.word in {"top", "tops"} for mention in self.mentions)
        self.counts_points = any(mention.kind is Kind.POINTS for mention in self.mentions)

    def race_at(self, index: int) -> Race:
        """Return the race that the part of the sentence around a mention speaks of."""
        return next((part.race for part in self.parts if part.begin <= index < part.stop), self.race)

    def tells_standings(self, index: int) -> bool:
        """Tell whether the part of the sentence around a mention speaks of points or the overall, not of the race."""
        if self.leads and self.counts_points:
            return True
        if not (self.leads or self.counts_points):
            return False
        part = next((part for part in self.parts if part.begin <= index < part.stop), None)
        words = {mention.word for mention in (self.mentions[part.begin : part.stop] if part else self.mentions)}
        return bool(words & TABLE_WORDS)

    def is_past_perfect(self, index: int) -> bool:
        """Tell whether "had" stands before a mention in its part of the sentence: "had finished only fifth"."""
        part = next((part for part in self.parts if part.begin <= index < part.stop), None)
        return part is not None and has_past_perfect(self.mentions[part.begin : index + 1])

    def is_background(self, index: int) -> bool:
        """Tell whether the part of the sentence around a mention looks back ("having won", "already", another year)."""
        return next((part.background for part in self.parts if part.begin <= index < part.stop), False)


@dataclass(slots=True)
class Scenes:
    """An article's scenes and its persons."""

    article: Article
    people: People
    scenes: list[Scene] = field(default_factory=list)

    def place(self, scene: Scene) -> int:
        """Return which of the scenes this is; a long article has too many to look at each."""
        return bisect_left(self.scenes, scene.sentence.start, key=lambda other: other.sentence.start)

    def between(self, start: int, end: int) -> Sequence[Scene]:
        """Return the scenes that share a character with a span."""
        first = bisect_right(self.scenes, start, key=lambda scene: scene.sentence.end)
        return self.scenes[first : bisect_left(self.scenes, end, key=lambda scene: scene.sentence.start)]


@dataclass(slots=True)
class State:
    race: Race
    first_day: date | None = None
    standings: str | None = None
    status: str | None = None
    paragraph_round: str | None = None
    list_round: bool = False  # the round is that of a list below a heading ("Semi-finals:"), and ends with it
    topic: Entrant | None = None
    quotations: Sequence[Quotation] = ()
    section_sex: str | None = None
    heading_sex: str | None = None
    lists_winners: int = 0
    rows_follow: bool = False
    many_events: bool = False
    sections: frozenset[int] = frozenset()  # where a round-up turns to another town

    def begin_section(self, race: Race) -> None:
        """Turn to another race, of which nothing is told yet."""
        self.race = race
        self.standings = self.status = self.paragraph_round = self.topic = None

    def is_quoted(self, position: int) -> bool:
        """Tell whether a character of the article stands in quotation marks."""
        after = bisect_right(self.quotations, position, key=lambda quotation: quotation.begin)
        return after > 0 and position < self.quotations[after - 1].stop
