"""Read when the race was that words speak of, and whether their dates point away from the article's news."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from qa.extract.race_words import CHAMPION_WORDS
from qa.mention import ENTITIES, VERBS, Kind, Mention
from sources.records import Article

YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
OF_RECORDS = frozenset("set held standing stood dating run broken owned since stands stand".split())


def other_day(article: Article, mentions: Sequence[Mention]) -> tuple[bool, int | None, date | None]:
    """Return whether the dates of these words point away from the article's news, with the year and day they give."""
    published = article.published
    for index, mention in enumerate(mentions):
        if any(item.kind is Kind.RECORD for item in mentions[index + 1 : index + 4]):
            continue
        if mention.kind is Kind.COMPETITION and (found := YEAR.search(mention.value)):
            edition = int(found.group())
            if published is not None and edition > published.year:
                continue  # "qualified for the 2032 Games"
            if published is not None and edition != published.year:
                return True, edition, None
        if mention.word == "previous" and any(
            item.kind is Kind.COMPETITION or item.word in {"games", "championships", "edition"}
            for item in mentions[index + 1 : index + 3]
        ):
            return True, None, None
        if mention.kind is not Kind.DATE or any(tells(mentions, index) for tells in OTHER_DATES):
            continue
        when = mention.value
        year = when.first.year if when.first.year == when.last.year else None
        day = when.first if when.first == when.last else None
        is_title = any(item.word in CHAMPION_WORDS for item in mentions[max(index - 4, 0) : index + 4])
        if published is None:
            if is_title:
                continue
            return False, year, day
        days = (published - when.last).days
        if day is not None and 0 <= days <= 6:
            return False, None, day
        if when.first > published:
            return True, None, None
        if when.first <= published <= when.last:
            return False, None, None
        if is_title:
            continue
        told = next((at for at in range(index) if mentions[at].word == "had"), None)
        if told is not None and any(item.kind in VERBS or item.kind is Kind.RECORD for item in mentions[:told]):
            continue
        return True, year, day
    return False, None, None


def _is_of_record(mentions: Sequence[Mention], date_at: int) -> bool:
    """Tell the year of "broke the record set by Berg in 2029" from the day of the news."""
    before = [item.word for item in mentions[max(date_at - 2, 0) : date_at]]
    if before[-1:] == ["from"] and before[0] in {"mark", "best", "time", "effort"}:
        return True
    record = next((at for at in range(date_at - 1, -1, -1) if mentions[at].kind is Kind.RECORD), None)
    if record is None or not any(item.kind in VERBS for item in mentions[:record]):
        return False
    return any(item.word in OF_RECORDS for item in mentions[record + 1 : date_at])


def _is_from(mentions: Sequence[Mention], date_at: int) -> bool:
    """Tell "from sixth last year to second" from when it was."""
    behind = mentions[date_at + 1 : date_at + 2]
    return any(item.kind is Kind.TO for item in behind) and any(
        item.word == "from" for item in mentions[max(date_at - 3, 0) : date_at]
    )


def _is_aside(mentions: Sequence[Mention], date_at: int) -> bool:
    """Tell "since 2019", "since Berg in 2019", "until 2027" and "born in 2005" from when the race was."""
    for at in range(date_at - 1, max(date_at - 6, -1), -1):
        if mentions[at].word in {"since", "until", "till", "born"}:
            return True
        if mentions[at].kind in VERBS or mentions[at].kind is Kind.COMMA:
            return False
    return False


def _is_of_contact_clause(mentions: Sequence[Mention], date_at: int) -> bool:
    """Tell "won the title she first took in 2025" from when the title was won now."""
    for at in range(date_at - 1, 1, -1):
        if mentions[at].kind in {Kind.AND, Kind.COMMA, Kind.CLAUSE}:
            return False
        if mentions[at].kind is Kind.PRONOUN and mentions[at - 1].kind in {
            Kind.TITLE,
            Kind.EVENT,
            Kind.MEDAL,
            Kind.RECORD,
        }:
            return any(mention.kind in VERBS for mention in mentions[at:date_at])
    return False


def _is_of_introduction(mentions: Sequence[Mention], date_at: int) -> bool:
    """Tell "After winning in 2027 Berg was third" from "After winning Berg was third in 2027"."""
    if len(mentions) < 2 or mentions[0].word not in {"after", "having", "since", "before"}:
        return False
    first = next((at for at, mention in enumerate(mentions) if mention.kind in ENTITIES), len(mentions))
    return mentions[1].word.endswith("ing") and date_at < first < len(mentions)


# Why a date says nothing of when the race was that its sentence tells of.
OTHER_DATES = (_is_of_record, _is_from, _is_aside, _is_of_contact_clause, _is_of_introduction)
