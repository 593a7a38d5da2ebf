"""Measure checking against gold drafts: true ones, ones with altered words, ones that the articles do not cover."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from qa.check.records import CheckedClaim, CheckedDraft, CheckedSentence, Verdict
from qa.evaluation import Share
from qa.gold import BadGold


class Label(StrEnum):
    """What a gold draft is."""

    TRUE = "true"
    ALTERED = "altered"  # true but for the words named
    UNCOVERED = "uncovered"


@dataclass(frozen=True, slots=True)
class GoldDraft:
    """A draft of a sentence or a few, and which of its words are wrong."""

    id: str
    label: Label
    kind: str
    draft: str
    altered: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if (self.label is Label.ALTERED) != bool(self.altered):
            raise BadGold(f"gold draft {self.id}: altered words belong to altered drafts, and only to them")
        for words in self.altered:
            if words not in self.draft:
                raise BadGold(f"gold draft {self.id} does not hold {words!r}")


@dataclass(frozen=True, slots=True)
class CheckMiss:
    """A claim that was judged wrongly, or an altered word that was not found."""

    gold: GoldDraft
    why: str


@dataclass(frozen=True, slots=True)
class CheckFigures:
    """How good checking is: of claims called so, how many are; of altered words and true drafts, how many are found."""

    contradicted: Share  # claims called contradicted that are wrong
    supported: Share  # claims called supported that are true
    altered: Share  # altered words in a sentence with a claim called contradicted
    true: Share  # true drafts with a claim called supported, and none called contradicted
    uncovered: Share  # uncovered drafts without a claim called supported or contradicted
    misses: tuple[CheckMiss, ...]


def read_gold_drafts(lines: Iterable[bytes]) -> list[GoldDraft]:
    """Read gold drafts, one JSON object a line; raise BadGold naming the first line that is none."""
    found = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            found.append(_gold_draft(json.loads(line)))
        except (ValueError, TypeError, KeyError) as error:
            raise BadGold(f"line {number} is no gold draft: {error}") from error
    return found


def _gold_draft(fields: Any) -> GoldDraft:
    if not isinstance(fields, dict):
        raise BadGold("it has to be a JSON object with an id, a label, a kind and a draft")
    altered = tuple(map(str, fields.get("altered", ())))
    return GoldDraft(str(fields["id"]), Label(fields["label"]), str(fields["kind"]), str(fields["draft"]), altered)


def measure_checks(gold: Sequence[GoldDraft], checked: Sequence[CheckedDraft]) -> CheckFigures:
    """Count what checked drafts, in the order of the gold ones, are worth."""
    contradicted: list[bool] = []
    supported: list[bool] = []
    altered: list[bool] = []
    true: list[bool] = []
    uncovered: list[bool] = []
    misses: list[CheckMiss] = []
    for one, draft in zip(gold, checked, strict=True):
        verdicts = []
        for sentence in draft.sentences:
            for claim in sentence.claims:
                is_right = _is_right(one, sentence, claim)
                verdicts.append(claim.verdict)
                if claim.verdict is Verdict.CONTRADICTED:
                    contradicted.append(is_right)
                elif claim.verdict is Verdict.SUPPORTED:
                    supported.append(is_right)
                if not is_right:
                    misses.append(CheckMiss(one, f"{claim.verdict.value}: {claim.text}"))
        found = [_is_found(words, draft) for words in one.altered]
        altered += found
        misses += [
            CheckMiss(one, f"not found: {words}") for words, hit in zip(one.altered, found, strict=True) if not hit
        ]
        if one.label is Label.TRUE:
            true.append(Verdict.SUPPORTED in verdicts and Verdict.CONTRADICTED not in verdicts)
            if not true[-1]:
                misses.append(CheckMiss(one, "not supported"))
        elif one.label is Label.UNCOVERED:
            uncovered.append(not {Verdict.SUPPORTED, Verdict.CONTRADICTED} & set(verdicts))
    return CheckFigures(
        contradicted=_share(contradicted),
        supported=_share(supported),
        altered=_share(altered),
        true=_share(true),
        uncovered=_share(uncovered),
        misses=tuple(misses),
    )


def _share(good: Sequence[bool]) -> Share:
    return Share(sum(good), len(good))


def _is_right(gold: GoldDraft, sentence: CheckedSentence, claim: CheckedClaim) -> bool:
    """Tell whether a verdict is no mistake: wrong words may not be supported, and only they make a contradiction."""
    match claim.verdict:
        case Verdict.CONTRADICTED:
            return any(words in sentence.text for words in gold.altered)
        case Verdict.SUPPORTED:
            return gold.label is Label.TRUE or (
                gold.label is Label.ALTERED and not any(words in claim.claim.said for words in gold.altered)
            )
        case _:
            return True


def _is_found(words: str, draft: CheckedDraft) -> bool:
    return any(
        words in sentence.text and claim.verdict is Verdict.CONTRADICTED
        for sentence in draft.sentences
        for claim in sentence.claims
    )
