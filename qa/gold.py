"""Gold questions: what is asked, and what a right answer says. Judging replies is left to evaluation."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


class BadGold(ValueError):
    """A line that is no gold question; the message names the line."""


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """A question, what its answer has to say and to cite, and where it is to be asked."""

    id: str
    type: str
    question: str
    context: tuple[str, ...] = ()
    said: tuple[tuple[str, ...], ...] = ()  # of each group, one has to be said
    must_not: tuple[str, ...] = ()  # not in the short answer
    cite: tuple[str, ...] = ()  # file names, or how they begin; one has to be cited
    answerable: bool = True
    alone: bool = False  # asked of the articles in `cite` alone, not of the whole library

    def __post_init__(self) -> None:
        if not self.question.strip():
            raise BadGold(f"gold question {self.id} is empty")
        if self.answerable and not self.said:
            raise BadGold(f"gold question {self.id} does not say what a right answer says")
        if self.alone and not self.cite:
            raise BadGold(f"gold question {self.id} does not name the article to ask")


def read_gold(lines: Iterable[bytes]) -> list[GoldQuestion]:
    """Read gold questions, one JSON object a line; raise BadGold naming the first line that is none."""
    questions = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            questions.append(_question(json.loads(line)))
        except (ValueError, TypeError, RecursionError) as error:
            raise BadGold(f"line {number} is no gold question: {error}") from error
    return questions


def _question(fields: Any) -> GoldQuestion:
    """Build a question of the form with any/all/cite/unanswerable or of the one with answers/all_of/article/scope."""
    if not isinstance(fields, dict) or not {"id", "type", "question"} <= fields.keys():
        raise BadGold("it has to be a JSON object with an id, a type and a question")
    answers = _words(fields.get("any") or fields.get("answers"))
    unanswerable = fields.get("unanswerable") or fields["type"] == "unanswerable" or answers == ("NO_ANSWER",)
    said = [answers, *((word,) for word in _words(fields.get("all"))), *map(_words, fields.get("all_of") or [])]
    return GoldQuestion(
        id=str(fields["id"]),
        type=str(fields["type"]),
        question=str(fields["question"]),
        context=_words(fields.get("context")),
        said=() if unanswerable else tuple(group for group in said if group),
        must_not=_words(fields.get("must_not")),
        cite=_words(fields.get("cite") or fields.get("article")),
        answerable=not unanswerable,
        alone=fields.get("scope") == "article",
    )


def _words(value: str | list[str] | None) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(map(str, value))
