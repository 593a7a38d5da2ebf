"""A question is read the same whatever its case, order, slips and punctuation: what it asks, and its constraints."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.library import Library
from qa.asks import Asks
from qa.desk import Desk
from qa.question import read_question


@pytest.fixture(scope="session")
def desk(bundled: Path) -> Iterator[Desk]:
    with Library.open(bundled) as library:
        yield Desk(library)


ASKED = [
    ("Who won the women's team pursuit in 2022?", Asks.PLACE),
    ("Which country took bronze in 2018?", Asks.PLACE),
    ("Who came second in the marathon?", Asks.PLACE),
    ("Who was on the podium in Paris?", Asks.PODIUM),
    ("Who were the medallists in the high jump?", Asks.PODIUM),
    ("Where did Norway finish in 2018?", Asks.RESULT),
    ("What medal did Japan win in 2022?", Asks.RESULT),
    ("How fast did Kipchoge run?", Asks.TIME),
    ("What was the winning time?", Asks.TIME),
    ("How far did Katzberg throw?", Asks.TIME),
    ("By how much did Norway win?", Asks.MARGIN),
    ("What was the margin between Verstappen and Hamilton?", Asks.MARGIN),
    ("How far behind was Sainz?", Asks.MARGIN),
    ("Who holds the Olympic record?", Asks.RECORD_HOLDER),
    ("What is the world record?", Asks.RECORD_VALUE),
    ("What was the previous world record?", Asks.RECORD_BEFORE),
    ("Who skated for Norway in 2018?", Asks.LINE_UP),
    ("Which country does Assefa run for?", Asks.TEAM),
    ("Which team does Sainz drive for?", Asks.TEAM),
    ("When did Canada win?", Asks.WHEN),
    ("On which day was the final?", Asks.WHEN),
    ("Where was the final held?", Asks.WHERE),
    ("What happened to Japan in 2022?", Asks.HAPPENED),
    ("Why did Japan lose?", Asks.WHY),
    ("Who said that he was part of the problem?", Asks.WHO_SAID),
    ("What did Mantia say?", Asks.SAID),
    ("Who fell in the final?", Asks.INCIDENT),
    ("How old is Takagi?", Asks.AGE),
    ("Did Norway win in 2022?", Asks.YES_NO),
    ("How many medals did Norway win?", Asks.HOW_MANY),
    ("Who was faster, Japan or Canada?", Asks.COMPARE),
    ("Who beat Japan in the final?", Asks.OPPONENT),
    ("Who leads the drivers' championship?", Asks.LEADER),
]
CONSTRAINED = [
    ("Who won the women's team pursuit in 2022?", {"sex": "women", "date": "2022", "event": "pursuit team"}),
    ("Who won the men's 100 metres in Paris?", {"sex": "men", "event": "100m", "host": "Paris 2024"}),
    ("Which country took bronze in 2018?", {"medal": "bronze", "date": "2018"}),
    ("Who came second in the marathon?", {"rank": "2", "event": "marathon"}),
    ("Did Norway win the semi-final?", {"nation": "Norway", "round": "semi-final"}),
    ("How fast did Kipchoge run?", {"person": "kipchoge"}),
    ("What is the Olympic record in the men's team pursuit?", {"record": "Olympic record", "sex": "men", "event": "pursuit team"}),
    ("Who won?", {}),
]
WINNER_2022 = "Who won the women's team pursuit in 2022?"
PARAPHRASES = [
    (WINNER_2022, "who won the women's team pursuit in 2022"),
    (WINNER_2022, "WHO WON THE WOMEN'S TEAM PURSUIT IN 2022?"),
    (WINNER_2022, "In 2022, who won the women's team pursuit?"),
    (WINNER_2022, "Who won the womens team pursuit in 2022"),
    (WINNER_2022, "who won teh womens team persuit in 2022"),
    (WINNER_2022, "women team pursuit 2022 winner"),
    (WINNER_2022, "  Who   won the women's team pursuit in 2022 ??"),
    (WINNER_2022, "Which country won the women's team pursuit in 2022?"),
    (WINNER_2022, "Who took gold in the women's team pursuit in 2022?"),
    (WINNER_2022, "Who won gold in the team pursuit for women in 2022?"),
    (WINNER_2022, "Who won the ladies' team pursuit in 2022?"),
    (WINNER_2022, "Who won the women's team pursuit in Beijing?"),
    ("Who was third in the men's hammer throw in Paris?", "hammer men paris third"),
    ("Who was third in the men's hammer throw in Paris?", "Who came 3rd in the men's hammer throw in Paris?"),
    ("Who was third in the men's hammer throw in Paris?", "Who won bronze in the men's hammer in Paris?"),
    ("How fast did Kipchoge run in Berlin in 2023?", "kipchogge berlin time 2023"),
    ("How fast did Kipchoge run in Berlin in 2023?", "What was Kipchoge's time in Berlin in 2023?"),
    ("Who skated for Norway in the men's team pursuit in 2022?", "norway mens team pursuit 2022 line-up"),
    ("Who won the Abu Dhabi Grand Prix?", "who won abu dhabi gp"),
]


@pytest.mark.parametrize(("question", "asks"), ASKED)
def test_what_a_question_asks_is_read_from_its_words(desk: Desk, question: str, asks: Asks) -> None:
    assert read_question(question, desk.archive).asks is asks


@pytest.mark.parametrize(("question", "constraints"), CONSTRAINED)
def test_the_constraints_of_a_question_are_shown(desk: Desk, question: str, constraints: dict[str, str]) -> None:
    origins = read_question(question, desk.archive).origins
    assert {constraint.kind: constraint.value for constraint in origins} == constraints


@pytest.mark.parametrize(("question", "paraphrase"), PARAPHRASES)
def test_case_order_slips_and_punctuation_change_no_answer(desk: Desk, question: str, paraphrase: str) -> None:
    one, other = desk.ask(question), desk.ask(paraphrase)
    assert (other.status, other.short) == (one.status, one.short)
