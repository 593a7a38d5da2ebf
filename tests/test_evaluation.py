"""The gold questions: both forms are read, and replies are judged by what they say, refuse and cite."""

from __future__ import annotations

import json
from typing import Any

import pytest

from qa.answer import Answer, How, NoAnswer, Reading, Reply, cite
from qa.evaluation import Figures, Miss, Outcome, Share, Verdict, judge, measure, says
from qa.gold import BadGold, GoldQuestion, read_gold
from sources.records import Article

ARTICLE = Article(
    id="a1", source="reports/lake.txt", title="Lake race", text="Elin Brått won the lake race in 9.84 seconds."
)
ANSWER = Answer(
    question="Who won?",
    short="Elin Brått",
    text="Elin Brått won in 9.84 seconds. [1]",
    citations=(cite(1, ARTICLE, 0, 45),),
    reading=Reading("winner"),
    how=How.FACTS,
)
REFUSAL = NoAnswer(question="Who won?", text="The articles do not say.", reading=Reading("winner"))


def gold(**fields: Any) -> GoldQuestion:
    return GoldQuestion(**{"id": "q", "type": "winner", "question": "Who won?", "said": (("Elin Bratt",),), **fields})


@pytest.mark.parametrize(
    ("text", "wanted", "said"),
    [
        ("Elin Brått of Ørsta", "elin bratt", True),
        ("Elin Brått of Ørsta", "ORSTA", True),
        ("a 3–2 win", "3-2", True),
        ("in 9.84 seconds", "9.84", True),
        ("in 9.84 seconds", "9.8", False),
        ("in 3:09.84", "9.84", False),
        ("in 3:09.84", "3:09", False),
        ("lap 12", "1", False),
        ("lap 12", "2", False),
        ("Ostend", "end", False),
        ("the Norwegians", "Norwegian", True),
        ("anything", "  ", False),
    ],
)
def test_what_is_said_is_found_whatever_its_accents_and_numbers_only_whole(text: str, wanted: str, said: bool) -> None:
    assert says(text, wanted) is said


@pytest.mark.parametrize(
    ("question", "reply", "outcome"),
    [
        (gold(), ANSWER, Outcome.RIGHT),
        (gold(said=(("Nobody", "Elin Bratt"), ("9.84",))), ANSWER, Outcome.RIGHT),
        (gold(said=(("Elin Bratt",), ("9.85",))), ANSWER, Outcome.WRONG),
        (gold(said=(("1",),)), ANSWER, Outcome.WRONG),  # the mark of a citation says nothing
        (gold(must_not=("9.84",)), ANSWER, Outcome.RIGHT),  # stands in the text, not in the short answer
        (gold(must_not=("Brått",)), ANSWER, Outcome.WRONG),
        (gold(), REFUSAL, Outcome.WRONGLY_REFUSED),
        (gold(said=(), answerable=False), REFUSAL, Outcome.REFUSED),
        (gold(said=(), answerable=False), ANSWER, Outcome.WRONGLY_ANSWERED),
    ],
)
def test_a_reply_is_judged_by_what_it_says(question: GoldQuestion, reply: Reply, outcome: Outcome) -> None:
    assert judge(question, reply).outcome is outcome


def test_a_miss_says_what_is_lacking() -> None:
    assert judge(gold(said=(("9.85", "9.86"),)), ANSWER) == Verdict(
        Outcome.WRONG, "lacks 9.85 or 9.86: Elin Brått | Elin Brått won in 9.84 seconds.  "
    )


def test_figures_count_answers_refusals_sources_and_quotations() -> None:
    questions = [
        gold(id="1", cite=("lake",)),
        gold(id="2", cite=("sea.txt",)),
        gold(id="3", type="time"),
        gold(id="4", type="unanswerable", said=(), answerable=False),
    ]
    replies: list[Reply] = [ANSWER, ANSWER, REFUSAL, REFUSAL]
    assert measure(questions, replies, articles={"a1": ARTICLE}) == Figures(
        right=Share(3, 4),
        answered=Share(2, 3),
        right_of_answered=Share(2, 2),
        refused=Share(1, 1),
        cited=Share(1, 2),
        quotes=Share(2, 2),
        by_type=(("time", Share(0, 1)), ("unanswerable", Share(1, 1)), ("winner", Share(2, 2))),
        misses=(Miss(questions[2], Verdict(Outcome.WRONGLY_REFUSED, "The articles do not say.")),),
    )


def test_a_quotation_that_is_not_in_its_place_is_counted_against() -> None:
    changed = Article(id="a1", source="reports/lake.txt", title="Lake race", text="x" + ARTICLE.text)
    assert measure([gold()], [ANSWER], articles={"a1": changed}).quotes == Share(0, 1)


@pytest.mark.parametrize(
    ("line", "question"),
    [
        (
            {
                "id": "a",
                "type": "time",
                "question": "How fast?",
                "context": ["Who won?"],
                "any": ["9.84", "9.840"],
                "all": ["Elin"],
                "must_not": ["9.9"],
                "cite": ["lake.txt"],
                "unanswerable": False,
            },
            GoldQuestion(
                id="a",
                type="time",
                question="How fast?",
                context=("Who won?",),
                said=(("9.84", "9.840"), ("Elin",)),
                must_not=("9.9",),
                cite=("lake.txt",),
            ),
        ),
        (
            {
                "id": "b",
                "type": "lineup",
                "question": "Who rowed?",
                "answers": [],
                "all_of": [["Elin", "E. Brått"], "Mari"],
                "article": ["lake.txt", "sea.txt"],
                "evidence": "…",
                "scope": "article",
            },
            GoldQuestion(
                id="b",
                type="lineup",
                question="Who rowed?",
                said=(("Elin", "E. Brått"), ("Mari",)),
                cite=("lake.txt", "sea.txt"),
                alone=True,
            ),
        ),
        (
            {"id": "c", "type": "unanswerable", "question": "Who lost?", "any": []},
            GoldQuestion(id="c", type="unanswerable", question="Who lost?", answerable=False),
        ),
        (
            {"id": "d", "type": "winner", "question": "Who lost?", "answers": ["NO_ANSWER"]},
            GoldQuestion(id="d", type="winner", question="Who lost?", answerable=False),
        ),
    ],
)
def test_both_forms_of_gold_questions_are_read(line: dict[str, Any], question: GoldQuestion) -> None:
    assert read_gold([b"\n", json.dumps(line).encode()]) == [question]


@pytest.mark.parametrize(
    "line",
    [
        b"who won?",
        b"[]",
        b"[" * 100_000,
        b'{"id": "a", "type": "winner"}',
        b'{"id": "a", "type": "winner", "question": "  ", "any": ["Elin"]}',
        b'{"id": "a", "type": "winner", "question": "Who won?"}',
        b'{"id": "a", "type": "winner", "question": "Who won?", "any": ["Elin"], "scope": "article"}',
        b'{"id": "\xff"}',
    ],
)
def test_a_line_that_is_no_gold_question_is_named(line: bytes) -> None:
    with pytest.raises(BadGold, match="^line 2 is no gold question"):
        read_gold([b"", line])


def test_a_share_has_no_more_parts_than_the_whole() -> None:
    with pytest.raises(ValueError, match="3 of 2 is no share"):
        Share(3, 2)
