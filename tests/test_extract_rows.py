"""Result lists are read row by row; standings look the same and are kept apart; what is no row is none."""

from __future__ import annotations

from datetime import date

import pytest

from qa.extract import extract_facts
from qa.facts import LineUp, Result, Standing
from sources.readers import read_text

SLOTS = ("rank", "medal", "mark", "gap", "team", "status", "detail")


def rows(text: str) -> list[str]:
    """Return each result as its slots in words, and each standing behind its table, in the order of the text."""
    found: dict[str, None] = {}
    for fact in extract_facts(read_text(text, source="x.txt", published=date(2031, 2, 9))):
        if isinstance(fact, Result):
            nation = f" ({fact.entrant.value.nation})" if fact.entrant.value.nation else ""
            slots = [f"{name} {slot.value}" for name in SLOTS if (slot := getattr(fact, name)) is not None]
            found[f"{fact.entrant.value.name}{nation}: {', '.join(slots)}"] = None
        elif isinstance(fact, Standing):
            value = f", {fact.value.value}" if fact.value else ""
            found[f"[{fact.table}] {fact.entrant.value.name}: {fact.rank.value}{value}"] = None
        elif isinstance(fact, LineUp):
            found[
                f"{fact.team.value.name if fact.team else ''}: {'/'.join(member.value.name for member in fact.members)}"
            ] = None
    return list(found)


LISTS = [
    (
        "Women's 500m\n\n1. Ines Marrero (Spain) 37.12\n2. Sana Okoye (Nigeria) 37.20\n"
        "3. Tove Lindgaard (Sweden) 37.31",
        [
            "Ines Marrero (ESP): rank 1, mark 37.12",
            "Sana Okoye (NGR): rank 2, mark 37.20",
            "Tove Lindgaard (SWE): rank 3, mark 37.31",
        ],
    ),
    (
        "Women's 500m\n\n1. Ines Marrero (ESP) 1:18.11\n2. Sana Okoye (NGR) 1:18.50",
        ["Ines Marrero (ESP): rank 1, mark 1:18.11", "Sana Okoye (NGR): rank 2, mark 1:18.50"],
    ),
    (
        "Women's 500m\n\n1 Ines Marrero (ESP) 1:18.11\n2 Sana Okoye (NGR) 1:18.50\n3 Tove Lindgaard (SWE) 1:18.90",
        [
            "Ines Marrero (ESP): rank 1, mark 1:18.11",
            "Sana Okoye (NGR): rank 2, mark 1:18.50",
            "Tove Lindgaard (SWE): rank 3, mark 1:18.90",
        ],
    ),
    (
        "Women's 500m\n\n1) Ines Marrero (ESP) 1:18.11\n2) Sana Okoye (NGR) 1:18.50",
        ["Ines Marrero (ESP): rank 1, mark 1:18.11", "Sana Okoye (NGR): rank 2, mark 1:18.50"],
    ),
    (
        "Women's high jump\n\n1. Ines Marrero (ESP) 1.97m\n2= Sana Okoye (NGR) 1.94\n2= Tove Lindgaard (SWE) 1.94",
        [
            "Ines Marrero (ESP): rank 1, mark 1.97 m",
            "Sana Okoye (NGR): rank 2, mark 1.94 m",
            "Tove Lindgaard (SWE): rank 2, mark 1.94 m",
        ],
    ),
    (
        "Women's 10km\n\n1. Ines Marrero (ESP) 38:02.1\n2. Sana Okoye (NGR) 15.7 behind\n3. Tove Lindgaard (SWE) 21.0",
        [
            "Ines Marrero (ESP): rank 1, mark 38:02.1",
            "Sana Okoye (NGR): rank 2, gap 15.7",
            "Tove Lindgaard (SWE): rank 3, gap 21.0",
        ],
    ),
    (
        "Women's 10km\n\n1. Ines Marrero (ESP) 38:02.1\n2. Sana Okoye (NGR) +15.7",
        ["Ines Marrero (ESP): rank 1, mark 38:02.1", "Sana Okoye (NGR): rank 2, gap 15.7"],
    ),
    (
        "Men's stage 4\n\n1. Luca Ferri (Italy) 4:02:11\n2. Hugo Pell (Ireland) same time\n"
        "3. Kai Brandt (Germany) same time",
        [
            "Luca Ferri (ITA): rank 1, mark 4:02:11",
            "Hugo Pell (IRL): rank 2, gap same time",
            "Kai Brandt (GER): rank 3, gap same time",
        ],
    ),
    (
        "Men's 5000m\n\n1. Ole Dahl (Norway) 6:09.55; 2. Hugo Pell (Ireland) 6:11.02; 3. Kai Brandt (Germany) 6:12.30",
        [
            "Ole Dahl (NOR): rank 1, mark 6:09.55",
            "Hugo Pell (IRL): rank 2, mark 6:11.02",
            "Kai Brandt (GER): rank 3, mark 6:12.30",
        ],
    ),
    (
        "Men's 5000m\n\nGold: Ole Dahl (NOR)\nSilver: Hugo Pell (IRL)\nBronze: Kai Brandt (GER)",
        [
            "Ole Dahl (NOR): rank 1, medal gold",
            "Hugo Pell (IRL): rank 2, medal silver",
            "Kai Brandt (GER): rank 3, medal bronze",
        ],
    ),
    (
        "Men's 5000m\n\nGold - Ole Dahl (NOR) 6:09.55\nSilver - Hugo Pell (IRL) 6:11.02",
        ["Ole Dahl (NOR): rank 1, medal gold, mark 6:09.55", "Hugo Pell (IRL): rank 2, medal silver, mark 6:11.02"],
    ),
    (
        "Men's biathlon sprint\n\n1. Ole Dahl (Norway) 24:10.2 (0)\n2. Hugo Pell (Ireland) 12.4 behind (2)",
        ["Ole Dahl (NOR): rank 1, mark 24:10.2, detail 0", "Hugo Pell (IRL): rank 2, gap 12.4, detail 2"],
    ),
    (
        "Women's team pursuit\n\n1. Poland (Petra Holub, Ewa Zielin, Maja Borek) 2:57.31\n2. Japan 2:58.02",
        [
            "Poland: Petra Holub/Ewa Zielin/Maja Borek",
            "Poland (POL): rank 1, mark 2:57.31",
            "Japan (JPN): rank 2, mark 2:58.02",
        ],
    ),
    (
        "Women's team pursuit\n\n1. Poland 2:57.31\n2. Japan 2:58.02\n3. Korea 2:59.40",
        [
            "Poland (POL): rank 1, mark 2:57.31",
            "Japan (JPN): rank 2, mark 2:58.02",
            "South Korea (KOR): rank 3, mark 2:59.40",
        ],
    ),
    (
        "Harbour Grand Prix\n\nResult:\n1. Luca Ferri (Italy) Corvetta 1:30:17.3\n"
        "2. Hugo Pell (Ireland) Marlow 2.2 behind\n3. Kai Brandt (Germany) Corvetta one lap behind",
        [
            "Luca Ferri (ITA): rank 1, mark 1:30:17.3, team Corvetta",
            "Hugo Pell (IRL): rank 2, gap 2.2, team Marlow",
            "Kai Brandt (GER): rank 3, gap one lap, team Corvetta",
        ],
    ),
    (
        "Men's 5000m\n\n1. Ole Dahl (Norway) 6:09.55\n2. Hugo Pell (Ireland) DNF",
        ["Ole Dahl (NOR): rank 1, mark 6:09.55", "Hugo Pell (IRL): status dnf"],
    ),
    (
        "Men's shot put\n\n1. Ole Dahl (Norway) 21.03m\n2. Hugo Pell (Ireland) 20.87",
        ["Ole Dahl (NOR): rank 1, mark 21.03 m", "Hugo Pell (IRL): rank 2, mark 20.87 m"],
    ),
    (
        "Men's 100m\n\n1. Ole Dahl (Norway) 9.91\n2. Hugo Pell (Ireland) 9.95",
        ["Ole Dahl (NOR): rank 1, mark 9.91", "Hugo Pell (IRL): rank 2, mark 9.95"],
    ),
    (
        "Women's 100m, Race A\n\n1. Ines Marrero (Leith AC) 11.71\n2. Sana Okoye (Dover) 11.80",
        ["Ines Marrero: rank 1, mark 11.71, team Leith AC", "Sana Okoye: rank 2, mark 11.80, team Dover"],
    ),
    (
        "Women's 500m\n\nA final: 1 Ines Marrero (Spain) 37.12; 2 Sana Okoye (Nigeria) 37.20; "
        "6 Tove Lindgaard (Sweden) 38.06.",
        [
            "Ines Marrero (ESP): rank 1, mark 37.12",
            "Sana Okoye (NGR): rank 2, mark 37.20",
            "Tove Lindgaard (SWE): rank 6, mark 38.06",
        ],
    ),
    (
        "SHORT TRACK - Harbour, Norway: Men's 1,000 metres, A final: 1. Ole Dahl (Norway) 1:27.60; 2. Hugo Pell "
        "(Ireland) 1:27.69. B final: 1. Kai Brandt (Germany) 1:26.31; 2. Rui Santos (Portugal) 1:26.58.",
        [
            "Ole Dahl (NOR): rank 1, mark 1:27.60",
            "Hugo Pell (IRL): rank 2, mark 1:27.69",
            "Kai Brandt (GER): rank 1, mark 1:26.31",
            "Rui Santos (POR): rank 2, mark 1:26.58",
        ],
    ),
    (
        "Women's 500m\n\n1. I. Marrero (Spain) 37.12\n2. S. Okoye (Nigeria) 37.20",
        ["I. Marrero (ESP): rank 1, mark 37.12", "S. Okoye (NGR): rank 2, mark 37.20"],
    ),
    (
        "Four-man bobsleigh\n\n1. Poland I (Dahl) 3:34.50\n2. Poland II (Pell) 3:34.88",
        [
            "Poland I: Dahl",
            "Poland I (POL): rank 1, mark 3:34.50",
            "Poland II: Pell",
            "Poland II (POL): rank 2, mark 3:34.88",
        ],
    ),
    (
        "Men's biathlon sprint\n\n1. Ole Dahl (Norway) 24:10.2 (0 penalty loops)\n2. Hugo Pell (Ireland) 24:12.4 (2)",
        ["Ole Dahl (NOR): rank 1, mark 24:10.2, detail 0", "Hugo Pell (IRL): rank 2, mark 24:12.4, detail 2"],
    ),
    (
        "Elite women, top two: Ines Marrero (ESP) 1:37.02; Sana Okoye (NGR) 1:37.40.",
        ["Ines Marrero (ESP): rank 1, mark 1:37.02", "Sana Okoye (NGR): rank 2, mark 1:37.40"],
    ),
]
TABLES = [
    (
        "Men's stage 4\n\n1. Luca Ferri (Italy) 4:02:11\n2. Hugo Pell (Ireland) same time\n\n"
        "General classification\n\n1. Hugo Pell (Ireland) 16:10:02\n2. Luca Ferri (Italy) 22 seconds behind",
        [
            "Luca Ferri (ITA): rank 1, mark 4:02:11",
            "Hugo Pell (IRL): rank 2, gap same time",
            "[General classification] Hugo Pell: 1, 16:10:02",
            "[General classification] Luca Ferri: 2, 22 seconds behind",
        ],
    ),
    (
        "World Cup standings, women: Marrero 560, Okoye 525, Lindgaard 400.",
        [
            "[World Cup standings, women] Marrero: 1, 560",
            "[World Cup standings, women] Okoye: 2, 525",
            "[World Cup standings, women] Lindgaard: 3, 400",
        ],
    ),
    (
        "Points after two of three days: 1. Poland 118; 2. Japan 97",
        ["[Points after two of three days] Poland: 1, 118", "[Points after two of three days] Japan: 2, 97"],
    ),
    (
        "Women's 470\n\nFinal standings (after 10 races and medal race): 1 I Marrero/T Lind (ESP) 46pts; "
        "2 S Okoye/A Berg (NGR) 54",
        [
            "[Final standings (after 10 races and medal race)] I Marrero: 1, 46pts",
            "[Final standings (after 10 races and medal race)] T Lind: 1, 46pts",
            "[Final standings (after 10 races and medal race)] S Okoye: 2, 54",
            "[Final standings (after 10 races and medal race)] A Berg: 2, 54",
        ],
    ),
]
TITLED = [
    (
        "Long track news\n\nOverall standings:\n1. Ole Dahl (Norway) 412 points\n2. Hugo Pell (Ireland) 380",
        ["[Overall standings] Ole Dahl: 1, 412 points", "[Overall standings] Hugo Pell: 2, 380"],
    ),
    (
        "Long track news\n\nWorld Cup standings after 5 races:\n1. Ole Dahl (Norway) 412\n2. Hugo Pell (Ireland) 380",
        [
            "[World Cup standings after 5 races] Ole Dahl: 1, 412",
            "[World Cup standings after 5 races] Hugo Pell: 2, 380",
        ],
    ),
    (
        "Long track news\n\nConstructors:\n1. Corvetta 88 points\n2. Marlow 71",
        ["[Constructors] Corvetta: 1, 88 points", "[Constructors] Marlow: 2, 71"],
    ),
]
NO_ROWS = [
    "The timetable\n\n9.30 Heats\n10.45 Semi-finals\n12.00 Final",
    "Men's 500m\n\n400 spectators came to see Ole Dahl train on Friday.",
    "Men's 500m\n\n2031 was a hard year for Ole Dahl.",
    "Men's 500m\n\n12 skaters from 7 nations are expected on Friday.",
    "Phone 1234 567\nFax 1234 568",
    "Men's 500m\n\n- training on Friday\n- race on Sunday",
]


@pytest.mark.parametrize(("text", "stated"), LISTS)
def test_every_row_of_a_result_list_is_read(text: str, stated: list[str]) -> None:
    assert rows(text) == stated


@pytest.mark.parametrize(("text", "stated"), [*TABLES, *TITLED])
def test_rows_below_a_table_heading_are_standings_and_no_results(text: str, stated: list[str]) -> None:
    assert rows(text) == stated


@pytest.mark.parametrize("text", NO_ROWS)
def test_numbers_at_the_start_of_a_line_make_no_result(text: str) -> None:
    assert rows(text) == []
