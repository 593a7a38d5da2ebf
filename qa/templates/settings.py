"""When and where a race was held."""

from __future__ import annotations

import re
from datetime import date

from qa import lexicon
from qa.archive import Archive, Known
from qa.asks import Asks
from qa.draft import Clause, Draft, Support, place_of
from qa.facts import Result
from qa.field import fields
from qa.matching import fits, is_asked
from qa.mention import Kind
from qa.query import Query
from qa.race import the_race
from qa.words_out import capital, listed

EXAMPLES = {
    Asks.WHEN: ("When did Canada win the team pursuit?", "what day was the 100m final held"),
    Asks.WHERE: ("Where was the 2018 team pursuit held?",),
}
WINNING = ("win", "won", "gold", "champion")
HOLDING = tuple("held place race raced final was run happen date day break broke set finish skated take".split())
# What happened on another day than the race.
ELSEWHEN = tuple("crash crashed fall fell introduced start begin born retire retired join joined".split())
MOST_CLAUSES = 3

_NAME = r"[A-ZÀ-Þ][\w'’-]+"
_KINDS = (
    "Oval|Arena|Stadium|Stade|Field|Park|Centre|Center|Rink|Track|Velodrome|Hall|Circuit|Racecourse|Course|Dome|Pool"
    "|Ground|Thialf|Road"
)
HELD = re.compile(
    rf"\b(?:held|staged|hosted|took place|concluded|run) (?:at|in|on) (?:the )?"
    rf"(?P<place>{_NAME}(?: {_NAME})*(?: in {_NAME})?)"
)
VENUE = re.compile(
    r"(?P<place>\bStade (?:de |du |des )?[A-Z][\w-]+"
    rf"|\b(?:[A-ZÀ-Þ][\w'’.-]+ ){{1,3}}(?:{_KINDS})\b(?: in {_NAME})?)"
)
DATELINE = re.compile(
    r"^(?P<place>[^\W\d_][\w .'’-]+(?:, ?[A-Z][\w .]+)?)(?:, \w+\.? \d+)? ?[-–—] ",
    re.MULTILINE,
)


def when(query: Query, archive: Archive) -> Draft | None:
    """Answer with the day of the race that a result speaks of."""
    asks_winner = query.has(*WINNING)
    if query.has(*ELSEWHEN) or not (asks_winner or query.has(*HOLDING)):
        return None
    days: dict[date, list[Known[Result]]] = {}
    for item in fields(query, archive):
        for runner in item.runners:
            if query.entities and not is_asked(query, runner.entrant, archive):
                continue
            if asks_winner and runner.rank != 1:
                continue
            for known in runner.facts:
                if known.fact.race.day:
                    days.setdefault(known.fact.race.day, []).append(known)
    clauses, shorts = [], []
    for day, facts in sorted(days.items())[:MOST_CLAUSES]:
        written = f"{day.day} {day:%B} {day.year}"
        shorts.append(written)
        race = the_race(facts[0].fact.race, with_year=False)
        clauses.append(Clause(f"{capital(race)} was held on {written}.", _places_of_day(facts)))
    return Draft(listed(shorts), clauses) if clauses else None


def _places_of_day(facts: list[Known[Result]]) -> tuple[Support, ...]:
    """Return the last place of each article: in reports, the day often stands with a later fact than the first."""
    return tuple({known.article.id: place_of(known) for known in facts}.values())[:MOST_CLAUSES]


def where(query: Query, archive: Archive) -> Draft | None:
    """Answer with the venue, town or host city that an article of the race names."""
    if query.has(*ELSEWHEN):
        return None
    by_article = {
        known.article.id: known
        for known in archive.of(Result)
        if fits(query, known, archive)
        and (not query.persons or is_asked(query, known.fact.entrant.value, archive))
        and (
            not query.has(*WINNING)
            or not query.entities
            or (known.fact.rank is not None and known.fact.rank.value == 1)
        )
    }
    clauses, shorts = [], []
    for known in by_article.values():
        found = _venue(known, archive)
        if found is not None:
            venue, place = found
            at = "at" if VENUE.search(venue) else "in"
            shorts.append(venue)
            clauses.append(Clause(f"{capital(the_race(known.fact.race))} was held {at} {venue}.", (place,)))
    return Draft(listed(shorts), clauses[:MOST_CLAUSES]) if clauses else None


def _venue(known: Known[Result], archive: Archive) -> tuple[str, Support] | None:
    """Return the venue an article names, else its host city, else where it was written, with the sentence of it."""
    article = known.article
    for pattern in (HELD, VENUE):
        if match := pattern.search(article.text):
            return match.group("place"), _sentence_at(known, archive, match.start())
    for scene in archive.scenes(article.id):
        for mention in scene.mentions:
            if mention.kind is Kind.PLACE:
                sentence = Support(article, scene.sentence.start, scene.sentence.end)
                town = article.text[mention.start : mention.end]
                return town.title() if town.isupper() else town, sentence
    for match in DATELINE.finditer(article.text):
        town = match.group("place").strip()
        words = town.lower().split()
        if (
            words[0] not in lexicon.general() and lexicon.sports().at(words, 0) is None
        ):  # a headline or a list begins so
            return town.title(), _sentence_at(known, archive, match.start())
    return None


def _sentence_at(known: Known[Result], archive: Archive, position: int) -> Support:
    for sentence in archive.dossiers[known.article.id].sentences:
        if sentence.start <= position < sentence.end:
            return Support(known.article, sentence.start, sentence.end)
    return place_of(known)
