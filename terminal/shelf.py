"""The commands that keep a library: add, list, show, remove. What reading and storing mean is left to their rooms."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from index.errors import LibraryError
from index.library import Library
from qa import bundled
from qa.copies import find_copies
from qa.intake import counts
from sources import readers
from terminal import screen
from terminal.entry import FAILED, INTERRUPTED, library_of, opened, stop, waits
from terminal.intake import Intake

MOST_REASONS = 6  # that a summary names


def add(
    ctx: typer.Context,
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH...", help="Files, or folders with files.", show_default=False)
    ],
) -> None:
    """Read articles into the library.

    They are text, Markdown, HTML, PDF, Word, JSON lines and feeds, or folders of them. A file that cannot be read is
    reported and skipped, the others go in. An article that is there already is left as it is; one that has changed
    replaces the earlier one. Ctrl+C loses nothing that was added: the same command goes on where it ended.

    \b
    Examples:
      podium add report.txt
      podium add reports/ results.pdf feed.xml
    """
    files = readers.find_files(paths)
    folder = ctx.obj or bundled.default_folder(to_add=True)
    with Intake(folder) as intake:
        taken = intake.taken
        try:
            intake.take(screen.watch(files, doing="Adding"), report=screen.complain)
        except KeyboardInterrupt:
            _say_taken(intake)
            stop("interrupted; what was added stays, and the same command goes on from there", code=INTERRUPTED)
        except LibraryError:
            _say_taken(intake)
            raise
        _say_taken(intake)
    left_out = readers.count_left_out(paths)
    if left_out:
        screen.complain(f"left out: {_counted(left_out)}; these formats are read: {', '.join(readers.READERS)}")
    if taken.unreadable:
        stop(f"{taken.unreadable.total()} could not be read: {_counted(taken.unreadable)}", code=FAILED)
    if not taken.changes:
        stop("nothing to read there: name files, or folders that hold reports", code=FAILED)


def _say_taken(intake: Intake) -> None:
    changes = intake.taken.changes
    if changes:
        screen.say(f"{counts(changes)}; the library has {screen.articles(intake.desk().library.count())}.")


def _counted(reasons: Counter[str]) -> str:
    named = [f"{count} {reason}" for reason, count in reasons.most_common(MOST_REASONS)]
    return ", ".join(named) + (" …" if len(reasons) > MOST_REASONS else "")


def list_articles(ctx: typer.Context) -> None:
    """List the articles of the library.

    Each with its id, title, publisher, date and source, and whether it is the text of another.

    \b
    Example:
      podium list
    """
    with opened(ctx) as library:
        screen.say_articles(library.articles(), copies=find_copies(library.snapshot().articles))


def show(
    ctx: typer.Context,
    id: Annotated[str, typer.Argument(metavar="ID", help="The article's id, or how it begins.")],
    facts: Annotated[bool, typer.Option("--facts", help="Show also what was read from it.")] = False,
) -> None:
    """Show the text of an article.

    \b
    Examples:
      podium show 3f9a0c
      podium show 3f9a0c --facts
    """
    with opened(ctx) as library:
        article = library.article(id)
        screen.say_article(article)
        if facts:
            from qa.desk import Desk

            screen.say()
            screen.say_facts_quoted(fact for fact in Desk(library).facts() if fact.article == article.id)


def remove(
    ctx: typer.Context,
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="Ids of articles, or how they begin.")],
) -> None:
    """Take articles out of the library.

    Everything that was read from them goes with them.

    \b
    Example:
      podium remove 3f9a0c 81d2e4
    """
    with Library.open(library_of(ctx), waiting=waits) as library:
        for article in [library.article(id) for id in ids]:  # all are found before the first one goes
            library.remove(article.id)
            screen.say(f"Removed {article.id}  {article.title}")


def reindex(
    ctx: typer.Context,
    model: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Another embedding model: a SentenceTransformer's name, or its folder."),
    ] = None,
) -> None:
    """Embed all articles anew.

    They are cut into passages again, and embedded with another model if one is named. It is kept from then on.

    \b
    Examples:
      podium reindex
      podium reindex --model models/my-sentence-transformer
    """
    with Library.open(library_of(ctx), model=model, waiting=waits) as library:
        library.reindex()
        screen.say(f"The library is embedded with {library.model}.")
