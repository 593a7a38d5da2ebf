"""Numbers and measures: every notation of times, lengths, points, laps, speeds, margins and scores; nothing else."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.measures import (
    Duration,
    Laps,
    Length,
    LengthUnit,
    Margin,
    Measure,
    MeasureKind,
    MeasureMention,
    Notation,
    Points,
    Score,
    Speed,
    difference,
    find_bare_decimals,
    find_durations,
    find_measures,
    format_duration,
)
from qa.numbers import NumberKind, NumberMention, find_fractions, find_numbers, find_ordinals, read_number


def read(text: str) -> list[tuple[str, Measure]]:
    return [(found.text, found.value) for found in find_measures(text)]


def seconds(value: str) -> Duration:
    return Duration(round(Fraction(value) * 1000), len(value.partition(".")[2]))


# --- times and gaps


@pytest.mark.parametrize(
    ("text", "written", "ms", "decimals"),
    [
        ("won in 3:41.52", "3:41.52", 221_520, 2),
        ("won in 3:41.52s.", "3:41.52s", 221_520, 2),
        ("(22:41.6)", "22:41.6", 1_361_600, 1),
        ("1:17:40.6 for the relay", "1:17:40.6", 4_660_600, 1),
        ("in 27:44", "27:44", 1_664_000, 0),
        ("stopped the clock at 27:44", "27:44", 1_664_000, 0),
        ("3:41,52", "3:41,52", 221_520, 2),
        ("3'41\"52", "3'41\"52", 221_520, 2),
        ("3 minutes, 41.52 seconds", "3 minutes, 41.52 seconds", 221_520, 2),
        ("4min 5.61sec", "4min 5.61sec", 245_610, 2),
        ("three minutes 41.52 seconds", "three minutes 41.52 seconds", 221_520, 2),
        ("one minute and 44.35 seconds", "one minute and 44.35 seconds", 104_350, 2),
        ("1 hour 28 minutes\n12.375 seconds", "1 hour 28 minutes\n12.375 seconds", 5_292_375, 3),
        ("5 hours 12 minutes eight seconds", "5 hours 12 minutes eight seconds", 18_728_000, 0),
        ("two hours, 31 minutes and 40 seconds", "two hours, 31 minutes and 40 seconds", 9_100_000, 0),
        ("1h23m45s", "1h23m45s", 5_025_000, 0),
        ("3m 41.52s", "3m 41.52s", 221_520, 2),
        ("1 minute 50 behind", "1 minute 50", 110_000, 0),
        ("a minute and a half", "a minute and a half", 90_000, 0),
        ("two and a half minutes", "two and a half minutes", 150_000, 0),
        ("a minute behind", "a minute", 60_000, 0),
        (".014 seconds", ".014 seconds", 14, 3),
        ("0.07sec", "0.07sec", 70, 2),
        ("1.47s behind", "1.47s", 1470, 2),
        ("0.06 second down", "0.06 second", 60, 2),
        ("six seconds", "six seconds", 6000, 0),
        ("twenty-one seconds", "twenty-one seconds", 21_000, 0),
        ("a second adrift", "a second", 1000, 0),
        ("a second and a half", "a second and a half", 1500, 1),
        ("a 10-second penalty", "10-second", 10_000, 0),
        ("half a second", "half a second", 500, 1),
        ("a half-second lead", "a half-second", 500, 1),
        ("half a minute", "half a minute", 30_000, 0),
        ("two hundredths of a second", "two hundredths of a second", 20, 2),
        ("17-hundredths of a second", "17-hundredths of a second", 170, 2),
        ("three-quarters of a second", "three-quarters of a second", 750, 2),
        ("by a tenth", "a tenth", 100, 1),
        ("two tenths clear", "two tenths", 200, 1),
    ],
)
def test_every_notation_of_a_time_is_read(text: str, written: str, ms: int, decimals: int) -> None:
    assert [(found.text, found.value) for found in find_durations(text)] == [(written, Duration(ms, decimals))]


@pytest.mark.parametrize(
    "text",
    [
        "at 14:05",
        "16:30 (local time)",
        "until 9:15 pm",
        "3-5 March",
        "in 2015",
        "2015 second",
        "a second gold",
        "the second race",
        "back in the 90s",
        "the 1980s",
        "15.02.22",
        "40 strokes a minute",
        "a tenth place",
        "a 23-year-old",
        "2:72 and 1:75:02",
        "3.5%",
        "version 1.2.3",
        "a minute to remember",
    ],
)
def test_what_is_no_time_is_not_read_as_one(text: str) -> None:
    assert find_durations(text) == []


@pytest.mark.parametrize(
    ("text", "value", "notation", "other"),
    [
        ("2:47:71", seconds("167.71"), Notation.COLON_DECIMAL, None),
        ("2:47:71s", seconds("167.71"), Notation.COLON_DECIMAL, None),
        ("2:47:15", Duration(10_035_000, 0), Notation.COLON_AMBIGUOUS, seconds("167.15")),
        ("2:47:15.3", Duration(10_035_300, 1), Notation.COLON, None),
        ("28.31.42", seconds("1711.42"), Notation.DOTTED, None),
        ("in 8.12.42", seconds("492.42"), Notation.DOTTED, Duration(29_562_000, 0)),
    ],
)
def test_an_ambiguous_notation_gives_both_readings(
    text: str, value: Duration, notation: Notation, other: Duration | None
) -> None:
    assert [(found.value, found.notation, found.other) for found in find_durations(text)] == [(value, notation, other)]


@pytest.mark.parametrize(
    ("text", "approx", "reach"),
    [
        ("by nearly six seconds", "nearly", "nearly six seconds"),
        ("more than a minute adrift", "more than", "more than a minute"),
        ("half an hour or more", "or more", "half an hour or more"),
        ("just over 30 cm", "just over", "just over 30 cm"),
        ("some 25 seconds", "some", "some 25 seconds"),
        ("exactly 25 seconds", None, "25 seconds"),
        ("title over 3,000 metres", None, "3,000 metres"),
        ("handed over 1 minute 50 down", None, "1 minute 50"),
    ],
)
def test_a_vague_measure_keeps_the_word_that_makes_it_vague(text: str, approx: str | None, reach: str) -> None:
    assert [(found.approx, text[slice(*found.reach)]) for found in find_measures(text)] == [(approx, reach)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a best of 46.72", [("46.72", Duration(46_720, 2), None)]),
        ("a time of 8.47", [("8.47", Duration(8470, 2), Duration(527_000, 0))]),
        ("by 0.05, in 3:41.05", [("0.05", Duration(50, 2), None)]),
        ("0.3 quicker", [("0.3", Duration(300, 1), None)]),
        ("+13.480", [("13.480", Duration(13_480, 3), None)]),
        ("3.5% of 6.25 metres, $2.50", []),
    ],
)
def test_bare_decimals_are_found_apart(text: str, expected: list[tuple[str, Duration, Duration | None]]) -> None:
    assert [(found.text, found.value, found.other) for found in find_bare_decimals(text)] == expected
    assert [found.notation for found in find_measures(text, bare=True)].count(Notation.BARE) == len(expected)
    assert Notation.BARE not in [found.notation for found in find_measures(text)]


@pytest.mark.parametrize(
    ("duration", "written"),
    [
        (Duration(8260, 2), "8.26"),
        (Duration(14, 3), "0.014"),
        (Duration(7000, 0), "7"),
        (Duration(156_480, 2), "2:36.48"),
        (Duration(1_361_600, 1), "22:41.6"),
        (Duration(3_600_000, 0), "1:00:00"),
        (Duration(4_660_600, 1), "1:17:40.6"),
    ],
)
def test_durations_are_written_like_result_lists(duration: Duration, written: str) -> None:
    assert format_duration(duration) == str(duration) == written


@given(st.integers(60_000, 86_399_999), st.integers(0, 3))
def test_a_duration_that_was_written_is_read_back(ms: int, decimals: int) -> None:
    duration = Duration(ms - ms % 10 ** (3 - decimals), decimals)
    found = find_durations(f"in {duration}")
    assert [mention.value for mention in found] == [duration]


def test_a_difference_has_the_decimals_of_the_finer_time() -> None:
    assert difference(Duration(221_520, 2), Duration(223_000, 1)) == Duration(1480, 2)


@pytest.mark.parametrize(("ms", "decimals"), [(-1, 0), (1, 4)])
def test_an_impossible_duration_cannot_be_built(ms: int, decimals: int) -> None:
    with pytest.raises(ValueError, match="a duration needs"):
        Duration(ms, decimals)


# --- other measures


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the 1,500m", [("1,500m", Length(1_500_000, LengthUnit.METRE))]),
        ("1500 metres", [("1500 metres", Length(1_500_000, LengthUnit.METRE))]),
        ("a 200-metre dash", [("200-metre", Length(200_000, LengthUnit.METRE))]),
        ("the 15 kms", [("15 kms", Length(15_000_000, LengthUnit.KILOMETRE))]),
        ("a 187 kilometre stage", [("187 kilometre", Length(187_000_000, LengthUnit.KILOMETRE))]),
        ("the 4x2.5km relay", [("4x2.5km", Length(2_500_000, LengthUnit.KILOMETRE, 1, legs=4))]),
        ("the 4 x 200-metre relay", [("4 x 200-metre", Length(200_000, LengthUnit.METRE, legs=4))]),
        ("the 4x400", [("4x400", Length(400_000, LengthUnit.METRE, legs=4))]),
        ("three mile race", [("three mile", Length(4_828_032, LengthUnit.MILE))]),
        ("half a mile", [("half a mile", Length(804_672, LengthUnit.MILE, 1))]),
        ("a vault of 4.73m", [("4.73m", Length(4730, LengthUnit.METRE, 2))]),
        ("just 30 cm", [("30 cm", Length(300, LengthUnit.CENTIMETRE))]),
        ("5ft 10in", [("5ft 10in", Length(1778, LengthUnit.FOOT, 2))]),
        (
            "over 800, 1000 and 3000 metres",
            [
                ("800", Length(800_000, LengthUnit.METRE)),
                ("1000", Length(1_000_000, LengthUnit.METRE)),
                ("3000 metres", Length(3_000_000, LengthUnit.METRE)),
            ],
        ),
        ("64 points and one point", [("64 points", Points(Decimal(64))), ("one point", Points(Decimal(1)))]),
        ("147.25 pts", [("147.25 pts", Points(Decimal("147.25")))]),
        ("two laps to go, a lap down", [("two laps", Laps(Fraction(2))), ("a lap", Laps(Fraction(1)))]),
        ("a lap and a half", [("a lap and a half", Laps(Fraction(3, 2)))]),
        ("half a lap", [("half a lap", Laps(Fraction(1, 2)))]),
        ("at 187.35 kph", [("187.35 kph", Speed(Decimal("187.35"), "km/h"))]),
        ("60 miles an hour", [("60 miles an hour", Speed(Decimal(60), "mph"))]),
        ("a wind of 1.2 m/s", [("1.2 m/s", Speed(Decimal("1.2"), "m/s"))]),
        ("by 1-1/4 lengths", [("1-1/4 lengths", Margin(Fraction(5, 4), "length"))]),
        ("a short head", [("a short head", Margin(Fraction(1), "short head"))]),
        ("by a neck", [("a neck", Margin(Fraction(1), "neck"))]),
        ("three-quarters of a length", [("three-quarters of a length", Margin(Fraction(3, 4), "length"))]),
        ("half a wheel", [("half a wheel", Margin(Fraction(1, 2), "wheel"))]),
        ("lost 2-1", [("2-1", Score(((2, 1),)))]),
        ("7-6 (7-5), 6-4", [("7-6 (7-5), 6-4", Score(((7, 6), (6, 4))))]),
    ],
)
def test_every_other_measure_is_read(text: str, expected: list[tuple[str, Measure]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "$5m for 5m people",
        "at one point he led",
        "a point of honour",
        "the lap record, a lap record",
        "(8-13)",
        "a 16-1 shot",
        "at 16-1",
        "3-5 March",
        "the 2014-15 season",
        "1-2-3 for the hosts",
        "2015-02-15",
        "a foot wrong",
        "a neck injury",
        "a 33-year-old",
        "in lanes 1-4",
    ],
)
def test_what_measures_nothing_is_left_alone(text: str) -> None:
    assert read(text) == []


def test_a_mention_holds_everything_a_caller_needs() -> None:
    assert find_measures("won by about 0.30 seconds") == [
        MeasureMention(
            start=13,
            end=25,
            kind=MeasureKind.DURATION,
            value=Duration(300, 2),
            notation=Notation.WORDS,
            other=None,
            approx="about",
            reach=(7, 25),
            text="0.30 seconds",
        )
    ]


def test_the_longest_of_overlapping_measures_wins() -> None:
    assert read("50 metres a second") == [("50 metres a second", Speed(Decimal(50), "m/s"))]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Length(2_500_000, LengthUnit.KILOMETRE, 1, legs=4), "4 x 2.5 km"),
        (Length(1_500_000, LengthUnit.METRE), "1500 m"),
        (Length(3_218_688, LengthUnit.MILE), "2 miles"),
        (Points(Decimal("147.25")), "147.25 points"),
        (Laps(Fraction(3, 2)), "1.5 laps"),
        (Laps(Fraction(1)), "1 lap"),
        (Speed(Decimal("187.35"), "km/h"), "187.35 km/h"),
        (Margin(Fraction(5, 4), "length"), "5/4 length"),
        (Score(((7, 6), (6, 4))), "7-6 6-4"),
    ],
)
def test_measures_are_written_plainly(value: Measure, written: str) -> None:
    assert str(value) == written


# --- numbers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two of 18", [("two", 2), ("18", 18)]),
        ("a hundred and one of 1,500", [("a hundred and one", 101), ("1,500", 1500)]),
        ("twenty-one or forty two", [("twenty-one", 21), ("forty two", 42)]),
        ("7.5", [("7.5", Fraction(15, 2))]),
        ("no one, 3:41.52, 1,500m, 19th, twenty-third, two-thirds", []),
    ],
)
def test_counts_are_read_in_words_and_digits(text: str, expected: list[tuple[str, int | Fraction]]) -> None:
    assert [(text[found.start : found.end], found.value) for found in find_numbers(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("first, Second and 19th", [("first", 1), ("Second", 2), ("19th", 19)]),
        ("the twenty-third, the thirtieth", [("twenty-third", 23), ("thirtieth", 30)]),
        ("a second gold in the second race", [("second", 2), ("second", 2)]),
        ("half a second, a second adrift, one second, 0.06 second", []),
        ("seconds later, 3rdly", []),
    ],
)
def test_ranks_are_read_in_words_and_digits(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(text[found.start : found.end], found.value) for found in find_ordinals(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("half the field", [("half", Fraction(1, 2))]),
        ("two hundredths of a second", [("two hundredths", Fraction(1, 50))]),
        ("17-hundredths", [("17-hundredths", Fraction(17, 100))]),
        ("three-quarters and ½", [("three-quarters", Fraction(3, 4)), ("½", Fraction(1, 2))]),
        ("1-1/4", [("1-1/4", Fraction(5, 4))]),
        ("a third of the race", [("a third", Fraction(1, 3))]),
        ("a third gold, the fifth, half-time, the quarter-final, the first half", []),
    ],
)  # fmt: skip
def test_fractions_are_read_in_words_and_digits(text: str, expected: list[tuple[str, Fraction]]) -> None:
    assert [(text[found.start : found.end], found.value) for found in find_fractions(text)] == expected


def test_a_number_holds_its_span_and_kind() -> None:
    assert find_ordinals("was 19th") == [NumberMention(4, 8, 19, NumberKind.ORDINAL)]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("1,500", 1500),
        (".016", Fraction(2, 125)),
        ("a", 1),
        ("ninety-nine", 99),
        ("half", Fraction(1, 2)),
        ("many", None),
    ],
)
def test_a_number_alone_has_its_value(words: str, value: Fraction | None) -> None:
    assert read_number(words) == value
