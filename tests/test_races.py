"""All races of a library with their result tables: every value has its place, and what differs stands side by side."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from index.library import Library
from qa.archive import build
from qa.cells import Cell
from qa.desk import Desk
from qa.disagreement import Difference
from qa.extract import extract_facts
from qa.medaltable import medal_table
from qa.racefile import medal_object, race_lines, race_object
from qa.races import Choices, RaceTable, Row, choices, find_races, pick_races
from sources.readers import read_text

RESULTS = """date 2019-06-05 ROWING - LAKE REGATTA RESULTS

VARNO, June 4 - Results of Tuesday's finals at the lake regatta:

Men's single sculls, final
1. Jon Arvik (Norway) 6:51.20
2. Karl Dahl (Sweden) 6:53.45
3. Peter Moss (Ireland) 6:59.01
4. Ole Lund (Norway) dnf

Women's single sculls, final
1. Anna Berg (Sweden) 7:20.10
2. Lena Holm (Denmark) 7:21.40
"""
NEWS = """date 2019-06-05 Arvik wins on the lake

VARNO, June 4 - A quiet day at the regatta in Varno. Jon Arvik of Norway won the men's single sculls final in 6:51.20.
Karl Dahl of Sweden was second in 6:53.54.
"""
GAMES = """date 2017-07-10 ATHLETICS - EUROPEAN GAMES VARNO 2017, SUNDAY'S FINALS

Women's 1500m, final
1. Ida Strand (Norway) 4:09.11
2= Vera Koll (Austria) 4:10.02
2= Mia Roos (Sweden) 4:10.02
"""


def found(*texts: str) -> tuple[RaceTable, ...]:
    articles = [read_text(text, source=f"{number}.txt") for number, text in enumerate(texts)]
    return find_races(build(articles, [(article.id, fact) for article in articles for fact in extract_facts(article)]))


def written(cells: tuple[Cell, ...]) -> list[str]:
    return [cell.text for cell in cells]


def plain(row: Row) -> tuple[object, ...]:
    return row.place, row.name, row.nation_code, written(row.mark), written(row.gap)


def quotes(cell: Cell) -> list[str]:
    return [place.quote for place in cell.support]


def test_a_race_is_found_with_all_who_raced() -> None:
    men, women = found(RESULTS)
    assert (men.title, men.event, men.race.sex, men.race.round, men.sport) == (
        "men's single sculls in 2019",
        "single sculls",
        "men",
        "final",
        "rowing",
    )
    assert [plain(row) for row in men.rows] == [
        (1, "Jon Arvik", "NOR", ["6:51.20"], []),
        (2, "Karl Dahl", "SWE", ["6:53.45"], ["2.25 seconds"]),
        (3, "Peter Moss", "IRL", ["6:59.01"], ["7.81 seconds"]),
        (None, "Ole Lund", "NOR", [], []),
    ]
    assert written(men.rows[3].status) == ["dnf"]
    assert [plain(row) for row in women.rows] == [
        (1, "Anna Berg", "SWE", ["7:20.10"], []),
        (2, "Lena Holm", "DEN", ["7:21.40"], ["1.30 seconds"]),
    ]


def test_every_value_stands_in_an_article() -> None:
    for table in found(RESULTS, NEWS, GAMES):
        for row in table.rows:
            for cell in (cell for cells in row.groups for cell in cells):
                for place in cell.support:
                    assert place.article in table.sources
                    assert place.article.text[place.start : place.end].strip() == place.quote != ""


def test_a_cell_without_a_place_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="needs a place"):
        Cell("6:51.20", ())


def test_reports_of_one_race_are_brought_together_and_their_difference_is_shown() -> None:
    men, _ = found(RESULTS, NEWS)
    assert [article.source for article in men.sources] == ["0.txt", "1.txt"]
    winner, second = men.rows[:2]
    assert quotes(winner.mark[0]) == [
        "1. Jon Arvik (Norway) 6:51.20",
        "Jon Arvik of Norway won the men's single sculls final in 6:51.20.",
    ]
    assert [(cell.text, cell.difference, quotes(cell)) for cell in second.mark] == [
        ("6:53.45", None, ["2. Karl Dahl (Sweden) 6:53.45"]),
        ("6:53.54", Difference.SLIP, ["Karl Dahl of Sweden was second in 6:53.54."]),
    ]


def test_a_gap_that_no_report_states_shows_the_sum_it_comes_from() -> None:
    [gap] = found(RESULTS)[0].rows[1].gap
    assert (gap.text, gap.derivation, quotes(gap)) == (
        "2.25 seconds",
        "6:53.45 − 6:51.20 = 2.25",
        ["1. Jon Arvik (Norway) 6:51.20", "2. Karl Dahl (Sweden) 6:53.45"],
    )


def test_races_are_picked_by_what_they_are_of() -> None:
    tables = found(RESULTS, GAMES)
    men, women, games = tables
    assert choices(tables) == Choices(
        sports=("athletics", "rowing"),
        years=(2019, 2017),
        events=("1500m", "single sculls"),
        sexes=("men", "women"),
        nations=(
            ("AUT", "Austria"),
            ("DEN", "Denmark"),
            ("IRL", "Ireland"),
            ("NOR", "Norway"),
            ("SWE", "Sweden"),
        ),
    )
    assert pick_races(tables) == tables
    assert pick_races(tables, sport="rowing") == (men, women)
    assert pick_races(tables, year=2017) == (games,)
    assert pick_races(tables, event="single sculls", sex="women") == (women,)
    assert pick_races(tables, nation="NOR") == (men, games)
    assert pick_races(tables, nation="NOR", sport="athletics", year=2019) == ()


def test_medals_are_counted_where_they_were_given_and_a_shared_place_gives_two() -> None:
    tables = found(RESULTS, GAMES)
    counted = [
        (row.nation, [(one.medal, one.race.title, one.row.name, one.disputed) for one in row.medals])
        for row in medal_table(tables)
    ]
    assert counted == [
        ("Norway", [("gold", "women's 1500m in 2017", "Ida Strand", False)]),
        ("Austria", [("silver", "women's 1500m in 2017", "Vera Koll", False)]),
        ("Sweden", [("silver", "women's 1500m in 2017", "Mia Roos", False)]),
    ]
    assert medal_object(medal_table(tables)[0]) == {
        "nation": "Norway",
        "code": "NOR",
        "gold": 1,
        "silver": 0,
        "bronze": 0,
        "medals": [
            {
                "medal": "gold",
                "race": tables[2].key,
                "title": "women's 1500m in 2017",
                "entrant": "Ida Strand",
                "disputed": False,
                "citations": [
                    {
                        "article": tables[2].sources[0].id,
                        "start": tables[2].rows[0].rank[0].support[0].start,
                        "end": tables[2].rows[0].rank[0].support[0].end,
                        "quote": "1. Ida Strand (Norway) 4:09.11",
                    }
                ],
            }
        ],
    }


def test_two_winners_of_different_reports_are_a_dispute() -> None:
    tables = found(GAMES, GAMES.replace("1. Ida Strand (Norway)", "1. Eva Brandt (Germany)"))
    golds = [one for row in medal_table(tables) for one in row.medals if one.medal == "gold"]
    assert sorted((one.row.name, one.disputed) for one in golds) == [("Eva Brandt", True), ("Ida Strand", True)]


def test_the_race_for_third_is_part_of_the_final() -> None:
    [table] = found(
        "date 2019-06-05 SPEED SKATING - PURSUIT FINALS\n\nMen's team pursuit\n\n"
        "A Final\n1. Norway 3:37.31\n2. Sweden 3:38.52\n\nB Final\n3. Italy 3:36.40\n4. Poland 3:43.54\n"
    )
    assert [plain(row) for row in table.rows] == [
        (1, "Norway", "NOR", ["3:37.31"], []),
        (2, "Sweden", "SWE", ["3:38.52"], ["1.21 seconds"]),
        (3, "Italy", "ITA", ["3:36.40"], []),
        (4, "Poland", "POL", ["3:43.54"], []),
    ]


def test_a_result_that_was_revised_shows_the_place_it_had() -> None:
    [table] = found(
        "Jury meets in Varno\n\nVARNO, June 4 2019 - Karl Dahl originally finished second in the men's 200m but was "
        "upgraded to gold after Jon Arvik was disqualified.\n"
    )
    [dahl] = [row for row in table.rows if row.name == "Karl Dahl"]
    assert (written(dahl.rank), [(cell.text, cell.difference) for cell in dahl.superseded]) == (
        ["1"],
        [("2", Difference.SUPERSEDED)],
    )


@pytest.mark.parametrize(
    "text",
    [
        "Lakes\n\nThe lake at Varno is deep and cold, and nobody rows there in winter.",
        "Camp\n\nJon Arvik of Norway spent the week at a camp in Varno.",
        "Jon Arvik won.",
    ],
)
def test_where_no_race_is_told_none_is_found(text: str) -> None:
    assert found(text) == ()


def test_races_are_written_as_csv_that_no_spreadsheet_calculates() -> None:
    table = found(RESULTS, NEWS)[0]
    told = replace(table, race=replace(table.race, competition='=HYPERLINK("http://example.org")', place="+1-1"))
    lines = race_lines([told]).split("\r\n")
    ids = [article.id for article in table.sources]
    named = f'{table.key},rowing,single sculls,men,final,"\'=HYPERLINK(""http://example.org"")",\'+1-1,2019,2019-06-04'
    assert lines[:3] == [
        "race,sport,event,sex,round,competition,place,year,date,rank,entrant,nation,line_up,mark,margin,medal,records,"
        "status,differing,articles",
        f"{named},1,Jon Arvik,Norway,,6:51.20,,,,,,{ids[0]} {ids[1]}",
        f"{named},2,Karl Dahl,Sweden,,6:53.45,2.25 seconds,,,,"
        f'"mark: 6:53.54 (nearly the same digits, so one may be a slip)",{ids[0]} {ids[1]}',
    ]


def test_a_race_is_an_object_for_programs() -> None:
    table = found(GAMES)[0]
    place = table.rows[0].mark[0].support[0]
    cited = [{"article": place.article.id, "start": place.start, "end": place.end, "quote": place.quote}]

    def cell(text: str) -> list[dict[str, object]]:
        return [{"text": text, "difference": None, "derivation": None, "citations": cited}]

    told = race_object(table)
    assert told["rows"][0] == {
        "place": 1,
        "name": "Ida Strand",
        "nation_code": "NOR",
        "rank": cell("1"),
        "entrant": cell("Ida Strand"),
        "nation": cell("Norway"),
        "line_up": [],
        "mark": cell("4:09.11"),
        "margin": [],
        "medal": [],
        "status": [],
        "records": [],
        "superseded": [],
    }
    assert {name: value for name, value in told.items() if name != "rows"} == {
        "race": table.key,
        "title": "women's 1500m in 2017",
        "sport": "athletics",
        "event": "1500m",
        "sex": "women",
        "round": "final",
        "competition": "European Games",
        "place": None,
        "year": 2017,
        "date": "2017-07-09",
        "sources": [
            {
                "article": table.sources[0].id,
                "source": "0.txt",
                "title": "ATHLETICS - EUROPEAN GAMES VARNO 2017, SUNDAY'S FINALS",
                "publisher": None,
                "published": "2017-07-10",
            }
        ],
    }


def test_the_races_of_the_bundled_reports_are_found(bundled: Path) -> None:
    with Library.open(bundled) as library:
        desk = Desk(library)
        tables = desk.races()
        assert desk.races() is tables
    [jump] = [table for table in tables if table.event == "high jump"]
    assert [plain(row) for row in jump.rows] == [
        (1, "Yaroslava Mahuchikh", "UKR", ["2.00 m"], []),
        (2, "Nicola Olyslagers", "AUS", ["2.00 m"], []),
        (3, "Eleanor Patterson", "AUS", ["1.95 m"], []),
        (3, "Iryna Gerashchenko", "UKR", ["1.95 m"], []),
    ]
    [pursuit] = pick_races(tables, event="team pursuit", sex="men", year=2018)
    assert [plain(row) for row in pursuit.rows] == [
        (1, "Norway", "NOR", ["3:37.31"], []),
        (2, "South Korea", "KOR", ["3:38.52"], ["1.21 seconds"]),
        (3, "Netherlands", "NED", ["3:38.40"], []),
        (4, "New Zealand", "NZL", ["3:43.45", "3:43.54"], []),
    ]
    assert written(pursuit.rows[0].line_up) == ["Håvard Bøkko, Simen Spieler Nilsen and Sverre Lunde Pedersen"]
    assert len({table.key for table in tables}) == len(tables)


def test_the_races_follow_the_library(copied: Path) -> None:
    with Library.open(copied) as library, Library.open(copied) as other:
        desk = Desk(library)
        before = desk.races()
        Desk(other).add(read_text(RESULTS, source="regatta.txt"))
        assert [table.title for table in desk.races() if table not in before] == [
            "men's single sculls in 2019",
            "women's single sculls in 2019",
        ]
        for entry in other.articles():
            other.remove(entry.article)
        assert desk.races() == ()
