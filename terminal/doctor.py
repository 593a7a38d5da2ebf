"""The command that examines a library and mends what can be. What is looked at is left to `index` and `qa`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from index.doctor import Mend, Trouble, examine
from index.library import Library
from index.mending import mend
from terminal import screen
from terminal.entry import FAILED, library_of, may_be_written, waits

FACTS = "facts"  # the check that is not index's
MOST_SHOWN = 20  # troubles of one check


def doctor(
    ctx: typer.Context,
    repair: Annotated[bool, typer.Option("--repair", help="Mend what can be derived from the articles anew.")] = False,
    recall: Annotated[
        bool, typer.Option("--recall", help="Also hold the vector search against comparing all passages.")
    ] = False,
) -> None:
    """Examine the library, and mend it.

    Looked at are the database, rows that belong to nothing, the text of each article, passages and facts against
    their texts, the full-text index, the vectors, and the vector file. Ends with exit code 1 while something is wrong.

    \b
    Examples:
      podium doctor
      podium --library races doctor --repair
      podium doctor --recall
    """
    folder = library_of(ctx)
    with Library.open(folder, read_only=not (repair or may_be_written(folder)), waiting=waits) as library:
        found = _examine(library)
        if found and repair:
            _mend(library, found)
            screen.say("mended; once more:")
            found = _examine(library)
        if recall:
            _say_recall(library)
        if not found:
            return
        lost = sum(trouble.mend is Mend.NOTHING for trouble in found)
        if not repair and lost < len(found):
            screen.complain(f"{len(found) - lost} can be mended: podium --library {folder} doctor --repair")
        if lost:
            screen.complain(f"{lost} cannot be mended: add the articles again from their files, or restore a copy")
        raise typer.Exit(FAILED)


def _examine(library: Library) -> list[Trouble]:
    from qa.checkup import examine_facts

    troubles: list[Trouble] = []
    for name, found in examine(library):
        _say(name, [trouble.text for trouble in found])
        troubles += found
        if any(trouble.mend is Mend.NOTHING for trouble in found) and name == "database":
            return troubles  # what else a damaged database says cannot be trusted
    misread = list(examine_facts(library))
    _say(FACTS, [fact.text for fact in misread])
    return troubles + [Trouble(fact.article, Mend.FACTS) for fact in misread]


def _say_recall(library: Library) -> None:
    from index.recall import NEAREST, measure_recall  # numpy

    found = measure_recall(library)
    compared = f"of {found.queries} searches among {found.passages} passages"
    screen.say(f"{'recall':<16} {100 * found.share:.1f} % of the {NEAREST} nearest passages found, {compared}")


def _mend(library: Library, troubles: Sequence[Trouble]) -> None:
    from qa.checkup import read_again

    mend(library, troubles)
    for trouble in troubles:
        if trouble.mend is Mend.FACTS:
            read_again(library, trouble.text)


def _say(name: str, troubles: Sequence[str]) -> None:
    screen.say(f"{name:<16} {'ok' if not troubles else f'{len(troubles)} wrong'}")
    for text in troubles[:MOST_SHOWN]:
        screen.say(f"    {text}")
    if len(troubles) > MOST_SHOWN:
        screen.say(f"    and {len(troubles) - MOST_SHOWN} more")
