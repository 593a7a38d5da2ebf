"""An example to learn from, and a sentence's or paragraph's place in one. Reading data sets is left to their files."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Example:
    """A question on a context; `context[start:end]` (characters) answers it, None where nothing does."""

    question: str
    context: str
    span: tuple[int, int] | None
    source: str
    group: str = ""  # of which article, so that neighbours can be taken for negatives
    answers: tuple[str, ...] = ()  # all that people gave, to measure against

    def __post_init__(self) -> None:
        if self.span and not 0 <= self.span[0] < self.span[1] <= len(self.context):
            raise ValueError(f"{self.span} is no span of a context of {len(self.context)} characters")

    @property
    def answer(self) -> str:
        """The answer's words, empty where there is none."""
        return self.context[slice(*self.span)] if self.span else ""


def unanswerable(example: Example, *, source: str, question: str = "", context: str = "") -> Example:
    """Return the example with another question or context, which nothing answers."""
    return replace(
        example,
        question=question or example.question,
        context=context or example.context,
        span=None,
        source=source,
        answers=(),
    )
