"""What checking a draft produces: its sentences, their claims, the verdict on each. Finding it is left to others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from qa.answer import Citation


class Verdict(StrEnum):
    """What the articles say of a claim; the value is the word used in the JSON object."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    DISAGREEMENT = "disagreement"  # the articles differ among themselves
    NOT_IN_ARTICLES = "not_in_articles"
    NO_CLAIM = "no_claim"  # nothing in the sentence can be checked


# What a sentence or a draft comes to: the first of these that one of its claims has.
GRAVEST = (
    Verdict.CONTRADICTED,
    Verdict.DISAGREEMENT,
    Verdict.NOT_IN_ARTICLES,
    Verdict.SUPPORTED,
    Verdict.NO_CLAIM,
)


class ClaimKind(StrEnum):
    """What a claim is about."""

    WINNER = "winner"
    PLACE = "place"
    MEDAL = "medal"
    MARK = "mark"  # a time, a distance, a height
    MARGIN = "margin"
    BEAT = "beat"
    SCORE = "score"
    LINE_UP = "line_up"
    TEAM = "team"
    ROLE = "role"
    GOAL = "goal"
    RECORD = "record"
    INCIDENT = "incident"
    STANDING = "standing"
    AGE = "age"
    QUOTE = "quote"
    SPEAKER = "speaker"


@dataclass(frozen=True, slots=True)
class Words:
    """The characters `start` to `end` of the draft."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"words need a span that is not empty, got {self.start}-{self.end}")


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that a sentence of the draft says; `sentence` and `words` are spans of the draft.

    `said` is the value that it gives, as the draft writes it; `about` tells of whom and of which race.
    """

    kind: ClaimKind
    said: str
    about: str
    sentence: Words
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A run of words of a quotation beside its source: `kind` is same, removed (only in the draft) or added."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A claim, the verdict, the line that tells it, and the places in the articles that it rests on.

    `right` is what the articles say instead, or of several the values they differ in; None where there is none.
    """

    claim: Claim
    verdict: Verdict
    text: str
    right: str | None = None
    citations: tuple[Citation, ...] = ()
    changes: tuple[Change, ...] = ()

    def __post_init__(self) -> None:
        needs = self.verdict in {Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.DISAGREEMENT}
        if needs and not self.citations:
            raise ValueError(f"a claim that is {self.verdict.value} needs a citation")
        if self.verdict is Verdict.CONTRADICTED and not self.right:
            raise ValueError("a claim that is contradicted needs what is right")
        for citation in self.citations:
            if f"[{citation.number}]" not in self.text:
                raise ValueError(f"citation {citation.number} is not marked in the text")


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """A sentence, `draft.text[start:end]`, where it begins (line and column from 1), and its claims."""

    start: int
    end: int
    line: int
    column: int
    text: str
    claims: tuple[CheckedClaim, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """The gravest verdict on its claims."""
        return _gravest(claim.verdict for claim in self.claims)


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """A draft as it was given, its sentences in order, and the citations of all its claims, numbered from 1."""

    text: str
    sentences: tuple[CheckedSentence, ...]
    citations: tuple[Citation, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """The gravest verdict on its claims."""
        return _gravest(sentence.verdict for sentence in self.sentences)

    @property
    def counts(self) -> Mapping[Verdict, int]:
        """Return how many claims have each verdict; of `no_claim`, how many sentences."""
        found = Counter(claim.verdict for sentence in self.sentences for claim in sentence.claims)
        found[Verdict.NO_CLAIM] = sum(not sentence.claims for sentence in self.sentences)
        return {verdict: found[verdict] for verdict in Verdict}


def _gravest(verdicts: Iterable[Verdict]) -> Verdict:
    return min(verdicts, key=GRAVEST.index, default=Verdict.NO_CLAIM)
