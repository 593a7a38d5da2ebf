"""Questions of a folder of invented reports of many kinds: sections, tables, crews, stages, years before, reasons."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from qa.answer import Status
from qa.desk import Desk
from shelving import desk_over

PUBLISHED = date(2031, 2, 9)
REPORTS = (
    "Weekend in brief\n\n"
    "SHORT TRACK - Harbour, Norway: Ines Marrero won the women's 500m on Sunday in 44.12 seconds.\n\n"
    "NORDIC COMBINED\n\nHILLTOWN, Austria - Kai Brandt outsprinted Rui Santos by 3.2 seconds on Sunday. "
    "Hugo Pell was ill.\n",
    "Dahl keeps his nerve in Eastport\n\n"
    "EASTPORT, Norway - Ole Dahl won the Eastport marathon on Sunday in 2:09:41. It was Dahl's third marathon victory. "
    "Last year's winner Tom Reed pulled out with a calf injury. Around 3,400 runners started. "
    "Lena Frost, the 2028 champion, was not there.\n",
    "Four-man bobsleigh in Hilltown\n\n1. Poland I (Borek, Zielin, Nowak, Lis) 3:33.64\n2. Italy I (Ferri) 3:34.50\n\n"
    "Marco Ferri's teammate hurt his hand before the race.\n",
    "Tour of the Isles, stage four\n\n"
    "Luca Moreau won the fourth stage, a 187-km ride from Norton to Sutton, on Wednesday.\n\n"
    "Overall standings:\n1. Moreau 16:02:44\n2. Silva 31 seconds behind\n\n"
    "Mountains: 1. Silva 44 points; 2. Keller 39\n",
    "470 women at Harbour\n\n"
    "Final standings (after 10 races and medal race): 1 A Berg/T Lind (NOR) 46pts; 2 S Okoye/M Ade (NGR) 54.\n\n"
    "Medal race, women's 470: 1. Okoye/Ade; 2. Berg/Lind.\n",
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with desk_over(tmp_path_factory.mktemp("folder"), REPORTS, published=PUBLISHED) as desk:
        yield desk


SHORT = [
    ("who won the nordic combined in hilltown", "Kai Brandt"),
    ("womens 500 short track winner", "Ines Marrero"),
    ("Who won the Eastport marathon last year?", "Tom Reed"),
    ("Who won the Eastport marathon in 2028?", "Lena Frost"),
    ("Who won the Eastport marathon?", "Ole Dahl"),
    ("How many marathons has Dahl won?", "3"),
    ("how many runners started in eastport", "3,400"),
    ("where did Zielin finish in the four-man", "first"),
    ("what was nowaks time", "3:33.64"),
    ("Where did the fourth stage start?", "Norton"),
    ("how long was the fourth stage", "187-km"),
    ("Who leads the mountains classification?", "Silva"),
    ("who was second in the womens 470", "S Okoye and M Ade"),
    ("Who won the medal race in the women's 470?", "S Okoye and M Ade"),
]
SAID = [
    ("Why did Reed pull out?", "Last year's winner Tom Reed pulled out with a calf injury."),
    ("how far is silva down overall", "31 seconds behind"),
]
REFUSED = [
    "Who won the Eastport marathon in 2027?",
    "Why did Frost pull out?",
    "Who won the final stage?",
    "who was third in the womens 470",
    "What was Santos's time?",
    "Where did the third stage start?",
]


@pytest.mark.parametrize(("question", "short"), SHORT)
def test_the_bare_answer_is_what_the_reports_say(desk: Desk, question: str, short: str) -> None:
    assert desk.ask(question).short == short


@pytest.mark.parametrize(("question", "words"), SAID)
def test_the_answer_holds_the_words_of_a_report(desk: Desk, question: str, words: str) -> None:
    reply = desk.ask(question)
    assert reply.status is Status.ANSWERED
    assert words in reply.text


@pytest.mark.parametrize("question", REFUSED)
def test_what_no_report_says_is_refused(desk: Desk, question: str) -> None:
    assert desk.ask(question).status is Status.NOT_IN_ARTICLES
