"""Find what regular expressions find: measures, dates, nations, competitions, stages, classes by age."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from qa import lexicon
from qa.atlas import NationForm, nation
from qa.dates import MONTHS_AND_WEEKDAYS, find_dates
from qa.entrant import Entrant, EntrantKind
from qa.measures import Length, Measure, MeasureKind, MeasureMention, Notation, find_measures
from qa.mention import Kind, Mention
from qa.names import fold
from qa.nations import find_nations
from qa.numbers import find_numbers, find_ordinals

MEASURE_KINDS = {
    MeasureKind.DURATION: Kind.DURATION,
    MeasureKind.LENGTH: Kind.LENGTH,
    MeasureKind.POINTS: Kind.POINTS,
    MeasureKind.LAPS: Kind.LAPS,
    MeasureKind.SPEED: Kind.SPEED,
    MeasureKind.SCORE: Kind.SCORE,
    MeasureKind.MARGIN_WORDS: Kind.MARGIN,
}
_COMPETITION_HEAD = (
    r"(?:Grand Prix|Grands Prix|GP|Championships?|Games|Olympics|World Cups?|Cup|Open|Masters|Marathon|Regatta|Stakes"
    r"|Handicap|Derby|Oaks|Chase|Hurdle|Trophy|Classic|Invitational|Rally|Festival|Series|Tour|Giro|Vuelta|Guineas"
    r"|League|Meeting|Challenge|Trials|Prix)"
)
_CAPITAL = r"(?:[^\W\d_a-z][\w'’&.-]*|\d{4}|\d+(?:st|nd|rd|th))"
COMPETITION = re.compile(
    rf"(?:(?:{_CAPITAL}\s+(?:(?:and|the|&)\s+)?){{1,6}}{_COMPETITION_HEAD}\b"
    r"|(?:Tour|Giro|Vuelta|Grand Prix|Rally|Circuit)(?=\s(?i:of|de|d'|di|du)\b))"
    rf"(?:\s+(?i:of|de|di|du)\s+(?:the\s+)?{_CAPITAL}(?:\s+(?!First|Second|Third|Stage|Result|Final){_CAPITAL})?)?"
)
OLYMPIC = re.compile(r"\b(?:Winter |Summer )?Olympics?\b")
STAGE = re.compile(
    r"\b(?P<unit>stage|race) (?:number |no\.? ?)?(\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)\b",
    re.IGNORECASE,
)
ORDINAL_STAGE = re.compile(r"\b(\d{1,2}(?:st|nd|rd|th)|[a-z]+(?:st|nd|rd|th))[ -]stage\b", re.IGNORECASE)
END_STAGE = re.compile(r"\b(?P<end>opening|final|last|penultimate)[ -]stage\b", re.IGNORECASE)
CLASS_RACE = re.compile(r"\b(?P<of>junior|youth|novice|veteran)(?:s['’]?)?(?= race\b)")
AGE_CLASS = re.compile(r"\b(?:under|u)[- ]?(\d{2})s?\b|\bj(?:unior)?[- ]?(\d{2})\b", re.IGNORECASE)
NO_COMPETITION = frozenset(
    "result results leading the a an after at in for from before with second first third".split()
)


def find_spans(
    text: str, start: int, stop: int, *, reference: date | None, cased: bool, colon_decimals: bool
) -> list[tuple[int, Mention]]:
    """Find what regular expressions find, with a priority each (lower wins where two overlap)."""
    piece = text[start:stop]
    found: list[tuple[int, Mention]] = []
    for measure in find_measures(piece, bare=True):
        found.append((3, _measure(measure, piece, start, colon_decimals=colon_decimals)))
    for day in find_dates(piece, reference=reference):
        found.append((2, Mention(Kind.DATE, start + day.start, start + day.end, day)))
    for country in find_nations(piece, cased=cased):
        found.append(
            (
                4,
                _nation(
                    country.code,
                    country.form,
                    start + country.start,
                    start + country.end,
                    piece[country.start : country.end],
                ),
            )
        )
    if cased:
        for match in COMPETITION.finditer(piece):
            first = match.start() + _prefix(match.group())
            found.append((1, Mention(Kind.COMPETITION, start + first, start + match.end(), piece[first : match.end()])))
    for match in OLYMPIC.finditer(piece):
        found.append((5, Mention(Kind.COMPETITION, start + match.start(), start + match.end(), "Olympic Games")))
    for match in STAGE.finditer(piece):
        found += _stage(start, match, match.group(2), is_race=match.group("unit").lower() == "race")
    for match in ORDINAL_STAGE.finditer(piece):
        found += _stage(start, match, match.group(1), is_race=False)
    for match in END_STAGE.finditer(piece):
        end = match.group("end").lower()
        which = {"opening": "1", "last": "final"}.get(end, end)
        found.append((1, Mention(Kind.EVENT, start + match.start(), start + match.end(), (f"stage-{which}",))))
    for match in AGE_CLASS.finditer(piece):
        years = match.group(1) or match.group(2)
        found.append(
            (
                1,
                Mention(
                    Kind.EVENT,
                    start + match.start(),
                    start + match.end(),
                    (f"u{years}" if match.group(1) else f"j{years}",),
                ),
            )
        )
    for match in CLASS_RACE.finditer(piece):
        found.append((1, Mention(Kind.EVENT, start + match.start(), start + match.end(), (match["of"].lower(),))))
    return found


def _prefix(words: str) -> int:
    """Return how many characters before a competition's name are no part of it: "Wins ", "Results of Sunday's "."""
    cut = 0
    for match in re.finditer(r"\S+\s+", words):
        word = fold(match.group().strip())
        base = word.removesuffix("'s")
        if (
            word in NO_COMPETITION
            or base in MONTHS_AND_WEEKDAYS
            or (word in lexicon.verbs() and word.endswith(("s", "ed", "ing")))
        ):
            cut = match.end()
    return cut


def _stage(start: int, match: re.Match[str], word: str, *, is_race: bool) -> list[tuple[int, Mention]]:
    """Return "stage two", an event of its own, or "race two", one round of a series."""
    number = _stage_number(word)
    if number is None:
        return []
    reach = (start + match.start(), start + match.end())
    if is_race:
        return [(1, Mention(Kind.ROUND, *reach, f"race-{number}"))]
    return [(1, Mention(Kind.EVENT, *reach, (f"stage-{number}",)))]


def _stage_number(word: str | None) -> int | None:
    if not word:
        return None
    if word.isdigit():
        return int(word)
    ordinals = find_ordinals(word)
    numbers = find_numbers(word)
    values = [item.value for item in (*ordinals, *numbers)]
    return int(values[0]) if values else None


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure in a sentence: its value, the words it was written in, what makes it vague, how it is written."""

    value: Measure
    text: str
    approx: str | None
    notation: Notation
    reach: tuple[str, int, int]


def _measure(measure: MeasureMention, piece: str, offset: int, *, colon_decimals: bool) -> Mention:
    value = measure.value
    if measure.notation is Notation.COLON_AMBIGUOUS and colon_decimals and measure.other is not None:
        value = measure.other
    words = piece[measure.start : measure.end]
    if isinstance(value, Length) and value.legs > 1:
        return Mention(
            Kind.EVENT, offset + measure.start, offset + measure.end, (f"{value.legs}x{value.mm // 1000}m", "relay")
        )
    first, last = measure.reach
    measured = Measured(
        value, words, measure.approx, measure.notation, (piece[first:last], offset + first, offset + last)
    )
    return Mention(MEASURE_KINDS[measure.kind], offset + measure.start, offset + measure.end, measured)


def _nation(code: str, form: NationForm, start: int, end: int, written: str) -> Mention:
    entrant = Entrant(EntrantKind.NATION, nation(code).name, code)
    kind = {NationForm.ADJECTIVE: Kind.ADJECTIVE, NationForm.PERSON: Kind.DEMONYM}.get(form, Kind.NATION)
    return Mention(kind, start, end, entrant, written.lower())
