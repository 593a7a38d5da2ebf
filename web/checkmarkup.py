"""Makes the markup of the tab that checks a draft, with the templates and the escaping of `markup`."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from qa.answer import Citation
from qa.check import CheckedClaim, CheckedDraft, CheckedSentence, Verdict
from qa.check.reading import LONGEST_DRAFT
from qa.check.report import NAMES, SIGNS, summary
from qa.words_out import capital
from sources.readers import READERS
from web import markup
from web.cites import LINK, cite_of
from web.lines import MARK

# Which verdict shows where two claims rest on the same words.
ON_TOP = (
    Verdict.CONTRADICTED,
    Verdict.DISAGREEMENT,
    Verdict.NOT_IN_ARTICLES,
    Verdict.SUPPORTED,
    Verdict.NO_CLAIM,
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a sentence, and the verdict on the claim whose words it is; None between claims."""

    text: str
    verdict: Verdict | None = None


def tab(sources: str) -> str:
    """Show the empty tab."""
    return _render(
        "check.html",
        sources=Markup(sources),  # noqa: S704  made by markup.cards, which escapes
        accept=",".join(suffix for suffix in READERS if suffix != ".zip"),
        longest=LONGEST_DRAFT,
    )


def checked(draft: CheckedDraft) -> str:
    """Show each sentence of a draft with the verdicts on its claims, and the summary."""
    return _render(
        "checked.html",
        draft=draft,
        summary=capital(summary(draft)),
        stretches=stretches,
        names=NAMES,
        signs=SIGNS,
        parts=_parts,
        href=lambda citation: f"{LINK}{cite_of(citation)}",
        title=_title,
    )


def trouble(text: str) -> str:
    """Show that a draft could not be checked."""
    return _render("checktrouble.html", text=text)


def stretches(sentence: CheckedSentence) -> list[Stretch]:
    """Cut a sentence at the words of its claims; joined they are the sentence."""
    verdicts: list[Verdict | None] = [None] * len(sentence.text)
    for claim in sorted(sentence.claims, key=lambda claim: -ON_TOP.index(claim.verdict)):
        for words in claim.claim.words[:1]:
            for at in range(max(words.start, sentence.start), min(words.end, sentence.end)):
                verdicts[at - sentence.start] = claim.verdict
    found: list[Stretch] = []
    begin = 0
    for at in range(1, len(verdicts) + 1):
        if at == len(verdicts) or verdicts[at] is not verdicts[begin]:
            found.append(Stretch(sentence.text[begin:at], verdicts[begin]))
            begin = at
    return found


def _parts(claim: CheckedClaim) -> list[str | Citation]:
    """Cut the line of a claim at the marks of its citations."""
    numbered = {str(citation.number): citation for citation in claim.citations}
    # subtle: with one group, split puts what stood between the marks at even places and the numbers at odd ones
    parts = MARK.split(claim.text)
    return [(numbered.get(part) or f" [{part}]") if at % 2 else part for at, part in enumerate(parts) if part]


def _title(citation: Citation) -> str:
    return f"{citation.title}, {markup.day(citation.published)}" if citation.published else citation.title


def _render(template: str, **values: object) -> str:
    return markup.TEMPLATES.get_template(template).render(**values)
