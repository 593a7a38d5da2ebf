"""Questions as they come in from outside, checked once, at this door. Answering them is left to the desk."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from typing import Any

LONGEST_QUESTION = 4_000  # characters; far more than anyone asks, few enough to stay quick, even all of them digits


class BadRequest(ValueError):
    """Something that cannot be asked; carries the id it was sent with, if that could be read."""

    def __init__(self, message: str, *, id: Any = None) -> None:
        super().__init__(message)
        self.id = id


@dataclass(frozen=True, slots=True)
class Request:
    """A question with the earlier ones of its conversation, and the sender's own id for it."""

    question: str
    context: tuple[str, ...] = ()
    id: Any = None  # any JSON value; None where none was sent


def check_question(text: str) -> str:
    """Return a question that can be asked: without control characters, neither empty nor too long, else BadRequest."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # half a character becomes U+FFFD
    question = "".join(map(_harmless, whole)).strip()
    if not question:
        raise BadRequest("The question is empty: ask something.")
    if len(question) > LONGEST_QUESTION:
        raise BadRequest(
            f"The question has {len(question):,} characters, {LONGEST_QUESTION:,} are allowed: shorten it, "
            "or add a long text as an article and ask about it."
        )
    return question


def read_request(line: bytes) -> Request:
    """Read `{"id"?, "question", "context"?: [earlier questions]}`; other names are left alone. Raise BadRequest."""
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadRequest(f"The line is no JSON object: {error}") from error
    if not isinstance(fields, dict):
        raise BadRequest('The line is no JSON object: write {"question": "…"}')
    id = fields.get("id")
    question, context = fields.get("question"), fields.get("context") or []
    if not isinstance(question, str):
        raise BadRequest('The line has no "question", or it is not a text.', id=id)
    if not isinstance(context, list) or not all(isinstance(earlier, str) for earlier in context):
        raise BadRequest('"context" has to be a list of earlier questions.', id=id)
    try:
        return Request(check_question(question), tuple(check_question(earlier) for earlier in context), id)
    except BadRequest as error:
        error.id = id
        raise


def _harmless(character: str) -> str:
    if character.isprintable():
        return character
    return "" if unicodedata.category(character) == "Cf" else " "  # a soft hyphen parts no word, a line break does
