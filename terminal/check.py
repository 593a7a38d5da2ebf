"""The command that checks a draft against the library: check. Judging claims is left to qa."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from sources import readers
from sources.decoding import decode
from sources.errors import UnreadableFile
from terminal import screen
from terminal.entry import FAILED, MISUSED, opened, stop

STDIN = "-"
MOST_BYTES = 1_000_000  # of a draft: more is a mistake, and refused before it is read
PACKED = frozenset(readers.READERS) - {".txt", ".md", ".markdown"}  # what is no text as it stands


def check(
    ctx: typer.Context,
    file: Annotated[
        str, typer.Argument(metavar="FILE|-", help="The draft; - reads standard input.", show_default=False)
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    as_github: Annotated[
        bool, typer.Option("--github", help="Print annotations of the draft's lines, as GitHub shows them.")
    ] = False,
    as_markdown: Annotated[bool, typer.Option("--markdown", help="Print a report in Markdown.")] = False,
) -> None:
    """Check the claims of a draft against the articles.

    Who won, places, times, margins, records, line-ups, quotations: each claim is supported, contradicted, sources
    disagree about it, or it is not in the articles. The exit code is 1 when something is contradicted, 2 when the draft
    cannot be checked, else 0.

    \b
    Examples:
      podium check draft.txt
      echo "Assefa won in Berlin in 2:11:35." | podium check -
      podium check --markdown draft.md > report.md
      podium check --github drafts/final.md
    """
    if as_json + as_github + as_markdown > 1:
        stop("a check comes with --json, --github or --markdown, only with one of them", code=MISUSED)
    from qa.check import BadDraft, Verdict, as_object, check_draft
    from qa.check.report import as_annotations
    from qa.check.report import as_markdown as to_markdown
    from qa.desk import Desk
    from terminal.checked import say_checked

    name = "standard input" if file == STDIN else file
    try:
        text = read_draft(file)
    except UnreadableFile as error:
        stop(str(error), code=MISUSED)
    with opened(ctx) as library:
        try:
            draft = check_draft(text, Desk(library).archive)
        except BadDraft as error:
            stop(f"{name}: {error}", code=MISUSED)
    if as_json:
        screen.say_json(as_object(draft))
    elif as_github:
        for line in as_annotations(draft, file=name):
            screen.say(line)
    elif as_markdown:
        screen.say(to_markdown(draft, name=name))
    else:
        say_checked(draft)
    if draft.verdict is Verdict.CONTRADICTED:
        raise typer.Exit(FAILED)


def read_draft(file: str) -> str:
    """Return the text of a draft; raise UnreadableFile where it is none."""
    if file == STDIN:
        data = sys.stdin.buffer.read(MOST_BYTES + 1)
        _check_size(len(data), name="standard input")
        return decode(data, name="standard input")
    path = Path(file)
    if path.suffix.lower() in PACKED and path.is_file():
        articles = readers.read(path)
        if len(articles) != 1:
            raise UnreadableFile(file, f"holds {len(articles)} texts", "give a file with one draft")
        return articles[0].text
    if not path.is_file():
        reason = "is no file" if path.exists() else "does not exist"
        raise UnreadableFile(file, reason, "give a file with the draft, or - for standard input")
    _check_size(path.stat().st_size, name=file)
    return decode(path.read_bytes(), name=file)


def _check_size(size: int, *, name: str) -> None:
    if size == 0:
        raise UnreadableFile(name, "is empty", "give the text to check")
    if size > MOST_BYTES:
        raise UnreadableFile(name, f"is larger than {MOST_BYTES // 1_000_000} MB", "check a draft at a time")
