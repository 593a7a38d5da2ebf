"""Every sentence is placed in the race it speaks of: headings set it, a sentence's own words override it."""

from __future__ import annotations

from datetime import date

import pytest

from qa.extract import extract_facts
from qa.extract.scene import Line, read_scenes
from qa.facts import Result
from sources.readers import read_text

PUBLISHED = date(2031, 2, 9)  # a Sunday


def placed(text: str) -> list[tuple[str, str, str | None, str | None]]:
    """Return each first place as (name, event, sex, round), each once, in the order of the text."""
    found: dict[tuple[str, str, str | None, str | None], None] = {}
    for fact in extract_facts(read_text(text, source="x.txt", published=PUBLISHED)):
        if isinstance(fact, Result) and fact.rank is not None and fact.rank.value == 1:
            found[fact.entrant.value.name, " ".join(fact.race.event), fact.race.sex, fact.race.round] = None
    return list(found)


def days(text: str) -> list[tuple[str, int | None, date | None]]:
    """Return each first place as (name, year, day), each once."""
    return sorted(
        {
            (fact.entrant.value.name, fact.race.year, fact.race.day)
            for fact in extract_facts(read_text(text, source="x.txt", published=PUBLISHED))
            if isinstance(fact, Result) and fact.rank is not None and fact.rank.value == 1
        }
    )


LINES = [
    ("Men's 500m", Line.HEADING),
    ("Results:", Line.HEADING),
    ("Ole Dahl won the 500m on Sunday.", Line.PROSE),
    ("Nobody expected Ole Dahl to win the 500m!", Line.PROSE),
    ("1. Ole Dahl (Norway) 34.12", Line.ROW),
    ("3= Ole Dahl (Norway) 34.12", Line.ROW),
    ("Gold: Ole Dahl (NOR)", Line.ROW),
    ("34 skaters came to the rink on Sunday morning.", Line.PROSE),
]
RACES = [
    (
        "Men's 500m\n\nOle Dahl won the race.\n\nWomen's 500m\n\nInes Marrero won the race.",
        [("Ole Dahl", "500m", "men", None), ("Ines Marrero", "500m", "women", None)],
    ),
    (
        "Women's 60m hurdles\n\nHeats\n\n1. Ines Marrero (ESP) 8.01\n2. Sana Okoye (NGR) 8.09\n\nFinal\n\n"
        "1. Sana Okoye (NGR) 7.95\n2. Ines Marrero (ESP) 7.99",
        [("Ines Marrero", "60m hurdles", "women", "heat"), ("Sana Okoye", "60m hurdles", "women", "final")],
    ),
    (
        "Women's 60m hurdles\n\nInes Marrero won her semi-final in 8.01.",
        [("Ines Marrero", "60m hurdles", "women", "semi-final")],
    ),
    ("Women's 60m hurdles\n\nInes Marrero won her heat in 8.01.", [("Ines Marrero", "60m hurdles", "women", "heat")]),
    ("Women's 60m hurdles\n\nInes Marrero won the final.", [("Ines Marrero", "60m hurdles", "women", "final")]),
    # The round of a list ends with it, and rounds that are left out are none.
    (
        "Women's team pursuit\n\nSemi-finals:\n\n- Spain 3:01.20 beat Italy 3:04.15\n"
        "- Norway 3:00.11 beat Poland 3:02.40\n\n"
        "Spain are the new champions. Norway had led for four laps.",
        [("Spain", "pursuit team", "women", None)],
    ),
    (
        "Meeting in Vardal (heats excluded):\n\n"
        "Men's 100 metres: 1. Ole Dahl (Norway) 10.32; 2. Hugo Pell (Ireland) 10.40.",
        [("Ole Dahl", "100m", "men", None)],
    ),
    # What is told of a person in passing is no news of another race.
    (
        "Women's relay\n\nHer sister Sana Okoye, second in the 500m and 1500m as well, went last. Spain were first.\n\n"
        "“It was close,” said Ines Marrero, champion over 3000m and 5000m.",
        [("Spain", "relay", "women", None)],
    ),
    ("Mixed relay\n\nItaly won the mixed relay.", [("Italy", "mixed relay", "mixed", None)]),
    ("Men's 4x100m relay\n\nItaly won the race.", [("Italy", "4x100m relay", "men", None)]),
    (
        "Weekend of skating\n\nOle Dahl won the men's 500m while Ines Marrero won the women's 1000m. "
        "Dahl was never headed and won by two metres.",
        [("Ole Dahl", "500m", "men", None), ("Ines Marrero", "1000m", "women", None)],
    ),
    (
        "Harbour triathlon\n\nOle Dahl led from the water. He began the half marathon alone. "
        "Dahl won the triathlon in 3:52:40.",
        [("Ole Dahl", "", None, None)],
    ),
]
DAYS = [
    ("Men's 500m\n\nOle Dahl won the race on Sunday.", [("Ole Dahl", 2031, date(2031, 2, 9))]),
    ("Men's 500m\n\nOle Dahl won the race on Saturday.", [("Ole Dahl", 2031, date(2031, 2, 8))]),
    ("Men's 500m\n\nOle Dahl won the race on 7 February.", [("Ole Dahl", 2031, date(2031, 2, 7))]),
    (
        "Men's 500m\n\nSunday's final.\n\nPrevious record: 34.90, Norway, heat, Vardal, 5 February 2031.\n\n"
        "Ole Dahl won the race.",
        [("Ole Dahl", 2031, date(2031, 2, 9))],
    ),
    ("Men's 500m\n\nOle Dahl won the race yesterday.", [("Ole Dahl", 2031, date(2031, 2, 8))]),
    ("Men's 500m\n\nHugo Pell was ill on Sunday. In 2027 Ole Dahl won the race.", [("Ole Dahl", 2027, None)]),
    ("Men's 500m\n\nHugo Pell was ill on Sunday. Ole Dahl won the race last year.", [("Ole Dahl", 2030, None)]),
]


@pytest.mark.parametrize(("line", "kind"), LINES)
def test_heading_row_and_prose_are_told_apart(line: str, kind: Line) -> None:
    scenes = read_scenes(
        read_text(f"Long track news\n\n{line}\n\nThe ice was soft.\n", source="x.txt", published=PUBLISHED)
    )
    assert [
        scene.line
        for scene in scenes.scenes
        if line.startswith(scenes.article.text[scene.sentence.start : scene.sentence.end][:6])
    ][:1] == [kind]


@pytest.mark.parametrize(("text", "stated"), RACES)
def test_a_result_belongs_to_the_event_sex_and_round_spoken_of(
    text: str, stated: list[tuple[str, str, str | None, str | None]]
) -> None:
    assert placed(text) == stated


@pytest.mark.parametrize(("text", "stated"), DAYS)
def test_a_result_belongs_to_the_day_it_was_raced_not_to_the_day_of_the_report(
    text: str, stated: list[tuple[str, int | None, date | None]]
) -> None:
    assert days(text) == stated
