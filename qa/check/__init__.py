"""Checking a draft: each of its claims against what the articles state."""

from qa.check.draft import check_draft
from qa.check.objects import as_object
from qa.check.reading import BadDraft
from qa.check.records import Change, CheckedClaim, CheckedDraft, CheckedSentence, Claim, ClaimKind, Verdict, Words

__all__ = [
    "BadDraft",
    "Change",
    "CheckedClaim",
    "CheckedDraft",
    "CheckedSentence",
    "Claim",
    "ClaimKind",
    "Verdict",
    "Words",
    "as_object",
    "check_draft",
]
