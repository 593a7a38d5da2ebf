"""A checked draft as a Markdown report, and as annotations of lines that GitHub shows beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.answer import Citation
from qa.check.records import CheckedClaim, CheckedDraft, CheckedSentence, Verdict
from qa.words_out import counted, one_line

SIGNS = {
    Verdict.SUPPORTED: "✓",
    Verdict.CONTRADICTED: "✗",
    Verdict.DISAGREEMENT: "≠",
    Verdict.NOT_IN_ARTICLES: "?",
    Verdict.NO_CLAIM: "·",
}
NAMES = {
    Verdict.SUPPORTED: "supported",
    Verdict.CONTRADICTED: "contradicted",
    Verdict.DISAGREEMENT: "sources disagree",
    Verdict.NOT_IN_ARTICLES: "not in the articles",
    Verdict.NO_CLAIM: "no checkable claim",
}
LEVELS = {Verdict.CONTRADICTED: "error", Verdict.DISAGREEMENT: "warning", Verdict.NOT_IN_ARTICLES: "notice"}
SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&])")


def summary(draft: CheckedDraft) -> str:
    """Say how many claims there are of each verdict: "3 supported, 1 contradicted; 2 sentences without …"."""
    counts = draft.counts
    said = [
        f"{count} {NAMES[verdict]}" for verdict, count in counts.items() if count and verdict is not Verdict.NO_CLAIM
    ]
    silent = counts[Verdict.NO_CLAIM]
    said_all = ", ".join(said) or "no claim that can be checked"
    return f"{said_all}; {counted(silent, 'sentence')} without a checkable claim" if silent and said else said_all


def changes_line(claim: CheckedClaim) -> str:
    """Return a quotation beside its source in the notation of wdiff: "my [-leg-] {+mind+} hasn't …"; empty if alike."""
    wrap = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return " ".join(wrap[change.kind].format(change.words) for change in claim.changes)


def as_annotations(draft: CheckedDraft, *, file: str) -> Iterator[str]:
    """Yield a workflow command for each claim that is not supported, at the line and column of its words."""
    for sentence in draft.sentences:
        for claim in sentence.claims:
            if claim.verdict not in LEVELS:
                continue
            start = min(words.start for words in claim.claim.words[:1])
            line = draft.text.count("\n", 0, start) + 1
            column = start - draft.text.rfind("\n", 0, start)
            place = f"file={_property(file)},line={line},col={column},title={_property(NAMES[claim.verdict])}"
            told = "; ".join(f"[{citation.number}] {_origin(citation)}" for citation in claim.citations)
            yield f"::{LEVELS[claim.verdict]} {place}::{_message(' – '.join(filter(None, (claim.text, told))))}"


def as_markdown(draft: CheckedDraft, *, name: str) -> str:
    """Return a report: the summary, each sentence with the verdicts on its claims, and the sources."""
    lines = [f"# Check of {_escape(name)}", "", f"{summary(draft).capitalize()}.", ""]
    for sentence in draft.sentences:
        lines += _markdown_sentence(sentence)
    if draft.citations:
        lines += ["## Sources", ""]
        lines += map(_markdown_source, draft.citations)
    return "\n".join(lines).rstrip() + "\n"


def _markdown_sentence(sentence: CheckedSentence) -> Iterator[str]:
    yield f"{SIGNS[sentence.verdict]} {_escape(one_line(sentence.text))} *(line {sentence.line})*"
    yield ""
    for claim in sentence.claims:
        yield f"- {SIGNS[claim.verdict]} **{NAMES[claim.verdict]}**: {_escape(claim.text)}"
        if claim.changes:
            wrap = {"same": "{}", "removed": "~~{}~~", "added": "**{}**"}
            yield "  " + " ".join(wrap[change.kind].format(_escape(change.words)) for change in claim.changes)
    if sentence.claims:
        yield ""


def _markdown_source(citation: Citation) -> str:
    return f"{citation.number}. {_escape(_origin(citation))}: “{_escape(one_line(citation.quote))}”"


def _origin(citation: Citation) -> str:
    """Name an article by its title, date and source."""
    published = f" ({citation.published.isoformat()})" if citation.published else ""
    return f"{one_line(citation.title)}{published}, {one_line(citation.source)}"


def _escape(text: str) -> str:
    return SPECIAL.sub(r"\\\1", text)


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
