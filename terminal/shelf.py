"""The commands that keep a library: add, list, show, remove. What reading and storing mean is left to their rooms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from index.library import Library
from qa import bundled
from qa.intake import add_each, counts, read_one
from sources import readers
from sources.errors import UnreadableFile
from sources.records import Article
from terminal import screen
from terminal.entry import FAILED, library_of, opened, stop


def add(
    ctx: typer.Context,
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH...", help="Files, or folders with files.", show_default=False)
    ],
) -> None:
    """Read articles into the library.

    They are text, Markdown, HTML, PDF, Word, JSON lines and feeds, or folders of them. A file that cannot be read is
    reported and skipped, the others go in. An article that is there already is left as it is; one that has changed
    replaces the earlier one.

    \b
    Examples:
      podium add report.txt
      podium add reports/ results.pdf feed.xml
    """
    from qa.desk import Desk

    failures: list[UnreadableFile] = []
    reading = read_all(paths, failures=failures)
    first = next(reading, None)  # without a single article, no library is begun
    if first is not None:
        folder = ctx.obj or bundled.default_folder(to_add=True)
        with Library.open(folder) as library:
            changes = add_each(chain([first], reading), Desk(library))
            screen.say(f"{counts(changes)}; the library has {_count(len(library.articles()))}.")
    elif not failures:
        stop("nothing to read there: name files, or folders that hold reports", code=FAILED)
    if failures:
        screen.complain(f"{len(failures)} could not be read")
        raise typer.Exit(FAILED)


def read_all(paths: Sequence[Path], *, failures: list[UnreadableFile]) -> Iterator[Article]:
    """Read the articles of files and folders one after the other; report what cannot be read and go on."""

    for file in screen.watch(readers.find_files(paths), doing="Reading"):
        found = read_one(file, readers.read)
        if found.failure is not None:
            screen.complain(str(found.failure))
            failures.append(found.failure)
        yield from found.articles


def list_articles(ctx: typer.Context) -> None:
    """List the articles of the library.

    Each with its id, title, publisher, date and source.

    \b
    Example:
      podium list
    """
    with opened(ctx) as library:
        screen.say_articles(library.articles())


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
    with opened(ctx) as library:
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
    with Library.open(library_of(ctx), model=model) as library:
        library.reindex()
        screen.say(f"The library is embedded with {library.model}.")


def _count(articles: int) -> str:
    return f"{articles} article" if articles == 1 else f"{articles} articles"
