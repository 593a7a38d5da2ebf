"""Who scored, when and how is read where the scorer is certain; half-time scores are never final ones."""

from __future__ import annotations

from datetime import date

import pytest

from qa.extract import extract_facts
from qa.facts import Duel, Goal
from sources.readers import read_text

Row = dict[str, str | int]
Match = tuple[str, str, str | None, str | None, str | None]
FOOTBALL = "Football: Harbour Cup final"
RUGBY = "Rugby: Lakes Trophy"
HOCKEY = "Ice hockey: Harbour Cup"
HANDBALL = "Handball: Harbour Cup"


def goals(text: str) -> list[Row]:
    """Return what each goal states, slot by slot."""
    article = read_text(text, source="x.txt", published=date(2031, 2, 9))
    found = []
    for fact in extract_facts(article):
        if isinstance(fact, Goal):
            row: Row = {"who": fact.scorer.value.name, "kind": fact.kind.value}
            row |= {"team": fact.team.value.name} if fact.team else {}
            row |= {"count": fact.count.value} if fact.count else {}
            told = {"when": fact.when, "order": fact.order, "way": fact.way, "score": fact.score}
            row |= {name: slot.value for name, slot in told.items() if slot is not None}
            found.append(row)
    return found


def matches(text: str) -> list[Match]:
    """Return each match as (winner, loser, score, half-time score, how it was decided)."""
    article = read_text(text, source="x.txt", published=date(2031, 2, 9))
    return [
        (
            fact.winner.value.name,
            fact.loser.value.name if fact.loser else "",
            fact.score.value if fact.score else None,
            fact.half_time.value if fact.half_time else None,
            fact.decided.value if fact.decided else None,
        )
        for fact in extract_facts(article)
        if isinstance(fact, Duel)
    ]


BERG: Row = {"who": "Anna Berg", "kind": "goal"}
TOLD = [
    (
        FOOTBALL,
        "Anna Berg opened the scoring in the 12th minute.",
        [BERG | {"when": "in the 12th minute", "order": "first"}],
    ),
    (FOOTBALL, "Anna Berg equalised after 20 minutes.", [BERG | {"when": "after 20 minutes", "order": "equaliser"}]),
    (
        FOOTBALL,
        "Anna Berg's 89th-minute penalty gave Norway a 2-1 win over Sweden.",
        [BERG | {"when": "89th-minute", "way": "penalty"}],
    ),
    (
        FOOTBALL,
        "Anna Berg headed home after 20 minutes to make it 1-0.",
        [BERG | {"when": "after 20 minutes", "score": "1-0"}],
    ),
    (FOOTBALL, "Mia Holm's cross was headed in by Anna Berg.", [BERG]),
    (FOOTBALL, "The winner was scored by Anna Berg.", [BERG | {"order": "winner"}]),
    (FOOTBALL, "Norway beat Sweden 3-1, Anna Berg scoring twice.", [BERG | {"count": 2}]),
    (FOOTBALL, "Anna Berg came on. She scored in the 12th minute.", [BERG | {"when": "in the 12th minute"}]),
    (FOOTBALL, "Anna Berg scored twice.", [BERG | {"count": 2}]),
    (FOOTBALL, "Anna Berg scored a brace.", [BERG | {"count": 2}]),
    (FOOTBALL, "Anna Berg scored a hat-trick.", [BERG | {"count": 3}]),
    (
        FOOTBALL,
        "Anna Berg scored in the 12th and 45th minutes.",
        [BERG | {"count": 2, "when": "in the 12th and 45th minutes"}],
    ),
    (
        FOOTBALL,
        "Anna Berg scored an own goal in the 61st minute.",
        [BERG | {"when": "in the 61st minute", "way": "own goal"}],
    ),
    (
        FOOTBALL,
        "Norway's Anna Berg scored from the spot in the 61st minute.",
        [BERG | {"team": "Norway", "when": "in the 61st minute", "way": "penalty"}],
    ),
    (
        FOOTBALL,
        "Anna Berg got the winner in the 78th minute.",
        [BERG | {"when": "in the 78th minute", "order": "winner"}],
    ),
    (HOCKEY, "Anna Berg grabbed the decider in overtime.", [BERG | {"when": "in overtime", "order": "winner"}]),
    (
        FOOTBALL,
        "In the 12th minute Anna Berg scored the first goal.",
        [BERG | {"when": "In the 12th minute", "order": "first"}],
    ),
    (FOOTBALL, "Anna Berg added a third five minutes from time.", [BERG | {"when": "five minutes from time"}]),
    (
        FOOTBALL,
        "Anna Berg put Norway ahead on 12 minutes before Mia Holm levelled for Sweden just before half-time.",
        [
            BERG | {"team": "Norway", "when": "on 12 minutes"},
            {
                "who": "Mia Holm",
                "kind": "goal",
                "team": "Sweden",
                "when": "just before half-time",
                "order": "equaliser",
            },
        ],
    ),
    (
        FOOTBALL,
        "Norway won 3-0 with goals from Anna Berg, Ida Dahl and Mia Holm.",
        [BERG, {"who": "Ida Dahl", "kind": "goal"}, {"who": "Mia Holm", "kind": "goal"}],
    ),
    (
        FOOTBALL,
        "Norway took the lead through Anna Berg in the 12th minute.",
        [BERG | {"team": "Norway", "when": "in the 12th minute"}],
    ),
    (
        RUGBY,
        "Rhys Penry scored three tries and Owen Lugg kicked two conversions.",
        [{"who": "Rhys Penry", "kind": "try", "count": 3}, {"who": "Owen Lugg", "kind": "conversion", "count": 2}],
    ),
    (
        RUGBY,
        "Rhys Penry went over for a try in the 33rd minute.",
        [{"who": "Rhys Penry", "kind": "try", "when": "in the 33rd minute"}],
    ),
    (RUGBY, "Owen Lugg kicked three penalties.", [{"who": "Owen Lugg", "kind": "penalty", "count": 3}]),
    ("Basketball: Harbour Cup", "Anna Berg scored 27 points.", [{"who": "Anna Berg", "kind": "point", "count": 27}]),
]
LISTED = [
    (
        FOOTBALL,
        "Scorers: Anna Berg 12, Ida Dahl (pen) 45+1; Mia Holm 80",
        [
            BERG | {"when": "12"},
            {"who": "Ida Dahl", "kind": "goal", "when": "45+1", "way": "penalty"},
            {"who": "Mia Holm", "kind": "goal", "when": "80"},
        ],
    ),
    (
        FOOTBALL,
        "Norway 2 (Berg 12, Dahl 45) Sweden 1 (Holm 80)",
        [
            {"who": "Berg", "kind": "goal", "team": "Norway", "when": "12"},
            {"who": "Dahl", "kind": "goal", "team": "Norway", "when": "45"},
            {"who": "Holm", "kind": "goal", "team": "Sweden", "when": "80"},
        ],
    ),
    (
        HOCKEY,
        "Norway: Anna Berg 12, Ida Dahl 45; Sweden: Mia Holm 50",
        [
            BERG | {"team": "Norway", "when": "12"},
            {"who": "Ida Dahl", "kind": "goal", "team": "Norway", "when": "45"},
            {"who": "Mia Holm", "kind": "goal", "team": "Sweden", "when": "50"},
        ],
    ),
    (RUGBY, "Tries: Rhys Penry 2, Owen Lugg", [
        {"who": "Rhys Penry", "kind": "try", "count": 2},
        {"who": "Owen Lugg", "kind": "try"},
    ]),
    (HANDBALL, "Goals: Anna Berg 7, Ida Dahl 5", [
        BERG | {"count": 7},
        {"who": "Ida Dahl", "kind": "goal", "count": 5},
    ]),
]  # fmt: skip
NOTHING = [
    (FOOTBALL, "Anna Berg nearly scored in the 12th minute."),
    (FOOTBALL, "Anna Berg failed to score."),
    (FOOTBALL, "Anna Berg missed a penalty."),
    (FOOTBALL, "Anna Berg will score."),
    (FOOTBALL, "Anna Berg took the penalty but Mia Holm saved it."),
    (FOOTBALL, "The goalkeeper saved a penalty from Anna Berg."),
    (FOOTBALL, "Anna Berg's goal is to win the cup."),
    (FOOTBALL, "Anna Berg replaced Ida Dahl. She scored in the 12th minute."),
    (FOOTBALL, "She scored in the 12th minute."),
    (FOOTBALL, "Anna Berg hit the post in the 12th minute."),
    (FOOTBALL, "Anna Berg scored but the goal was ruled out."),
    (FOOTBALL, "Anna Berg scored in the 12th minute. But it was disallowed."),
    (FOOTBALL, "Anna Berg's 12th-minute header was saved."),
    (FOOTBALL, "headed home after 20 minutes."),
    (FOOTBALL, "Anna Berg scored her first victory."),
    (FOOTBALL, "Anna Berg scored 12 goals in her last 20 matches."),
    (FOOTBALL, "Anna Berg and Ida Dahl scored two goals."),
    (FOOTBALL, '"Anna Berg scored twice," said Ida Dahl.'),
    ("Women's 500m", "Anna Berg scored her best time."),
    ("Women's 500m", "Anna Berg won. Her goal is the world title."),
]
SCORES = [
    ("Norway beat Sweden 3-1.", [("Norway", "Sweden", "3-1", None, None)]),
    ("Norway beat Sweden 3-1 on Saturday.", [("Norway", "Sweden", "3-1", None, None)]),
    ("Norway 3-1 Sweden (1-0)", [("Norway", "Sweden", "3-1", "1-0", None)]),
    ("Sweden 1, Norway 2", [("Norway", "Sweden", "2-1", None, None)]),
    ("Norway, who led 1-0 at half-time, beat Sweden 3-1.", [("Norway", "Sweden", "3-1", "1-0", None)]),
    ("Norway beat Sweden 3-1 (half-time 1-0).", [("Norway", "Sweden", "3-1", "1-0", None)]),
    ("Norway beat Sweden 2-1 after extra time.", [("Norway", "Sweden", "2-1", None, "after extra time")]),
    ("Norway beat Sweden 4-3 on penalties after a 1-1 draw.", [("Norway", "Sweden", "1-1", None, "4-3 on penalties")]),
    ("Norway beat Sweden 2-1 in a shoot-out.", [("Norway", "Sweden", "2-1", None, "in a shoot-out")]),
    ("Sweden lost 3-1 to Norway.", [("Norway", "Sweden", "3-1", None, None)]),
    ("Sweden crashed to a 3-1 defeat against Norway.", [("Norway", "Sweden", "3-1", None, None)]),
    ("Harbour United 2 Vale Rovers 1", [("Harbour United", "Vale Rovers", "2-1", None, None)]),
    ("Harbour United beat Vale Rovers 2-1.", [("Harbour United", "Vale Rovers", "2-1", None, None)]),
    ("Norway 1-1 Sweden", []),
    ("Norway drew 1-1 with Sweden.", []),
]


@pytest.mark.parametrize(("heading", "text", "stated"), [*TOLD, *LISTED])
def test_a_goal_is_read_with_all_that_its_sentence_says(heading: str, text: str, stated: list[Row]) -> None:
    assert goals(f"{heading}\n\n{text}\n") == stated


@pytest.mark.parametrize(("heading", "text"), NOTHING)
def test_what_was_no_goal_of_this_match_is_none(heading: str, text: str) -> None:
    assert goals(f"{heading}\n\n{text}\n") == []


@pytest.mark.parametrize(("text", "stated"), SCORES)
def test_the_score_is_the_winners_and_no_half_time_score(text: str, stated: list[Match]) -> None:
    assert matches(f"{FOOTBALL}\n\n{text}\n") == stated


def test_sets_behind_seeds_and_descriptions_are_the_score() -> None:
    text = (
        "Anna Berg won the title, stunning top seed and world number four Mia Holm 4-6, 7-6 (7-3), 6-3 in the final.\n"
    )
    assert ("Anna Berg", "Mia Holm", "4-6, 7-6 (7-3), 6-3", None, None) in matches(f"Tennis: Harbour Open\n\n{text}")
