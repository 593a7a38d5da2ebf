"""A report without a date is dated by the day that its lead tells of, and a history or a portrait by none."""

from __future__ import annotations

from datetime import date

import pytest

from qa.extract import extract_facts
from qa.facts import Result
from sources.readers import read_text

NO_DAY = "On Sunday she won the 3000 metres, too."
LATER = "\n\nDahl won the mile in 1969. Mia Holt won in 1970."


def winners(text: str) -> list[tuple[str, int | None, date | None]]:
    """Return who won, in which year and on which day, of an article without a date."""
    article = read_text(text, source="x.txt")
    assert article.published is None
    first = [fact for fact in extract_facts(article) if isinstance(fact, Result) and fact.rank and fact.rank.value == 1]
    return list(dict.fromkeys((fact.entrant.value.name, fact.race.year, fact.race.day) for fact in first))


DAHL = "Kari Dahl of Norway won the women's mile"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"{DAHL} in Brunsport on 14 June 1967.", [("Kari Dahl", 1967, date(1967, 6, 14))]),
        (
            f"{DAHL} in Brunsport on 14 June 1967.\n\nThe 800 metres went to Ana Prunk in 2:04.5.",
            [("Kari Dahl", 1967, date(1967, 6, 14)), ("Ana Prunk", 1967, date(1967, 6, 14))],
        ),
        (f"{DAHL} in Brunsport on Saturday 14 June 1967. {NO_DAY}", [("Kari Dahl", 1967, date(1967, 6, 14))]),
        (f"{DAHL} at the meeting of 14 and 16 June 1967.", [("Kari Dahl", 1967, None)]),
        (f"{DAHL}. She was born on 14 June 1944.", [("Kari Dahl", None, None)]),
        (f"{DAHL}, unbeaten since 14 June 1964.", [("Kari Dahl", None, None)]),
        (f"Kari Dahl will run in Rome on 14 June 1967.\n\n{DAHL}.", [("Kari Dahl", None, None)]),
        (f"{DAHL} in 1967. She beat Ana Prunk.", [("Kari Dahl", 1967, None)]),
        (f"{DAHL} in 1967.\n\nAna Prunk won the 800 metres.", [("Kari Dahl", 1967, None), ("Ana Prunk", None, None)]),
        (
            f"{DAHL} on 14 June 1967.{LATER}",
            [("Kari Dahl", 1967, date(1967, 6, 14)), ("Kari Dahl", 1969, None), ("Mia Holt", 1970, None)],
        ),
        (
            "The women's mile\n\n1965\n\nKari Dahl won in 4:40.1.\n\n1966\n\nAna Prunk won in 4:41.2.",
            [("Kari Dahl", 1965, None), ("Ana Prunk", 1966, None)],
        ),
    ],
)
def test_a_report_without_a_date_is_dated_by_its_lead(
    text: str, told: list[tuple[str, int | None, date | None]]
) -> None:
    assert winners(text) == told
