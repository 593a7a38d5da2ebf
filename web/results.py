"""The Results tab: the races found, the medal table, their sources, and both as files. Finding them is left to qa."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import gradio as gr

from qa.medaltable import medal_table
from qa.racefile import medal_object, race_lines, race_object
from qa.races import RaceTable, choices, pick_races
from web import tabmarkup
from web.desk import SharedDesk
from web.panel import source_functions
from web.sent import number_of, text_of

SCRIPT = Path(__file__).parent / "results.js"


def build(desk: SharedDesk) -> gr.HTML:
    """Lay out the tab where the page stands now."""

    def tab(_: Any) -> str:
        return tabmarkup.results(choices(desk.races()))

    def races(asked: Any) -> str:
        found = desk.races()
        return tabmarkup.races(_picked(found, asked), first=number_of(asked, "first"), total=len(found))

    def medals(asked: Any) -> str:
        return tabmarkup.medals(medal_table(_picked(desk.races(), asked)))

    def file(asked: Any) -> str:
        found = _picked(desk.races(), asked)
        if text_of(asked, "format") == "csv":
            return race_lines(found)
        told = {
            "races": [race_object(table) for table in found],
            "medals": [medal_object(row) for row in medal_table(found)],
        }
        return json.dumps(told, ensure_ascii=False, indent=1)

    return gr.HTML(
        tabmarkup.results(choices(())),
        elem_id="results",
        apply_default_css=False,
        js_on_load=SCRIPT.read_text(encoding="utf-8"),
        server_functions=[tab, races, medals, file, *source_functions(desk)],
    )


def _picked(tables: tuple[RaceTable, ...], asked: Any) -> tuple[RaceTable, ...]:
    """Return the races that meet what the page asks for, of which nothing is trusted."""
    year = text_of(asked, "year")
    return pick_races(
        tables,
        sport=text_of(asked, "sport") or None,
        year=int(year) if year.isascii() and year.isdigit() and len(year) <= len("2022") else None,
        event=text_of(asked, "event") or None,
        sex=text_of(asked, "sex") or None,
        nation=text_of(asked, "nation") or None,
    )
