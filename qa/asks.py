"""What a question asks for, read from its phrasing. They stand in `words/`; conditions are left to `question`."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from itertools import groupby
from operator import itemgetter

from qa import lexicon


class Asks(StrEnum):
    """The kinds of question; the value is shown to the user."""

    PLACE = "who came in a place"
    RESULT = "what someone achieved"
    PODIUM = "the podium"
    TIME = "a time or mark"
    MARGIN = "a margin"
    RECORD_HOLDER = "who holds or set a record"
    RECORD_VALUE = "the value of a record"
    RECORD_BEFORE = "the record before"
    LINE_UP = "who raced for a team"
    TEAM = "the team of a person"
    WHEN = "when"
    WHERE = "where"
    HAPPENED = "what happened"
    WHY = "why"
    WHO_SAID = "who said something"
    SAID = "what someone said"
    INCIDENT = "who fell, crashed or was penalised"
    AGE = "someone's age"
    YES_NO = "yes or no"
    HOW_MANY = "how many"
    COMPARE = "a comparison"
    OPPONENT = "who beat whom"
    LEADER = "a place in the standings"
    WHO = "who did something"
    LIST = "everyone of a nation"
    AGREEMENT = "whether the reports agree"
    DISTANCE = "how long a race is"
    OTHER = "something else"


YES_NO = re.compile(
    r"^(?:and |so |but |then )?(?:did|didn't|didnt|was|wasn't|wasnt|were|weren't|werent|is|isn't|isnt|are|has|have|had"
    r"|do|does|can|could|would|will)\b"
)
_REPORTS = r"\b(?:reports?|articles?|sources?|(?:news)?papers?|accounts?|outlets?|stories|agencies|reporters)\b"
AGREEMENT = re.compile(
    rf"{_REPORTS}.*\b(?:agree\w*|disagree\w*|differ\w*|contradict\w*|conflict\w*|consistent|inconsistent|unanimous)\b"
    rf"|{_REPORTS}.*\b(?:same|different) (?:\w+ )?"
    r"(?:times?|winners?|results?|places?|margins?|values?|marks?|scores?|distances?|line-?ups?|teams?|names?)\b"
    r"|\b(?:disagreements?|contradictions?|discrepanc(?:y|ies))\b"
    r"|\bconflicting (?:reports|times|results|accounts|figures)\b"
)


def read_asks(text: str) -> Asks:
    """Return what a folded, lower-case question asks for."""
    if AGREEMENT.search(text):
        return Asks.AGREEMENT
    if YES_NO.search(text) and " or " not in text:
        return Asks.YES_NO
    return next((asks for asks, pattern in _patterns() if pattern.search(text)), Asks.OTHER)


@cache
def _patterns() -> tuple[tuple[Asks, re.Pattern[str]], ...]:
    """Compile the phrasings, those that follow one another and ask the same as one pattern."""
    return tuple(
        (Asks[name], re.compile("|".join(pattern for _, pattern in rows)))
        for name, rows in groupby(lexicon.phrasings(), key=itemgetter(0))
    )
