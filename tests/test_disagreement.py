"""How reports differ is told by its kind; what only looks like a difference is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from index.records import Hit
from qa.answer import Answer, NoAnswer
from qa.archive import Archive, build
from qa.desk import answer
from qa.disagreement import Difference, gap_difference, mark_difference, name_difference
from qa.draft import compose
from qa.durations import Duration
from qa.extract import extract_facts
from qa.facts import Mark
from qa.quantities import Length, LengthUnit
from qa.question import read_question
from sources.readers import read_text
from sources.records import Article

KM, M, CM = LengthUnit.KILOMETRE, LengthUnit.METRE, LengthUnit.CENTIMETRE
MARKS = [
    (Duration(168_400, 1), Duration(168_400, 2), Difference.NOTATION),
    (Duration(168_350, 2), Duration(10_115_000, 0), Difference.NOTATION),  # 2:48.35 and 2:48:35
    (Length(5_200_000, KM, 1), Length(5_200_000, M), Difference.NOTATION),
    (Length(8_950, M, 2), Length(8_950, CM), Difference.NOTATION),
    (Duration(20_318, 3), Duration(20_320, 2), Difference.ROUNDING),
    (Duration(7_385_000, 0), Duration(7_385_400, 1), Difference.ROUNDING),
    (Length(71_360, M, 2), Length(71_400, M, 1), Difference.ROUNDING),
    (Duration(251_680, 2), Duration(251_860, 2), Difference.SLIP),
    (Duration(118_630, 2), Duration(118_640, 2), Difference.SLIP),
    (Duration(116_480, 2), Duration(65_480, 2), Difference.SLIP),
    (Length(184_000_000, KM), Length(189_000_000, KM), Difference.SLIP),
    (Duration(223_450, 2), Duration(226_910, 2), Difference.REAL),
    (Length(5_000_000, KM), Length(8_000_000, KM), Difference.REAL),
    (Duration(223_450, 2), Duration(223_450, 2), None),
    (Duration(20_310, 2), Length(20_310, M, 2), None),
]
GAPS = [
    ("two hundredths of a second", "0.02 seconds", Difference.NOTATION),
    ("half a second", "0.5 seconds", Difference.NOTATION),
    ("1.2 seconds", "1.21 seconds", Difference.ROUNDING),
    ("three seconds", "0.02 seconds", Difference.REAL),
    ("two lengths", "a length", Difference.REAL),
    ("two lengths", "Two lengths", None),
]
NAMES = [
    ("Søren Dahl", "Soren Dahl", Difference.SPELLING),
    ("Håkon Vik", "Haakon Vik", Difference.SPELLING),
    ("Yulia Petrova", "Iulia Petrova", Difference.SPELLING),
    ("Mattias Holm", "Matias Holm", Difference.SPELLING),
    ("Anna Berg", "Berg", None),
    ("Anna Berg", "Anna Berg", None),
    ("Jan Hansen", "Jan Jansen", Difference.REAL),
    ("Lena Lund", "Lena Lind", Difference.REAL),
    ("Tom Parker", "Tim Parker", Difference.REAL),
    ("Daniel Ross", "Daniela Ross", Difference.REAL),
]
FIRST = """Hot night in Norby

Ida Holm of Sweden won the women's {event} in Norby on Saturday in {mark}. Mary Kerr of Scotland was second."""
SECOND = """Holm too quick

In Norby on Saturday Ida Holm ran {mark} to win the women's {event}, and Mary Kerr took second place."""
MEN = """Men's race

In Norby on Saturday Ola Holm ran {mark} to win the men's 5000m."""
HEAT = """Heats

Ida Holm won her heat of the women's 5000m in Norby in 14:31.02 on Friday."""
OTHER = """Lund only sixth

Ida Holt of Norway clocked 14:31.02 in the women's 5000m in Norby on Saturday."""
PAIRS = [
    ("14:31.20", "14:31.02", "14:31.20 and 14:31.02: nearly the same digits, so one may be a slip."),
    ("14:31.2", "14:31.24", "14:31.2 and 14:31.24: one is rounded."),
    ("14:31.20", "14:47.95", "14:31.20 and 14:47.95: the reports contradict each other."),
]


def report(text: str, *, publisher: str | None = None) -> Article:
    return replace(read_text(f"{text}\n", source="x.txt", published=date(2031, 2, 9)), publisher=publisher)


def archive(*articles: Article) -> Archive:
    return build(articles, [(article.id, fact) for article in articles for fact in extract_facts(article)])


def nothing(question: str) -> list[Hit]:
    return []


def ask(question: str, *articles: Article) -> Answer | NoAnswer:
    known = archive(*articles)
    query = read_question(question, known)
    return compose(question, query.reading, answer(query, known, nothing), elapsed_ms=0)


def told(question: str, *articles: Article) -> tuple[str, list[str], int]:
    """Return the short answer, the kinds of notes, and how many articles are cited."""
    reply = ask(question, *articles)
    return reply.short, [note.kind for note in reply.notes], len({citation.article for citation in reply.citations})


@pytest.mark.parametrize(("one", "other", "kind"), MARKS)
def test_marks_differ_by_kind(one: Mark, other: Mark, kind: Difference | None) -> None:
    assert (mark_difference(one, other), mark_difference(other, one)) == (kind, kind)


@pytest.mark.parametrize(("one", "other", "kind"), GAPS)
def test_margins_differ_by_kind(one: str, other: str, kind: Difference | None) -> None:
    assert gap_difference(one, other) is kind


@pytest.mark.parametrize(("one", "other", "kind"), NAMES)
def test_names_differ_by_kind(one: str, other: str, kind: Difference | None) -> None:
    assert name_difference(one, other) is kind


@pytest.mark.parametrize(("one", "other", "note"), PAIRS)
def test_both_marks_are_cited_with_their_kind(one: str, other: str, note: str) -> None:
    first, second = report(FIRST.format(event="5000m", mark=one)), report(SECOND.format(event="5000m", mark=other))
    reply = ask("What was Holm's time in the women's 5000m?", first, second)
    assert [said.text for said in reply.notes] == [note]
    assert [(mark in reply.text) for mark in (one, other)] == [True, True]
    assert {citation.article for citation in reply.citations} == {first.id, second.id}


def test_three_reports_are_all_shown() -> None:
    articles = [report(FIRST.format(event="5000m", mark="14:31.20"))]
    articles += [report(SECOND.format(event="5000m", mark=mark)) for mark in ("14:31.02", "14:52.99")]
    reply = ask("winning time in the women's 5000m", *articles)
    assert [note.kind for note in reply.notes] == ["disagreement", "disagreement"]
    assert {citation.article for citation in reply.citations} == {article.id for article in articles}


APART = [
    # two events
    (FIRST.format(event="5000m", mark="14:31.20"), SECOND.format(event="10000m", mark="14:31.02"), "women's 5000m"),
    # two sexes
    (FIRST.format(event="5000m", mark="14:31.20"), MEN.format(mark="14:31.02"), "women's 5000m"),
    # a heat and the final
    (FIRST.format(event="5000m", mark="14:31.20"), HEAT, "women's 5000m"),
    # two persons
    (FIRST.format(event="5000m", mark="14:31.20"), OTHER, "women's 5000m"),
]


@pytest.mark.parametrize(("one", "other", "event"), APART)
def test_what_is_not_the_same_is_no_disagreement(one: str, other: str, event: str) -> None:
    assert told(f"What was Ida Holm's time in the {event}?", report(one), report(other)) == ("14:31.20", [], 1)


def test_another_winner_is_cited_too() -> None:
    one = report(FIRST.format(event="5000m", mark="14:31.20"), publisher="The Lane")
    other = report("Kerr wins\n\nMary Kerr won the women's 5000m in Norby on Saturday.", publisher="The Bend")
    reply = ask("Who won the women's 5000m?", one, other)
    assert (reply.short, reply.text) == (
        "Ida Holm",
        "Ida Holm won the women's 5000m in 2031. [1] The Bend names Mary Kerr. [2]",
    )
    assert [note.text for note in reply.notes] == ["For the same place, The Bend names Mary Kerr."]


def test_another_place_of_the_same_person_is_cited_too() -> None:
    one = report(FIRST.format(event="5000m", mark="14:31.20"), publisher="The Lane")
    other = report("Holm wins\n\nMary Kerr finished third in the women's 5000m in Norby.", publisher="The Bend")
    reply = ask("Where did Kerr finish in the women's 5000m?", one, other)
    assert (reply.short, [note.text for note in reply.notes]) == (
        "second",
        ["Second and third: the reports contradict each other."],
    )
    assert {citation.article for citation in reply.citations} == {one.id, other.id}


def test_a_spelling_is_noted_and_cited_together() -> None:
    one = report("Dahl first\n\nSøren Dahl won the men's 200m in Norby on Saturday in 20.31 seconds.")
    other = report("Win for Dahl\n\nSoren Dahl was the winner of the men's 200m in Norby. Dahl clocked 20.31 seconds.")
    reply = ask("Who won the men's 200m?", one, other)
    assert [(note.kind, note.text) for note in reply.notes] == [("spelling", "Søren Dahl is also written Soren Dahl.")]
    assert reply.text.endswith("[1][2]")


AGREEMENT = [
    ("Do the reports agree on Holm's time?", "no"),
    ("do the articles differ on the winning time in the women's 5000m", "yes"),
    ("is there any disagreement about Holm's time", "yes"),
    ("Do the reports agree on who won the women's 5000m?", "yes"),
    ("do both reports give the same winner of the women's 5000m", "yes"),
    ("do the reports contradict each other about who was second in the women's 5000m?", "no"),
    ("where do the reports differ?", "Ida Holm"),
    ("do the reports agree about the weather", ""),
]


@pytest.mark.parametrize(("question", "short"), AGREEMENT)
def test_whether_the_reports_agree_can_be_asked(question: str, short: str) -> None:
    first = report(FIRST.format(event="5000m", mark="14:31.20"))
    second = report(SECOND.format(event="5000m", mark="14:31.02"))
    assert ask(question, first, second).short == short


def test_one_report_neither_agrees_nor_disagrees() -> None:
    only = report(FIRST.format(event="5000m", mark="14:31.20"))
    assert ask("Do the reports agree on Holm's time?", only).short == "only one report"


def test_margins_are_compared() -> None:
    one = report("Holm by a stride\n\nIda Holm beat Mary Kerr by 1.2 seconds in the women's 5000m in Norby.")
    other = report("Holm again\n\nIda Holm beat Mary Kerr by 2.1 seconds in the women's 5000m in Norby on Saturday.")
    reply = ask("By how much did Holm beat Kerr in the women's 5000m?", one, other)
    assert [note.kind for note in reply.notes] == ["disagreement"]
    assert {citation.article for citation in reply.citations} == {one.id, other.id}


def test_former_records_are_compared() -> None:
    text = "{0}\n\nIda Holm won the women's 5000m. The previous track record of {1} was set by {2} in 2019."
    one = report(text.format("Record for Holm", "14:40.70", "Eva Moen"))
    other = report(text.format("Holm fastest", "14:40.30", "Eva Moen"))
    reply = ask("What was the previous track record in the women's 5000m?", one, other)
    assert [note.text for note in reply.notes] == [
        "14:40.70 and 14:40.30: nearly the same digits, so one may be a slip."
    ]


TEAM = "{0}\n\nSweden's {1} won the women's 4x100m relay in Norby on Saturday."
MEMBERS = [
    ("Was Anna Moe part of the Swedish relay team?", "yes"),
    ("Was Eva Lind part of the Swedish relay team?", "only according to The Bend"),
]


@pytest.mark.parametrize(("question", "short"), MEMBERS)
def test_who_raced_for_a_team_may_be_only_what_one_report_says(question: str, short: str) -> None:
    one = report(TEAM.format("Gold", "Anna Moe, Ida Holm, Siri Vik and Lea Ask"), publisher="The Lane")
    other = report(TEAM.format("Relay", "Anna Moe, Ida Holm, Siri Vik and Eva Lind"), publisher="The Bend")
    assert ask(question, one, other).short == short
