"""Records keep their kind, their value, their holder and what they replaced apart; wishes and differences are none."""

from __future__ import annotations

from datetime import date

import pytest

from qa.extract import extract_facts
from qa.facts import RecordSet
from sources.readers import read_text

Row = tuple[str, str, str | None, str | None, str | None, str | None]


def records(text: str) -> list[Row]:
    """Return each record as (action, kind, holder, value, old value, old holder), each once."""
    article = read_text(text, source="x.txt", published=date(2031, 2, 9))
    found: set[Row] = set()
    for fact in extract_facts(article):
        if isinstance(fact, RecordSet):
            holder = fact.holder.value.name if fact.holder else None
            mark = str(fact.mark.value) if fact.mark else None
            old_mark = str(fact.old_mark.value) if fact.old_mark else None
            found.add(
                (
                    fact.action,
                    fact.kind.value,
                    holder,
                    mark,
                    old_mark,
                    fact.old_holder.value.name if fact.old_holder else None,
                )
            )
    return sorted(found, key=str)


def made(kind: str, holder: str | None, value: str | None) -> Row:
    return "set", kind, holder, value, None, None


def previous(kind: str, value: str | None, holder: str | None) -> Row:
    return "previous", kind, None, None, value, holder


STATED = [
    ("Men's 500m", "Ole Dahl set a world record of 33.52 seconds.", [made("world record", "Ole Dahl", "33.52")]),
    ("Men's 500m", "Ole Dahl broke the world record.", [made("world record", "Ole Dahl", None)]),
    ("Men's 500m", "Ole Dahl won in 33.52, an Olympic record.", [made("Olympic record", "Ole Dahl", "33.52")]),
    ("Men's 500m", "Ole Dahl won in an Olympic record of 33.52.", [made("Olympic record", "Ole Dahl", "33.52")]),
    ("Men's 500m", "Ole Dahl lowered the Norwegian record to 33.92.", [made("national record", "Ole Dahl", "33.92")]),
    ("Men's 500m", "Ole Dahl skated a personal best of 34.02.", [made("personal best", "Ole Dahl", "34.02")]),
    ("Men's 500m", "Ole Dahl equalled the world record.", [made("world record", "Ole Dahl", None)]),
    (
        "Men's 500m",
        "1. Ole Dahl (Norway) 33.52 WR\n2. Hugo Pell (Ireland) 33.80",
        [made("world record", "Ole Dahl", "33.52")],
    ),
    (
        "Men's 500m",
        "1. Ole Dahl (Norway) 33.52\n2. Hugo Pell (Ireland) 33.80 PB",
        [made("personal best", "Hugo Pell", "33.80")],
    ),
    (
        "Men's 500m",
        "1. Ole Dahl (Norway) 33.52 (world record)\n2. Hugo Pell (Ireland) 33.80",
        [made("world record", "Ole Dahl", "33.52")],
    ),
    (
        "Women's team pursuit",
        "Poland (2:52.31, OR) beat Japan (2:53.02).",
        [made("Olympic record", "Poland", "2:52.31")],
    ),
    ("Women's team pursuit", "Poland set an Olympic record of 2:52.31.", [made("Olympic record", "Poland", "2:52.31")]),
    (
        "Women's 800m",
        "The previous mark of 1:53.28 was set by Ines Marrero.",
        [previous("record", "1:53.28", "Ines Marrero")],
    ),
    (
        "Women's 800m",
        "The previous world record of 1:53.28 was set by Ines Marrero.",
        [previous("world record", "1:53.28", "Ines Marrero")],
    ),
    (
        "Women's 800m",
        "The old European record of 1:53.28 was set by Ines Marrero in 2019.",
        [previous("European record", "1:53.28", "Ines Marrero")],
    ),
    (
        "Women's 800m",
        "World record holder Ines Marrero was third.",
        [("held", "world record", "Ines Marrero", None, None, None)],
    ),
    (
        "Women's 800m",
        "Ines Marrero, the world record holder, was third.",
        [("held", "world record", "Ines Marrero", None, None, None)],
    ),
    ("Women's 800m", "The world record is 1:53.28.", [("held", "world record", None, "1:53.28", None, None)]),
    (
        "Women's high jump",
        "Ines Marrero cleared 2.03 metres, a national record.",
        [made("national record", "Ines Marrero", "2.03 m")],
    ),
    (
        "Women's marathon",
        "Ines Marrero smashed the course record with 2:19:44.",
        [made("course record", "Ines Marrero", "2:19:44")],
    ),
    (
        "Women's 100m",
        "Ada Berg took 0.13 off the national record of 11.20 which Lena Frost had set in 2008.",
        [previous("national record", "11.20", "Lena Frost"), made("national record", "Ada Berg", None)],
    ),
    (
        "Men's triathlon",
        "Ole Dahl broke the course record of 1:50:21 held since 2029 by Hugo Pell.",
        [previous("course record", "1:50:21", "Hugo Pell"), made("course record", "Ole Dahl", None)],
    ),
]
NO_RECORD = [
    ("Men's 500m", "Ole Dahl wanted the world record."),
    ("Men's 500m", "Ole Dahl hoped to break the world record."),
    ("Men's 500m", "Ole Dahl almost broke the world record."),
    ("Men's 500m", "Ole Dahl missed the world record by 0.01 seconds."),
    ("Men's 500m", "Ole Dahl was just 0.01 outside the world record."),
    ("Men's 500m", "Ole Dahl failed to break the world record."),
    ("Men's 500m", "Ole Dahl did not break the world record."),
    ("Men's 500m", "Ole Dahl could break the world record."),
    ("Men's 500m", "Ole Dahl has a record of doping."),
    ("Men's 500m", "Ole Dahl has an unbeaten record this season."),
    ("Men's 500m", "Ole Dahl won a record fifth title."),
    ("Men's 500m", "A record crowd watched Ole Dahl."),
    ("Men's 500m", "Ole Dahl recorded a song."),
    ("Men's 500m", "Ole Dahl was close to the world record of 33.40."),
    ("Men's 500m", "Ole Dahl threatened the track record."),
    ("Men's 500m", "The track record survived."),
]


@pytest.mark.parametrize(("heading", "sentence", "stated"), STATED)
def test_a_record_keeps_kind_holder_and_value(heading: str, sentence: str, stated: list[Row]) -> None:
    assert records(f"{heading}\n\n{sentence}\n") == sorted(stated, key=str)


@pytest.mark.parametrize(("heading", "sentence"), NO_RECORD)
def test_wishes_near_misses_and_other_records_set_nothing(heading: str, sentence: str) -> None:
    assert [row for row in records(f"{heading}\n\n{sentence}\n") if row[0] == "set"] == []
