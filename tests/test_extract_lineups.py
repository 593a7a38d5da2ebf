"""Who raced for a team is read where the list and the team are certain; two names beside each other are no team."""

from __future__ import annotations

from datetime import date

import pytest

from qa.extract import extract_facts
from qa.facts import LineUp
from sources.readers import read_text

Row = tuple[str | None, tuple[str, ...]]


def lineups(text: str) -> list[Row]:
    """Return each line-up as (team, members), each once."""
    article = read_text(text, source="x.txt", published=date(2031, 2, 9))
    found: dict[Row, None] = {}
    for fact in extract_facts(article):
        if isinstance(fact, LineUp):
            found[fact.team.value.name if fact.team else None, tuple(member.value.name for member in fact.members)] = (
                None
            )
    return list(found)


TRIO = ("Petra Holub", "Ewa Zielin", "Maja Borek")
LISTED = [
    ("Women's team pursuit", "Poland's Petra Holub, Ewa Zielin and Maja Borek won the final.", [("Poland", TRIO)]),
    (
        "Women's team pursuit",
        "The Polish trio of Petra Holub, Ewa Zielin and Maja Borek won the final.",
        [("Poland", TRIO)],
    ),
    ("Women's team pursuit", "Petra Holub, Ewa Zielin and Maja Borek of Poland won the final.", [("Poland", TRIO)]),
    ("Women's team pursuit", "Petra Holub, Ewa Zielin and Maja Borek (Poland) won the final.", [("Poland", TRIO)]),
    (
        "Women's team pursuit",
        "Poland won the final. Petra Holub, Ewa Zielin and Maja Borek were never behind.",
        [("Poland", TRIO)],
    ),
    (
        "Women's team pursuit",
        "1. Poland (Petra Holub, Ewa Zielin, Maja Borek) 2:57.31\n2. Japan 2:58.02",
        [("Poland", TRIO)],
    ),
    (
        "Women's team pursuit",
        "Petra Holub (POL), Ewa Zielin (POL) and Maja Borek (POL) won the final.",
        [("Poland", TRIO)],
    ),
    (
        "Women's team pursuit",
        "Japan tried everything and still never got past Petra Holub, Ewa Zielin and Maja Borek.",
        [(None, TRIO)],
    ),
    (
        "Two-man bobsleigh",
        "Poland's pair Marek Novotil and Kai Brandt won.",
        [("Poland", ("Marek Novotil", "Kai Brandt"))],
    ),
    (
        "Women's double sculls",
        "Poland's Petra Holub and Ewa Zielin won the double sculls.",
        [("Poland", ("Petra Holub", "Ewa Zielin"))],
    ),
]
NO_TEAM = [
    ("Women's 500m", "Petra Holub and Ewa Zielin fell."),
    ("Women's 500m", "Petra Holub beat Ewa Zielin and Maja Borek."),
    ("Women's 500m", "Petra Holub of Poland, Ewa Zielin of Canada and Maja Borek of Spain shared a flat."),
    ("Women's team pursuit", "Petra Holub won, and Ewa Zielin watched."),
    ("Women's team pursuit", "Poland beat Japan."),
]


@pytest.mark.parametrize(("heading", "text", "stated"), LISTED)
def test_a_list_of_names_is_the_line_up_of_its_team(heading: str, text: str, stated: list[Row]) -> None:
    assert lineups(f"{heading}\n\n{text}\n") == stated


@pytest.mark.parametrize(("heading", "text"), NO_TEAM)
def test_names_side_by_side_are_no_team(heading: str, text: str) -> None:
    assert [row for row in lineups(f"{heading}\n\n{text}\n") if row[0] is not None] == []
