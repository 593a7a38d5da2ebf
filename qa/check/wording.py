"""Puts the verdict on a claim into one line: "2:58.13 → the articles say 2:58.31 [1]"."""

from __future__ import annotations

from collections.abc import Sequence

from qa.check.judgement import Judgement
from qa.check.records import ClaimKind, Verdict
from qa.check.statements import Statement
from qa.words_out import capital

SAYING = {
    Verdict.SUPPORTED: "the articles say so",
    Verdict.CONTRADICTED: "the articles say",
    Verdict.DISAGREEMENT: "the articles differ:",
    Verdict.NOT_IN_ARTICLES: "not in the articles",
}


def tell(statement: Statement, judgement: Judgement, values: Sequence[tuple[str, str]]) -> str:
    """Return the line of a claim; `values` are what the articles say, each with the marks of its citations."""
    said = f"“{statement.said}”" if statement.kind is ClaimKind.QUOTE else capital(statement.gist)
    note = f" ({judgement.note})" if judgement.note else ""
    match judgement.verdict:
        case Verdict.SUPPORTED:
            marks = "".join(mark for _, mark in values)
            return f"{said} → {SAYING[judgement.verdict]}{note} {marks}"
        case Verdict.CONTRADICTED:
            return f"{said} → {SAYING[judgement.verdict]} {_either(values)}{note}"
        case Verdict.DISAGREEMENT:
            listed = ", ".join(f"{value} {marks}" for value, marks in values)
            return f"{said} → {SAYING[judgement.verdict]} {listed}{note}"
        case _:
            told = f": {judgement.note} {_either(values)}" if values else ""
            return f"{said} → {SAYING[Verdict.NOT_IN_ARTICLES]}{told}"


def _either(values: Sequence[tuple[str, str]]) -> str:
    return " or ".join(f"{value} {marks}" for value, marks in values)
