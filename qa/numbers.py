"""Reads numbers: cardinals, ordinals and fractions, in words and digits. What they count is left to the callers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class NumberKind(StrEnum):
    """What a number is used for."""

    CARDINAL = "cardinal"
    ORDINAL = "ordinal"
    FRACTION = "fraction"


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A number written in `text[start:end]`; an int where it is whole."""

    start: int
    end: int
    value: int | Fraction
    kind: NumberKind


_SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_FIRST = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh"),
    *("twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"),
)
_TENTHS = ("twentieth", "thirtieth", "fortieth", "fiftieth", "sixtieth", "seventieth", "eightieth", "ninetieth")
_CARDINALS = {word: value for value, word in enumerate(_SMALL)} | {
    word: value * 10 for value, word in enumerate(_TENS, start=2)
}
_ORDINALS = {word: value for value, word in enumerate(_FIRST, start=1)} | {
    word: value * 10 for value, word in enumerate(_TENTHS, start=2)
}
_PARTS = {
    **{"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8},
    **{"ninth": 9, "tenth": 10, "hundredth": 100, "thousandth": 1000},
}


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_ONES = _any(_SMALL[1:10])
# A number in words up to 999; "a hundred" counts, "a" alone does not.
WORDS = (
    rf"(?:(?:a|{_ONES})[ -]hundred(?:(?:[ -]and)?[ -](?:(?:{_any(_TENS)})(?:[ -](?:{_ONES}))?|{_any(_SMALL[1:])}))?"
    rf"|(?:{_any(_TENS)})(?:[ -](?:{_ONES}))?|{_any(_SMALL)})"
)
# Of at most fifteen digits: what is longer counts nothing, and Python refuses to read it from 4,300 digits on.
DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,4}(?!\d)(?:\.\d{1,15}(?!\d))?|\d{1,15}(?!\d)(?:\.\d{1,15}(?!\d))?|\.\d{1,15}(?!\d))"
PART = r"(?:half|halves|(?:third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth|hundredth|thousandth)s?)"

# Behind a number: "two and a half", "one and three-quarter".
HALVES = r"(?:[ -]and[ -](?:a[ -]half|(?:an?|one|three)[ -]quarters?))?"
PARTED = rf"(?:(?:an?|\d{{1,3}}|{WORDS})[ -])?{PART}[ -](?:of )?(?:an? )?"  # before a unit: "three-quarters of a"

_CARDINAL = re.compile(
    rf"(?<![\w.,:'’/-])(?:{DIGITS}(?![\w:%]|[.,/]\d|-\d+/)|(?<!no )(?<!any )(?<!every ){WORDS}\b(?! another\b))"
    rf"(?!-(?:{_any(_ORDINALS)})\b|[ -]{PART}\b)",
    re.I,
)
_ORDINAL = re.compile(
    rf"(?<![\w.,:])(?:(?P<digits>\d{{1,3}})(?:st|nd|rd|th)\b|(?:(?P<tens>{_any(_TENS)})[ -])?"
    rf"(?P<word>{_any(_ORDINALS)})\b)",
    re.I,
)
_FRACTION = re.compile(
    rf"(?<![\w.,:/-])(?:(?:(?P<count>an?|\d{{1,3}}|{WORDS})[ -])?(?P<part>{PART})\b"
    rf"|(?:(?P<whole>\d{{1,15}})[ -])?(?P<over>\d{{1,2}})/(?P<under>[2-9]|[1-9]\d)(?![/\d])"
    rf"|(?P<glyph>[½¼¾⅓⅔]))",
    re.I,
)
_AND_PART = re.compile(r"[ -]and[ -](?:a[ -](?P<half>half)|(?:an?|one|(?P<three>three))[ -]quarters?)$", re.I)
_GLYPHS = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4), "⅓": Fraction(1, 3), "⅔": Fraction(2, 3)}
# "second" as a unit of time or in a set phrase, not as a rank
_TIME_BEFORE = re.compile(
    r"(?:\d|\b(?:of a|half|half[- ]a|than a|within a|under a|over a|about a|nearly a|almost a|just a|by a|split|per"
    r"|last|final|every|one|additional|extra))[ -]$",
    re.I,
)
_TIME_AFTER = re.compile(
    r"[ -](?:behind|ahead|adrift|clear|faster|slower|quicker|off|later|back|outside|inside|short|down|up|or"
    r"|and a half)\b",
    re.I,
)
_PERIOD = re.compile(r"[ -]?(?:finals?|time|way|back|marathons?|term|lap)\b|s\b", re.I)
_RANKED_HALF = re.compile(r"\b(?:first|second|opening|other|latter|better|1st|2nd)[ -]$", re.I)
_SHARE = re.compile(r"\s+of\b|[ -](?:second|lap|length|mile)", re.I)


def read_number(words: str) -> Fraction | None:
    """Return the value of a number written alone ("1,500", ".016", "twenty-one", "a", "1-1/4", "half"), else None."""
    text = words.strip().lower()
    if re.fullmatch(DIGITS, text):
        return Fraction(text.replace(",", ""))
    if text in ("a", "an", "another"):
        return Fraction(1)
    if re.fullmatch(WORDS, text):
        return Fraction(_word_value(text))
    found = _FRACTION.fullmatch(text)
    return _fraction_value(found) if found else None


def read_amount(words: str) -> Fraction | None:
    """Return the value of what stands before a unit ("two and a half", "1-1/4", "three-quarters of a"), else None."""
    bare = re.sub(r"[ -](?:of ?)?(?:an? ?)?$", "", words, flags=re.I)
    more = _AND_PART.search(bare)
    number = read_number(bare[: more.start()] if more else bare) if bare else read_number(words)
    if number is None or more is None:
        return number
    return number + (Fraction(1, 2) if more["half"] else Fraction(3 if more["three"] else 1, 4))


def find_numbers(text: str) -> list[NumberMention]:
    """Find counts in words and digits ("two", "twenty-one", "1,500", "7.5"); those glued to a unit are left out."""
    return [
        NumberMention(found.start(), found.end(), _plain(value), NumberKind.CARDINAL)
        for found in _CARDINAL.finditer(text)
        if (value := read_number(found[0])) is not None
    ]


def find_ordinals(text: str) -> list[NumberMention]:
    """Find ranks ("first", "twenty-third", "19th"), without "second" where it is a unit of time."""
    mentions = []
    for found in _ORDINAL.finditer(text):
        value = int(found["digits"] or 0) or _ORDINALS[found["word"].lower()]
        if found["tens"]:
            if value > 9:
                continue
            value += _CARDINALS[found["tens"].lower()]
        elif value == 2 and not found["digits"] and is_time_unit(text, found.start(), found.end()):
            continue
        mentions.append(NumberMention(found.start(), found.end(), value, NumberKind.ORDINAL))
    return mentions


def find_fractions(text: str) -> list[NumberMention]:
    """Find parts of a whole ("half", "three-quarters", "two hundredths", "1-1/4"), without ranks and "half time"."""
    mentions = []
    for found in _FRACTION.finditer(text):
        part, count = (found["part"] or "").lower(), (found["count"] or "").lower()
        if part and (_PERIOD.match(text, found.end()) or _RANKED_HALF.search(text[: found.start()])):
            continue
        # "a third" and "the fifth" are ranks unless something is shared out
        singular = part and part not in ("half", "halves", "quarter") and not part.endswith("s")
        if singular and not (count in ("a", "an", "one") and _SHARE.match(text, found.end())):
            continue
        if part == "quarter" and not count:
            continue
        mentions.append(NumberMention(found.start(), found.end(), _fraction_value(found), NumberKind.FRACTION))
    return mentions


def is_time_unit(text: str, start: int, end: int) -> bool:
    """Tell whether "second" in this span is a unit of time ("more than a second"), not a rank."""
    return bool(_TIME_BEFORE.search(text[max(0, start - 16) : start]) or _TIME_AFTER.match(text, end)) and not (
        text[max(0, start - 4) : start].lower().endswith("the ")
    )


def _plain(value: Fraction) -> int | Fraction:
    return int(value) if value.denominator == 1 else value


def _word_value(words: str) -> int:
    total = 0
    for word in re.split(r"[ -]", words):
        if word == "hundred":
            total *= 100
        elif word != "and":
            total += 1 if word == "a" else _CARDINALS[word]
    return total


def _fraction_value(found: re.Match[str]) -> Fraction:
    if found["glyph"]:
        return _GLYPHS[found["glyph"]]
    if found["over"]:
        return int(found["whole"] or 0) + Fraction(int(found["over"]), int(found["under"]))
    part = found["part"].lower()
    part = "half" if part == "halves" else part.removesuffix("s")
    return (read_number(found["count"] or "a") or Fraction(1)) / _PARTS[part]
