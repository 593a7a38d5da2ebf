"""Measures replies against gold questions: what was said, refused and cited. Asking is left to the caller."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from anyascii import anyascii

from qa.answer import Reply, Status
from qa.gold import GoldQuestion
from sources.records import Article


class Outcome(StrEnum):
    """What became of one gold question."""

    RIGHT = "right"
    REFUSED = "rightly refused"
    WRONG = "wrong"
    WRONGLY_REFUSED = "wrongly refused"
    WRONGLY_ANSWERED = "wrongly answered"


@dataclass(frozen=True, slots=True)
class Verdict:
    """An outcome and, where it is a miss, why."""

    outcome: Outcome
    why: str = ""

    @property
    def good(self) -> bool:
        return self.outcome in (Outcome.RIGHT, Outcome.REFUSED)


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    def __post_init__(self) -> None:
        if not 0 <= self.part <= self.whole:
            raise ValueError(f"{self.part} of {self.whole} is no share")

    @property
    def percent(self) -> float:
        """The share in percent; 100 of nothing."""
        return 100 * self.part / self.whole if self.whole else 100.0


@dataclass(frozen=True, slots=True)
class Miss:
    """A gold question that was not met, and why."""

    question: GoldQuestion
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Figures:
    """What a run over gold questions comes to."""

    right: Share  # of all
    answered: Share  # of the answerable
    right_of_answered: Share
    refused: Share  # of the unanswerable
    cited: Share  # right answers that cite one of the gold articles
    quotes: Share  # citations whose quote stands in their article, at their place
    by_type: tuple[tuple[str, Share], ...]
    misses: tuple[Miss, ...]


def judge(question: GoldQuestion, reply: Reply) -> Verdict:
    """Say whether a reply meets its gold question."""
    refused = reply.status is Status.NOT_IN_ARTICLES
    stated = _without_marks(reply.text)
    if not question.answerable:
        return Verdict(Outcome.REFUSED) if refused else Verdict(Outcome.WRONGLY_ANSWERED, stated)
    if refused:
        return Verdict(Outcome.WRONGLY_REFUSED, stated)
    whole = f"{reply.short} | {stated}"
    for group in question.said:
        if not any(says(whole, wanted) for wanted in group):
            return Verdict(Outcome.WRONG, f"lacks {' or '.join(group)}: {whole}")
    for banned in question.must_not:
        if says(reply.short, banned):
            return Verdict(Outcome.WRONG, f"the short answer names {banned}: {reply.short}")
    return Verdict(Outcome.RIGHT)


def says(text: str, wanted: str) -> bool:
    """Find `wanted` in a text whatever its accents, case and dashes; a number only as a whole (9.8 is not in 9.84)."""
    needle = _folded(wanted)
    if not needle:
        return False
    before = r"(?<![\w.:])" if needle[0].isalnum() else ""
    after = r"(?!\d)(?![.:]\d)" if needle[-1].isdigit() else ""
    return re.search(before + re.escape(needle) + after, _folded(text)) is not None


def measure(questions: Sequence[GoldQuestion], replies: Sequence[Reply], *, articles: Mapping[str, Article]) -> Figures:
    """Count what replies, in the order of their questions, are worth; `articles` holds the cited ones by id."""
    judged = [(question, reply, judge(question, reply)) for question, reply in zip(questions, replies, strict=True)]
    answerable = [(reply, verdict) for question, reply, verdict in judged if question.answerable]
    answered = [verdict for reply, verdict in answerable if reply.status is not Status.NOT_IN_ARTICLES]
    unanswerable = [verdict for question, _, verdict in judged if not question.answerable]
    right = [(question, reply) for question, reply, verdict in judged if verdict.outcome is Outcome.RIGHT]
    sourced = [(question, reply) for question, reply in right if question.cite]
    citations = [citation for reply in replies for citation in reply.citations]
    types = sorted({question.type for question in questions})
    return Figures(
        right=_share([verdict.good for _, _, verdict in judged]),
        answered=Share(len(answered), len(answerable)),
        right_of_answered=_share([verdict.good for verdict in answered]),
        refused=_share([verdict.good for verdict in unanswerable]),
        cited=_share([_cites(question, reply) for question, reply in sourced]),
        quotes=_share([articles[c.article].text[c.start : c.end] == c.quote for c in citations]),
        by_type=tuple(
            (kind, _share([verdict.good for question, _, verdict in judged if question.type == kind])) for kind in types
        ),
        misses=tuple(Miss(question, verdict) for question, _, verdict in judged if not verdict.good),
    )


def _share(good: Sequence[bool]) -> Share:
    return Share(sum(good), len(good))


def _cites(question: GoldQuestion, reply: Reply) -> bool:
    names = [Path(citation.source).name for citation in reply.citations]
    return any(name.startswith(wanted) for wanted in question.cite for name in names)


def _without_marks(text: str) -> str:
    return re.sub(r"\[\d+\]", " ", text)


def _folded(text: str) -> str:
    return " ".join(anyascii(text).lower().split())
