"""What prose states of places, medals and marks is read as stated, and what it does not state is not read."""

from __future__ import annotations

from datetime import date

import pytest

from qa.extract import extract_facts
from qa.facts import Duel, Incident, Lead, RecordSet, Result, Standing
from sources.readers import read_text

SLOTS = ("rank", "medal", "mark", "gap", "status")
RACES = (Result, Duel, Lead, RecordSet, Standing, Incident)


def results(text: str) -> list[tuple[str, str, str]]:
    """Return what the results of a report of 9 February 2031 say that stand, each once: (entrant, slot, value)."""
    article = read_text(text, source="x.txt", published=date(2031, 2, 9))
    return sorted(
        {
            (fact.entrant.value.name, name, str(slot.value))
            for fact in extract_facts(article)
            if isinstance(fact, Result) and (fact.revision is None or fact.revision.value == "after")
            for name in SLOTS
            if (slot := getattr(fact, name)) is not None
        }
    )


def rank(name: str, place: int) -> tuple[str, str, str]:
    return name, "rank", str(place)


def medal(name: str, colour: str) -> list[tuple[str, str, str]]:
    return [(name, "medal", colour), (name, "rank", str(("gold", "silver", "bronze").index(colour) + 1))]


def mark(name: str, value: str) -> tuple[str, str, str]:
    return name, "mark", value


WINNERS = [
    ("Men's 500m", "Ole Dahl won on Sunday.", [rank("Ole Dahl", 1)]),
    ("Men's 500m", "Ole Dahl of Norway took the title.", [rank("Ole Dahl", 1)]),
    ("Men's 500m", "Ole Dahl claimed victory in the final.", [rank("Ole Dahl", 1)]),
    ("Men's 500m", "Defending champion Ole Dahl retained his title.", [rank("Ole Dahl", 1)]),
    ("Men's 500m", "The race was won by Ole Dahl.", [rank("Ole Dahl", 1)]),
    ("Men's 500m", "Victory went to Ole Dahl.", [rank("Ole Dahl", 1)]),
    ("Women's slalom", "Gold went to Petra Holub of Austria.", medal("Petra Holub", "gold")),
    ("Women's slalom", "Petra Holub, who had trained in Chile, won the slalom.", [rank("Petra Holub", 1)]),
    ("Women's slalom", "Petra Holub was crowned world champion.", [rank("Petra Holub", 1)]),
    ("Women's team pursuit", "Canada won the final.", [rank("Canada", 1)]),
    ("Women's team pursuit", "The Canadians won the final.", [rank("Canada", 1)]),
    ("Men's 4x100m relay", "The Dutch quartet won the relay.", [rank("Netherlands", 1)]),
    ("Men's 500m", "Ole Dahl landed the title.", [rank("Ole Dahl", 1)]),
    ("Men's 500m", "Ole Dahl triumphed.", [rank("Ole Dahl", 1)]),
    ("Men's 500m", "Silver in the men's 500 metres in Oslo went to Ole Dahl.", medal("Ole Dahl", "silver")),
    ("Men's 500m", "Second place in the men's 500 metres went to Ole Dahl.", [rank("Ole Dahl", 2)]),
    ("Men's 500m", "The men's 500 metres went to Ole Dahl.", [rank("Ole Dahl", 1)]),
    (
        "Men's 500m",
        "Ole Dahl and Hugo Pell took gold and silver.",
        [*medal("Ole Dahl", "gold"), *medal("Hugo Pell", "silver")],
    ),
    ("Men's 500m", "Ole Dahl won. The winning time was 34.31.", [rank("Ole Dahl", 1), mark("Ole Dahl", "34.31")]),
    ("Men's 500m", "Hugo Pell raced, too. The winning time was 34.31.", []),
    ("Men's 500m", "Kai Brandt is only the second man with four titles; the first was Hugo Pell.", []),
    ("Men's 500m", "Norwegian Ole Dahl won the gold medal.", medal("Ole Dahl", "gold")),
    ("Men's 500m", "Ole Dahl won the race and Hugo Pell finished third.", [rank("Ole Dahl", 1), rank("Hugo Pell", 3)]),
    ("Men's 500m", "Hugo Pell watched as Ole Dahl won the final.", [rank("Ole Dahl", 1)]),
    ("Men's 500m", "Hugo Pell, who was coached by Kai Brandt, won the final.", [rank("Hugo Pell", 1)]),
    ("Men's 500m", "Kai Brandt's pupil Hugo Pell won the final.", [rank("Hugo Pell", 1)]),
    ("Men's 500m", "The coach of Hugo Pell won nothing.", []),
    ("Men's 500m", "The brother of Hugo Pell won the junior race.", []),
    ("Men's 500m", "Without Hugo Pell, Ole Dahl won easily.", [rank("Ole Dahl", 1)]),
    ("Men's 500m", "Unlike Hugo Pell, Ole Dahl took gold.", medal("Ole Dahl", "gold")),
    (
        "Women's road race",
        "Tove Lindgaard won the sprint from Sana Okoye and Ines Marrero.",
        [rank("Ines Marrero", 3), rank("Sana Okoye", 2), rank("Tove Lindgaard", 1)],
    ),
    ("Women's eight", "New Zealand took the title by a canvas.", [rank("New Zealand", 1)]),
    ("Motor racing", "Luca Ferri won the Grand Prix of Portugal for Corvetta.", [rank("Luca Ferri", 1)]),
    ("Men's 10km biathlon sprint", "Marek Novotil missed one target but won the sprint.", [rank("Marek Novotil", 1)]),
    ("Women's 100m breaststroke", "Sana Okoye of Nigeria touched first.", [rank("Sana Okoye", 1)]),
    ("Women's keirin", "World champion Petra Holub took gold in the keirin.", medal("Petra Holub", "gold")),
    ("Men's 500m", "Ole Dahl opened the meeting with gold in the men's 500m.", medal("Ole Dahl", "gold")),
    ("Men's 500m", "Ole Dahl celebrated his return with a victory in the 500m.", [rank("Ole Dahl", 1)]),
    ("Women's downhill", "Petra Holub had the first World Cup victory of her career.", [rank("Petra Holub", 1)]),
    ("Women's mixed relay", "Norway inherited gold.", medal("Norway", "gold")),
]
PLACES = [
    ("Women's 800m", "Ines Marrero had to settle for silver.", medal("Ines Marrero", "silver")),
    ("Women's 800m", "Ines Marrero had to be content with bronze.", medal("Ines Marrero", "bronze")),
    ("Women's team pursuit", "Poland had to settle for fourth.", [rank("Poland", 4)]),
    ("Women's 800m", "Ines Marrero finished second.", [rank("Ines Marrero", 2)]),
    ("Women's 800m", "Ines Marrero came home fourth.", [rank("Ines Marrero", 4)]),
    ("Women's 800m", "Ines Marrero took third place.", [rank("Ines Marrero", 3)]),
    ("Women's 800m", "Ines Marrero was a distant fifth.", [rank("Ines Marrero", 5)]),
    ("Women's 800m", "Bronze went to Ines Marrero.", medal("Ines Marrero", "bronze")),
    (
        "Women's 800m",
        "Ines Marrero won, with Sana Okoye second and Tove Lindgaard third.",
        [rank("Ines Marrero", 1), rank("Sana Okoye", 2), rank("Tove Lindgaard", 3)],
    ),
    (
        "Women's 800m",
        "Ines Marrero and Sana Okoye finished second and third respectively.",
        [rank("Ines Marrero", 2), rank("Sana Okoye", 3)],
    ),
    (
        "Women's 800m",
        "Ines Marrero took silver and Sana Okoye bronze.",
        [*medal("Ines Marrero", "silver"), *medal("Sana Okoye", "bronze")],
    ),
    ("Women's 800m", "Ines Marrero, ninth, was delighted.", [rank("Ines Marrero", 9)]),
    (
        "Women's 800m",
        "Ines Marrero won by a stride, and Sana Okoye was third.",
        [rank("Ines Marrero", 1), rank("Sana Okoye", 3)],
    ),
    ("Men's 500m", "Ole Dahl was the runner-up.", [rank("Ole Dahl", 2)]),
    ("Men's 500m", "Ole Dahl came in a disappointing ninth.", [rank("Ole Dahl", 9)]),
    ("Men's 500m", "Ole Dahl slipped to seventh place.", [rank("Ole Dahl", 7)]),
    ("Men's 500m", "Ole Dahl was fourth, one place ahead of Hugo Pell.", [rank("Ole Dahl", 4)]),
    ("Men's 500m", "Ole Dahl placed tenth.", [rank("Ole Dahl", 10)]),
    ("Men's 500m", "Ole Dahl earned bronze.", medal("Ole Dahl", "bronze")),
    (
        "Men's 500m",
        "Silver went to Ole Dahl and bronze to Hugo Pell.",
        [*medal("Ole Dahl", "silver"), *medal("Hugo Pell", "bronze")],
    ),
    (
        "Men's 500m",
        "Ole Dahl won from Hugo Pell, with Kai Brandt in third.",
        [rank("Ole Dahl", 1), rank("Kai Brandt", 3)],
    ),
    ("Men's 500m", "Ole Dahl finished second behind Hugo Pell.", [rank("Ole Dahl", 2)]),
    ("Women's team pursuit", "Poland won bronze.", medal("Poland", "bronze")),
    ("Women's team pursuit", "Poland finished last.", []),
    (
        "Men's 500m",
        "Ole Dahl won from Hugo Pell (35.2) and Kai Brandt (35.4).",
        [
            rank("Hugo Pell", 2),
            mark("Hugo Pell", "35.2"),
            rank("Kai Brandt", 3),
            mark("Kai Brandt", "35.4"),
            rank("Ole Dahl", 1),
        ],
    ),
    (
        "Men's 500m",
        "Ole Dahl won, with Hugo Pell and Kai Brandt fifth and sixth respectively.",
        [rank("Hugo Pell", 5), rank("Kai Brandt", 6), rank("Ole Dahl", 1)],
    ),
    ("Women's downhill", "Petra Holub pushed Ada Berg down to second place.", [rank("Ada Berg", 2)]),
]
MARKS = [
    ("Men's 500m", "Ole Dahl won in 34.12 seconds.", [mark("Ole Dahl", "34.12"), rank("Ole Dahl", 1)]),
    ("Men's 1500m", "Ole Dahl clocked 1:44.06.", [mark("Ole Dahl", "1:44.06")]),
    ("Men's 1500m", "Ole Dahl stopped the clock at 1 minute 44.06 seconds.", [mark("Ole Dahl", "1:44.06")]),
    (
        "Women's marathon",
        "Sana Okoye finished third in two hours, 23 minutes and 10 seconds.",
        [mark("Sana Okoye", "2:23:10"), rank("Sana Okoye", 3)],
    ),
    ("Women's shot put", "Petra Holub threw 19.87 metres.", [mark("Petra Holub", "19.87 m")]),
    ("Men's pole vault", "Kai Brandt cleared 5.81 metres.", [mark("Kai Brandt", "5.81 m")]),
    (
        "Men's 200m",
        "Hugo Pell took bronze in 20.31 seconds.",
        sorted([*medal("Hugo Pell", "bronze"), mark("Hugo Pell", "20.31")]),
    ),
    (
        "Women's 400m hurdles",
        "Sana Okoye won the race in 54.02 and Ines Marrero was second in 54.88.",
        [rank("Sana Okoye", 1), mark("Sana Okoye", "54.02"), rank("Ines Marrero", 2), mark("Ines Marrero", "54.88")],
    ),
    (
        "Women's 400m hurdles",
        "Sana Okoye (54.02) beat Ines Marrero (54.88).",
        [mark("Sana Okoye", "54.02"), mark("Ines Marrero", "54.88")],
    ),
    ("Women's team pursuit", "Poland won in 2:57.31.", [rank("Poland", 1), mark("Poland", "2:57.31")]),
    (
        "Women's team pursuit",
        "Poland (2:57.31) took gold ahead of Japan (2:58.02).",
        [*medal("Poland", "gold"), mark("Poland", "2:57.31"), mark("Japan", "2:58.02")],
    ),
    ("Men's 5000m", "Ole Dahl won in a time of 6:09.55.", [rank("Ole Dahl", 1), mark("Ole Dahl", "6:09.55")]),
    ("Men's 5000m", "Ole Dahl crossed the line in 6:09.55.", [mark("Ole Dahl", "6:09.55")]),
    ("Men's 5000m", "Ole Dahl won by 0.55 seconds.", [rank("Ole Dahl", 1)]),
    (
        "Men's 5000m",
        "Ole Dahl won in 6:09.55, with Hugo Pell second in 6:11.02.",
        [rank("Ole Dahl", 1), mark("Ole Dahl", "6:09.55"), rank("Hugo Pell", 2), mark("Hugo Pell", "6:11.02")],
    ),
    (
        "Men's 5000m",
        "Ole Dahl won in 6:09.55 after a last lap of 29.44.",
        [rank("Ole Dahl", 1), mark("Ole Dahl", "6:09.55")],
    ),
    ("Men's javelin", "Ole Dahl was third on 81.12.", [mark("Ole Dahl", "81.12 m"), rank("Ole Dahl", 3)]),
    (
        "Men's triathlon",
        "Ole Dahl crossed the line six seconds ahead of Hugo Pell in 1:49:58.",
        [mark("Ole Dahl", "1:49:58")],
    ),
    ("Men's 500m", "Ole Dahl was quickest in 35.22.", [mark("Ole Dahl", "35.22")]),
]
UNSTATED = [
    ("Men's 500m", "Ole Dahl almost won."),
    ("Men's 500m", "Ole Dahl nearly took the title."),
    ("Men's 500m", "Ole Dahl hopes to win."),
    ("Men's 500m", "Ole Dahl was hoping to take gold."),
    ("Men's 500m", "Ole Dahl is the favourite to win."),
    ("Men's 500m", "Ole Dahl failed to win."),
    ("Men's 500m", "Ole Dahl did not win."),
    ("Men's 500m", "Ole Dahl never looked like winning."),
    ("Men's 500m", "Ole Dahl could have won."),
    ("Men's 500m", "Ole Dahl will win, his coach believes."),
    ("Men's 500m", "Took the men's title in 46.46."),
    ("Men's 500m", "Won the race in the last metres."),
    ("Men's 500m", "Nobody won."),
    ("Men's 500m", "Ole Dahl won the toss."),
    ("Men's 500m", "Ole Dahl won many friends."),
    ("Men's 500m", "Ole Dahl won praise from his coach."),
    ("Men's 500m", "Ole Dahl has won five gold medals in his career."),
    ("Men's 500m", "Ole Dahl took the lead."),
    ("Men's 500m", "Ole Dahl just missed bronze."),
    ("Men's 500m", "Ole Dahl missed out on third place."),
    ("Men's 500m", "Ole Dahl started in third position."),
    ("Men's 500m", "Ole Dahl was quoted at 16-1 by the bookmakers."),
    ("Men's 500m", "Ole Dahl was born in the first week of May."),
    ("Men's 500m", "Ole Dahl skated his first race in 2019."),
    ("Men's 500m", "Who will win gold?"),
    ("Men's 500m", "Ole Dahl won the hearts of the crowd."),
    ("Men's 500m", "Ole Dahl finished the day with a smile."),
    ("Men's 500m", "Ole Dahl tried in vain to win gold."),
    ("Men's 500m", "Ole Dahl had dreamed of gold."),
    ("Men's 500m", "Ole Dahl was denied gold."),
    ("Men's 500m", "Ole Dahl was denied victory by a photo finish."),
    ("Men's 500m", "Ole Dahl gave up a chance of gold."),
    ("Men's 500m", "Ole Dahl lost the gold medal."),
    ("Men's 500m", "Ole Dahl was stripped of the gold medal."),
    ("Men's 500m", 'Ole Dahl said: "I want to win gold."'),
    ("Men's 500m", '"Ole Dahl won it for all of us," said Hugo Pell.'),
    ("Men's 500m", "Ole Dahl has yet to win."),
    ("Men's 500m", "Ole Dahl is still waiting for his first win."),
    ("Men's 500m", "Victory eluded Ole Dahl."),
    ("Men's 500m", "Ole Dahl raced without winning."),
    ("Men's 500m", "The title was beyond Ole Dahl."),
    ("Men's 500m", "Ole Dahl would have won but for a slip."),
    ("Men's 500m", "Ole Dahl should win the next race."),
    ("Men's 500m", "Ole Dahl aims to win the next race."),
    ("Men's 500m", "Ole Dahl wants silver at least."),
    ("Men's 500m", "Ole Dahl was second fastest in training."),
    ("Men's 500m", "Ole Dahl is racing in his third Olympics."),
    ("Men's 500m", "Ole Dahl lay second until the last bend."),
    ("Men's 500m", "Ole Dahl led until the last bend."),
    ("Men's 500m", "Ole Dahl, the golden boy of the sport, waved."),
    ("Men's 500m", "Ole Dahl's silver hair shone."),
    ("Men's 500m", "Ole Dahl wore a gold suit."),
    ("Men's 500m", "Was it Ole Dahl who won?"),
    ("Men's 500m", "Did Ole Dahl win?"),
    ("Men's 500m", "Ole Dahl was the fastest starter in 9.61 seconds."),
    ("Men's 500m", "Ole Dahl is 34.12 years old in decimals."),
    ("Men's 500m", "Ole Dahl said the winner was lucky."),
    ("Men's 500m", "The winner of the raffle was Ole Dahl."),
    ("Football", "Poland crashed to a 3-0 defeat."),
    ("Football", "Poland are 4-1 to win."),
    ("Men's 500m", "The old mark of 35.1 was run by Hugo Pell in 2019."),
    ("Women's downhill", "It was the 100th downhill victory for Austria."),
    ("Men's 500m", "Ole Dahl was without a victory in the 500m."),
    ("Men's 500m", "Hugo Pell, third man of the relay, hoped to begin with gold in the 500m."),
    ("Men's 500m", "Kai Brandt was two seconds behind his brother."),
]
BACKGROUND = [
    ("Men's 500m", "Ole Dahl finished first in the junior race in 2027."),
    ("Men's 500m", "Ole Dahl, who also won in Rome last week, was tired."),
    ("Men's 500m", "Ole Dahl, last year's winner, was tired."),
    ("Men's 500m", "Ole Dahl had won the title in 2027."),
    ("Men's 500m", "Ole Dahl won the title four years ago."),
    ("Men's 500m", "Ole Dahl, who took silver in 2027, watched from the stands."),
    ("Men's 500m", "Ole Dahl, the winner in 2027, was tired."),
    ("Men's 500m", "Ole Dahl, who finished second last year, was tired."),
    ("Men's 500m", "Ole Dahl has won this race before."),
    ("Men's 500m", "Ole Dahl beat Hugo Pell in Oslo last month."),
    ("Men's 500m", "Last season Ole Dahl won six races."),
    ("Men's 500m", "In 2027 Ole Dahl won silver."),
    ("Men's 500m", "Ole Dahl, champion in 2023 and 2027, was tired."),
    ("Men's 500m", "Ole Dahl won bronze at the 2027 world championships."),
    ("Men's 500m", "Two years ago in Sapporo, Ole Dahl finished fourth."),
    ("Men's 500m", "Having already won the 1000m, Ole Dahl was tired."),
]


@pytest.mark.parametrize(("heading", "sentence", "stated"), [*WINNERS, *PLACES, *MARKS])
def test_prose_states_these_results(heading: str, sentence: str, stated: list[tuple[str, str, str]]) -> None:
    assert results(f"{heading}\n\n{sentence}\n") == sorted(stated)


@pytest.mark.parametrize(("heading", "sentence"), UNSTATED)
def test_hopes_chances_and_idioms_are_no_results(heading: str, sentence: str) -> None:
    assert results(f"{heading}\n\n{sentence}\n") == []


@pytest.mark.parametrize(("heading", "sentence"), BACKGROUND)
def test_what_was_won_before_is_no_result_of_this_race(heading: str, sentence: str) -> None:
    article = read_text(f"{heading}\n\n{sentence}\n", source="x.txt", published=date(2031, 2, 9))
    today = [fact for fact in extract_facts(article) if isinstance(fact, RACES) and fact.race.day == date(2031, 2, 9)]
    assert today == []
