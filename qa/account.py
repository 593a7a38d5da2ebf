"""What the page tells of how an answer came about: facts that met the conditions, those set aside, what else to ask.

The records; finding what fills them is left to `tracing`, `choices` and `follow_ups`.
"""

from __future__ import annotations

from dataclasses import dataclass

from qa.answer import Citation, Reply


@dataclass(frozen=True, slots=True)
class Considered:
    """A fact that the question could be about: what it says of whom, in which race, and where it stands."""

    subject: str
    value: str
    race: str
    citation: Citation
    used: bool  # in the answer


@dataclass(frozen=True, slots=True)
class SetAside:
    """Facts that met every condition but one; `examples` are the first of `count`."""

    reason: str
    count: int
    examples: tuple[Considered, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """Another value of a condition, and the question that makes it; the empty label leaves the condition out."""

    label: str
    question: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A condition as it was read, and what it could be instead."""

    kind: str
    value: str
    words: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """A reply and how it came about."""

    reply: Reply
    considered: tuple[Considered, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    choices: tuple[Choice, ...] = ()
