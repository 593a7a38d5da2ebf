"""A question is read the same whatever its case, order, slips and punctuation: what it asks, and its constraints."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.library import Library
from qa.answer import Status
from qa.asks import Asks
from qa.desk import Desk
from qa.question import read_question


@pytest.fixture(scope="session")
def desk(bundled: Path) -> Iterator[Desk]:
    with Library.open(bundled) as library:
        yield Desk(library)


ASKED = [
    ("Who won the 2022 women's team pursuit?", Asks.PLACE),
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
    ("Who won the 2022 women's team pursuit?", {"sex": "women", "date": "2022", "event": "pursuit team"}),
    ("Who won the men's 100 metres in Paris?", {"sex": "men", "event": "100m", "host": "Paris 2024"}),
    ("Which country took bronze in 2018?", {"medal": "bronze", "date": "2018"}),
    ("Who came second in the marathon?", {"rank": "2", "event": "marathon"}),
    ("Did Norway win the semi-final?", {"nation": "Norway", "round": "semi-final"}),
    ("How fast did Kipchoge run?", {"person": "kipchoge"}),
    (
        "What is the men's Olympic record in the team pursuit?",
        {"record": "Olympic record", "sex": "men", "event": "pursuit team"},
    ),
    ("Who won?", {}),
]
PARAPHRASES = [
    ("Who won the 2022 men's team pursuit?", "Norway"),
    ("who won the 2022 men's team pursuit", "Norway"),
    ("WHO WON THE 2022 MEN'S TEAM PURSUIT?", "Norway"),
    ("In 2022, which team won the men's team pursuit?", "Norway"),
    ("Who won the mens team pursuit in 2022", "Norway"),
    ("who won teh mens team persuit in 2022", "Norway"),
    ("men team pursuit 2022 winner", "Norway"),
    ("  Who   won the 2022 men's team pursuit ??", "Norway"),
    ("Which country won the men's team pursuit in 2022?", "Norway"),
    ("Who took gold in the men's team pursuit in 2022?", "Norway"),
    ("Who won gold in the team pursuit for men in 2022?", "Norway"),
    ("Who won the gentlemen's team pursuit in 2022?", "Norway"),
    ("Who won the men's team pursuit in Beijing?", "Norway"),
    ("Who was third in the men's hammer throw in Paris?", "Mykhaylo Kokhan"),
    ("hammer men paris third", "Mykhaylo Kokhan"),
    ("Who came 3rd in the men's hammer throw in Paris?", "Mykhaylo Kokhan"),
    ("Who won bronze in the men's hammer in Paris?", "Mykhaylo Kokhan"),
    ("How fast did Kipchoge run in Berlin in 2023?", "2:02:42"),
    ("kipchogge berlin time 2023", "2:02:42"),
    ("What was Kipchoge's time in Berlin in 2023?", "2:02:42"),
    (
        "Who skated for Norway in the men's team pursuit in 2022?",
        "Peder Kongshaug, Hallgeir Engebråten and Sverre Lunde Pedersen",
    ),
    ("norway mens team pursuit 2022 line-up", "Peder Kongshaug, Hallgeir Engebråten and Sverre Lunde Pedersen"),
    ("Who won the Abu Dhabi Grand Prix?", "Max Verstappen"),
    ("who won abu dhabi gp", "Max Verstappen"),
]


@pytest.mark.parametrize(("question", "asks"), ASKED)
def test_what_a_question_asks_is_read_from_its_words(desk: Desk, question: str, asks: Asks) -> None:
    assert read_question(question, desk.archive).asks is asks


@pytest.mark.parametrize(("question", "constraints"), CONSTRAINED)
def test_the_constraints_of_a_question_are_shown(desk: Desk, question: str, constraints: dict[str, str]) -> None:
    origins = read_question(question, desk.archive).origins
    assert {constraint.kind: constraint.value for constraint in origins} == constraints


@pytest.mark.parametrize(("paraphrase", "short"), PARAPHRASES)
def test_case_order_slips_and_punctuation_change_no_answer(desk: Desk, paraphrase: str, short: str) -> None:
    reply = desk.ask(paraphrase)
    assert (reply.status, reply.short) == (Status.ANSWERED, short)
