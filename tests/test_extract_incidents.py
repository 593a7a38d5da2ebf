"""Falls, crashes, penalties and retirements are read with whom they befell; metaphors are none."""

from __future__ import annotations

from datetime import date

import pytest

from qa.extract import extract_facts
from qa.facts import Incident
from sources.readers import read_text


def incidents(text: str) -> list[tuple[str, str | None]]:
    """Return each incident as (kind, whom), each once."""
    article = read_text(text, source="x.txt", published=date(2031, 2, 9))
    found = {
        (fact.kind.value, fact.entrant.value.name if fact.entrant else None)
        for fact in extract_facts(article)
        if isinstance(fact, Incident)
    }
    return sorted(found, key=str)


BEFELL = [
    ("Men's 500m", "Ole Dahl fell in the last bend.", [("fall", "Ole Dahl")]),
    ("Men's 500m", "Ole Dahl crashed in the last bend.", [("crash", "Ole Dahl")]),
    ("Men's 500m", "Ole Dahl stumbled and fell.", [("fall", "Ole Dahl")]),
    ("Men's 500m", "Ole Dahl lost his footing.", [("fall", "Ole Dahl")]),
    ("Men's 500m", "Ole Dahl went down on the back straight.", [("fall", "Ole Dahl")]),
    ("Men's 500m", "Ole Dahl was disqualified.", [("disqualification", "Ole Dahl")]),
    ("Men's 500m", "Ole Dahl was disqualified for a false start.", [("disqualification", "Ole Dahl")]),
    ("Men's 500m", "Ole Dahl withdrew with a knee injury.", [("withdrawal", "Ole Dahl")]),
    ("Men's 500m", "Ole Dahl fell and Hugo Pell won.", [("fall", "Ole Dahl")]),
    ("Men's 500m", "Ole Dahl won after Hugo Pell fell.", [("fall", "Hugo Pell")]),
    ("Men's 500m", "Ole Dahl won when Hugo Pell crashed.", [("crash", "Hugo Pell")]),
    ("Men's 500m", "Ole Dahl watched as Hugo Pell tumbled.", [("fall", "Hugo Pell")]),
    ("Men's 500m", "A fall by Ole Dahl decided the race.", [("fall", "Ole Dahl")]),
    ("Men's 500m", "Ole Dahl's crash decided the race.", [("crash", "Ole Dahl")]),
    ("Motor racing", "Luca Ferri retired with gearbox trouble.", [("retirement", "Luca Ferri")]),
    ("Motor racing", "Luca Ferri hit the wall.", [("crash", "Luca Ferri")]),
    ("Motor racing", "Luca Ferri spun off.", [("crash", "Luca Ferri")]),
    ("Motor racing", "Luca Ferri collided with Hugo Pell.", [("collision", "Luca Ferri")]),
    ("Motor racing", "Luca Ferri was penalised five seconds.", [("penalty", "Luca Ferri")]),
    ("Women's team pursuit", "Poland were disqualified.", [("disqualification", "Poland")]),
    ("Women's team pursuit", "Poland fell in the final.", [("fall", "Poland")]),
]
METAPHORS = [
    ("Women's team pursuit", "Poland crashed to a defeat."),
    ("Women's team pursuit", "Poland crashed to a 3-0 loss against Japan."),
    ("Women's team pursuit", "Poland fell short."),
    ("Women's team pursuit", "Poland fell behind."),
    ("Women's team pursuit", "The crowd fell silent."),
    ("Men's 500m", "Ole Dahl fell to his knees."),
    ("Men's 500m", "Ole Dahl fell asleep."),
    ("Men's 500m", "Ole Dahl almost fell."),
    ("Men's 500m", "Ole Dahl nearly crashed."),
    ("Men's 500m", "Ole Dahl did not fall."),
    ("Men's 500m", "Ole Dahl avoided a fall."),
    ("Men's 500m", "Ole Dahl hit the front."),
    ("Men's 500m", "Ole Dahl hit out at the judges."),
    ("Men's 500m", "The record fell."),
    ("Men's 500m", "In the fall of 2030 Ole Dahl moved house."),
    ("Men's 500m", "Ole Dahl was lucky not to be disqualified."),
    ("Men's 500m", "Ole Dahl will retire at the end of the season."),
    ("Men's 500m", "Ole Dahl lost his way."),
    ("Men's 500m", "Ole Dahl lost the lead."),
    ("Men's 500m", "Ole Dahl feared a fall."),
    ("Men's 500m", "Prices fell."),
]


@pytest.mark.parametrize(("heading", "sentence", "stated"), BEFELL)
def test_an_incident_is_read_with_whom_it_befell(heading: str, sentence: str, stated: list[tuple[str, str]]) -> None:
    assert incidents(f"{heading}\n\n{sentence}\n") == sorted(stated)


@pytest.mark.parametrize(("heading", "sentence"), METAPHORS)
def test_metaphors_and_what_did_not_happen_are_no_incidents(heading: str, sentence: str) -> None:
    assert incidents(f"{heading}\n\n{sentence}\n") == []
