"""Whose place and mark it is, and of which race, where a sentence tells of several or leaves out a verb."""

from __future__ import annotations

from datetime import date

import pytest

from qa.extract import extract_facts
from qa.facts import Duel, Result
from qa.race import describe
from sources.readers import read_text

HEADING = "Women's 1500 metres"
DAHL, PRUNK, HOLT, PARK = "Kari Dahl", "Ana Prunk", "Mia Holt", "Zoe Park"


def told(sentence: str) -> dict[str, list[str]]:
    """Return what the results of a report say of each entrant; what is said of another race names it."""
    article = read_text(f"{HEADING}\n\n{sentence}", source="x.txt", published=date(2031, 2, 9))
    found: dict[str, list[str]] = {}
    for fact in extract_facts(article):
        if isinstance(fact, Result):
            race = describe(fact.race).removesuffix(" in 2031")
            said = [str(slot.value) for slot in (fact.rank, fact.mark) if slot is not None]
            said += [f"+{fact.gap.value}"] if fact.gap is not None else []
            own = found.setdefault(fact.entrant.value.name, [])
            own += [one if race == "women's 1500m" else f"{one} ({race})" for one in said]
    return {name: sorted(set(said)) for name, said in found.items()}


GAPPED = [
    (
        f"{DAHL} of Norway was second in 4:06.2 and {PRUNK} of Slovenia third in 4:07.3.",
        {DAHL: ["2", "4:06.2"], PRUNK: ["3", "4:07.3"]},
    ),
    (
        f"Norway's {DAHL} was second in 4:06.2, Slovenia's {PRUNK} third in 4:07.3 and {HOLT} fourth in 4:08.4.",
        {DAHL: ["2", "4:06.2"], PRUNK: ["3", "4:07.3"], HOLT: ["4", "4:08.4"]},
    ),
    (
        f"{DAHL} (NOR) took silver in 4:06.2 and {PRUNK} (SLO) bronze in 4:07.3.",
        {DAHL: ["2", "4:06.2"], PRUNK: ["3", "4:07.3"]},
    ),
    (
        "Norway won gold (4:05.1), Japan silver (4:06.2) and Canada bronze (4:07.3).",
        {"Norway": ["1", "4:05.1"], "Japan": ["2", "4:06.2"], "Canada": ["3", "4:07.3"]},
    ),
    (
        f"Third was {DAHL} in 4:07.3, fourth {PRUNK} in 4:08.4.",
        {DAHL: ["3", "4:07.3"], PRUNK: ["4", "4:08.4"]},
    ),
    (f"In third place was {DAHL} in 4:07.3.", {DAHL: ["3", "4:07.3"]}),
    (f"{DAHL} ran 4:05.1 and {PRUNK} 4:06.2.", {DAHL: ["4:05.1"], PRUNK: ["4:06.2"]}),
    (f"{DAHL} finished in 4:05.1 and {PRUNK} in 4:06.2.", {DAHL: ["4:05.1"], PRUNK: ["4:06.2"]}),
    (
        f"{DAHL} was fourth and {PRUNK}, the champion of 2029, fifth in 4:09.5.",
        {DAHL: ["4"], PRUNK: ["4:09.5", "5"]},
    ),
    (
        f"{DAHL} won in 4:05.1; {PRUNK} was second, 1.1 seconds behind, and {HOLT} third, 2.2 back.",
        {DAHL: ["1", "4:05.1"], PRUNK: ["+1.1 seconds", "2"], HOLT: ["+2.2", "3"]},
    ),
    (
        f"{DAHL} won the women's 100 metres in 11.41 and {PRUNK} the 200 metres in 23.05.",
        {
            DAHL: ["1 (women's 100m)", "11.41 (women's 100m)"],
            PRUNK: ["1 (women's 200m)", "23.05 (women's 200m)"],
        },
    ),
    (
        f"{DAHL} won the women's race in 4:05.1 and Ole Berg the men's in 3:35.1.",
        {DAHL: ["1", "4:05.1"], "Ole Berg": ["1 (men's 1500m)", "3:35.1 (men's 1500m)"]},
    ),
    (f"{DAHL} won the women's race, but {PRUNK} the hearts.", {DAHL: ["1"]}),
]
WHOSE = [
    (
        f"The race was won by {DAHL} of Norway in 4:05.1 from {PRUNK} in 4:06.2.",
        {DAHL: ["1", "4:05.1"], PRUNK: ["4:06.2"]},
    ),
    (f"{PRUNK} was beaten by {DAHL}, who ran 4:05.1.", {DAHL: ["4:05.1"]}),
    (f"{PRUNK} was second to {DAHL} in 4:06.2.", {PRUNK: ["2", "4:06.2"]}),
    (f"{PRUNK}, fourth in 4:08.9, said she was tired.", {PRUNK: ["4", "4:08.9"]}),
    (f"{PRUNK}, third at 11.0, looked strong.", {PRUNK: ["3"]}),
    (f"{PRUNK} could only manage fourth.", {PRUNK: ["4"]}),
    (f"Fourth-placed {PRUNK} ran 4:08.9.", {PRUNK: ["4:08.9"]}),
    (f"{DAHL} won the sprint for second place, 42 seconds later.", {DAHL: ["2"]}),
    (f"{DAHL} fell, leaving {PRUNK} to win in 4:06.2.", {PRUNK: ["1", "4:06.2"]}),
    (f"{DAHL} won, with {HOLT} taking third in 4:07.3.", {DAHL: ["1"], HOLT: ["3", "4:07.3"]}),
    (f"{HOLT}, outkicked by both {DAHL} and {PRUNK}, was third in 4:07.3.", {HOLT: ["3", "4:07.3"]}),
    (f"Norway's {DAHL} and Sweden's {HOLT} took first and third.", {DAHL: ["1"], HOLT: ["3"]}),
    (
        f"Without {DAHL}, who won last year in 4:04.0, {PRUNK} won in 4:06.2.",
        {DAHL: ["1 (women's 1500m in 2030)", "4:04.0 (women's 1500m in 2030)"], PRUNK: ["1", "4:06.2"]},
    ),
    (
        f"{DAHL} won her heat in 4:10.2 and her semi-final in 4:08.8.",
        {
            DAHL: [
                "1 (women's 1500m heat)",
                "1 (women's 1500m semi-final)",
                "4:08.8 (women's 1500m semi-final)",
                "4:10.2 (women's 1500m heat)",
            ]
        },
    ),
    (
        f"{DAHL} won the 2027 race in 4:09.0 and this year's in 4:05.1.",
        {DAHL: ["1 (women's 1500m in 2027)", "4:05.1", "4:09.0 (women's 1500m in 2027)"]},
    ),
    (f"{DAHL} won for the second time in 4:05.1.", {DAHL: ["1", "4:05.1"]}),
    (f"{DAHL} missed the start and finished 11th.", {DAHL: ["11"]}),
    (f"{PRUNK} said {DAHL} deserved to win.", {}),
    (f"At halfway {PRUNK} was first in 2:02.1 and {DAHL} second in 2:02.5.", {}),
    (f"{DAHL} passed halfway in 2:02.1, {PRUNK} in 2:02.5.", {}),
    (f"{DAHL} covered the last kilometre in 2:40.1 and won in 4:05.1.", {DAHL: ["1", "4:05.1"]}),
    (f"{DAHL} moved up to third in the standings.", {}),
    (f"{DAHL} improved from sixth last year to second.", {DAHL: ["2"]}),
    (f"{DAHL}'s time of 4:05.1 broke the record set by {PRUNK} in 2029.", {DAHL: ["4:05.1"]}),
    (
        f"{DAHL} won the 800 metres and was third in the 3000 metres in 8:40.1.",
        {DAHL: ["1 (800m)", "3 (3000m)", "8:40.1 (3000m)"]},
    ),
    (
        f"{DAHL} won the 100 metres, {PRUNK} the 200 metres and {HOLT} the 400 metres.",
        {DAHL: ["1 (100m)"], PRUNK: ["1 (200m)"], HOLT: ["1 (400m)"]},
    ),
    (f"{DAHL} won in 4:05.1 from {PRUNK}, who was given 4:06.2.", {DAHL: ["1", "4:05.1"]}),
    (f"{DAHL} won the race in 4:05.1 and her sister Eva Dahl the senior race in 4:00.1.", {DAHL: ["1", "4:05.1"]}),
    (f"{DAHL} won; {PRUNK} and {HOLT} made up the podium.", {DAHL: ["1"]}),
    (f"{DAHL}'s winning margin was 0.12 seconds.", {}),
    (f"{DAHL} did not reach the semi-finals, finishing sixth in 4:11.2.", {DAHL: ["4:11.2", "6"]}),
    (f"{DAHL} qualified from the first heat in 4:11.2.", {}),
    ("Japan reached the final with victory over Norway in 4:11.2.", {}),
    (f"{DAHL} finished 0.09 seconds in front of {PRUNK}.", {}),
    (f"It was {DAHL}, not {PRUNK}, who won.", {DAHL: ["1"]}),
    (f"{DAHL} won in 4:05.1. The junior race was won by {HOLT}.", {DAHL: ["1", "4:05.1"], HOLT: ["1 (junior)"]}),
    (f"{PRUNK} led until {DAHL} came past, and finished second in 4:06.2.", {PRUNK: ["2", "4:06.2"]}),
    (f"{DAHL} set off fast, passing 800 metres in 2:08.1, and she won in 4:05.1.", {DAHL: ["1", "4:05.1"]}),
    (f"{DAHL} won one of the two races, {PRUNK} the first.", {}),
    (f"{DAHL} led after a mile. {PRUNK} won in 4:06.2.", {PRUNK: ["1", "4:06.2"]}),
    (f"{DAHL} won the 500m at the sprint world championships.", {DAHL: ["1 (500m)"]}),
    (f"{DAHL} won.\n\nTeam results: 1 Medway Tri 12, 2 Swale Runners 19, 3 Northfield 40.", {DAHL: ["1"]}),
    (f"{DAHL} ran 3:59.1 (wind +1.2).", {DAHL: ["3:59.1"]}),
    (f"{DAHL} won the 7.2 km prologue in 8:41.1.", {DAHL: ["1 (prologue)", "8:41.1 (prologue)"]}),
    (f"The veterans' prize went to {DAHL}, and the race to nobody.", {}),
    (f"{DAHL} was fifth in the opening race and was then disqualified from the second.", {}),
    (
        f"{DAHL} won, an hour after her brother Ole Dahl had won the men's 500 metres. {PRUNK} was second. "
        f"Ole Dahl clocked 40.10. Per Lund was second.",
        {
            DAHL: ["1"],
            "Ole Dahl": ["1 (men's 500m)", "40.10 (men's 500m)"],
            PRUNK: ["2"],
            "Per Lund": ["2 (men's 500m)"],
        },
    ),
    (
        f"{PRUNK}, who had set the best time of the heats, 4:06.1, went down and {HOLT} took bronze.",
        {PRUNK: ["4:06.1 (women's 1500m heat)"], HOLT: ["3"]},
    ),
    (
        f"{DAHL} won in 4:05.1 from the American pair {PRUNK} and {HOLT}.",
        {DAHL: ["1", "4:05.1"], PRUNK: ["2"], HOLT: ["3"]},
    ),
    (f"{DAHL} was a surprise third in 4:07.3.", {DAHL: ["3", "4:07.3"]}),
    (f"{DAHL} ran 4:07.3, inside the standard of 4:10.0.", {DAHL: ["4:07.3"]}),
    (f"{DAHL} won after a 10 km run. {PRUNK} was second.", {DAHL: ["1"], PRUNK: ["2"]}),
    (f"{DAHL}, who began the day second overall, slipped to sixth.", {}),
    (f"{DAHL} was 12.8 seconds behind in second.", {DAHL: ["+12.8 seconds", "2"]}),
    (f"{DAHL} held on to fourth.", {DAHL: ["4"]}),
    (f"{DAHL} came home in 4:05.1 for gold.", {DAHL: ["1", "4:05.1"]}),
    (f"{DAHL} ran 4:06.2 for second place.", {DAHL: ["2", "4:06.2"]}),
    (f"{DAHL} could finish only seventh.", {DAHL: ["7"]}),
    ("Italy took the men's quad in 5:40.2.", {"Italy": ["1 (men's quadruple)", "5:40.2 (men's quadruple)"]}),
    (f"American {PARK}, the fastest in the heats, took bronze in 4:07.3.", {PARK: ["3", "4:07.3"]}),
    (
        f"Earlier, {DAHL} won the men's 100 metres in 10.21. She clocked 20.40 in the 200 metres.",
        {DAHL: ["1 (men's 100m)", "10.21 (men's 100m)", "20.40 (men's 200m)"]},
    ),
    (f"It was a dead heat between {DAHL} and {PRUNK}. {DAHL} ran 4:05.1.", {DAHL: ["4:05.1"]}),
    (f"{DAHL} won, but the crowd cheered {PRUNK}, last in 4:40.2.", {DAHL: ["1"], PRUNK: ["4:40.2"]}),
    (f"{DAHL} was third at the European Championships but only sixth here.", {}),
    (f"{DAHL} led at the bell, but she wound up third, in 4:07.3.", {DAHL: ["3", "4:07.3"]}),
    (f"{DAHL} ran a record of 4:05.1, a second inside {PRUNK}'s mark from 2029.", {DAHL: ["4:05.1"]}),
]
OTHER_DATES = [
    (f"{DAHL} won her first title since 2019 in 4:05.1.", {DAHL: ["1", "4:05.1"]}),
    (f"It was Norway's first win since 1999, {DAHL} beating {PRUNK} in 4:05.1.", {DAHL: ["4:05.1"]}),
    (f"{DAHL}, unbeaten since 2029, won in 4:05.1.", {DAHL: ["1", "4:05.1"]}),
    (f"{DAHL}, born in 2005, won in 4:05.1.", {DAHL: ["1", "4:05.1"]}),
    (f"{DAHL} won the title she first took in 2025.", {DAHL: ["1"]}),
    (f"After winning in 2027 and 2029 {DAHL} was third.", {DAHL: ["3"]}),
    (f"{DAHL} won and qualified for the 2032 Olympic Games.", {DAHL: ["1"]}),
    (f"Ahead of the 2032 Olympic Games {DAHL} won in 4:05.1.", {DAHL: ["1", "4:05.1"]}),
    (f"In 2027 {DAHL} won in 4:09.0.", {DAHL: ["1 (women's 1500m in 2027)", "4:09.0 (women's 1500m in 2027)"]}),
]


@pytest.mark.parametrize(("sentence", "said"), [*GAPPED, *WHOSE, *OTHER_DATES])
def test_places_and_marks_belong_to_whom_the_sentence_gives_them(sentence: str, said: dict[str, list[str]]) -> None:
    assert told(sentence) == said


@pytest.mark.parametrize(
    ("sentence", "margins"),
    [
        (f"{PRUNK}, beaten by {DAHL}, ran 4:06.2.", [(DAHL, PRUNK, None)]),
        (f"{DAHL} ran 4:05.1 and {PRUNK}, the holder, was only fourth behind {HOLT}.", [(HOLT, PRUNK, None)]),
        (f"{DAHL}, who had won the toss, led by ten metres at halfway.", []),
        (f"{DAHL} came within 0.1 seconds of beating {PRUNK}.", []),
        (f"{DAHL} beat {PRUNK} by two and a quarter lengths.", [(DAHL, PRUNK, "two and a quarter lengths")]),
        (f"{DAHL} is now six points behind {PRUNK} in the table.", []),
        (f"{DAHL} ran 4:05.1, {PRUNK}, the holder, only fourth behind {HOLT}.", [(HOLT, PRUNK, None)]),
        (f"{DAHL} won the women's 10 km lake race by 7.7 seconds from {PRUNK}.", [(DAHL, PRUNK, "7.7 seconds")]),
    ],
)
def test_margins_belong_to_the_two_that_they_part(
    sentence: str, margins: list[tuple[str, str | None, str | None]]
) -> None:
    article = read_text(f"{HEADING}\n\n{sentence}", source="x.txt", published=date(2031, 2, 9))
    duels = [fact for fact in extract_facts(article) if isinstance(fact, Duel)]
    assert [
        (duel.winner.value.name, duel.loser and duel.loser.value.name, duel.gap and duel.gap.value) for duel in duels
    ] == margins


def test_each_town_of_a_round_up_has_its_own_races() -> None:
    text = (
        "Weekend round-up\n\n"
        "Heerenveen: Kari Dahl won the women's 3,000m in 3:58.12.\n\n"
        "Oberhof: Ana Prunk won her fifth luge race, clocking a combined time of 1:22.814.\n\n"
        "Holmenkollen: Ole Berg won with 268.4 points, ahead of Per Lund (265.1)."
    )
    facts = [fact for fact in extract_facts(read_text(text, source="x.txt")) if isinstance(fact, Result)]
    assert [
        (
            fact.entrant.value.name,
            describe(fact.race),
            fact.rank and fact.rank.value,
            fact.mark and str(fact.mark.value),
        )
        for fact in facts
    ] == [
        ("Kari Dahl", "women's 3000m", 1, None),
        ("Kari Dahl", "women's 3000m", None, "3:58.12"),
        ("Ana Prunk", "luge", 1, None),
        ("Ana Prunk", "luge", None, "1:22.814"),
        ("Ole Berg", "race", 1, None),
    ]


def test_a_race_before_the_men_s_is_the_women_s() -> None:
    text = (
        "Kipsang breaks away\n\nRuth Kipsang won the Hamburg Marathon in 2:19:41. Meseret Alemu was second.\n\n"
        "The men's race went to Abel Tadesse in 2:05:33.\n\nKipsang, 27, said it was windy."
    )
    facts = [fact for fact in extract_facts(read_text(text, source="x.txt")) if isinstance(fact, Result) and fact.rank]
    assert [(fact.entrant.value.name, fact.race.sex) for fact in facts] == [
        ("Ruth Kipsang", "women"),
        ("Meseret Alemu", "women"),
        ("Abel Tadesse", "men"),
    ]
