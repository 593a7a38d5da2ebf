"""Numbers longer than any count: they are no reason to fail, in a question or in an article."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.library import Library
from qa.desk import Desk
from qa.extract import extract_facts
from qa.numbers import find_numbers
from sources.readers import read_text

LONG = "7" * 5000  # Python reads no number of more than 4,300 digits
SHAPES = [
    "{}",
    "-{}",
    "0.{}",
    "{}.5",
    "{}th",
    "{}%",
    "in {}",
    "on {} March {}",
    "1/{}",
    "{}/8",
    "{}-1/4 lengths",
    "{} 1/2 lengths",
    "{}-{}",
    "{}–{} on penalties",
    "{}:{}.{}",
    "{} m",
    "{}km",
    "4x{}m",
    "{} feet 3 inches",
    "6ft {}in",
    "{}min {}sec",
    "{} and a half seconds",
    "by {} points",
    "aged {}",
    "({})",
    "[{}]",
    "stage {}",
    "heat {}",
    "page {} of {}",
    "{}' minute",
    "1,{}",
    "{},000",
    "U{}",
    "{} laps down",
    "{} times",
    "²{}",
    "٣{}",
]


@pytest.fixture(scope="module")
def desk(bundled: Path) -> Iterator[Desk]:
    with Library.open(bundled) as library:
        yield Desk(library)


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
def test_a_question_with_a_long_number_gets_a_reply(shape: str, desk: Desk) -> None:
    words = shape.replace("{}", LONG[:2500] if shape.count("{}") > 1 else LONG)
    for question in (words, f"Who won the race {words}?", f"Did Canada win by {words} in 2022?"):
        assert desk.ask(question).question == question


@pytest.mark.parametrize("shape", SHAPES)
def test_an_article_with_a_long_number_is_read(shape: str) -> None:
    words = shape.replace("{}", LONG)
    article = read_text(
        f"Prunk wins\n\nAna Prunk won the lake race {words}. Holt beat Ruud {words} on Sunday.\n\n1. Prunk, {words}\n"
        f"2. Holt {words}\n3. {words}\n",
        source="lake.txt",
    )
    assert [fact for fact in extract_facts(article) if type(fact).__name__ == "Result"]


@pytest.mark.parametrize(
    ("text", "values"),
    [("123456789012345", [123456789012345]), ("1234567890123456", []), ("1,234,567", [1234567]), ("1" * 5000, [])],
)
def test_a_count_has_fifteen_digits_at_most(text: str, values: list[int]) -> None:
    assert [number.value for number in find_numbers(text)] == values
