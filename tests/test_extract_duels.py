"""Who finished before whom, and by how much, is read in the right direction or not at all."""

from __future__ import annotations

from datetime import date

import pytest

from qa.extract import extract_facts
from qa.facts import Duel, Lead
from sources.readers import read_text

Row = tuple[str, str, str | None, str | None]


def duels(text: str) -> list[Row]:
    """Return each duel and lead as (kind, winner or leader, loser, gap), each once."""
    article = read_text(text, source="x.txt", published=date(2031, 2, 9))
    found: set[Row] = set()
    for fact in extract_facts(article):
        if isinstance(fact, Duel):
            loser = fact.loser.value.name if fact.loser else None
            found.add(("beat", fact.winner.value.name, loser, fact.gap.value if fact.gap else None))
        elif isinstance(fact, Lead):
            name = fact.entrant.value.name if fact.entrant else None
            found.add(("behind" if fact.behind else "led", name or "", None, fact.gap.value))
    return sorted(found, key=str)


BEATEN = [
    ("Men's 500m", "Ole Dahl beat Hugo Pell.", [("beat", "Ole Dahl", "Hugo Pell", None)]),
    ("Men's 500m", "Ole Dahl edged Hugo Pell by 0.02 seconds.", [("beat", "Ole Dahl", "Hugo Pell", "0.02 seconds")]),
    (
        "Men's 500m",
        "Ole Dahl held off Hugo Pell by two-hundredths.",
        [("beat", "Ole Dahl", "Hugo Pell", "two-hundredths")],
    ),
    ("Men's 500m", "Ole Dahl pipped Hugo Pell.", [("beat", "Ole Dahl", "Hugo Pell", None)]),
    ("Men's 500m", "Ole Dahl outclassed Hugo Pell.", [("beat", "Ole Dahl", "Hugo Pell", None)]),
    ("Men's 500m", "Ole Dahl defeated Hugo Pell of Ireland.", [("beat", "Ole Dahl", "Hugo Pell", None)]),
    ("Men's 500m", "Hugo Pell was beaten by Ole Dahl.", [("beat", "Ole Dahl", "Hugo Pell", None)]),
    ("Men's 500m", "Hugo Pell lost to Ole Dahl.", [("beat", "Ole Dahl", "Hugo Pell", None)]),
    ("Men's 500m", "Hugo Pell lost to Ole Dahl by 0.3 seconds.", [("beat", "Ole Dahl", "Hugo Pell", "0.3 seconds")]),
    ("Men's 500m", "Ole Dahl overcame Hugo Pell.", [("beat", "Ole Dahl", "Hugo Pell", None)]),
    ("Men's 500m", "Ole Dahl saw off Hugo Pell.", [("beat", "Ole Dahl", "Hugo Pell", None)]),
    ("Men's 500m", "Ole Dahl finished ahead of Hugo Pell.", [("beat", "Ole Dahl", "Hugo Pell", None)]),
    ("Men's 500m", "Ole Dahl won ahead of Hugo Pell.", [("beat", "Ole Dahl", "Hugo Pell", None)]),
    (
        "Men's 500m",
        "Ole Dahl finished 0.4 seconds ahead of Hugo Pell.",
        [("beat", "Ole Dahl", "Hugo Pell", "0.4 seconds")],
    ),
    (
        "Men's 500m",
        "Hugo Pell finished 0.4 seconds behind Ole Dahl.",
        [("beat", "Ole Dahl", "Hugo Pell", "0.4 seconds")],
    ),
    ("Men's 500m", "Hugo Pell finished second behind Ole Dahl.", [("beat", "Ole Dahl", "Hugo Pell", None)]),
    (
        "Men's 500m",
        "Hugo Pell came second, 0.4 seconds behind Ole Dahl.",
        [("beat", "Ole Dahl", "Hugo Pell", "0.4 seconds")],
    ),
    ("Men's 500m", "Ole Dahl claimed a narrow victory over Hugo Pell.", [("beat", "Ole Dahl", "Hugo Pell", None)]),
    ("Men's 500m", "Ole Dahl's victory over Hugo Pell was his first.", [("beat", "Ole Dahl", "Hugo Pell", None)]),
    ("Men's 500m", "Having beaten Hugo Pell, Ole Dahl wept.", []),
    ("Men's 500m", "Ole Dahl beat Hugo Pell by half a second.", [("beat", "Ole Dahl", "Hugo Pell", "half a second")]),
    ("Men's 500m", "Hugo Pell could not beat Ole Dahl.", []),
    ("Women's team pursuit", "Poland beat Japan in the final.", [("beat", "Poland", "Japan", None)]),
    ("Women's team pursuit", "Poland (2:57.31) beat Japan (2:58.02).", [("beat", "Poland", "Japan", None)]),
    (
        "Women's team pursuit",
        "The Poles defeated the Japanese by 0.71 seconds.",
        [("beat", "Poland", "Japan", "0.71 seconds")],
    ),
    ("Women's team pursuit", "Poland knocked out Japan in the semi-final.", [("beat", "Poland", "Japan", None)]),
    (
        "Women's team pursuit",
        "Japan were knocked out by Poland in the semi-final.",
        [("beat", "Poland", "Japan", None)],
    ),
    ("Women's team pursuit", "Hosts Poland saw off Japan to reach the final.", [("beat", "Poland", "Japan", None)]),
    ("Women's eight", "Romania beat Australia by half a length.", [("beat", "Romania", "Australia", "half a length")]),
    (
        "Women's eight",
        "Romania finished two lengths clear of Australia.",
        [("beat", "Romania", "Australia", "two lengths")],
    ),
]
MARGINS = [
    ("Men's 500m", "Ole Dahl won, 0.4 seconds clear of the field.", [("beat", "Ole Dahl", None, "0.4 seconds")]),
]
LEADS = [
    (
        "Women's team pursuit",
        "Poland were 0.6 seconds ahead of Japan at halfway.",
        [("led", "Poland", None, "0.6 seconds")],
    ),
    ("Women's team pursuit", "Poland were 0.6 seconds up with two laps to go.", []),
    ("Women's team pursuit", "Poland had an early lead of 0.9 seconds.", [("led", "Poland", None, "0.9 seconds")]),
]
NO_DUEL = [
    ("Men's 500m", "Ole Dahl beat his personal best."),
    ("Men's 500m", "Ole Dahl beat the world record."),
    ("Men's 500m", "Ole Dahl beat the drum."),
    ("Men's 500m", "Ole Dahl beat the odds."),
    ("Men's 500m", "Ole Dahl hopes to beat Hugo Pell."),
    ("Men's 500m", "Ole Dahl almost beat Hugo Pell."),
    ("Men's 500m", "Ole Dahl failed to beat Hugo Pell."),
    ("Men's 500m", "Ole Dahl did not beat Hugo Pell."),
    ("Men's 500m", "Ole Dahl could have beaten Hugo Pell."),
    ("Men's 500m", "Ole Dahl has never beaten Hugo Pell."),
    ("Men's 500m", "Ole Dahl is favourite to beat Hugo Pell."),
    ("Men's 500m", "Nobody beat Hugo Pell."),
    ("Men's 500m", "Ole Dahl stood behind Hugo Pell on the podium."),
    ("Men's 500m", "Ole Dahl sat behind Hugo Pell on the bus."),
    ("Men's 500m", "Ole Dahl is happy to be ahead of schedule."),
    ("Men's 500m", "Ole Dahl put the fall behind him."),
    ("Men's 500m", "Ole Dahl lost his way."),
    ("Men's 500m", "Ole Dahl lost 0.4 seconds in the last bend."),
    ("Men's 500m", "Ole Dahl trained ahead of the Games with Hugo Pell."),
    ("Men's 500m", "Ahead of the race Ole Dahl spoke to Hugo Pell."),
    ("Men's 500m", "Ole Dahl followed Hugo Pell onto the ice."),
    ("Men's 500m", "The whole of Norway was behind Ole Dahl."),
    ("Men's 500m", "Ole Dahl will meet Hugo Pell in the final."),
    ("Men's 500m", "Ole Dahl raced against Hugo Pell."),
    ("Men's 500m", "Ole Dahl said he would beat Hugo Pell."),
    ("Men's 500m", "Ole Dahl was 0.4 seconds outside the record."),
]


@pytest.mark.parametrize(("heading", "sentence", "stated"), [*BEATEN, *MARGINS, *LEADS])
def test_who_beat_whom_is_read_with_the_margin_as_written(heading: str, sentence: str, stated: list[Row]) -> None:
    assert duels(f"{heading}\n\n{sentence}\n") == sorted(stated, key=str)


@pytest.mark.parametrize(("heading", "sentence"), NO_DUEL)
def test_where_nobody_beat_anybody_there_is_no_duel(heading: str, sentence: str) -> None:
    assert duels(f"{heading}\n\n{sentence}\n") == []
