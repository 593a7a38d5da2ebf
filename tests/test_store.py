"""Facts come back from the library as they went in, and every slot stands where it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from index.library import Library
from qa.entrant import Entrant, EntrantKind
from qa.extract import extract_facts
from qa.facts import FACT_KINDS, Fact, Quote, Result, Slot
from qa.measures import Duration, Length, LengthUnit
from qa.race import Race
from qa.store import dump, load
from sources.records import Article


@pytest.fixture(scope="session")
def stated(bundled: Path) -> list[tuple[Article, Fact]]:
    """Every fact of the bundled reports with its article."""
    with Library.open(bundled) as library:
        articles = [library.article(entry.article) for entry in library.articles()]
    return [(article, fact) for article in articles for fact in extract_facts(article)]


def slots(fact: Fact) -> Iterator[tuple[str, Slot[object]]]:
    """Yield every slot of a fact with its name."""
    for name in (item.name for item in fields(fact)):
        value = getattr(fact, name)
        if isinstance(value, Slot):
            yield name, value
        elif isinstance(value, tuple):
            yield from ((name, item) for item in value if isinstance(item, Slot))


BERG = Slot(Entrant(EntrantKind.PERSON, "Åsa Berg-Ødegård", "NOR", "women"), 3, 19)
BUILT = [
    Result(
        Race(event=("500m",), sex="women", year=2031), 0, 30, BERG, mark=Slot(Duration(ms=37120, decimals=2), 20, 25)
    ),
    Result(
        Race(),
        0,
        30,
        BERG,
        mark=Slot(Length(mm=19870, decimals=2, unit=LengthUnit.METRE), 20, 25),
        revision=Slot("provisional", 0, 4),
    ),
    Result(Race(), 0, 30, BERG, status=Slot("dnf", 20, 23)),
    Quote(Race(), 0, 30, Slot('“Never”, she said: "no\n\tmore" \\ 😀', 0, 30), None),
]


def test_every_kind_of_fact_can_be_read_back() -> None:
    assert sorted(FACT_KINDS) == [
        "Affiliation",
        "Duel",
        "Goal",
        "Incident",
        "Lead",
        "LineUp",
        "Profile",
        "Quote",
        "RecordSet",
        "Result",
        "Role",
        "Standing",
    ]


@pytest.mark.parametrize("fact", BUILT)
def test_a_fact_comes_back_as_it_went_in(fact: Fact) -> None:
    assert load(dump(fact)) == fact


def test_every_fact_of_the_bundled_reports_comes_back_as_it_went_in(stated: list[tuple[Article, Fact]]) -> None:
    assert [fact for _, fact in stated if load(dump(fact)) != fact] == []


def test_the_library_holds_the_facts_that_its_articles_state(bundled: Path, stated: list[tuple[Article, Fact]]) -> None:
    with Library.open(bundled) as library:
        kept = [(article, load(row.body)) for article, row in library.facts()]
    assert kept == [(article.id, fact) for article, fact in stated]


def test_every_fact_and_slot_stands_inside_its_article(stated: list[tuple[Article, Fact]]) -> None:
    spans = [(article, fact, fact.start, fact.end) for article, fact in stated]
    spans += [(article, fact, slot.start, slot.end) for article, fact in stated for _, slot in slots(fact)]
    assert [
        (article.source, fact)
        for article, fact, start, end in spans
        if not 0 <= start < end <= len(article.text) or not article.text[start:end].strip()
    ] == []


def test_what_is_kept_as_written_is_the_text_of_its_span(stated: list[tuple[Article, Fact]]) -> None:
    assert [
        (slot.value, article.text[slot.start : slot.end])
        for article, fact in stated
        for name, slot in slots(fact)
        if name in {"gap", "words", "detail"} and article.text[slot.start : slot.end] != slot.value
    ] == []


def test_a_slot_lies_inside_the_sentence_of_its_fact(stated: list[tuple[Article, Fact]]) -> None:
    assert [
        (article.text[fact.start : fact.end], name, article.text[slot.start : slot.end])
        for article, fact in stated
        for name, slot in slots(fact)
        if name in {"rank", "medal", "mark", "gap", "status", "words"}
        and not fact.start <= slot.start < slot.end <= fact.end
    ] == []
