"""The commands that ask: ask, facts, eval. What an answer is, is left to qa."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from index.library import Library
from qa.answer import Reply
from qa.evaluation import measure
from qa.export import Format, export, format_named
from qa.gold import read_gold
from qa.reply import as_object
from qa.request import BadRequest, Request, check_question, read_request
from qa.selection import pick_facts
from sources.records import Article
from terminal import screen
from terminal.entry import FAILED, MISUSED, opened, reader_of, stop

if TYPE_CHECKING:
    from qa.desk import Desk
    from qa.findings import Finding


def ask(
    ctx: typer.Context,
    question: Annotated[
        str | None, typer.Argument(metavar="QUESTION", help="In your own words.", show_default=False)
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the reply as one JSON object.")] = False,
    as_lines: Annotated[
        bool, typer.Option("--jsonl", help="Answer each line of standard input, a JSON object, with a line of output.")
    ] = False,
    form: Annotated[
        str | None,
        typer.Option("--format", metavar="NAME", help="Print a document: markdown, json, csv, csl or bibtex."),
    ] = None,
) -> None:
    """Answer a question, with the sentences that say so.

    With --format the reply is printed as a document with its references: to read (markdown), for programs (json), for
    a spreadsheet (csv), or only the cited articles, for Zotero and pandoc (csl) or LaTeX (bibtex). With --jsonl it
    holds all replies.

    With --jsonl a line is {"question": "...", "context": [earlier questions], "id": anything}; only the question has
    to be there, and the id comes back with the reply. A line that cannot be asked gets {"id", "error"}, and the exit
    code is 1 at the end.

    \b
    Examples:
      podium ask "Who won the marathon in Berlin?"
      podium ask --json "How fast was the marathon in Berlin?"
      podium ask --jsonl < questions.jsonl > replies.jsonl
      podium ask --format markdown "Who won the marathon in Berlin?" > answer.md
      podium ask --jsonl --format bibtex < questions.jsonl > sources.bib
    """
    if (question is None) != as_lines or (as_json and (as_lines or form)):
        stop('ask one QUESTION, with --json or without, or --jsonl alone: podium ask "Who won?"', code=MISUSED)
    asked = None if question is None else Request(check_question(question))
    document = None if form is None else format_named(form)
    from qa.desk import Desk

    with opened(ctx) as library:
        desk = Desk(library, reader_of(ctx))
        if document is not None:
            print_document(desk, [asked] if asked else None, document)
        elif asked is None:
            answer_lines(desk)
        elif as_json:
            screen.say_json(as_object(desk.ask(asked.question)))
        else:
            reply = desk.ask(asked.question)
            screen.say_reply(reply, articles=cited(library, [reply]))


def facts(
    ctx: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, with quotation and place.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Comma-separated values, with quotation and place.")] = False,
    article: Annotated[str | None, typer.Option(metavar="ID", help="Only from this article.")] = None,
    race: Annotated[str | None, typer.Option(metavar="WORDS", help="Only of races with these words.")] = None,
    person: Annotated[str | None, typer.Option(metavar="NAME", help="Only with this name.")] = None,
    kind: Annotated[str | None, typer.Option(metavar="KIND", help="Only of this kind, such as result.")] = None,
) -> None:
    """Show what was read from the articles.

    Who came where, in what time, with whom; which records fell; who said what.

    \b
    Examples:
      podium facts --race "team pursuit"
      podium facts --person assefa --json
      podium facts --csv > facts.csv
    """
    if as_json and as_csv:
        stop("facts come with --json or with --csv, not with both", code=MISUSED)
    from qa.desk import Desk

    with opened(ctx) as library:
        whole_id = library.article(article).id if article is not None else None
        wanted = pick_facts(Desk(library).facts(), article=whole_id, race=race, person=person, kind=kind)
    if as_json:
        screen.say_facts_json(wanted)
    elif as_csv:
        screen.say_facts_csv(wanted)
    else:
        screen.say_facts(wanted)


def evaluate(
    ctx: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            exists=True,
            dir_okay=False,
            help="Gold questions, one JSON object a line.",
            show_default=False,
        ),
    ],
    right: Annotated[float, typer.Option(min=0, max=100, help="Fail if fewer of all, in percent, are right.")] = 0.0,
    precise: Annotated[float, typer.Option(min=0, max=100, help="Fail if fewer of the answered are right.")] = 0.0,
    refused: Annotated[
        float, typer.Option(min=0, max=100, help="Fail if fewer of the unanswerable are refused.")
    ] = 0.0,
) -> None:
    """Measure the replies to gold questions.

    Questions that facts and the reader answer differently are listed, too: one of the two has misread its article.

    A line is {"id", "type", "question", "context", "any": [one is said], "all": [each is said], "must_not": [not in the
    short answer], "cite": [file names], "unanswerable"}.

    \b
    Example:
      podium --library races eval questions.jsonl
      podium --library races eval questions.jsonl --right 80 --refused 90
    """
    from qa.trial import ask_all

    with file.open("rb") as lines:
        questions = read_gold(lines)
    with opened(ctx) as library:
        findings: list[Finding] = []
        watched = screen.watch(questions, doing="Asking")
        replies = list(ask_all(library, watched, reader_of(ctx), findings=findings))
        figures = measure(questions, replies, articles=cited(library, replies))
    screen.say_findings(findings)
    screen.say_figures(figures)
    least = (
        ("right", figures.right, right),
        ("right of answered", figures.right_of_answered, precise),
        ("refused", figures.refused, refused),
    )
    below = [f"{what} {share.percent:.1f} %, not {limit:g} %" for what, share, limit in least if share.percent < limit]
    if below:
        stop(f"too few gold questions are met: {', '.join(below)}", code=FAILED)


def answer_lines(desk: Desk) -> None:
    """Answer each line of standard input with one line; end with exit code 1 if one of them could not be asked."""
    failed = False
    for request in read_lines(sys.stdin.buffer):
        if isinstance(request, BadRequest):
            failed = True
            screen.say_json(with_id(request.id, {"error": str(request)}))
        else:
            screen.say_json(with_id(request.id, as_object(desk.ask(request.question, context=request.context))))
    if failed:
        raise typer.Exit(FAILED)


def print_document(desk: Desk, requests: Sequence[Request] | None, form: Format) -> None:
    """Print the replies to some requests, or to those on standard input, as one document."""
    failures: list[BadRequest] = []
    replies: list[Reply] = []
    for request in requests if requests is not None else read_lines(sys.stdin.buffer):
        if isinstance(request, BadRequest):
            screen.complain(str(request))
            failures.append(request)
        else:
            replies.append(desk.ask(request.question, context=request.context))
    screen.say_document(export(replies, form, articles=cited(desk.library, replies)))
    if failures:
        raise typer.Exit(FAILED)


def read_lines(lines: Iterable[bytes]) -> Iterator[Request | BadRequest]:
    """Read the requests of lines that are not empty; what cannot be asked comes as the error that says so."""
    for line in lines:
        if line.strip():
            try:
                yield read_request(line)
            except BadRequest as error:
                yield error


def with_id(id: Any, reply: dict[str, Any]) -> dict[str, Any]:
    return reply if id is None else {"id": id, **reply}


def cited(library: Library, replies: Sequence[Reply]) -> dict[str, Article]:
    """Fetch the articles that replies cite, by id."""
    ids = {citation.article for reply in replies for citation in reply.citations}
    return {id: library.article(id) for id in ids}
