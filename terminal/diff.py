"""The command that tells which answers changed after an update. What a change is, is left to qa.changes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qa.changes import BadReplies, Change, compare, read_replies
from qa.request import BadRequest
from terminal import screen
from terminal.entry import FAILED, MISUSED, opened, reader_of, stop
from terminal.questions import read_lines


def diff(
    ctx: typer.Context,
    questions: Annotated[
        Path,
        typer.Argument(metavar="QUESTIONS", exists=True, dir_okay=False, help="As for podium ask --jsonl."),
    ],
    before: Annotated[
        Path,
        typer.Option(
            "--before", metavar="REPLIES", exists=True, dir_okay=False, help="What podium ask --jsonl printed then."
        ),
    ],
) -> None:
    """Tell which answers changed after an update, and why.

    Keep the replies to the questions that matter to you. After articles came, changed or went, or after an update of
    Podium, ask again: every reply that says something else, or rests on other sentences, is shown with the one before
    and with what it comes from. The exit code is 0 if none changed, and 1 otherwise.

    \b
    Examples:
      podium ask --jsonl < questions.jsonl > replies.jsonl
      podium add new-reports/
      podium diff questions.jsonl --before replies.jsonl
    """
    with questions.open("rb") as lines:
        requests = list(read_lines(lines))
    try:
        with before.open("rb") as lines:
            replies = read_replies(lines)
    except BadReplies as error:
        stop(str(error), code=MISUSED)
    if len(requests) != len(replies):
        stop(f"{len(requests)} questions, but {len(replies)} replies: they have to be of the same file", code=MISUSED)
    from qa.desk import Desk

    changed = 0
    with opened(ctx) as library:
        desk = Desk(library, reader_of(ctx))
        entries = {entry.article: entry for entry in library.articles()}
        for request, former in zip(requests, replies, strict=True):
            if isinstance(request, BadRequest):
                continue
            reply = desk.ask(request.question, context=request.context)
            change = compare(former, reply, entries)
            if change is not None:
                changed += 1
                say(change)
    screen.say(f"{changed} of {len(requests)} answers changed.")
    if changed:
        raise typer.Exit(FAILED)


def say(change: Change) -> None:
    """Print a changed answer with the reasons."""
    screen.say(change.question)
    screen.say(f"  before: {change.before}")
    screen.say(f"  now:    {change.now}")
    for reason in change.why:
        screen.say(f"  why:    {reason}")
    screen.say()
