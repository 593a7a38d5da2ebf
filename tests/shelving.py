"""What several tests share: a library of invented reports, read as they would be from files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from index.library import Library
from qa.desk import Desk
from sources.readers import read_text


@contextmanager
def desk_over(folder: Path, reports: Sequence[str], *, published: date) -> Iterator[Desk]:
    """Yield a desk over a new library of these reports, named by their numbers: "0.txt"."""
    with Library.open(folder) as library:
        desk = Desk(library)
        for number, report in enumerate(reports):
            desk.add(read_text(report, source=f"{number}.txt", published=published))
        yield desk
