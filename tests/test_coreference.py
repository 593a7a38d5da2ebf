"""Surnames, epithets and pronouns stand for the one person they can mean, and for nobody where they could mean two."""

from __future__ import annotations

from datetime import date

import pytest

from qa.extract import extract_facts
from qa.facts import Profile, Result
from sources.readers import read_text


def results(text: str) -> list[tuple[str, str | None, int]]:
    """Return every stated place as (name, nation code, place), each once."""
    article = read_text(text, source="x.txt", published=date(2031, 2, 9))
    found = {
        (fact.entrant.value.name, fact.entrant.value.nation, fact.rank.value)
        for fact in extract_facts(article)
        if isinstance(fact, Result) and fact.rank is not None
    }
    return sorted(found, key=str)


def ages(text: str) -> list[tuple[str, str]]:
    """Return every stated age as (name, age), each once."""
    article = read_text(text, source="x.txt", published=date(2031, 2, 9))
    return sorted(
        {
            (fact.person.value.name, fact.value.value)
            for fact in extract_facts(article)
            if isinstance(fact, Profile) and fact.topic == "age"
        }
    )


RESOLVED = [
    ("Ole Dahl of Norway skated well. Dahl won the race.", [("Ole Dahl", "NOR", 1)]),
    ("Ole Dahl of Norway skated well. He won the race.", [("Ole Dahl", "NOR", 1)]),
    ("Ole Dahl of Norway skated well. The Norwegian won the race.", [("Ole Dahl", "NOR", 1)]),
    ("Ole Dahl of Norway skated well. The 27-year-old won the race.", [("Ole Dahl", "NOR", 1)]),
    ("Ole Dahl (NOR) skated well. The Norwegian won the race.", [("Ole Dahl", "NOR", 1)]),
    ("Norway's Ole Dahl skated well. The 27-year-old Norwegian won the race.", [("Ole Dahl", "NOR", 1)]),
    ("Ole Dahl of Norway raced Hugo Pell of Ireland. The Irishman won the race.", [("Hugo Pell", "IRL", 1)]),
    ("Ole Dahl of Norway raced Hugo Pell of Ireland. The Norwegian won the race.", [("Ole Dahl", "NOR", 1)]),
    ("Norwegian skater Ole Dahl took the lead. Dahl finished third.", [("Ole Dahl", "NOR", 3)]),
    ("Petra Holub of Austria skated well. She finished second.", [("Petra Holub", "AUT", 2)]),
    ("Luca Ferri of Italy was ill. Ferri still finished fourth.", [("Luca Ferri", "ITA", 4)]),
]
OPEN = [
    "The Norwegian won the race.",
    "He won the race.",
    "The 27-year-old won the race.",
    "Ole Dahl and Hugo Pell skated well. He won the race.",
    "Ole Dahl of Norway and Per Lund of Norway skated well. The Norwegian won the race.",
    "Ole Dahl was there.\n\nThe crowd was large.\n\nThe ice was good.\n\nHe won the race.",
]
AGES = [
    ("Ole Dahl, 27, won the race.", [("Ole Dahl", "27")]),
    ("27-year-old Ole Dahl won the race.", [("Ole Dahl", "27")]),
    ("The 27-year-old Ole Dahl won the race.", [("Ole Dahl", "27")]),
    ("Ole Dahl of Norway was late. The 27-year-old Norwegian won the race.", [("Ole Dahl", "27")]),
    ("Ole Dahl won in 27 seconds.", []),
    ("Ole Dahl, number 27, won the race.", []),
    ("27 skaters saw Ole Dahl win.", []),
    ("Ole Dahl has a 27-year-old car.", []),
]


@pytest.mark.parametrize(("text", "stated"), RESOLVED)
def test_a_surname_epithet_or_pronoun_is_the_person_it_can_mean(text: str, stated: list[tuple[str, str, int]]) -> None:
    assert results(f"500m\n\n{text}\n") == stated


@pytest.mark.parametrize("text", OPEN)
def test_an_epithet_that_fits_nobody_or_two_is_left_alone(text: str) -> None:
    assert results(f"500m\n\n{text}\n") == []


@pytest.mark.parametrize(("text", "stated"), AGES)
def test_an_age_is_the_age_of_a_person(text: str, stated: list[tuple[str, str]]) -> None:
    assert ages(f"500m\n\n{text}\n") == stated
