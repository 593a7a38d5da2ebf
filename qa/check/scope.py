"""Which race a fact of a draft is about, as the conditions that a race in the articles has to meet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from qa import lexicon
from qa.asks import Asks
from qa.check.reading import ReadDraft
from qa.dates import DateMention
from qa.entrant import Entrant
from qa.extract.scene import Line, Scene
from qa.facts import Fact
from qa.mention import Kind, Mention
from qa.query import Query
from qa.stems import stem

BACK = re.compile(
    r"\b(?:last|previous) (?:year|season|winter|summer|month|week|time)\b"
    r"|\b(?:years?|seasons?) (?:ago|earlier|before)\b"
)
MONTH = timedelta(days=31)
YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
WORD = re.compile(r"[^\W\d_]+")
ORIGINS = frozenset({"from", "of", "since"})
PLACING = frozenset({"in", "at"})
# What names no race: every report may leave it out.
PLAIN = frozenset(
    "games championships championship final finals olympic olympics winter summer world cup the of race event season"
    " day group title".split()
)
Host = tuple[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Scope:
    """The conditions of a race; `names` are the stems of what the draft calls it, which an article has to hold.

    `is_uncertain` says that the words look back, or name two rounds, and may mean another race; `who` of whom they
    tell; `days` are the first and the last day that a date in the sentence may mean.
    """

    query: Query
    names: tuple[str, ...] = ()
    is_uncertain: bool = False
    who: Entrant | None = None
    days: tuple[date, date] | None = None

    @property
    def has_edition(self) -> bool:
        """Whether the draft says when the race was."""
        return bool(self.query.years or self.query.host)

    @property
    def names_race(self) -> bool:
        """Whether the draft says which race it was."""
        return bool(self.query.event or self.names)


@dataclass(frozen=True, slots=True)
class Setting:
    """When and where the sentences of a draft are, as far as they say."""

    years: tuple[int, ...] = ()
    host: Host | None = None


OPEN = Query(text="", asks=Asks.OTHER, words=())


def settings_of(draft: ReadDraft) -> dict[int, Setting]:
    """Map where each sentence begins to its setting; what it leaves open is that of the sentence before."""
    found: dict[int, Setting] = {}
    current = Setting()
    for scene in draft.scenes.scenes:
        own = _own(scene.mentions)
        setting = _inherit(own, current)
        found[scene.sentence.start] = setting
        if not any(scene.is_background(at) for at in range(len(scene.mentions))) and scene.line is not Line.ROW:
            current = setting
    return found


def scope_of(fact: Fact, draft: ReadDraft, settings: dict[int, Setting], position: int) -> Scope:
    """Return the conditions that the draft makes around the character `position`, where a fact names its subject."""
    scene = draft.scene_at(fact.start)
    race = fact.race
    at = next((index for index, mention in enumerate(scene.mentions) if mention.end > position), 0)
    part = next((part for part in scene.parts if part.begin <= at < part.stop), None)
    piece = scene.mentions[part.begin : part.stop] if part is not None else scene.mentions
    setting = settings[scene.sentence.start]
    own = _own(piece)
    if own.years or own.host:
        setting = _inherit(own, setting)
    years = (race.year,) if race.year else setting.years
    host = setting.host
    if host is not None and years and not set(years) & set(host[1]):
        host = (host[0], years)
    names = [word for mention in piece if mention.kind is Kind.COMPETITION for word in WORD.findall(mention.word)]
    names += WORD.findall(race.competition or "")
    names += _venue_words(scene, draft)
    query = replace(
        OPEN,
        event=frozenset(race.event),
        sport=race.sport,
        sex=race.sex,
        round=race.round,
        years=years,
        host=host,
        text=draft.scenes.article.text[fact.start : fact.end],
    )
    said = draft.scenes.article.text[piece[0].start : piece[-1].end] if piece else ""
    rounds = {mention.value for mention in scene.mentions if mention.kind is Kind.ROUND}
    is_uncertain = len(rounds) > 1 or BACK.search(said) is not None
    is_uncertain = (
        is_uncertain or scene.is_background(at) or scene.is_past_perfect(min(at + 3, len(scene.mentions) - 1))
    )
    stems = tuple(dict.fromkeys(stem(word.lower()) for word in names if _names(word)))
    return Scope(query, stems, is_uncertain, days=_days(piece))


def _days(mentions: Sequence[Mention]) -> tuple[date, date] | None:
    """Return the day or the month that words name, if they name one."""
    spans = {
        (mention.value.first, mention.value.last)
        for mention in mentions
        if mention.kind is Kind.DATE and mention.value.last - mention.value.first <= MONTH
    }
    return spans.pop() if len(spans) == 1 else None


def _names(word: str) -> bool:
    return word.lower() not in PLAIN and word.lower() not in lexicon.filler() and len(word) > 1


def _own(mentions: Sequence[Mention]) -> Setting:
    """Return the years and the host city that words name themselves."""
    years = {year for mention in mentions for year in _years(mention)}
    hosts = [
        mention.value
        for at, mention in enumerate(mentions)
        if mention.kind is Kind.PLACE and (not at or mentions[at - 1].word not in ORIGINS)  # "the champion from Tokyo"
    ]
    if hosts and len(hosts[0][1]) == 1 and not years and re.search(r"\d{4}", hosts[0][0]):
        years = set(hosts[0][1])
    return Setting(tuple(sorted(years)) if len(years) == 1 else (), hosts[0] if hosts else None)


def _years(mention: Mention) -> Iterator[int]:
    if mention.kind is Kind.DATE:
        day: DateMention = mention.value
        if day.first.year == day.last.year and not day.relative:
            yield day.first.year
    elif mention.kind is Kind.COMPETITION:
        yield from (int(year) for year in YEAR.findall(mention.value))


def _inherit(own: Setting, earlier: Setting) -> Setting:
    """Fill what a sentence leaves open from the one before; another year leaves the host city, and the other way."""
    if own.years and own.host:
        return own
    if own.years:
        return Setting(own.years, earlier.host if own.years == earlier.years else None)
    if own.host:
        return Setting(earlier.years if own.host == earlier.host else (), own.host)
    return earlier


def _venue_words(scene: Scene, draft: ReadDraft) -> Iterator[str]:
    """Yield the capitalised words behind "in" and "at" that are neither entrants nor anything else that is known."""
    text = draft.scenes.article.text
    placing = False
    for mention in scene.mentions:
        if mention.kind is Kind.IN:
            placing = text[mention.start : mention.end].lower() in PLACING
        elif mention.kind in {Kind.WORD, Kind.CLUB} and placing and text[mention.start].isupper():
            yield from WORD.findall(text[mention.start : mention.end])
        elif mention.kind is not Kind.THE:
            placing = False
