"""What a terminal shows of a checked draft: each sentence, marked, with the verdicts on its claims and the sources."""

from __future__ import annotations

import sys

from rich.console import Console
from rich.text import Text

from qa.answer import Citation
from qa.check.records import CheckedClaim, CheckedDraft, CheckedSentence, Verdict
from qa.check.report import NAMES, SIGNS, changes_line, summary
from terminal.screen import PIPED_WIDTH, plain

STYLES = {
    Verdict.SUPPORTED: "green",
    Verdict.CONTRADICTED: "bold red",
    Verdict.DISAGREEMENT: "yellow",
    Verdict.NOT_IN_ARTICLES: "cyan",
    Verdict.NO_CLAIM: "dim",
}


def say_checked(draft: CheckedDraft) -> None:
    """Print a checked draft; words are coloured by verdict where somebody is looking at it."""
    console = Console(width=None if sys.stdout.isatty() else PIPED_WIDTH, highlight=False)
    for sentence in draft.sentences:
        console.print(_marked(sentence), soft_wrap=True)
        for claim in sentence.claims:
            console.print(_verdict(claim), soft_wrap=True)
        if sentence.claims:
            console.print()
    for citation in draft.citations:
        console.print(Text(plain(_source(citation))), soft_wrap=True)
    if draft.citations:
        console.print()
    console.print(Text(f"{summary(draft).capitalize()}."), soft_wrap=True)


def _marked(sentence: CheckedSentence) -> Text:
    """Return a sentence with the words of its claims in the colours of their verdicts, the gravest on top."""
    shown = Text(" ".join(plain(sentence.text).split()), style="" if sentence.claims else "dim")
    for claim in sorted(sentence.claims, key=lambda claim: claim.verdict is Verdict.CONTRADICTED):
        for words in claim.claim.words[:1]:
            inside = " ".join(plain(sentence.text[words.start - sentence.start : words.end - sentence.start]).split())
            if inside and (at := shown.plain.find(inside)) >= 0:
                shown.stylize(STYLES[claim.verdict], at, at + len(inside))
    return shown


def _verdict(claim: CheckedClaim) -> Text:
    line = Text(f"  {SIGNS[claim.verdict]} {NAMES[claim.verdict]}", style=STYLES[claim.verdict])
    line.append(f"  {plain(claim.text)}", style="default not bold")
    if claim.changes:
        line.append(f"\n      {plain(changes_line(claim))}", style="default not bold")
    return line


def _source(citation: Citation) -> str:
    published = f" ({citation.published.isoformat()})" if citation.published else ""
    quote = " ".join(citation.quote.split())
    return f"[{citation.number}] {' '.join(citation.title.split())}{published} · {citation.source}\n    “{quote}”"
