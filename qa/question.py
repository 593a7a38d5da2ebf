"""Read a question: what it asks and the conditions it makes, with the same tagger and word lists that read articles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from qa import lexicon
from qa.answer import Constraint
from qa.archive import Archive
from qa.asks import Asks, read_asks
from qa.atlas import nation
from qa.dates import DateMention
from qa.entrant import Entrant
from qa.mention import Kind, Mention
from qa.names import fold
from qa.query import Query
from qa.spelling import mend
from qa.stems import stem
from qa.tagger import WORD_KINDS, Names, tag

EVENT_NOUNS = frozenset(
    "gp grand prix championship championships champs cup open tour games marathon derby record records title league"
    " stage classic masters trophy".split()
)
# "the second half", "third leg": no places. "place-holder" and "stage 2" neither.
NO_PLACE_AFTER = frozenset("half time lap leg skater olympic ever race team gold place-holder".split())
PRIZES = frozenset("cup trophy plate stakes vase".split())
# Plural only by their last letter, or plural without it.
SINGULAR = frozenset({"USA", "NED"})
PLURAL = frozenset({"americans", "dutch"})
MAY_LIST = frozenset({Asks.PLACE, Asks.WHO, Asks.PODIUM, Asks.OTHER, Asks.HOW_MANY})
FIRST_YEAR, LAST_YEAR = 1890, 2100  # numbers that are years …
OLDEST_YEAR = 1700  # … and after "in"; a bare 1800 may be metres
WHOLE_YEAR = 300  # days from which a period is a year and not a day
QUOTED = re.compile(r"[\"“”«]([^\"“”»]{3,})[\"“”»]")
ACCORDING = re.compile(r",? ?\b(?:according to|says|in the words of) (?:the )?(?P<who>[\w-]+(?: [\w-]+){0,3})$")
# Not an epithet, as in "last year's winner".
YEAR_BEFORE = re.compile(
    r"\b(?:last (?:year|season)(?!'?s? (?:\w+ ){0,2}(?:champion|winner))|(?:the|a) (?:year|season) (?:before|earlier)"
    r"|(?:the )?previous (?:year|season))\b"
)
WORD = re.compile(r"[\w'-]+")
TERM = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
EVENTFUL = frozenset({Kind.FALL, Kind.OUT, Kind.SAY, Kind.REPLACE})
GRAMMAR = frozenset(
    {Kind.BY, Kind.WITH, Kind.AND, Kind.OF, Kind.FOR, Kind.TO, Kind.IN, Kind.WHO, Kind.THE, Kind.PRONOUN, Kind.CLAUSE}
    | {Kind.NOT, Kind.POSSESSIVE, Kind.BE, Kind.HAVE, Kind.AHEAD, Kind.BEHIND, Kind.COMMA, Kind.NUMBER}
)


def read_question(question: str, archive: Archive) -> Query:
    """Return what a question asks and which conditions it makes, typos mended by the words of the library."""
    quoted = QUOTED.search(question)
    plain, source = _without_source(mend(fold(question.replace("?", " ")), archive), archive)
    mentions = tag(plain, names=Names(person=archive.find_person), cased=False)
    asks = read_asks(plain)
    if asks in MAY_LIST and _lists_nation(mentions):
        asks = Asks.LIST
    found = _Findings(plain, asks, mentions)
    for index in range(len(mentions)):
        found.take(index)
    return Query(
        text=plain,
        asks=asks,
        words=tuple(WORD.findall(YEAR_BEFORE.sub(" ", plain))),
        entities=tuple(dict.fromkeys(found.entities)),
        event=frozenset(found.event),
        sport=found.sport,
        sex=found.sex,
        round=found.round,
        medal=found.medal,
        rank=found.rank,
        years=tuple(found.years),
        days=tuple(found.days),
        host=found.host,
        venue_nation=found.venue_nation,
        named_nation=found.named_nation,
        record=found.record,
        terms=tuple(dict.fromkeys(found.terms)),
        year_before=YEAR_BEFORE.search(plain) is not None,
        quoted=quoted.group(1) if quoted else None,
        source=source,
        origins=tuple(found.origins),
    )


def _without_source(text: str, archive: Archive) -> tuple[str, tuple[str, ...]]:
    """Part "…, according to the Daily Lap" into the question and the stems of the publisher; persons are none."""
    told = ACCORDING.search(text)
    if told is None:
        return text, ()
    words = told.group("who").split()
    if any(word in archive.people for word in words):
        return text, ()
    rest = text[: told.start()] + text[told.end() :]
    return rest.strip(), tuple(stem(word) for word in words if word not in lexicon.filler())


def _lists_nation(mentions: Sequence[Mention]) -> bool:
    """Tell "which Kenyans …" and "how many Jamaicans …"."""
    return any(
        one.word in {"which", "many"} and two.kind is Kind.NATION and _is_plural(two)
        for one, two in zip(mentions, mentions[1:], strict=False)
    )


def _is_plural(mention: Mention) -> bool:
    return mention.word in PLURAL or (mention.word.endswith("s") and mention.value.nation not in SINGULAR)


@dataclass(slots=True)
class _Findings:
    """What has been read of a question so far. Of two sexes, rounds or medals named, the first counts."""

    text: str
    asks: Asks
    mentions: Sequence[Mention]
    entities: list[Entrant] = field(default_factory=list)
    event: set[str] = field(default_factory=set)
    sport: str | None = None
    sex: str | None = None
    round: str | None = None
    medal: str | None = None
    rank: int | None = None
    years: list[int] = field(default_factory=list)
    days: list[DateMention] = field(default_factory=list)
    host: tuple[str, tuple[int, ...]] | None = None
    venue_nation: str | None = None
    named_nation: str | None = None
    record: str | None = None
    terms: list[str] = field(default_factory=list)
    origins: list[Constraint] = field(default_factory=list)

    def take(self, index: int) -> None:
        """Read one mention."""
        mention = self.mentions[index]
        value = mention.value
        match mention.kind:
            case Kind.NATION | Kind.ADJECTIVE | Kind.DEMONYM if value is not None:
                self._take_nation(index, value)
            case Kind.PERSON:
                self.entities.append(value)
                self._note("person", value.name, mention)
            case Kind.EVENT:
                self.event |= set(value)
                self._note("event", " ".join(value), mention)
            case Kind.SPORT:
                self.sport = self.sport or value
                self._note("sport", value, mention)
            case Kind.SEX:
                self.sex = self.sex or value
                self._note("sex", value, mention)
            case Kind.ROUND:
                self.round = self.round or value
                self._note("round", value, mention)
            case Kind.MEDAL if not self._names_prize(index):
                self.medal = self.medal or value
                self._note("medal", value, mention)
            case Kind.RANK if self._is_place(index):
                self.rank = int(value) if self.rank is None else self.rank
                self._note("rank", str(int(value)), mention)
            case Kind.RECORD:
                self.record = self.record or value
                self._note("record", value, mention)
            case Kind.PLACE:
                self.host = value
                self._note("host", value[0], mention)
            case Kind.DATE:
                self._take_date(mention, value)
            case Kind.NUMBER if (OLDEST_YEAR if self._before(index) == "in" else FIRST_YEAR) <= value <= LAST_YEAR:
                self.years.append(int(value))
                self._note("date", mention.word, mention)
            case Kind.COMPETITION | Kind.WORD:
                self.terms += _terms(self.text[mention.start : mention.end])
            case kind:
                if kind in EVENTFUL or (kind not in GRAMMAR and _has_content(mention.word)):
                    self.terms += [stem(mention.word)] if mention.word.isalpha() else []

    def _take_nation(self, index: int, said: Entrant) -> None:
        mention = self.mentions[index]
        if said.nation is not None and self._names_event(index):
            self.named_nation = said.nation
            self._note("competition", nation(said.nation).name, mention)
        elif said.nation is not None and mention.kind is Kind.NATION and self._names_venue(index):
            self.venue_nation = said.nation
            self._note("place", nation(said.nation).name, mention)
        else:
            self.entities.append(said)
            self._note("nation", said.name, mention)
            if said.sex:
                self.sex = self.sex or said.sex
                self._note("sex", said.sex, mention)

    def _take_date(self, mention: Mention, day: DateMention) -> None:
        if day.first.year == day.last.year and (day.last - day.first).days > WHOLE_YEAR:
            self.years.append(day.first.year)
        else:
            self.days.append(day)
        self._note("date", self.text[mention.start : mention.end], mention)

    def _note(self, kind: str, value: str, mention: Mention) -> None:
        self.origins.append(Constraint(kind, value, self.text[mention.start : mention.end]))

    def _before(self, index: int) -> str:
        return self.mentions[index - 1].word if index else ""

    def _after(self, index: int) -> Mention | None:
        return self.mentions[index + 1] if index + 1 < len(self.mentions) else None

    def _is_place(self, index: int) -> bool:
        after = self._after(index)
        return self._before(index) != "stage" and (after is None or after.word not in NO_PLACE_AFTER)

    def _names_prize(self, index: int) -> bool:
        """Tell "the Harrow Gold Cup" from a gold medal."""
        after = self._after(index)
        return after is not None and after.word in PRIZES

    def _names_venue(self, index: int) -> bool:
        """Tell "in Norway", where something took place, from "in Norway's team"."""
        after, before = self._after(index), self._before(index)
        if after is not None and after.kind is Kind.POSSESSIVE:
            return False
        return before in {"in", "at"} or (before == "after" and self.asks is Asks.LEADER)

    def _names_event(self, index: int) -> bool:
        """Tell "the Belgian grand prix", "tour of the Netherlands" from a racing nation."""
        after = self._after(index)
        is_adjective = self.mentions[index].kind is Kind.ADJECTIVE
        if is_adjective and after is not None and (after.word in EVENT_NOUNS or after.kind is Kind.COMPETITION):
            return True
        words = [item.word for item in self.mentions[max(index - 4, 0) : index]]
        return "of" in words and not EVENT_NOUNS.isdisjoint(words) and self._before(index) in {"of", "the"}


def _terms(text: str) -> Iterator[str]:
    """Yield the stems of the words that an article has to hold."""
    for word in TERM.findall(text):
        if len(word) > 1 and word not in WORD_KINDS and _has_content(word):
            yield stem(word)


def _has_content(word: str) -> bool:
    return word not in lexicon.filler() and word not in lexicon.general()
