"""A conversation as comma-separated values: a line for each citation, and one for a reply that has none."""

from __future__ import annotations

import csv
import io
import re

from qa.answer import Citation, Reply
from qa.export.printed import Printed

REPLY = ("question", "status", "short", "text", "how")
COLUMNS = (*REPLY, "number", "title", "publisher", "published", "source", "link", "article", "start", "end", "quote")
# What a spreadsheet would run as a formula when an article begins so; a signed number stays what it is.
FORMULA = re.compile(r"[=@\t\r]|[+-](?![\d.,:]+\s*%?$)")


def csv_table(printed: Printed) -> str:
    """Write the lines below one with the names of the columns. A cell that would be a formula begins with `'`."""
    written = io.StringIO()
    writer = csv.DictWriter(written, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for reply in printed.replies:
        for citation in reply.citations or (None,):
            row = _reply(reply) | (_citation(citation, printed) if citation else {})
            writer.writerow({name: _harmless(value) for name, value in row.items()})
    return written.getvalue()


def _reply(reply: Reply) -> dict[str, str]:
    return {
        "question": reply.question,
        "status": reply.status.value,
        "short": reply.short,
        "text": reply.text,
        "how": reply.how.value,
    }


def _citation(citation: Citation, printed: Printed) -> dict[str, str]:
    return {
        "number": str(citation.number),
        "title": citation.title,
        "publisher": printed.articles[citation.article].publisher or "",
        "published": citation.published.isoformat() if citation.published else "",
        "source": citation.source,
        "link": printed.link(citation) or "",
        "article": citation.article,
        "start": str(citation.start),
        "end": str(citation.end),
        "quote": citation.quote,
    }


def _harmless(cell: str) -> str:
    return f"'{cell}" if FORMULA.match(cell) else cell
