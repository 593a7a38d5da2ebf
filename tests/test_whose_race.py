"""A race is not taken for one of another sex or town because its article names that one elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.library import Library
from qa.desk import Desk
from sources.readers import read_text

BOATS = """Brunsport reversal on the river

Holm's crew won the Castle Regatta by two and a quarter lengths yesterday. Orla Kane stroked the Northfield boat.

Northfield's women made it a double, beating Eastham by a length in 19:04.
"""
CLUB = """Race report: Brunsport 10K

James Ford took the win in 31:22, with clubmate Ollie Grant second (31:50).

Local favourite Jane Bell was first lady in 36:08.
Second and third ladies were Emma Stone (37:45) and Priya Shah (38:02).
"""
BRIEFS = """Winter sports in brief

France's Justine Breton won the women's 7.5 km biathlon sprint in Silverton in 20:15.4. Italy's Dora Wierer was third.
Last week in Oldport Austria's Lena Hauser was third in the women's 15 km individual.
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with Library.open(tmp_path_factory.mktemp("races") / "library") as library:
        desk = Desk(library)
        for day, text in enumerate((BOATS, CLUB, BRIEFS), start=1):
            desk.add(read_text(f"date 2031-03-0{day} {text}", source=f"{day}.txt"))
        yield desk


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Who won the Brunsport 10K?", "James Ford won the 10000m in 2031."),
        (
            "Who was third in the biathlon sprint in Silverton?",
            "Dora Wierer finished third in the women's",
        ),
    ],
)
def test_these_are_answered(desk: Desk, question: str, said: str) -> None:
    assert desk.ask(question).text.startswith(said)


@pytest.mark.parametrize(
    ("question", "wrong"),
    [
        ("Who was first lady in the Brunsport 10K?", "James Ford"),
        ("Who won the women's 10K in Brunsport?", "James Ford"),
        ("Who was third in the biathlon sprint in Oldport?", "Wierer"),
    ],
)
def test_these_are_not_answered_with_somebody_else(desk: Desk, question: str, wrong: str) -> None:
    reply = desk.ask(question)
    assert wrong not in (getattr(reply, "short", None) or "")
    assert not reply.text.startswith(wrong)
