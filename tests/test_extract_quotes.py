"""Quotations keep their words and their speaker; where it is open who spoke, nobody is named."""

from __future__ import annotations

from datetime import date

import pytest

from qa.extract import extract_facts
from qa.facts import Quote
from sources.readers import read_text

Row = tuple[str | None, str]


def quotes(text: str) -> list[Row]:
    """Return each quotation as (speaker, words)."""
    article = read_text(text, source="x.txt", published=date(2031, 2, 9))
    return [
        (fact.speaker.value.name if fact.speaker else None, fact.words.value)
        for fact in extract_facts(article)
        if isinstance(fact, Quote)
    ]


SAID = [
    ('"The ice was soft today," said Ole Dahl.', [("Ole Dahl", "The ice was soft today,")]),
    ('"The ice was soft today," Ole Dahl said.', [("Ole Dahl", "The ice was soft today,")]),
    ('Ole Dahl said: "The ice was soft today."', [("Ole Dahl", "The ice was soft today.")]),
    ('Ole Dahl said, "The ice was soft today."', [("Ole Dahl", "The ice was soft today.")]),
    ("“The ice was soft today,” said Ole Dahl.", [("Ole Dahl", "The ice was soft today,")]),
    ("''The ice was soft today,'' said Ole Dahl.", [("Ole Dahl", "The ice was soft today,")]),
    ('"The ice was soft today," admitted Ole Dahl.', [("Ole Dahl", "The ice was soft today,")]),
    ('"The ice was soft today," explained Ole Dahl of Norway.', [("Ole Dahl", "The ice was soft today,")]),
    ('Ole Dahl won. "The ice was soft today," he said.', [("Ole Dahl", "The ice was soft today,")]),
    ('Ole Dahl beat Hugo Pell. "The ice was soft today," said Pell.', [("Hugo Pell", "The ice was soft today,")]),
    (
        '"The ice was soft today," said Ole Dahl. "It cost me the race."',
        [("Ole Dahl", "The ice was soft today,"), ("Ole Dahl", "It cost me the race.")],
    ),
    ('"The ice," said Ole Dahl, "was soft all day."', [("Ole Dahl", "was soft all day.")]),
    ('Asked about the ice, Ole Dahl said: "It was soft today."', [("Ole Dahl", "It was soft today.")]),
    (
        '"The ice was soft today. It cost me the race," said Ole Dahl.',
        [("Ole Dahl", "The ice was soft today."), ("Ole Dahl", "It cost me the race,")],
    ),
    ('"The ice was soft today," a spokesman said.', [(None, "The ice was soft today,")]),
    ('Hugo Pell listened. "The ice was soft today," said the referee.', [(None, "The ice was soft today,")]),
    ('The banner read "Go for gold Ole Dahl".', [(None, "Go for gold Ole Dahl")]),
    ('Ole Dahl beat Hugo Pell. "The ice was soft today," he said.', [(None, "The ice was soft today,")]),
    (
        '"I wanted a hard race. "It was one," said Ole Dahl. Hugo Pell was third.',
        [(None, "I wanted a hard race."), ("Ole Dahl", "It was one,")],
    ),
    (
        '"I shut my eyes, said Ole Dahl. "Then the ice broke."',
        [("Ole Dahl", "I shut my eyes,"), ("Ole Dahl", "Then the ice broke.")],
    ),
]
NOT_SAID = [
    "Ole Dahl said that the ice was soft.",
    'Ole Dahl is known as "the Fox" at home.',
    "Ole Dahl's skates weren't sharp, and Hugo Pell's weren't either.",
]


@pytest.mark.parametrize(("text", "stated"), SAID)
def test_a_quotation_keeps_its_words_and_its_speaker(text: str, stated: list[Row]) -> None:
    assert quotes(f"Men's 500m\n\n{text}\n") == stated


@pytest.mark.parametrize("text", NOT_SAID)
def test_indirect_speech_and_nicknames_are_no_quotations(text: str) -> None:
    assert quotes(f"Men's 500m\n\n{text}\n") == []
