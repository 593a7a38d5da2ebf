"""The JSON of a checked draft, as models. What a verdict is, is left to qa.check."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from qa.check.reading import LONGEST_DRAFT
from web.schema import CITED, CitationObject

DRAFT = "Kvist won the women's relay on Saturday."
CHECKED: dict[str, Any] = {
    "verdict": "contradicted",
    "counts": {"supported": 0, "contradicted": 1, "disagreement": 0, "not_in_articles": 0, "no_claim": 0},
    "sentences": [
        {
            "start": 0,
            "end": 40,
            "line": 1,
            "column": 1,
            "text": DRAFT,
            "verdict": "contradicted",
            "claims": [
                {
                    "kind": "winner",
                    "said": "Kvist",
                    "about": "women's relay",
                    "words": [{"start": 0, "end": 5}],
                    "verdict": "contradicted",
                    "text": "Kvist → the articles say Lund [1]",
                    "right": "Lund",
                    "citations": [1],
                    "changes": [],
                }
            ],
        }
    ],
    "citations": [CITED],
}
VerdictName = Literal["supported", "contradicted", "disagreement", "not_in_articles", "no_claim"]


class DraftText(BaseModel):
    """A draft to check."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"text": DRAFT}]})

    text: str = Field(min_length=1, max_length=LONGEST_DRAFT)


class WordsObject(BaseModel):
    """A span of the draft, in characters."""

    start: int
    end: int


class ChangeObject(BaseModel):
    """A run of words of a quotation beside its source."""

    kind: str = Field(description="same, removed (only in the draft) or added")
    words: str


class ClaimObject(BaseModel):
    """Something that a sentence says, and what the articles say of it."""

    kind: str
    said: str
    about: str
    words: list[WordsObject]
    verdict: VerdictName
    text: str
    right: str | None = Field(description="What the articles say instead")
    citations: list[int] = Field(description="Numbers of the citations below")
    changes: list[ChangeObject]


class SentenceObject(BaseModel):
    """A sentence of the draft; line and column count from 1."""

    start: int
    end: int
    line: int
    column: int
    text: str
    verdict: VerdictName
    claims: list[ClaimObject]


class CheckedDraftObject(BaseModel):
    """A draft with a verdict on each of its claims."""

    model_config = ConfigDict(json_schema_extra={"examples": [CHECKED]})

    verdict: VerdictName = Field(description="The gravest of all")
    counts: dict[VerdictName, int]
    sentences: list[SentenceObject]
    citations: list[CitationObject]
