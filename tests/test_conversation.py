"""What the page keeps and gives away of a conversation: its transcript, its history, what readers thought of it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from index.library import Library
from qa.desk import Desk
from web import feedback
from web.feedback import BadFeedback, Feedback
from web.labels import labels, language_of
from web.transcript import transcript


def test_a_transcript_holds_every_question_and_every_quotation(bundled: Path) -> None:
    with Library.open(bundled) as library:
        desk = Desk(library)
        questions = desk.suggestions(3)
        replies = [desk.ask(question) for question in questions]
    written = transcript(replies)
    plain = re.sub(r"\\(.)", r"\1", written)
    assert [line.removeprefix("## ") for line in plain.splitlines() if line.startswith("## ")] == questions
    for reply in replies:
        for citation in reply.citations:
            quote = " ".join(citation.quote.split())
            assert f"{citation.number}. “{quote}” ({citation.title}, {citation.published}, {citation.source})" in plain


def test_nothing_in_a_transcript_is_markup_that_was_not_ours(bundled: Path) -> None:
    with Library.open(bundled) as library:
        reply = Desk(library).ask("Who won <img src=x> [press](javascript:x) | **bold** in 1801?")
    heading = next(line for line in transcript([reply]).splitlines() if line.startswith("## "))
    assert heading == r"## Who won \<img src=x\> \[press\]\(javascript\:x\) \| \*\*bold\*\* in 1801?"


TOLD = {"question": "Who won?", "context": ["Who fell?"], "helpful": False, "word": " wrong year "}


def test_what_a_reader_thought_is_read() -> None:
    assert feedback.parse(json.dumps(TOLD), longest=500, most=20) == Feedback(
        "Who won?", ("Who fell?",), helpful=False, word="wrong year"
    )


@pytest.mark.parametrize(
    "line",
    [
        None,
        7,
        "",
        "no JSON",
        "[]",
        json.dumps({**TOLD, "question": ""}),
        json.dumps({**TOLD, "question": "x" * 501}),
        json.dumps({**TOLD, "context": ["x"] * 21}),
        json.dumps({**TOLD, "context": [1]}),
        json.dumps({**TOLD, "helpful": "yes"}),
        json.dumps({**TOLD, "word": None}),
        json.dumps({key: value for key, value in TOLD.items() if key != "word"}),
    ],
)
def test_a_judgement_that_the_page_cannot_have_sent_is_refused(line: object) -> None:
    with pytest.raises(BadFeedback):
        feedback.parse(line, longest=500, most=20)


def test_judgements_are_kept_line_by_line_with_what_was_answered(bundled: Path, tmp_path: Path) -> None:
    with Library.open(bundled) as library:
        desk = Desk(library)
        [question] = desk.suggestions(1)
        reply = desk.ask(question)
    for helpful in (True, False):
        assert feedback.keep(tmp_path, Feedback(question, (), helpful=helpful, word="a\nword"), reply)
    kept = [json.loads(line) for line in (tmp_path / feedback.FILE).read_text(encoding="utf-8").splitlines()]
    assert [(one["helpful"], one["word"], one["question"], one["short"]) for one in kept] == [
        (True, "a\nword", question, reply.short),
        (False, "a\nword", question, reply.short),
    ]


def test_a_full_file_takes_no_more(bundled: Path, tmp_path: Path) -> None:
    with Library.open(bundled) as library:
        reply = Desk(library).ask("Who won?")
    path = tmp_path / feedback.FILE
    with path.open("wb") as file:
        file.truncate(feedback.MOST_BYTES)
    assert not feedback.keep(tmp_path, Feedback("Who won?", (), helpful=True), reply)
    assert path.stat().st_size == feedback.MOST_BYTES


@pytest.mark.parametrize(
    ("preferred", "language"),
    [
        ("de-CH,de;q=0.9,en;q=0.8", "de"),
        ("fr", "fr"),
        ("nl-BE", "nl"),
        ("no", "nb"),
        ("nn-NO", "nb"),
        ("ja,en", "ja"),
        ("pt-BR,fr;q=0.5", "fr"),
        ("en-GB", "en"),
        ("pt", "en"),
        ("", "en"),
        (None, "en"),
        (["de"], "en"),
    ],
)
def test_labels_are_in_the_language_of_the_browser(preferred: object, language: str) -> None:
    assert language_of(preferred) == language


def test_every_label_is_said_in_every_language() -> None:
    keys = set(labels()["en"])
    assert set(labels()) == {"en", "de", "fr", "nl", "nb", "ja"}
    assert [name for name, said in labels().items() if set(said) != keys or not all(said.values())] == []
