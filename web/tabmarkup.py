"""Makes the markup of the tabs beside the conversation, with the templates and the escaping of `markup`."""

from __future__ import annotations

from collections.abc import Sequence

from index.records import Change
from qa.cells import Cell
from qa.draft import Support
from qa.holdings import Holding
from qa.lines import FactLine
from qa.medals import MEDALS
from qa.medaltable import MedalRow
from qa.races import Choices, RaceTable
from qa.words_out import capital, counted
from sources.limits import MAX_BYTES
from sources.readers import READERS
from sources.records import Article
from web import markup
from web.cites import Cite, write
from web.excerpts import whole
from web.uploads import MOST_FILES, Outcome

SHOWN = 50  # articles, or races, that are shown before more are asked for
MOST_RACES = 3  # of an article that its line names
KINDS = {"RecordSet": "Record", "LineUp": "Line-up", "Affiliation": "Team", "Profile": "Person"}
DONE = {Change.ADDED: "Added", Change.REPLACED: "Replaced the earlier one", Change.UNCHANGED: "Already in the library"}


def library(*, read_only: bool) -> str:
    """Show the empty Library tab, which the page fills."""
    return _render(
        "library.html",
        read_only=read_only,
        accept=",".join(READERS),
        most_files=MOST_FILES,
        most_bytes=MAX_BYTES,
        megabytes=MAX_BYTES // 1_000_000,
    )


def holdings(held: Sequence[Holding], *, first: int, total: int, words: str, read_only: bool, is_bundled: bool) -> str:
    """Show the articles of a library from the one numbered `first` on; `total` are all that it holds."""
    return _render(
        "holdings.html",
        held=held[first : first + SHOWN],
        found=len(held),
        next=first + SHOWN if first + SHOWN < len(held) else None,
        first=first,
        total=total,
        words=words,
        read_only=read_only,
        is_bundled=is_bundled,
        most=MOST_RACES,
        capital=capital,
        counted=counted,
        day=markup.day,
    )


def outcome(told: Outcome) -> str:
    """Show what became of a file or a text."""
    return _render("outcome.html", outcome=told, done=DONE, counted=counted, capital=capital)


def removed(article: Article | None) -> str:
    """Show that an article is no longer in the library."""
    return _render("removed.html", article=article)


def reading(article: Article, facts: Sequence[FactLine]) -> str:
    """Show all of an article, and beside it what was read from it, each with its place."""
    there = [fact for fact in facts if 0 <= fact.start < fact.end <= len(article.text)]
    cites = [Cite(number, article.id, fact.start, fact.end) for number, fact in enumerate(there, 1)]
    return _render(
        "reading.html",
        article=article,
        text=whole(article.text, cites),
        facts=list(enumerate(there, 1)),
        kinds=KINDS,
        counted=counted,
        day=markup.day,
        is_address=lambda source: source.startswith(("http://", "https://")),
    )


def results(choices: Choices) -> str:
    """Show the Results tab with what its races can be picked by; the page fills in the races."""
    return _render("results.html", choices=choices, capital=capital)


def races(tables: Sequence[RaceTable], *, first: int, total: int) -> str:
    """Show result tables from the one numbered `first` on; `total` are all races of the library."""
    return _render(
        "races.html",
        tables=tables[first : first + SHOWN],
        found=len(tables),
        next=first + SHOWN if first + SHOWN < len(tables) else None,
        first=first,
        total=total,
        differences=_differences,
        counted=counted,
        capital=capital,
        cites=_cites,
        said=_said,
        day=markup.day,
        title=_title,
        where=_where,
        result=_result_name,
    )


def medals(rows: Sequence[MedalRow]) -> str:
    """Show a medal table; each line opens to the races that gave its medals."""
    return _render("medals.html", rows=rows, medals=MEDALS.values(), cites=_cites, capital=capital, counted=counted)


def _render(template: str, **values: object) -> str:
    return markup.TEMPLATES.get_template(template).render(**values)


def _cites(cell: Cell) -> str:
    """Write where a value stands, as the page hands it back to see the sentences."""
    return write(_cite(number, place) for number, place in enumerate(cell.support, 1))


def _cite(number: int, place: Support) -> Cite:
    return Cite(number, place.article.id, place.start, place.end)


def _said(cell: Cell) -> str:
    """Say what one should know of a value: that it was calculated, or how it differs."""
    if cell.derivation:
        return cell.derivation
    return cell.difference.value if cell.difference else ""


def _differences(table: RaceTable) -> list[tuple[str, str, Cell]]:
    """List what the reports do not agree about: whom it is of, the value shown first, and the other."""
    return [
        (row.name, cells[0].text, other)
        for row in table.rows
        for cells in (row.rank, row.entrant, row.line_up, row.mark, row.gap, row.medal)
        for other in cells[1:]
    ]


def _title(table: RaceTable) -> str:
    year = f" in {table.race.year}"
    return capital(table.title.removesuffix(year))


def _where(table: RaceTable) -> list[str]:
    race = table.race
    named = race.competition if race.competition and race.competition not in table.title else race.place
    day = markup.day(race.day) if race.day else str(race.year or "")
    return [part for part in (day, named, table.sport and capital(table.sport)) if part]


def _result_name(table: RaceTable) -> str:
    """Name the column of times or distances."""
    marks = [row.mark[0].text for row in table.rows if row.mark]
    return "Result" if any(mark[-1:].isalpha() for mark in marks) else "Time"
