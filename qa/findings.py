"""Findings: questions that facts and the reader answer differently. One of the two has misread its article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa.answer import How, Reply, Status
from qa.desk import Desk
from qa.evaluation import says


@dataclass(frozen=True, slots=True)
class Finding:
    """A question, what facts say, what the reader says, and how sure it is."""

    question: str
    told: str
    read: str
    score: float


def second_opinion(desk: Desk, question: str, context: Sequence[str], reply: Reply) -> Finding | None:
    """Read what facts have answered; return how the reader differs, None where it agrees or is not sure."""
    if reply.how is not How.FACTS or reply.status is not Status.ANSWERED:
        return None
    pointed = desk.point(question, context=context)
    if pointed is None or says(f"{reply.short} {reply.text}", pointed.words) or says(pointed.words, reply.short):
        return None
    return Finding(question, reply.short, pointed.words, pointed.score)
