"""Where a race starts and finishes, and how long it is, as a sentence of it tells."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.archive import Archive
from qa.draft import Clause, Draft, Support, quotation
from qa.extract.scene import Scene
from qa.matching import race_fits
from qa.query import Query
from qa.words_out import alternatives, listed
from sources.records import Article

STARTING, ENDING = ("start", "starts", "started", "begin", "began"), ("finish", "finished", "end", "ended")
_TOWN = r"[^\W\d_a-z][\w'’-]*(?:[ -](?:[^\W\d_a-z][\w'’-]*|de|del|la|le|les|sur|upon))*"
COURSE = re.compile(
    rf"\b(?:from|between) (?P<start>{_TOWN}) (?:to|and) (?P<end>{_TOWN})|: (?P<first>{_TOWN}) - (?P<last>{_TOWN})"
)
_UNIT = r"(?:km|kms|kilomet(?:re|er)s?|miles?|furlongs?|yards)"
LONG = re.compile(
    rf"(?P<length>\d[\d.,]*[- ]?{_UNIT})(?:, |[- ])(?:\w+[- ]){{0,3}}"
    r"(?:stage|race|ride|course|circuit|route|leg|lap|loop|from|time[- ]trial|final|event|handicap|track)\b"
    rf"|\b(?:over|of|stage,|covering|was) (?:the |a )?(?:full )?(?P<over>\d[\d.,]* ?-?{_UNIT})\b"
    rf"|\((?P<bracket>\d[\d.,]* ?{_UNIT})[^)]*\)",
    re.IGNORECASE,
)


def course(query: Query, archive: Archive) -> Draft | None:
    """Answer where a race starts or finishes with "from A to B"."""
    starts, ends = query.has(*STARTING), query.has(*ENDING)
    if query.entities or not query.event or not (starts or ends):
        return None
    shorts: list[str] = []
    clauses: list[Clause] = []
    for article, scene in _scenes(query, archive):
        found = COURSE.search(article.text[scene.sentence.start : scene.sentence.end])
        if found is None:
            continue
        start, end = found.group("start") or found.group("first"), found.group("end") or found.group("last")
        shorts.append(listed([start] * starts + [end] * ends))
        clauses.append(quotation(Support(article, scene.sentence.start, scene.sentence.end)))
    return Draft(alternatives(shorts), clauses[:2]) if clauses else None


def distance(query: Query, archive: Archive) -> Draft | None:
    """Answer how long a race is with the length that a sentence gives its stage, race or course."""
    if query.entities or not query.event:
        return None
    for article, scene in _scenes(query, archive):
        found = LONG.search(article.text[scene.sentence.start : scene.sentence.end])
        if found is not None:
            length = found.group("length") or found.group("over") or found.group("bracket")
            return Draft(length, [quotation(Support(article, scene.sentence.start, scene.sentence.end))])
    return None


def _scenes(query: Query, archive: Archive) -> Iterator[tuple[Article, Scene]]:
    """Yield the sentences whose race is the one asked about."""
    for article in archive.articles.values():
        if not any(race_fits(query, race, article, archive) for race in archive.gist(article.id).races):
            continue
        for scene in archive.scenes(article.id):
            if any(race_fits(query, race, article, archive) for race in {scene.race, *(p.race for p in scene.parts)}):
                yield article, scene
