"""What a terminal shows: replies, articles, facts and figures, as text that no article can turn into commands."""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, TypeVar

from index.records import ArticleEntry
from qa.answer import Reply
from qa.evaluation import Figures, Share
from qa.words_out import one_line
from sources.records import Article

if TYPE_CHECKING:
    from qa.findings import Finding
    from qa.lines import FactLine

T = TypeVar("T")

# Control characters but line break and tab, and the marks that turn the direction of writing: what could move the
# cursor, colour the screen or show a quotation in another order.
UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# The same in JSON, with what some programs take for the end of a line: escaped, so that the value stays what it is.
UNSAFE_JSON = re.compile(r"[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
FACT_COLUMNS = ("article", "kind", "race", "subject", "value", "start", "end", "quote")
PIPED_WIDTH = 200  # columns of a table that goes to a file or another program


def plain(text: str) -> str:
    """Take out of a text what a terminal would obey instead of show."""
    return UNSAFE.sub("", text)


def say(text: str = "") -> None:
    """Print to standard output."""
    print(plain(text))


def complain(text: str) -> None:
    """Print to standard error, as the program."""
    print(f"podium: {plain(text)}", file=sys.stderr)


def say_json(value: Any) -> None:
    """Print a JSON value on one line, at once: another program may be waiting for it."""
    line = json.dumps(value, ensure_ascii=False)
    print(UNSAFE_JSON.sub(lambda unsafe: f"\\u{ord(unsafe[0]):04x}", line), flush=True)


def say_document(text: str) -> None:
    """Print a document that ends with a line break itself."""
    print(plain(text), end="")


def watch(items: Sequence[T], *, doing: str) -> Iterator[T]:
    """Give the items one by one, with a bar on standard error where somebody is looking at it."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(items, description=doing, console=Console(stderr=True), transient=True)


def say_reply(reply: Reply, *, articles: Mapping[str, Article]) -> None:
    """Print an answer, what it rests on and what one should know beside it; `articles` holds the cited ones by id."""
    say(reply.text)
    for citation in reply.citations:
        say()
        say(f"[{citation.number}] {_headline(articles[citation.article])}")
        say(f"    “{one_line(citation.quote)}”")
    if reply.notes:
        say()
    for note in reply.notes:
        say(f"{note.kind.replace('_', ' ').capitalize()}: {note.text}")


def say_articles(entries: Iterable[ArticleEntry], *, copies: Mapping[str, str]) -> None:
    """Print one line an article; `copies` maps the id of a copy to that of the article whose text it is."""
    for entry in entries:
        copied = f" · same text as {copies[entry.article]}" if entry.article in copies else ""
        say(f"{entry.article}  {_headline(entry)}{copied}")


def say_article(article: Article) -> None:
    """Print an article's head and its text."""
    say(_headline(article))
    say()
    say(article.text)


def say_facts(facts: Sequence[FactLine]) -> None:
    """Print facts as a table, without their quotations."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    for name in ("kind", "race", "subject", "value", "article"):
        table.add_column(name, overflow="fold")
    for fact in facts:
        table.add_row(*(Text(plain(cell)) for cell in (fact.kind, fact.race, fact.subject, fact.value, fact.article)))
    Console(width=None if sys.stdout.isatty() else PIPED_WIDTH).print(table)


def say_facts_quoted(facts: Iterable[FactLine]) -> None:
    """Print each fact with the words it was read from."""
    for fact in facts:
        say(f"{fact.kind}: {' – '.join(part for part in (fact.race, fact.subject, fact.value) if part)}")
        say(f"    “{one_line(fact.quote)}”")


def say_facts_json(facts: Iterable[FactLine]) -> None:
    """Print each fact as one JSON object a line."""
    for fact in facts:
        say_json(asdict(fact))


def say_facts_csv(facts: Iterable[FactLine]) -> None:
    """Print facts as comma-separated values with a head line."""
    writer = csv.DictWriter(sys.stdout, FACT_COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(asdict(fact) for fact in facts)


def say_findings(findings: Iterable[Finding]) -> None:
    """Print the questions that facts and the reader answer differently."""
    for finding in findings:
        say(f"finding: {finding.question}")
        say(f"    facts: {one_line(finding.told)}; reader ({finding.score:.2f}): {one_line(finding.read)}")


def say_figures(figures: Figures) -> None:
    """Print what a run over gold questions comes to, and what it missed."""
    for miss in figures.misses:
        say(f"{miss.question.id} {miss.question.type}, {miss.verdict.outcome}: {miss.question.question}")
        say(f"    {one_line(miss.verdict.why)}")
    for name, share in figures.by_type:
        say(f"  {name:<28}{_share(share)}")
    for name, share in (
        ("right, of all", figures.right),
        ("answered, of answerable", figures.answered),
        ("right, of answered", figures.right_of_answered),
        ("refused, of unanswerable", figures.refused),
        ("right source cited", figures.cited),
        ("quotation is in its place", figures.quotes),
    ):
        say(f"{name:<30}{_share(share)}")


def _share(share: Share) -> str:
    return f"{share.part}/{share.whole}" + (f"  {share.percent:.1f} %" if share.whole else "")


def _headline(article: Article | ArticleEntry) -> str:
    """Say where an article comes from: title, publisher, date and source."""
    published = article.published.isoformat() if article.published else None
    origin = ", ".join(part for part in (article.publisher, published) if part)
    return one_line(article.title) + (f" ({one_line(origin)})" if origin else "") + f" · {one_line(article.source)}"


def articles(count: int) -> str:
    """Return a count of articles in words."""
    return f"{count} article" if count == 1 else f"{count} articles"
