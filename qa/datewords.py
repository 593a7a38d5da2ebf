"""How dates are written: the patterns, and the words around them that decide. Reading them is left to dates.py."""

from __future__ import annotations

import re

from qa.numbers import WORDS
from qa.periods import MONTHS, WEEKDAYS

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)"
_YEAR = r"(?:1[89]\d\d|20[0-3]\d)(?!\d)"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_NAMED = rf"(?:(?:{_WEEKDAY}|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.?,?\s+(?:the\s+)?)?"
_RANGE = r"\s?[-–]\s?|\s(?:to|until|and)\s"
_NUMBER = rf"(?:\d{{1,3}}|{WORDS}|an?)"
DATE = re.compile(
    "|".join(
        (
            rf"(?P<iso>(?<![\w.-])(?P<y1>{_YEAR})(?P<sep>[-/.])(?P<m1>\d\d?)(?P=sep)(?P<d1>\d\d?)(?![\d-]))",
            rf"(?P<figures>(?<![\w.,:/-])(?P<d2>\d\d?)(?P<sep2>[-/.])(?P<m2>\d\d?)(?P=sep2)(?P<y2>{_YEAR}))",
            rf"(?P<dmy>\b{_NAMED}(?P<d3>{_DAY})(?:st|nd|rd|th)?(?:\s(?P<m3a>{_MONTH}))?"
            rf"(?:(?:{_RANGE})(?P<e3>{_DAY})(?:st|nd|rd|th)?)?(?:\s+of)?[\s-](?P<m3>{_MONTH})(?:,?[\s-](?P<y3>{_YEAR}))?)",
            rf"(?P<mdy>\b{_NAMED}(?P<m4>{_MONTH})\s(?P<d4>{_DAY})(?:st|nd|rd|th)?"
            rf"(?:(?:[-–]|\s?(?:[-–]|to)\s?(?P<m4b>{_MONTH})\s)(?P<e4>{_DAY})(?:st|nd|rd|th)?)?(?:,?\s(?P<y4>{_YEAR}))?"
            r"(?![:.]?\d))",
            rf"(?P<my>\b(?P<m5>{_MONTH}),?(?:\sof)?\s(?:(?P<y5>{_YEAR})|(?P<w5>(?:of\s)?(?:last|this|next)\syear)))",
            r"(?P<ago>(?<![\w.])(?P<n6>" + _NUMBER + r")\s(?P<u6>day|week|month|year|decade)s?\sago\b)",
            r"(?P<next>\b(?P<which>last|this|next)\s(?P<u7>week|month|year|night|(?P<m7>"
            + _MONTH
            + r")|(?P<wd7>"
            + _WEEKDAY
            + r"))\b)",
            r"(?P<near>\b(?:today|tonight|yesterday|tomorrow|this (?:morning|afternoon|evening))\b)",
            rf"(?P<weekday>\b{_WEEKDAY}\b)",
            r"(?P<decade>(?:(?P<c8>19|20)(?P<t8>\d)0s|['’](?P<t8b>[2-9])0s)\b)",
            rf"(?P<season>(?<![\w.,:/#-])(?P<y9>{_YEAR})[-/–](?P<e9>\d\d(?:\d\d)?)(?![\d/-]))",
            rf"(?P<year>(?<![\w.,:/#$£€+])(?<!\d-)(?<!\s-)(?P<y10>{_YEAR})(?![\w:%]|[.,/]\d))",
            r"(?P<short>(?<!\w)['’](?P<y11>\d\d)\b(?!['’]))",
            r"(?P<bare>(?<=\bin\s)(?P<y12>[6-9]\d)(?=\s*(?:$|[?!,;)]|\.(?!\d))))",
            rf"(?P<month>\b(?P<m13>{_MONTH})\b)",
        )
    ),
    re.I,
)
# The words and figures that a date can begin with
PIECE = re.compile(r"[^\W\d_]+|\d+|['’](?=\d\d)")
STARTS = frozenset(name[:3] for name in (*MONTHS, *WEEKDAYS)) | {"las", "thi", "nex", "tod", "ton", "tom", "yes"}
# What makes a year-like number a count: "2000 metres", "1998 spectators"
COUNTED = re.compile(
    r"[\s-]?(?:met(?:re|er)s?|m|km|kms|k|kilomet\w+|yards?|miles?|feet|ft|points?|pts|laps?|people|spectators|fans|runners"
    r"|riders|athletes|skaters|competitors|entries|euros?|dollars|pounds|kg|seconds?|minutes?|hours?|days?|times)\b",
    re.I,
)
ROUND_YEAR = re.compile(
    r"(?:\b(?:in|since|of|from|until|by|during|before|after|the|year|season|summer|winter|games|olympics)|[A-Z][a-z]+)\s$"
)
ABOUT = re.compile(r"\b(?:nearly|almost|about|around|over|under|than|some|least|number|no\.|bib)\s$", re.I)
MONTH_BEFORE = re.compile(
    r"\b(?:in|since|of|until|from|during|late|early|mid|through|that|every|before|after)[\s-]$", re.I
)
NAME_AFTER = re.compile(r"\s[A-Z][a-z]")
THE = re.compile(r"\b(?:the|his|her|their|its)\s$", re.I)
ON = re.compile(r"\b(?:on|the|of|until|since|from|before|after)\s(?:the\s)?$", re.I)
