"""Find the day of the news in a report that is not dated: the day that its first sentences say the races were."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from qa.dates import Precision, find_dates
from sources.records import Article, Sentence

LEAD = 4  # sentences in which reports say when it was
LONGEST_MEETING = 16  # days
TELLING = re.compile(
    r"\b(?:won|wins?|winning|winners?|beat|beats|took|takes|finish(?:ed|es)|claim(?:ed|s)|race[ds]?|final|results?|held|"
    r"victory|gold|championships?|cup|games|grand prix|regatta|meeting)\b",
    re.IGNORECASE,
)
OTHER_DAY = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day(?!,? (?:the )?\d)|yesterday|tomorrow|"
    r"(?:next|following|second|final) day)\b",
    re.IGNORECASE,
)
# Behind these a date is none of the news: of a birth, of a record, of an age gone by, of what is still to come.
ELSEWHERE = re.compile(
    r"\b(?:born|birthday|since|until|till|before|after|died|founded|married|record|previous|will|next|had)\b",
    re.IGNORECASE,
)
OTHER_YEARS = 2  # results of other years that make a text no report of one day


@dataclass(frozen=True, slots=True)
class News:
    """The last day of the news, and the day of the first race, None where that is not certain."""

    last: date
    first: date | None


def read_news(article: Article, sentences: Sequence[Sentence]) -> News | None:
    """Return the days that the lead of an article without a date tells of races, or None.

    None where it names days of several meetings, or the text goes on to results of other years: it is a history or a
    portrait then, and no report.
    """
    days: list[date] = []
    for sentence in sentences[:LEAD]:
        text = article.text[sentence.start : sentence.end]
        for found in find_dates(text):
            is_told = TELLING.search(text) or not text.endswith((".", "!", "?"))
            if found.precision is Precision.DAY and is_told and not ELSEWHERE.search(text[: found.start]):
                days += [found.first, found.last]
    if not days or (max(days) - min(days)).days > LONGEST_MEETING:
        return None
    if _tells_of_other_years(article, sentences, max(days).year):
        return None
    is_sure = len(set(days)) == 1 and not OTHER_DAY.search(article.text)
    return News(max(days), days[0] if is_sure else None)


def _tells_of_other_years(article: Article, sentences: Sequence[Sentence], year: int) -> bool:
    told = 0
    for sentence in sentences:
        text = article.text[sentence.start : sentence.end]
        dates = [found for found in find_dates(text) if not ELSEWHERE.search(text[: found.start])]
        told += bool(dates) and bool(TELLING.search(text)) and all(found.first.year != year for found in dates)
    return told >= OTHER_YEARS
