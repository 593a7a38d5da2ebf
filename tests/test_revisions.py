"""A revised result answers as it stands; the superseded one is shown, cited, and can be asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from index.records import Hit
from qa.answer import Answer, NoAnswer
from qa.archive import build
from qa.desk import answer
from qa.draft import compose
from qa.extract import extract_facts
from qa.facts import Result
from qa.question import read_question
from sources.readers import read_text
from sources.records import Article

LOST, GAINED, OPEN = "before", "after", "provisional"
CAST = """Jury meets in Varno

The men's 200m in Varno had eight starters, Karl Dahl, Jon Arvik and Peter Moss among them.

"""
REVISED = [
    ("Karl Dahl originally finished second but was upgraded to gold after Jon Arvik was disqualified.",
     [("Karl Dahl", 1, GAINED), ("Karl Dahl", 2, LOST)]),
    ("Jon Arvik, who had crossed the line first, was disqualified.", [("Jon Arvik", 1, LOST)]),
    ("Jon Arvik finished first but was disqualified.", [("Jon Arvik", 1, LOST)]),
    ("Jon Arvik won the race but was later disqualified, handing victory to Karl Dahl.",
     [("Jon Arvik", 1, LOST), ("Karl Dahl", 1, GAINED)]),
    ("Jon Arvik was disqualified after finishing third.", [("Jon Arvik", 3, LOST)]),
    ("Jon Arvik had won before being disqualified.", [("Jon Arvik", 1, LOST)]),
    ("The jury stripped Jon Arvik of the gold medal.", [("Jon Arvik", 1, LOST)]),
    ("Jon Arvik was stripped of silver after an appeal.", [("Jon Arvik", 2, LOST)]),
    ("Jon Arvik had initially been declared the winner.", [("Jon Arvik", 1, LOST)]),
    ("Originally third, Peter Moss was moved up to second following a protest.",
     [("Peter Moss", 2, GAINED), ("Peter Moss", 3, LOST)]),
    ("The disqualification of Jon Arvik promoted Karl Dahl to silver, with Peter Moss moved up to third.",
     [("Karl Dahl", 2, GAINED), ("Peter Moss", 3, GAINED)]),
    ("Jon Arvik was disqualified, promoting Karl Dahl to gold and Peter Moss to silver.",
     [("Karl Dahl", 1, GAINED), ("Peter Moss", 2, GAINED)]),
    ("Peter Moss was relegated from second to fifth for leaving his lane.",
     [("Peter Moss", 2, LOST), ("Peter Moss", 5, GAINED)]),
    ("Victory was awarded to Karl Dahl after a protest.", [("Karl Dahl", 1, GAINED)]),
    ("Karl Dahl was declared the winner after a recount.", [("Karl Dahl", 1, GAINED)]),
    ("Karl Dahl inherited the gold when Jon Arvik was disqualified.", [("Karl Dahl", 1, GAINED)]),
    ("Jon Arvik crossed third but was given a penalty, and the bronze went to Peter Moss.",
     [("Jon Arvik", 3, LOST), ("Peter Moss", 3, GAINED)]),
    ("Jon Arvik was disqualified. He had crossed the line first.", [("Jon Arvik", 1, LOST)]),
    ("Peter Moss crossed the line behind but was demoted to fifth by a penalty, handing second to Karl Dahl.",
     [("Karl Dahl", 2, GAINED), ("Peter Moss", 5, GAINED)]),
    ("Provisional results had put Peter Moss third.", [("Peter Moss", 3, OPEN)]),
]  # fmt: skip
NOT_REVISED = [
    "Peter Moss moved up to second on the last lap.",
    "Peter Moss had one penalty loop to ski. The gold went to Karl Dahl.",
    "The gold went to Karl Dahl after a photo finish.",
    "Jon Arvik was disqualified. Karl Dahl had won the 400m in Rome last year.",
    "Jon Arvik was disqualified. He had won the 400m on Friday.",
    "Peter Moss was disqualified in the heats of the 400m.",
    "Last year Jon Arvik was stripped of the European title.",
    "Karl Dahl was promoted to captain of the team.",
    "Varno were relegated to the second division.",
    "Peter Moss narrowly avoided being disqualified after finishing second.",
    "Karl Dahl was initially third but stormed to victory.",
    "Karl Dahl, who won the 400m in 46.10, was disqualified from the 800m for a push.",
    "Karl Dahl would have been promoted to second if Jon Arvik had been disqualified.",
    "Karl Dahl originally came to Varno to see his sister.",
    "Karl Dahl won in front of his initially sceptical trainer.",
]
RACE_DAY = """Berg wins in Hartby

Tove Berg of Sweden won the women's 1500m in Hartby on Sunday in 4:02.98. Ida Lund of Norway was second in 4:03.21 and
Anna Holm of Finland third."""
RULING = """Berg loses Hartby win

Ida Lund of Norway won the women's 1500m in Hartby on Sunday after Tove Berg of Sweden, who had crossed the line first,
was disqualified for a push on the last lap.

The disqualification of the Swede promoted Anna Holm of Finland to silver, with Mary Kerr of Scotland moved up to
third."""
UPHELD = """Appeal fails

Tove Berg won the women's 1500m in Hartby on Sunday after all."""
ASKED = [
    ("Who won the women's 1500m?", "Ida Lund", ["superseded"]),
    ("Who was third in the women's 1500m?", "Mary Kerr", ["superseded"]),
    ("Who won the women's 1500m before the disqualification?", "Tove Berg", ["superseded"]),
    ("Who crossed the line first in the women's 1500m?", "Tove Berg", ["superseded"]),
    ("Who originally finished second in the women's 1500m?", "Ida Lund", ["superseded"]),
    ("Who was initially third in the women's 1500m?", "Anna Holm", ["superseded"]),
    ("Where did Berg finish in the women's 1500m?", "disqualified", ["superseded"]),
    ("Where did Kerr finish in the women's 1500m?", "bronze (third)", []),
    ("Did Berg win the women's 1500m?", "no", ["superseded"]),
    ("Did Lund win the women's 1500m?", "yes", ["superseded"]),
    ("What was Berg's time in the women's 1500m?", "4:02.98", []),
    ("What was the winning time in the women's 1500m?", "4:03.21", []),
]


def report(text: str, *, day: date = date(2031, 2, 9)) -> Article:
    return read_text(f"{text}\n", source="x.txt", published=day)


def ask(question: str, *articles: Article) -> Answer | NoAnswer:
    archive = build(articles, [(article.id, fact) for article in articles for fact in extract_facts(article)])
    query = read_question(question, archive)
    return compose(question, query.reading, answer(query, archive, _nothing), elapsed_ms=0)


def _nothing(question: str) -> list[Hit]:
    return []


def revised(sentence: str) -> list[tuple[str, int, str]]:
    """Return the revised places that a sentence states, each once: (entrant, rank, kind)."""
    return sorted(
        {
            (fact.entrant.value.name, fact.rank.value, fact.revision.value)
            for fact in extract_facts(report(CAST + sentence))
            if isinstance(fact, Result) and fact.rank is not None and fact.revision is not None
        }
    )


@pytest.mark.parametrize(("sentence", "stated"), REVISED)
def test_a_revision_is_read_with_what_was_before(sentence: str, stated: list[tuple[str, int, str]]) -> None:
    assert revised(sentence) == sorted(stated)


@pytest.mark.parametrize("sentence", NOT_REVISED)
def test_what_only_sounds_like_a_revision_is_none(sentence: str) -> None:
    assert revised(sentence) == []


@pytest.mark.parametrize("ruled_later", [True, False])
@pytest.mark.parametrize(("question", "short", "notes"), ASKED)
def test_the_final_result_answers(question: str, short: str, notes: list[str], *, ruled_later: bool) -> None:
    ruling = report(RULING, day=date(2031, 2, 10) if ruled_later else date(2031, 2, 9))
    reply = ask(question, report(RACE_DAY), ruling)
    assert (reply.short, [note.kind for note in reply.notes]) == (short, notes)


def test_the_superseded_result_is_cited_from_both_reports() -> None:
    first, ruling = report(RACE_DAY), report(RULING, day=date(2031, 2, 10))
    reply = ask("Who won the women's 1500m?", first, ruling)
    assert reply.text == (
        "Ida Lund won the women's 1500m in 2031. [1] Tove Berg was first before the result was revised. [2][1]"
    )
    assert [citation.article for citation in reply.citations] == [ruling.id, first.id]


def test_a_report_published_after_the_ruling_still_contradicts_it() -> None:
    articles = [report(RULING), report(UPHELD, day=date(2031, 2, 11))]
    assert "disagreement" in {note.kind for note in ask("Who won the women's 1500m?", *articles).notes}


def test_a_provisional_result_answers_until_there_is_a_final_one() -> None:
    provisional = report(
        "Kerr ahead in Varno\n\nProvisional results of the women's 800m:\n\n1. Mary Kerr 2:01.10\n2. Ida Lund 2:01.90\n"
    )
    final = report(
        "Varno\n\nIda Lund won the women's 800m in Varno after a review of the finish.", day=date(2031, 2, 10)
    )
    assert ask("Who won the women's 800m?", provisional).short == "Mary Kerr"
    assert (ask("Who won the women's 800m?", provisional, final)).short == "Ida Lund"


def test_a_disqualification_in_another_race_takes_no_place_away() -> None:
    other = report(
        "Berg out\n\nTove Berg was disqualified in the women's 800m in Hartby. Ida Lund won the women's 800m."
    )
    reply = ask("Who won the women's 1500m?", report(RACE_DAY), other)
    assert (reply.short, reply.notes) == ("Tove Berg", ())


def test_a_list_that_disqualifies_takes_the_place_away() -> None:
    rows = "1. Ida Lund 4:03.21\n2. Anna Holm 4:04.10\nDisqualified: Tove Berg\n"
    final = report(f"Hartby, women's 1500m, final result\n\n{rows}", day=date(2031, 2, 10))
    reply = ask("Who won the women's 1500m?", report(RACE_DAY), final)
    assert (reply.short, [note.kind for note in reply.notes]) == ("Ida Lund", ["superseded"])


def test_without_days_of_publication_the_ruling_counts() -> None:
    undated = [replace(report(text), published=None) for text in (RACE_DAY, RULING)]
    assert ask("Who won the women's 1500m?", *undated).short == "Ida Lund"
