"""Races as files and for programs: JSON objects, in which each value has its citations, and lines of CSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from typing import Any

from qa.cells import Cell, Cells
from qa.draft import Support
from qa.medals import MEDALS
from qa.medaltable import MedalRow
from qa.races import RaceTable, Row

COLUMNS = (
    "race sport event sex round competition place year date rank entrant nation line_up mark margin medal records"
    " status differing articles"
).split()
FORMULA = re.compile(r"[=@\t\r]|[+-](?![\d.:]+$)")  # how a cell begins that a spreadsheet would calculate


def race_object(table: RaceTable) -> dict[str, Any]:
    """Return a race and its result as a dictionary of JSON values; every value cites its places."""
    race = table.race
    return {
        "race": table.key,
        "title": table.title,
        "sport": table.sport,
        "event": table.event,
        "sex": race.sex,
        "round": race.round,
        "competition": race.competition,
        "place": race.place,
        "year": race.year,
        "date": race.day.isoformat() if race.day else None,
        "rows": [_row_object(row) for row in table.rows],
        "sources": [
            {
                "article": article.id,
                "source": article.source,
                "title": article.title,
                "publisher": article.publisher,
                "published": article.published.isoformat() if article.published else None,
            }
            for article in table.sources
        ],
    }


def medal_object(row: MedalRow) -> dict[str, Any]:
    """Return a line of the medal table as a dictionary of JSON values, with the races that its medals are of."""
    return {
        "nation": row.nation or None,
        "code": row.code or None,
        **{medal: row.count(medal) for medal in MEDALS.values()},
        "medals": [
            {
                "medal": one.medal,
                "race": one.race.key,
                "title": one.race.title,
                "entrant": one.row.name,
                "disputed": one.disputed,
                "citations": [_place_object(place) for place in one.cell.support],
            }
            for one in row.medals
        ],
    }


def race_lines(tables: Iterable[RaceTable]) -> str:
    """Write races as CSV, a line for each entrant; what a spreadsheet would calculate begins with an apostrophe."""
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\r\n")
    lines.writerow(COLUMNS)
    for table in tables:
        for row in table.rows:
            lines.writerow(f"'{cell}" if FORMULA.match(cell) else cell for cell in _line(table, row))
    return written.getvalue()


def _line(table: RaceTable, row: Row) -> list[str]:
    race = table.race
    articles = dict.fromkeys(place.article.id for cells in row.groups for cell in cells for place in cell.support)
    known = (
        table.key,
        table.sport,
        table.event,
        race.sex,
        race.round,
        race.competition,
        race.place,
        race.year,
        race.day,
    )
    best = (row.rank, row.entrant, row.nation, row.line_up, row.mark, row.gap, row.medal)
    return [
        *("" if value is None else str(value) for value in known),
        *(cells[0].text if cells else "" for cells in best),
        "; ".join(cell.text for cell in row.records),
        row.status[0].text if row.status else "",
        "; ".join(_differing(name, cells) for name, cells in _named(row).items() if len(cells) > 1),
        " ".join(articles),
    ]


def _named(row: Row) -> dict[str, Cells]:
    return {
        "rank": row.rank,
        "entrant": row.entrant,
        "nation": row.nation,
        "line_up": row.line_up,
        "mark": row.mark,
        "margin": row.gap,
        "medal": row.medal,
        "status": row.status,
    }


def _differing(name: str, cells: Cells) -> str:
    return f"{name}: " + ", ".join(
        f"{cell.text} ({cell.difference.value})" for cell in cells[1:] if cell.difference is not None
    )


def _row_object(row: Row) -> dict[str, Any]:
    named = {name: [_cell_object(cell) for cell in cells] for name, cells in _named(row).items()}
    return {
        "place": row.place,
        "name": row.name,
        "nation_code": row.nation_code,
        **named,
        "records": [_cell_object(cell) for cell in row.records],
        "superseded": [_cell_object(cell) for cell in row.superseded],
    }


def _cell_object(cell: Cell) -> dict[str, Any]:
    return {
        "text": cell.text,
        "difference": cell.difference.value if cell.difference else None,
        "derivation": cell.derivation,
        "citations": [_place_object(place) for place in cell.support],
    }


def _place_object(place: Support) -> dict[str, Any]:
    return {
        "article": place.article.id,
        "start": place.start,
        "end": place.end,
        "quote": place.article.text[place.start : place.end],
    }
