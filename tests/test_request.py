"""The door for questions: what can be asked comes in clean, what cannot is refused with the remedy."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.request import LONGEST_QUESTION, BadRequest, Request, check_question, read_request


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Who won?", "Who won?"),
        ("  Who won?\n", "Who won?"),
        ("Who\twon\x00the\x1b[31mrace?", "Who won the [31mrace?"),
        ("Who won the relay\u00adrace?", "Who won the relayrace?"),
        ("\u202eWho won?\u200b", "Who won?"),
        ("Wer gewann in Zürich\u00a0?", "Wer gewann in Zürich ?"),
        ("Who \ud83d won?", "Who \ufffd won?"),
        ("x" * LONGEST_QUESTION, "x" * LONGEST_QUESTION),
    ],
)
def test_a_question_comes_in_without_what_cannot_be_shown(text: str, question: str) -> None:
    assert check_question(text) == question


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "The question is empty"),
        (" \n\x00\u200b", "The question is empty"),
        ("x" * (LONGEST_QUESTION + 1), "has 4,001 characters, 4,000 are allowed"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(text: str, message: str) -> None:
    with pytest.raises(BadRequest, match=message):
        check_question(text)


@given(st.text(max_size=300))
def test_any_text_is_asked_in_printable_characters_or_refused(text: str) -> None:
    try:
        question = check_question(text)
    except BadRequest:
        return
    assert question.isprintable()
    assert check_question(question) == question


@pytest.mark.parametrize(
    ("fields", "request_read"),
    [
        ({"question": "Who won?"}, Request("Who won?")),
        ({"question": "And when?", "context": ["Who won?"], "id": 7}, Request("And when?", ("Who won?",), 7)),
        ({"question": "Who won?", "context": None, "id": ["a"]}, Request("Who won?", (), ["a"])),
        ({"question": "Who won?", "type": "winner", "any": ["x"]}, Request("Who won?")),
    ],
)
def test_a_line_is_read_as_a_request(fields: dict[str, Any], request_read: Request) -> None:
    assert read_request(json.dumps(fields).encode()) == request_read


def test_a_byte_order_mark_does_not_matter() -> None:
    assert read_request('{"question": "Who won?"}'.encode("utf-8-sig")) == Request("Who won?")


@pytest.mark.parametrize(
    ("line", "id"),
    [
        (b"Who won?", None),
        (b'"Who won?"', None),
        (b"[" * 100_000, None),
        (b'{"question": "\xff"}', None),
        (b'{"id": 1}', 1),
        (b'{"id": 1, "question": 5}', 1),
        (b'{"id": 1, "question": " "}', 1),
        (b'{"id": 1, "question": "Who?", "context": "Who won?"}', 1),
        (b'{"id": 1, "question": "Who?", "context": [1]}', 1),
        (b'{"id": 1, "question": "Who?", "context": [""]}', 1),
    ],
)
def test_a_line_that_cannot_be_asked_keeps_its_id(line: bytes, id: Any) -> None:
    with pytest.raises(BadRequest) as refused:
        read_request(line)
    assert refused.value.id == id
