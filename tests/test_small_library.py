"""Questions of a folder of invented reports, asked through the desk: wins told as duels, scores, splits, points."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from qa.answer import Status
from qa.desk import Desk
from shelving import desk_over

PUBLISHED = date(2031, 2, 9)
REPORTS = (
    "Vestland shocked in the relay\n\nNorway beat Sweden in the women's 4x5km relay on Sunday. "
    "Ole Dahl was not there.\n",
    "Marrero wins the indoor final\n\nInes Marrero beat Sana Okoye 6-4, 7-5 in the final of the Harbour Classic "
    "on Sunday. It took two hours and 10 minutes.\n",
    "Women's 200m freestyle\n\n1. Ada Berg (Norway) 1:57.20\n2. Lena Frost (Germany) 1:57.98\n\n"
    "Women's 100m butterfly\n\n1. Mara Quill (Ireland) 58.10\n2. Ada Berg (Norway) 58.44\n",
    "Drivers' standings:\n\n1. Hugo Pell (Britain) 81 points\n2. Rui Santos (Portugal) 68\n",
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with desk_over(tmp_path_factory.mktemp("small"), REPORTS, published=PUBLISHED) as desk:
        yield desk


SHORT = [
    ("Who won the women's 4x5km relay?", "Norway"),
    ("What was the score in the Harbour Classic final?", "6-4, 7-5"),
    ("who won the womens 200 free", "Ada Berg"),
    ("womens 100 fly winner", "Mara Quill"),
    ("How many points is Santos behind Pell?", "13 points"),
    ("By how much did Berg beat Frost in the 200m freestyle?", "0.78 seconds"),
]
REFUSED = [
    "What was Berg's time for the last leg?",
    "What was Marrero's swim time?",
    "Where did Okoye crash?",
    "who was eleventh in the 200m freestyle",
    "Where did Frost and Winkler start?",
]


@pytest.mark.parametrize(("question", "short"), SHORT)
def test_the_bare_answer_is_what_the_reports_say(desk: Desk, question: str, short: str) -> None:
    assert desk.ask(question).short == short


@pytest.mark.parametrize("question", REFUSED)
def test_what_no_report_says_is_refused(desk: Desk, question: str) -> None:
    assert desk.ask(question).status is Status.NOT_IN_ARTICLES
