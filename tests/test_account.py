"""What stands beside an answer and tells how it came about: tables, timelines, disputes, choices, what to ask next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from index.library import Library
from qa.answer import Answer, Citation, Reply
from qa.desk import Desk
from qa.exhibit import Drawn, Row, Side, Table, Timeline, places_in
from sources.records import Article

ROWS = """Results of the women's kayak sprint

Women's kayak sprint, final
1. Mira Falk (SWE) 1:50.20
2. Ida Brandt (GER) 1:50.45
3. Petra Novak (CZE) 1:51.20
4. Lucia Conti (ITA) 1:52.70"""
EARLIER = {
    2016: ("Ida Brandt", "1:53.10"),
    2017: ("Petra Novak", "1:52.40"),
    2018: ("Mira Falk", "1:51.30"),
}


def article(name: str, text: str, published: date) -> Article:
    return Article(name, f"{name}.txt", text.partition("\n")[0], text, published, "Hillwater Courier")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk over reports of one event in four years."""
    with Library.open(tmp_path_factory.mktemp("kayaks") / "library") as library:
        desk = Desk(library)
        desk.add(article("rows", ROWS, date(2019, 6, 2)))
        for year, (winner, time) in EARLIER.items():
            text = (
                f"{winner} wins the kayak sprint\n\n{winner} won the women's kayak sprint in {time}.\n\n"
                f"Lena Holm capsized at the first buoy."
            )
            desk.add(article(f"year-{year}", text, date(year, 6, 1)))
        yield desk


@pytest.fixture(scope="module")
def reports(bundled: Path) -> Iterator[Desk]:
    with Library.open(bundled) as library:
        yield Desk(library)


def tables(reply: Reply) -> list[Table[Citation]]:
    return [exhibit for exhibit in reply.exhibits if isinstance(exhibit, Table)] if isinstance(reply, Answer) else []


def test_a_winner_comes_with_the_table_of_the_race(desk: Desk) -> None:
    [table] = tables(desk.ask("Who won the women's kayak sprint in 2019?"))
    assert (table.heads, table.drawn) == (("Place", "Name", "Result", "Behind"), Drawn.GAPS)
    assert [(row.cells, row.own, row.value) for row in table.rows] == [
        (("1", "Mira Falk", "1:50.20", ""), True, 0),
        (("2", "Ida Brandt", "1:50.45", "+0.25 s"), False, 250),
        (("3", "Petra Novak", "1:51.20", "+1.00 s"), False, 1000),
        (("4", "Lucia Conti", "1:52.70", "+2.50 s"), False, 2500),
    ]


def test_every_row_cites_where_it_stands(desk: Desk) -> None:
    reply = desk.ask("Who won the women's kayak sprint in 2019?")
    [table] = tables(reply)
    quoted = [citation.quote.strip() for row in table.rows for citation in row.places]
    assert quoted == ROWS.splitlines()[3:]
    numbers = [citation.number for citation in (*reply.citations, *places_in([table], []))]
    assert sorted(set(numbers)) == list(range(1, max(numbers) + 1))


def test_one_event_over_the_years_is_drawn(desk: Desk) -> None:
    [table] = tables(desk.ask("What was the winning time in the women's kayak sprint?"))
    assert table.drawn is Drawn.EDITIONS
    assert all(row.cells[-1] in citation.quote for row in table.rows for citation in row.places[-1:])
    assert table.title == "Women's kayak sprint"
    assert [(row.year, row.value, row.cells[-1]) for row in table.rows] == [
        (2016, 113_100, "1:53.10"),
        (2017, 112_400, "1:52.40"),
        (2018, 111_300, "1:51.30"),
        (2019, 110_200, "1:50.20"),
    ]


@pytest.mark.parametrize(
    "question",
    ["Who won the women's kayak sprint in 2016?", "Who won the women's kayak sprint in 1950?", "Why is the sky blue?"],
)
def test_nothing_is_laid_out_that_says_no_more_than_the_sentence(desk: Desk, question: str) -> None:
    assert tables(desk.ask(question)) == []


def test_what_happened_is_told_in_the_order_of_time(reports: Desk) -> None:
    reply = reports.ask("What happened to Japan?")
    assert isinstance(reply, Answer)
    [timeline] = reply.exhibits
    assert isinstance(timeline, Timeline)
    days = [moment.when for moment in timeline.moments]
    assert days == sorted(days)
    assert [moment.words for moment in timeline.moments] == [citation.quote.strip() for citation in reply.citations]


def test_values_on_which_reports_differ_keep_their_own_words(reports: Desk) -> None:
    reply = reports.ask("What was the Netherlands' time in the women's team pursuit in 2018?")
    assert isinstance(reply, Answer)
    [dispute] = reply.disputes
    assert [side.value for side in dispute.sides] == ["2:55.48", "2:55.47"]
    assert all(side.value in citation.quote for side in dispute.sides for citation in side.places)


def test_a_table_needs_its_cells_and_its_places() -> None:
    with pytest.raises(ValueError, match="cell"):
        Table("", ("Place", "Name"), (Row(("1",), ("a",)),))
    with pytest.raises(ValueError, match="place"):
        Table("", ("Place",), (Row(("1",), ()),))
    assert Side("1", ("a",)).places == ("a",)


def options(desk: Desk, question: str, context: tuple[str, ...] = ()) -> dict[str, list[tuple[str, str]]]:
    account = desk.account(question, context=context)
    return {choice.kind: [(option.label, option.question) for option in choice.options] for choice in account.choices}


def test_a_condition_can_be_changed_or_left_out(desk: Desk) -> None:
    found = options(desk, "Who won the women's kayak sprint in 2019?")
    assert found["date"] == [
        ("2018", "Who won the women's kayak sprint in 2018?"),
        ("2017", "Who won the women's kayak sprint in 2017?"),
        ("2016", "Who won the women's kayak sprint in 2016?"),
        ("", "Who won the women's kayak sprint?"),
    ]
    assert found["sex"] == [("", "Who won the kayak sprint in 2019?")]


def test_a_condition_from_an_earlier_question_can_be_changed(desk: Desk) -> None:
    found = options(desk, "And who was second?", ("Who won the women's kayak sprint in 2019?",))
    assert found["date"][0] == ("2018", "And who was second in 2018?")


@pytest.mark.parametrize("question", ["How much did Mira Falk weigh?", "By how much did Mira Falk win in 2019?"])
def test_no_question_is_offered_without_its_subject(desk: Desk, question: str) -> None:
    assert "" not in [label for label, _ in options(desk, question).get("person", [])]


def test_each_choice_changes_one_condition_only(reports: Desk) -> None:
    asked = "Who won the women's team pursuit in 2022?"
    before = {one.kind: one.value for one in reports.ask(asked).reading.constraints}
    for kind, found in options(reports, asked).items():
        for _, question in found:
            after = {one.kind: one.value for one in reports.ask(question).reading.constraints}
            assert {name for name in before if before[name] != after.get(name)} == {kind}


def test_facts_that_meet_every_condition_but_one_are_set_aside_for_it(desk: Desk) -> None:
    account = desk.account("Who won the women's kayak sprint in 2019?")
    assert {item.subject for item in account.considered} == {"Mira Falk", "Ida Brandt", "Petra Novak", "Lucia Conti"}
    assert [item.subject for item in account.considered if item.used] == ["Mira Falk"]
    aside = {group.reason: {item.subject for item in group.examples} for group in account.set_aside}
    assert aside["at another time"] == {"Ida Brandt", "Petra Novak"}  # the first three facts


@pytest.mark.parametrize(
    "question",
    [
        "Who won the women's team pursuit in 2022?",
        "By how much did Norway win in 2018?",
        "What happened to Japan in 2022?",
        "Who won the 100m in 2020?",
    ],
)
def test_what_may_be_asked_next_is_answered(reports: Desk, question: str) -> None:
    follow_ups = reports.account(question).reply.follow_ups
    assert follow_ups
    assert question not in follow_ups
    assert all(isinstance(reports.ask(follow_up), Answer) for follow_up in follow_ups)


def test_what_was_asked_already_is_not_suggested_again(reports: Desk) -> None:
    asked = "Who won the women's team pursuit in 2022?"
    first = reports.account(asked).reply.follow_ups[0]
    assert first not in reports.account(asked, context=(first,)).reply.follow_ups
