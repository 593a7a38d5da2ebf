"""When and where a race was held."""

from __future__ import annotations

import re
from datetime import date

from qa.archive import Archive, Known
from qa.draft import Clause, Draft, Support
from qa.facts import Result
from qa.field import fields
from qa.matching import failing, is_entrant
from qa.mention import Kind
from qa.question import Query
from qa.race import describe
from qa.words_out import capital, listed

EXAMPLES = {"when": ("When did Canada win the team pursuit?",), "where": ("Where was the 2018 team pursuit held?",)}
INCIDENTS = ("crash", "crashed", "fall", "fell", "introduced", "start", "begin", "born", "retire", "retired", "join", "joined")
DATELINE = re.compile(r"^(?P<place>[^\W\d_][\w .'’-]+(?:, ?[A-Z][\w .]+)?)(?:, \w+\.? \d+)? ?[-–—] ", re.MULTILINE)


def when(query: Query, archive: Archive) -> Draft | None:
    """Answer with the day of the race that a result speaks of."""
    if not query.has("win", "won", "gold", "champion", "held", "place", "race", "raced", "final", "was", "run", "happen", "date", "day", "break", "broke", "set", "finish", "skated", "take") or query.has(*INCIDENTS):
        return None
    days: dict[date, list[Known]] = {}
    for item in fields(query, archive):
        for runner in item.runners:
            if query.entities and not any(is_entrant(said, runner.entrant, archive) for said in query.entities):
                continue
            if query.has("win", "won", "gold", "champion") and next(iter(runner.ranks()), None) != 1:
                continue
            for known in runner.facts:
                if known.fact.race.day:
                    days.setdefault(known.fact.race.day, []).append(known)
    if not days:
        return None
    clauses, shorts = [], []
    for day, facts in sorted(days.items())[:3]:
        written = f"{day.day} {day:%B} {day.year}"
        shorts.append(written)
        clauses.append(Clause(f"{capital(describe(facts[0].fact.race))}: {written}.", _places_of_day(facts)))
    return Draft(listed(shorts), clauses)


def _places_of_day(facts: list[Known]) -> tuple[Support, ...]:
    return tuple({known.article.id: Support(known.article, known.fact.start, known.fact.end) for known in facts}.values())[:3]


def where(query: Query, archive: Archive) -> Draft | None:
    """Answer with the venue, town or host city that an article of the race names."""
    articles = {known.article.id: known for known in archive.of(Result) if failing(query, known, archive) is None}
    clauses, shorts = [], []
    for known in articles.values():
        found = _venue(known, archive)
        if found is None:
            continue
        words, start, end = found
        shorts.append(words)
        clauses.append(Clause(f"{capital(describe(known.fact.race))}: {words}.", (Support(known.article, start, end),)))
    return Draft(listed(list(dict.fromkeys(shorts))), clauses[:3]) if clauses else None


VENUE = re.compile(r"\bStade (?:de |du |des )?[A-Z][\w-]+|\b(?:[A-ZÀ-Þ][\w'’.-]+ ){1,3}(?:Oval|Arena|Stadium|Stade|Field|Park|Centre|Center|Rink|Track|Velodrome|Hall|Circuit|Racecourse|Course|Course|Dome|Pool|Ground|Thialf|Road)\b(?: in [A-ZÀ-Þ][\w'’-]+)?")
HELD = re.compile(r"\b(?:held|staged|hosted|took place|concluded|run) (?:at|in|on) (?:the )?(?P<place>[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)*(?: in [A-ZÀ-Þ][\w'’-]+)?)")


def _venue(known: Known, archive: Archive) -> tuple[str, int, int] | None:
    article = known.article
    for pattern in (HELD, VENUE):
        if match := pattern.search(article.text):
            group = "place" if "place" in pattern.groupindex else 0
            return match.group(group), *_sentence_at(known, archive, match.start())
    for scene in archive.scenes(article.id):
        for mention in scene.mentions:
            if mention.kind is Kind.PLACE:
                return article.text[mention.start : mention.end], scene.sentence.start, scene.sentence.end
    if match := DATELINE.search(article.text):
        return match.group("place").title(), *_sentence_at(known, archive, match.start())
    return None


def _sentence_at(known: Known, archive: Archive, position: int) -> tuple[int, int]:
    for scene in archive.scenes(known.article.id):
        if scene.sentence.start <= position < scene.sentence.end:
            return scene.sentence.start, scene.sentence.end
    return known.fact.start, known.fact.end
