"""A follow-up changes what it names and keeps the rest; a new question keeps nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.library import Library
from qa.answer import Status
from qa.desk import Desk


@pytest.fixture(scope="session")
def desk(bundled: Path) -> Iterator[Desk]:
    with Library.open(bundled) as library:
        yield Desk(library)


MEN_2022 = "Who won the 2022 men's team pursuit?"
WOMEN_2022 = "Who won the 2022 women's team pursuit?"
MEN_2018 = "Who won the 2018 men's team pursuit?"
LYLES = "Who won the men's 100 metres in Paris?"
FOLLOWED = [
    ((WOMEN_2022,), "and the men's?", "Norway"),
    ((WOMEN_2022,), "And in 2018?", "Japan"),
    ((MEN_2018,), "and four years later?", "Norway"),
    ((MEN_2018,), "and who was third?", "Netherlands"),
    ((MEN_2018,), "who was second?", "South Korea"),
    ((MEN_2018,), "in what time?", "3:37.31"),
    ((MEN_2018, "who did they beat?"), "and who was third?", "Netherlands"),
    ((LYLES,), "and silver?", "Kishane Thompson"),
    ((LYLES,), "and bronze?", "Fred Kerley"),
    ((LYLES,), "in what time?", "9.784 seconds"),
    ((WOMEN_2022,), "What about Japan?", "silver (second)"),
    (("Who won the women's high jump in Paris?",), "And the hammer throw?", "Ethan Katzberg"),
    (("Who won the Abu Dhabi Grand Prix in 2021?",), "which team does he drive for?", "Red Bull"),
    (("How fast did Kipchoge run in Berlin in 2023?",), "And Assefa?", "2:11:53"),
]
ANEW = [
    ((LYLES,), WOMEN_2022),
    ((WOMEN_2022, "And in 2018?"), "How fast did Kipchoge run in Berlin in 2023?"),
]
OPEN = [
    ((MEN_2018,), "and in 2006?"),
    ((LYLES,), "and the women's?"),
    (("Who won the women's race at the Berlin Marathon?",), "how tall is she?"),
    (("Who won the men's hammer throw in Paris?",), "And what did he say about it?"),
]


@pytest.mark.parametrize(("context", "question", "short"), FOLLOWED)
def test_a_follow_up_takes_what_it_leaves_open_from_before(
    desk: Desk, context: tuple[str, ...], question: str, short: str
) -> None:
    assert desk.ask(question, context=context).short == short


@pytest.mark.parametrize("question", ["Says who?", "who says so", "and the source?", "How do you know?"])
def test_the_sources_of_the_answer_before_are_quoted(desk: Desk, question: str) -> None:
    told, reply = desk.ask(WOMEN_2022), desk.ask(question, context=(WOMEN_2022,))
    assert [citation.quote for citation in reply.citations] == [citation.quote for citation in told.citations]
    assert reply.text == " ".join(
        f"{name}: “{citation.quote}” [{citation.number}]"
        for name, citation in zip(("Long Track Bulletin", f"“{told.citations[1].title}”"), told.citations, strict=True)
    )


@pytest.mark.parametrize(("context", "question"), ANEW)
def test_a_question_that_is_complete_takes_nothing_from_before(
    desk: Desk, context: tuple[str, ...], question: str
) -> None:
    alone, after = desk.ask(question), desk.ask(question, context=context)
    assert (after.short, after.text, after.citations) == (alone.short, alone.text, alone.citations)


@pytest.mark.parametrize(("context", "question"), OPEN)
def test_a_follow_up_that_the_articles_do_not_settle_is_refused(
    desk: Desk, context: tuple[str, ...], question: str
) -> None:
    assert desk.ask(question, context=context).status is Status.NOT_IN_ARTICLES
