"""The formats that replies are exported in, and the one door to them. What each looks like is left to its own file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from qa.answer import Reply
from qa.export.bibliography import bibtex, csl_json
from qa.export.markdown import markdown
from qa.export.printed import Printed
from qa.export.table import csv_table
from qa.export.transcript import transcript
from sources.records import Article


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name on the command line, what it is for, how it is called over HTTP and as a file."""

    name: str
    purpose: str
    media_type: str
    suffix: str
    write: Callable[[Printed], str]


FORMATS: dict[str, Format] = {
    made.name: made
    for made in (
        Format("markdown", "the conversation to read, with its sources", "text/markdown", ".md", markdown),
        Format("json", "the reply objects and the articles they cite", "application/json", ".json", transcript),
        Format("csv", "a line for each citation, for a spreadsheet", "text/csv", ".csv", csv_table),
        Format(
            "csl",
            "the cited articles, for Zotero or pandoc",
            "application/vnd.citationstyles.csl+json",
            ".json",
            csl_json,
        ),
        Format("bibtex", "the cited articles, for LaTeX", "application/x-bibtex", ".bib", bibtex),
    )
}


class UnknownFormat(ValueError):
    """There is no such format."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no format {name!r}: choose one of {', '.join(FORMATS)}.")
        self.name = name


def format_named(name: str) -> Format:
    """Return the format with this name; raise UnknownFormat."""
    try:
        return FORMATS[name]
    except KeyError as error:
        raise UnknownFormat(name) from error


def export(replies: Sequence[Reply], form: Format, *, articles: Mapping[str, Article]) -> str:
    """Write the replies of a conversation, or a single one, as a document that ends with a line break.

    `articles` holds those that the replies cite, by their ids. The same replies give the same document.
    """
    return form.write(Printed(tuple(replies), articles))
