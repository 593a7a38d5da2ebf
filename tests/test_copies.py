"""One text in several papers counts as one source; shared quotations make no copy."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from index.records import Hit
from qa.answer import Answer, NoAnswer
from qa.archive import build
from qa.copies import find_copies
from qa.desk import answer
from qa.draft import compose
from qa.extract import extract_facts
from qa.question import read_question
from sources.readers import read_text
from sources.records import Article

LEAD = """Ida Holm of Sweden won the women's 5000m in Norby on Saturday, finishing in 14:31.20 after a fast last lap.

Mary Kerr of Scotland was second in 14:33.05 on a night of thunder and heavy rain."""
QUOTED = """"I waited for the bell and then gave everything that I had left," Holm said. "It was the hardest race of my
life and I will remember it for a very long time to come.\""""
TAIL = """The wind had kept the pace slow for the first eight laps, and eleven of the sixteen starters were together
with a kilometre left to run before the first attack came.

Organisers said that more than nine thousand people had paid to watch, the largest crowd since the track was laid."""
WHOLE = f"{LEAD}\n\n{QUOTED}\n\n{TAIL}"
OTHER = f"""Mary Kerr had to settle for silver in Norby on Saturday, where Ida Holm took the women's 5000m in 14:31.02.

{QUOTED}

Kerr, who is coached by her father, said she would now rest before the autumn season of cross-country races in the
hills around her home town, where she has never been beaten by anyone."""


def report(text: str, *, title: str, day: int | None = 9, publisher: str | None = None) -> Article:
    published = date(2031, 2, day) if day else None
    return replace(read_text(f"{title}\n\n{text}\n", source="x.txt", published=published), publisher=publisher)


def ask(question: str, *articles: Article) -> Answer | NoAnswer:
    archive = build(articles, [(article.id, fact) for article in articles for fact in extract_facts(article)])
    query = read_question(question, archive)
    return compose(question, query.reading, answer(query, archive, _nothing), elapsed_ms=0)


def _nothing(question: str) -> list[Hit]:
    return []


SAME = [
    ("word for word", WHOLE, WHOLE),
    ("cut from below", WHOLE, f"{LEAD}\n\n{QUOTED}"),
    ("a few words changed", WHOLE, WHOLE.replace("thunder", "lightning").replace("largest", "biggest")),
    ("a corrected time", WHOLE, WHOLE.replace("14:33.05", "14:33.50")),
]
DIFFERENT = [
    ("a shared quotation", WHOLE, OTHER),
    ("two short lists", "1. Ida Holm 14:31.20\n2. Mary Kerr 14:33.05", "1. Ida Holm 14:31.20\n2. Mary Kerr 14:33.05"),
    ("the same beginning", f"{LEAD}\n\n{TAIL}", f"{LEAD}\n\n{OTHER}"),
]


@pytest.mark.parametrize(("one", "other"), [case[1:] for case in SAME], ids=[case[0] for case in SAME])
def test_near_identical_texts_are_copies_of_the_first_published(one: str, other: str) -> None:
    late, early = report(one, title="A late copy", day=10), report(other, title="The early one", day=9)
    assert find_copies([late, early]) == {late.id: early.id}


@pytest.mark.parametrize(("one", "other"), [case[1:] for case in DIFFERENT], ids=[case[0] for case in DIFFERENT])
def test_texts_that_share_a_part_are_no_copies(one: str, other: str) -> None:
    assert find_copies([report(one, title="Holm wins"), report(other, title="Kerr second")]) == {}


def test_of_undated_copies_the_first_added_counts() -> None:
    first, second = report(WHOLE, title="One", day=None), report(WHOLE, title="Two", day=None)
    assert find_copies([first, second]) == {second.id: first.id}


def test_copies_are_one_source_that_is_named_with_the_others() -> None:
    copies = [report(WHOLE, title=f"Copy {name}", publisher=name) for name in ("The Lane", "The Bend", "The Bell")]
    reply = ask("Who won the women's 5000m?", *copies)
    assert [citation.article for citation in reply.citations] == [copies[0].id]
    assert [(note.kind, note.text) for note in reply.notes] == [
        ("same_text", "The same text also appears in The Bend and The Bell.")
    ]


def test_copies_do_not_agree_with_themselves() -> None:
    copies = [report(WHOLE, title=f"Copy {name}", publisher=name) for name in ("The Lane", "The Bend")]
    assert ask("Do the reports agree on Holm's time?", *copies).short == "only one report"


def test_a_value_that_differs_in_a_copy_is_still_shown() -> None:
    first = report(WHOLE, title="First")
    second = report(WHOLE.replace("14:31.20", "14:31.02"), title="Second", day=10)
    assert "disagreement" in {note.kind for note in ask("What was Holm's time?", first, second).notes}


def test_two_copies_do_not_outvote_an_independent_report() -> None:
    independent = [report(OTHER, title="Kerr second", publisher="The Post")]
    copies = [report(WHOLE, title=f"Copy {name}", day=10, publisher=name) for name in ("The Lane", "The Bend")]
    reply = ask("What was Holm's time in the 5000m?", *independent, *copies)
    assert (reply.short, [note.kind for note in reply.notes]) == ("14:31.02", ["disagreement", "same_text"])


def test_the_publisher_of_a_copy_can_be_asked_for() -> None:
    copies = [report(WHOLE, title=f"Copy {name}", publisher=name) for name in ("The Lane", "The Bend")]
    assert ask("Who won the women's 5000m, according to The Bend?", *copies).short == "Ida Holm"
