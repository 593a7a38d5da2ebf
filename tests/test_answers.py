"""Answers on the bundled reports: from facts, with arithmetic and disagreement shown, or an honest refusal."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import qa.templates
from index.library import Library
from qa.answer import How, Status
from qa.desk import Desk
from qa.question import read_question
from qa.templates.table import TEMPLATES


@pytest.fixture(scope="session")
def desk(bundled: Path) -> Iterator[Desk]:
    with Library.open(bundled) as library:
        yield Desk(library)


def examples() -> Iterator[tuple[str, str]]:
    """Yield (module, question) for each example that a file of templates shows."""
    for module in pkgutil.iter_modules(qa.templates.__path__):
        name = f"qa.templates.{module.name}"
        shown: dict[str, tuple[str, ...]] = getattr(importlib.import_module(name), "EXAMPLES", {})
        yield from ((name, question) for questions in shown.values() for question in questions)


SHORT = [
    ("Who won the 2022 men's team pursuit?", "Norway"),
    ("Who won the 2018 women's team pursuit?", "Japan"),
    ("Who won the 2018 men's team pursuit?", "Norway"),
    ("Who won the men's 100 metres in Paris?", "Noah Lyles"),
    ("Who won the women's high jump in Paris?", "Yaroslava Mahuchikh"),
    ("Who won the men's hammer throw in Paris?", "Ethan Katzberg"),
    ("Who won the women's race at the Berlin Marathon in 2023?", "Tigst Assefa"),
    ("Who won the men's race at the Berlin Marathon in 2023?", "Eliud Kipchoge"),
    ("Who won the Abu Dhabi Grand Prix in 2021?", "Max Verstappen"),
    ("Who was second in the men's 100 metres in Paris?", "Kishane Thompson"),
    ("Who was eighth in the men's 100 metres in Paris?", "Oblique Seville"),
    ("Who was ninth in the men's race in Berlin in 2023?", "Amanal Petros"),
    ("Which country took bronze in the women's team pursuit in 2018?", "United States"),
    ("Which country took silver in the women's team pursuit in 2022?", "Japan"),
    ("What was South Korea's time in the men's team pursuit in 2018?", "3:38.52"),
    ("How fast did Kipchoge run in Berlin in 2023?", "2:02:42"),
    ("How far did Katzberg throw in Paris?", "84.12 m"),
    ("How high did Mahuchikh jump in Paris?", "2.00 m"),
    ("Where did Akani Simbine finish in the 100 metres in Paris?", "fourth"),
    ("Which team does Carlos Sainz drive for?", "Ferrari"),
    ("How many points does Valtteri Bottas have?", "226"),
    ("Did Norway win the men's team pursuit in 2018?", "yes"),
    ("Did Canada win the women's team pursuit in 2018?", "no"),
    ("Did Fred Kerley win a medal in the 100 metres in Paris?", "yes"),
    ("What was the previous women's world record in the marathon?", "2:14:04"),
]
LISTED = [
    ("Who was on the podium of the men's 100 metres in Paris?", ("Lyles", "Thompson", "Kerley")),
    ("Who skated for Canada in the women's team pursuit in 2022?", ("Blondin", "Maltais", "Weidemann")),
    ("Who was third in the women's high jump in Paris?", ("Gerashchenko", "Patterson")),
]
DERIVED = [
    ("By how much did Norway win the men's team pursuit in 2018?", "1.21 seconds", "3:38.52 − 3:37.31 = 1.21"),
    ("By how much did Kipchoge win in Berlin in 2023?", "31 seconds", "2:03:13 − 2:02:42 = 31"),
]
DISAGREEING = [
    ("Who skated for Norway in the men's team pursuit in 2018?", ("Sverre Lunde Pedersen", "Sindre Henriksen")),
    ("What was the Netherlands' time in the women's team pursuit in 2018?", ("2:55.47", "2:55.48")),
]
AGREEING = [
    "Who won the 2022 women's team pursuit?",
    "Who skated for Norway in the men's team pursuit in 2022?",
    "Who skated for Japan in the women's team pursuit in 2018?",
]
REFUSED = [
    ("Who won the 2014 women's team pursuit?", "2014"),
    ("Who won the 2026 women's team pursuit?", "2026"),
    ("Who won the women's 100 metres in Paris?", "women"),
    ("Who won the men's javelin in Paris?", "javelin"),
    ("Who won the Tour de France in 2023?", "tour"),
    ("Who won the men's team pursuit in Vancouver?", "vancouver"),
    ("How tall is Isabelle Weidemann?", ""),
    ("What did Verstappen say after the race?", ""),
]
FALSE_PREMISES = [
    "Why did Weidemann fall in the last bend?",
    "Why was Norway disqualified in 2022?",
    "Why did Norway lose the men's team pursuit in 2018?",
    "Why did South Korea win the men's team pursuit in 2018?",
    "Why did Kipchoge crash in Berlin?",
]
QUOTED = [
    ("What did Sven Kramer say?", "I'm part of the problem myself"),
    ("What did Nana Takagi say?", "My mind hasn't recovered from the fall"),
    ("What did Irene Schouten say?", "The others are better"),
    ("What did Sverre Lunde Pedersen say?", "It means everything"),
]


@pytest.mark.parametrize(("question", "short"), SHORT)
def test_the_short_answer_is_the_bare_value(desk: Desk, question: str, short: str) -> None:
    reply = desk.ask(question)
    assert (reply.status, reply.how, reply.short) == (Status.ANSWERED, How.FACTS, short)


@pytest.mark.parametrize(("question", "names"), LISTED)
def test_several_are_named_where_several_are_right(desk: Desk, question: str, names: tuple[str, ...]) -> None:
    short = desk.ask(question).short
    assert [name for name in names if name not in short] == []


@pytest.mark.parametrize(("question", "short", "arithmetic"), DERIVED)
def test_a_derived_margin_shows_its_arithmetic(desk: Desk, question: str, short: str, arithmetic: str) -> None:
    reply = desk.ask(question)
    assert (reply.short, [note.text for note in reply.notes if note.kind == "derivation"]) == (short, [arithmetic])


@pytest.mark.parametrize(("question", "values"), DISAGREEING)
def test_a_disagreement_is_shown_with_both_sides(desk: Desk, question: str, values: tuple[str, str]) -> None:
    reply = desk.ask(question)
    assert "disagreement" in {note.kind for note in reply.notes}
    assert [value for value in values if value not in reply.text] == []
    assert len({citation.article for citation in reply.citations}) >= 2


@pytest.mark.parametrize("question", AGREEING)
def test_spelling_and_notation_are_no_disagreement(desk: Desk, question: str) -> None:
    assert [note for note in desk.ask(question).notes if note.kind == "disagreement"] == []


@pytest.mark.parametrize(("question", "words"), REFUSED)
def test_a_refusal_names_what_nothing_supports(desk: Desk, question: str, words: str) -> None:
    reply = desk.ask(question)
    assert (reply.status, reply.short) == (Status.NOT_IN_ARTICLES, "")
    assert words in reply.text.split(".")[0].lower()


@pytest.mark.parametrize("question", FALSE_PREMISES)
def test_what_never_happened_gets_no_reason(desk: Desk, question: str) -> None:
    reply = desk.ask(question)
    assert (reply.status, reply.short) == (Status.NOT_IN_ARTICLES, "")


@pytest.mark.parametrize(("question", "words"), QUOTED)
def test_a_quotation_is_given_in_its_own_words(desk: Desk, question: str, words: str) -> None:
    reply = desk.ask(question)
    assert words in reply.text
    assert any(words in citation.quote for citation in reply.citations)


@pytest.mark.parametrize(("module", "question"), list(examples()))
def test_an_example_is_answered_from_facts_by_a_template_of_its_own_file(
    desk: Desk, module: str, question: str
) -> None:
    query = read_question(question, desk.archive)
    answering = next((item for item in TEMPLATES.get(query.asks, ()) if item(query, desk.archive) is not None), None)
    reply = desk.ask(question)
    assert (reply.status, reply.how) == (Status.ANSWERED, How.FACTS)
    assert answering is not None
    assert answering.__module__ == module


def test_the_same_question_gets_the_same_answer(desk: Desk) -> None:
    one, other = (desk.ask("Who won the 2022 women's team pursuit?") for _ in range(2))
    assert (one.text, one.citations, one.notes) == (other.text, other.citations, other.notes)
