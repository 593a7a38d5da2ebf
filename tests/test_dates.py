"""Dates: written out, in figures, years and words like "yesterday" become days; counts and names do not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.dates import DateMention, Precision, find_dates

TODAY = date(2017, 3, 15)  # a Wednesday
DAY, WEEK, MONTH, YEAR, DECADE = Precision

Found = list[tuple[str, str, str, Precision]]


def read(text: str, *, reference: date | None = TODAY) -> Found:
    return [
        (found.words, found.first.isoformat(), found.last.isoformat(), found.precision)
        for found in find_dates(text, reference=reference)
    ]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("12 March 2017", "2017-03-12", "2017-03-12"),
        ("12th of March, 2017", "2017-03-12", "2017-03-12"),
        ("Sunday, March 12, 2017", "2017-03-12", "2017-03-12"),
        ("Mar. 12 2017", "2017-03-12", "2017-03-12"),
        ("2017-03-12", "2017-03-12", "2017-03-12"),
        ("12/03/2017", "2017-03-12", "2017-03-12"),
        ("28.02.2017", "2017-02-28", "2017-02-28"),
        ("02/28/2017", "2017-02-28", "2017-02-28"),
        ("12-14 March 2017", "2017-03-12", "2017-03-14"),
        ("March 12-14, 2017", "2017-03-12", "2017-03-14"),
        ("27 February - 2 March 2017", "2017-02-27", "2017-03-02"),
        ("February 27 - March 2, 2017", "2017-02-27", "2017-03-02"),
        ("12 march 2017", "2017-03-12", "2017-03-12"),
        ("17 may 2017", "2017-05-17", "2017-05-17"),
    ],
)
@pytest.mark.parametrize("reference", [TODAY, None])
def test_a_full_date_needs_no_reference(text: str, first: str, last: str, reference: date | None) -> None:
    assert read(text, reference=reference) == [(text, first, last, DAY)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on Wednesday", [("Wednesday", "2017-03-15", "2017-03-15", DAY)]),
        ("Thursday's race", [("Thursday", "2017-03-09", "2017-03-09", DAY)]),
        ("last Wednesday", [("last Wednesday", "2017-03-08", "2017-03-08", DAY)]),
        ("next Wednesday", [("next Wednesday", "2017-03-22", "2017-03-22", DAY)]),
        ("today and yesterday", [("today", *["2017-03-15"] * 2, DAY), ("yesterday", *["2017-03-14"] * 2, DAY)]),
        ("tomorrow", [("tomorrow", "2017-03-16", "2017-03-16", DAY)]),
        ("five days ago", [("five days ago", "2017-03-10", "2017-03-10", DAY)]),
        ("Two weeks ago", [("Two weeks ago", "2017-02-27", "2017-03-05", WEEK)]),
        ("last week", [("last week", "2017-03-06", "2017-03-12", WEEK)]),
        ("next month", [("next month", "2017-04-01", "2017-04-30", MONTH)]),
        ("four months ago", [("four months ago", "2016-11-01", "2016-11-30", MONTH)]),
        ("last year's winner", [("last year", "2016-01-01", "2016-12-31", YEAR)]),
        ("three years ago", [("three years ago", "2014-01-01", "2014-12-31", YEAR)]),
        ("in June of last year", [("June of last year", "2016-06-01", "2016-06-30", MONTH)]),
        ("last March", [("last March", "2016-03-01", "2016-03-31", MONTH)]),
        ("in February", [("February", "2017-02-01", "2017-02-28", MONTH)]),
        ("in April", [("April", "2017-04-01", "2017-04-30", MONTH)]),
        ("in October", [("October", "2016-10-01", "2016-10-31", MONTH)]),
        ("(12 March)", [("12 March", "2017-03-12", "2017-03-12", DAY)]),
        ("Mar. 12 - Jo Hart won", [("Mar. 12", "2017-03-12", "2017-03-12", DAY)]),
        ("from 18-20 March", [("18-20 March", "2017-03-18", "2017-03-20", DAY)]),
        ("on 29 December", [("29 December", "2016-12-29", "2016-12-29", DAY)]),
    ],
)
def test_relative_words_rest_on_the_day_of_the_article(text: str, expected: Found) -> None:
    assert read(text) == expected
    assert all(found.relative for found in find_dates(text, reference=TODAY))
    assert find_dates(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in 2015", [("2015", "2015-01-01", "2015-12-31", YEAR)]),
        ("the Lakeside 2015 relay.", [("2015", "2015-01-01", "2015-12-31", YEAR)]),
        ("mid-2015", [("2015", "2015-01-01", "2015-12-31", YEAR)]),
        ("in 2000 and Lakeside 2000", [("2000", "2000-01-01", "2000-12-31", YEAR)] * 2),
        ("since June 2011", [("June 2011", "2011-06-01", "2011-06-30", MONTH)]),
        ("the 2014-15 season", [("2014-15", "2014-01-01", "2015-12-31", YEAR)]),
        ("2014/2015", [("2014/2015", "2014-01-01", "2015-12-31", YEAR)]),
        ("who won in 94?", [("94", "1994-01-01", "1994-12-31", YEAR)]),
        ("back in '94", [("'94", "1994-01-01", "1994-12-31", YEAR)]),
        ("in ’14", [("’14", "2014-01-01", "2014-12-31", YEAR)]),
        ("the 1970s", [("1970s", "1970-01-01", "1979-12-31", DECADE)]),
    ],
)
def test_years_and_months_are_ranges(text: str, expected: Found) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2000 metres",
        "the 2000m",
        "a 2000-metre course",
        "nearly 1998 runners",
        "2015 spectators",
        "bib 2015",
        "1,998",
        "$2015",
        "20:15 and 2015.5",
        "in 94 seconds",
        "in 22.38",
        "in 58.",
        "31 February 2017",
        "2017-13-40",
        "1850",
        "the first 15 may start",
        "he may march on",
        "won by April Hart",
        "Jan Holt and June Moss",
        "in June Moss",
        "the last year",
        "a score of 5-3-2",
    ],
)
def test_counts_verbs_and_names_are_no_dates(text: str) -> None:
    assert read(text) == []


def test_a_date_in_figures_with_two_readings_is_the_one_nearer_to_the_article() -> None:
    assert read("05/03/2017", reference=None) == [("05/03/2017", "2017-03-05", "2017-03-05", DAY)]
    assert read("05/03/2017", reference=date(2017, 5, 4)) == [("05/03/2017", "2017-05-03", "2017-05-03", DAY)]


def test_a_mention_holds_its_span_and_its_days() -> None:
    assert find_dates("won on 12 March 2017.") == [
        DateMention(7, 20, date(2017, 3, 12), date(2017, 3, 12), Precision.DAY, "12 March 2017", relative=False)
    ]


@given(
    st.dates(date(1896, 1, 1), date(2035, 12, 31)),
    st.sampled_from(["%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%A, %d %b %Y"]),
)
def test_every_day_is_read_back_as_it_was_written(day: date, style: str) -> None:
    assert [(found.first, found.last) for found in find_dates(f"on {day.strftime(style)}")] == [(day, day)]


@given(st.dates(date(1990, 1, 1), date(2030, 12, 31)))
def test_a_weekday_is_the_latest_on_or_before_the_article(day: date) -> None:
    (found,) = find_dates(f"on {day.strftime('%A')}", reference=day)
    assert (found.first, found.last) == (day, day)


@given(st.text(alphabet="0123456789-/.:' MayJunlst", max_size=30))
def test_no_text_breaks_the_reader(text: str) -> None:
    assert all(found.first <= found.last for found in find_dates(text, reference=TODAY))
