"""Questions of riders, trainers, crews, scorers and scores, asked through the desk of a folder of invented reports."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from qa.answer import How, Status
from qa.desk import Desk
from shelving import desk_over

PUBLISHED = date(2031, 2, 9)
REPORTS = (
    "Horse racing: Bold River lands Harrow Gold Cup\n\nBold River, trained by Jack Lane and ridden by Tom Moss, won "
    "the "
    "Harrow Gold Cup on Sunday.\n\n1. Bold River (T. Moss) 5-1\n2. Old Tin (P. Reed) 9-2 favourite\n"
    "3. Sunlight 20-1 ridden by Will Orme\n\nWinner owned by Mrs Ada Gore. Winning jockey Moss said the mare was "
    "tired.\n",
    "Brandt wins four-man World Cup in Winterberg\n\nPilot Jan Brandt steered Germany II to the title in the four-man "
    "bobsleigh on Sunday. Germany's Jan Brandt and brakeman Kai Holm beat Switzerland's Reto Aesch and brakeman Urs "
    "Frei "
    "by 0.02 seconds.\n",
    "Rowing: Thames regatta\n\nWomen's eight\n\nLeander, stroked by Ada Vaud and coxed by Nell Pom, won the final on "
    "Sunday. The Thames cox, Mia Roe, was in tears.\n\nNorway coach Ole Frost was at the course.\n",
    "Football: Norway win Harbour Cup final\n\nNorway beat Sweden 3-1 in the final of the Harbour Cup on Sunday, "
    "having "
    "led 1-0 at half-time. Anna Berg opened the scoring in the 12th minute. Mia Holm equalised for Sweden after 50 "
    "minutes, but Ida Dahl got the winner in the 78th minute and Norway's Anna Berg added a third from the spot two "
    "minutes from time.\n\nSemi-final: Norway 2-1 Denmark (0-1)\n",
    "Rugby: Wales hold off France\n\nWales beat France 24-20 on Saturday. Rhys Penry scored two tries and Owen Lugg "
    "kicked three penalties and a conversion. Luc Morel went over for a try in the 33rd minute for France.\n",
    "Ice hockey: Finland beat Latvia in shoot-out\n\nFinland beat Latvia 2-1 in a shoot-out on Saturday.\n\n"
    "Scorers: Finland: Aki Salo 12, Ville Rinne 44; Latvia: Janis Kalns 50\n",
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with desk_over(tmp_path_factory.mktemp("matches"), REPORTS, published=PUBLISHED) as desk:
        yield desk


SHORT = [
    ("Who rode Bold River?", "Tom Moss"),
    ("who was bold river ridden by", "Tom Moss"),
    ("bold river was trained by who", "Jack Lane"),
    ("by whom was Bold River trained", "Jack Lane"),
    ("bold river jockey", "Tom Moss"),
    ("Who was the winning jockey?", "Tom Moss"),
    ("winning trainer", "Jack Lane"),
    ("which jockey won the harrow gold cup", "Tom Moss"),
    ("Who trained the winner of the Harrow Gold Cup?", "Jack Lane"),
    ("who owned the winner", "Ada Gore"),
    ("who rode the runner-up", "P. Reed"),
    ("who was aboard sunlight", "Will Orme"),
    ("Which horse did Tom Moss ride?", "Bold River"),
    ("what did moss ride", "Bold River"),
    ("which horse did moss win on", "Bold River"),
    ("Who was the brakeman for Switzerland?", "Urs Frei"),
    ("brandts brakeman", "Kai Holm"),
    ("whose brakeman was holm", "Jan Brandt"),
    ("who piloted germany ii", "Jan Brandt"),
    ("who coxed leander", "Nell Pom"),
    ("what crew did nell pom cox", "Leander"),
    ("thames cox?", "Mia Roe"),
    ("who was germany's pilot", "Jan Brandt"),
    ("tell me the trainer of bold river", "Jack Lane"),
    ("who was second in the Harrow Gold Cup", "Old Tin"),
    ("who won in a shoot-out", "Finland"),
    ("what minute was the winner", "in the 78th minute"),
    ("who coached norway", "Ole Frost"),
    ("who does ole frost coach", "Norway"),
    ("Who scored the winner in the Harbour Cup final?", "Ida Dahl"),
    ("who got the winner for norway", "Ida Dahl"),
    ("who scored the first goal", "Anna Berg"),
    ("who opened the scoring", "Anna Berg"),
    ("who equalised", "Mia Holm"),
    ("who scored for sweden", "Mia Holm"),
    ("who scored in the 78th minute", "Ida Dahl"),
    ("who scored for finland", "Aki Salo and Ville Rinne"),
    ("scorers in the wales france match", "Rhys Penry, Owen Lugg and Luc Morel"),
    ("when did anna berg score", "in the 12th minute and two minutes from time"),
    ("in what minute did dahl score", "in the 78th minute"),
    ("when did sweden equalise", "after 50 minutes"),
    ("how many goals did anna berg score", "2"),
    ("how many tries did penry score", "2"),
    ("how many points did wales score", "24"),
    ("how many goals did sweden score", "1"),
    ("What was the half-time score in the Harbour Cup final?", "1-0"),
    ("what was the score at half time between norway and sweden", "1-0"),
    ("what was the score between norway and sweden", "3-1"),
    ("by what score did norway beat sweden", "3-1"),
    ("how did sweden lose", "3-1"),
    ("what was the result of wales v france", "24-20"),
    ("how did the finland latvia match end", "2-1 in a shoot-out"),
    ("what was the score of the semi-final", "2-1"),
]
NOT_STATED = [
    "who won after extra time",
    "who trained old tin",
    "who trained bold river in 2027",
    "who was the winning jockey in the women's eight",
    "who coached sweden",
    "who scored a hat-trick",
    "who scored the winner in 2027",
    "who scored for norway in the semi-final",
    "who scored the winner for wales",
]


@pytest.mark.parametrize(("question", "short"), SHORT)
def test_roles_goals_and_scores_are_answered_from_facts(desk: Desk, question: str, short: str) -> None:
    reply = desk.ask(question)
    assert (getattr(reply, "short", None), reply.how) == (short, How.FACTS)


@pytest.mark.parametrize("question", NOT_STATED)
def test_a_role_or_goal_that_no_report_states_is_refused(desk: Desk, question: str) -> None:
    assert desk.ask(question).status is Status.NOT_IN_ARTICLES


def test_who_won_a_horse_race_is_still_the_horse(desk: Desk) -> None:
    assert getattr(desk.ask("Who won the Harrow Gold Cup?"), "short", None) == "Bold River"


def test_a_follow_up_asks_for_another_role(desk: Desk) -> None:
    assert getattr(desk.ask("who trained her?", context=["Who rode Bold River?"]), "short", None) == "Jack Lane"


def test_roles_and_goals_stand_among_the_facts_shown(desk: Desk) -> None:
    shown = {(line.kind, line.subject, line.value) for line in desk.facts() if line.kind in {"Role", "Goal"}}
    assert {
        ("Role", "Tom Moss", "rider of Bold River"),
        ("Role", "Kai Holm", "brakeman of Jan Brandt"),
        ("Goal", "Ida Dahl", "winner goal in the 78th minute"),
        ("Goal", "Rhys Penry", "2 × try"),
        ("Goal", "Aki Salo", "goal 12 for Finland"),
    } <= shown
