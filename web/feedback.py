"""Keeps what readers thought of answers, one JSON object a line, in the library's folder."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from qa.answer import Reply
from qa.reply import as_object

FILE = "feedback.jsonl"
LONGEST_WORD = 200  # characters
MOST_BYTES = 20_000_000  # from which on nothing more is kept: a page that anyone can reach must not fill a disk


class BadFeedback(ValueError):
    """What should be a judgement of an answer is not one."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """Whether an answer helped, with a word if the reader left one. `context` are the questions before it."""

    question: str
    context: tuple[str, ...]
    helpful: bool
    word: str = ""


def parse(line: object, *, longest: int, most: int) -> Feedback:
    """Read what the page sent, trusting nothing: questions of at most `longest` characters, at most `most` before."""
    try:
        told = json.loads(line) if isinstance(line, str) else None
    except ValueError as error:
        raise BadFeedback("a judgement is a JSON object") from error
    match told:
        case {"question": str(question), "context": list(context), "helpful": bool(helpful), "word": str(word)} if (
            0 < len(question) <= longest
            and len(context) <= most
            and all(isinstance(text, str) and len(text) <= longest for text in context)
        ):
            return Feedback(question, tuple(context), helpful, word[:LONGEST_WORD].strip())
        case _:
            raise BadFeedback("a judgement holds question, context, helpful and word")


def keep(folder: Path, feedback: Feedback, reply: Reply) -> bool:
    """Add a judgement and the answer it is of to the file in the library's folder; False where that is full."""
    path = folder / FILE
    if path.exists() and path.stat().st_size >= MOST_BYTES:
        return False
    told = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "helpful": feedback.helpful,
        "word": feedback.word,
        "context": list(feedback.context),
        **as_object(reply),
    }
    line = json.dumps(told, ensure_ascii=False) + "\n"
    with path.open("a", encoding="utf-8") as file:
        file.write(line)  # one write: lines of two readers do not mix
    return True
