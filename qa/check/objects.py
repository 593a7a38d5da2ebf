"""A checked draft as the JSON object that programs read. Its names are a contract."""

from __future__ import annotations

from typing import Any

from qa.check.records import CheckedClaim, CheckedDraft, CheckedSentence
from qa.reply import citation_object


def as_object(draft: CheckedDraft) -> dict[str, Any]:
    """Return a checked draft as a dictionary of JSON values; claims name their citations by number."""
    return {
        "verdict": draft.verdict.value,
        "counts": {verdict.value: count for verdict, count in draft.counts.items()},
        "sentences": [_sentence_object(sentence) for sentence in draft.sentences],
        "citations": [citation_object(citation) for citation in draft.citations],
    }


def _sentence_object(sentence: CheckedSentence) -> dict[str, Any]:
    return {
        "start": sentence.start,
        "end": sentence.end,
        "line": sentence.line,
        "column": sentence.column,
        "text": sentence.text,
        "verdict": sentence.verdict.value,
        "claims": [_claim_object(claim) for claim in sentence.claims],
    }


def _claim_object(checked: CheckedClaim) -> dict[str, Any]:
    claim = checked.claim
    return {
        "kind": claim.kind.value,
        "said": claim.said,
        "about": claim.about,
        "words": [{"start": words.start, "end": words.end} for words in claim.words],
        "verdict": checked.verdict.value,
        "text": checked.text,
        "right": checked.right,
        "citations": [citation.number for citation in checked.citations],
        "changes": [{"kind": change.kind, "words": change.words} for change in checked.changes],
    }
