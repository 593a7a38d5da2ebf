"""The Library tab: look through the articles, read one, add and remove. What is done with them is left to the desk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import gradio as gr

from sources.limits import MAX_BYTES
from web import tabmarkup
from web.desk import ReadOnly, SharedDesk
from web.sent import day_of, number_of, text_of
from web.uploads import LONGEST_TITLE, Outcome, add_file, add_text

SCRIPT = Path(__file__).parent / "library.js"
LONGEST_SEARCH = 200  # characters


def build(desk: SharedDesk) -> gr.HTML:
    """Lay out the tab where the page stands now; it triggers `changed` when the library has."""

    def holdings(asked: Any) -> str:
        words = text_of(asked, "words")[:LONGEST_SEARCH]
        return tabmarkup.holdings(
            desk.holdings(words),
            first=number_of(asked, "first"),
            total=len(desk.articles()),
            words=words.strip(),
            read_only=desk.read_only,
            is_bundled=desk.is_bundled(),
        )

    def reading(asked: Any) -> str:
        found = desk.article(text_of(asked, "article"))
        return "" if found is None else tabmarkup.reading(found, desk.facts(found.id))

    def add(sent: Any) -> str:
        files = getattr(sent, "files", None)
        if not isinstance(files, list) or len(files) != 1:
            return tabmarkup.outcome(Outcome("The file", reason="was not sent as one file", remedy="choose it again"))
        [(name, content)] = files
        return tabmarkup.outcome(add_file(desk, str(name or ""), content))

    def paste(sent: Any) -> str:
        text, title = text_of(sent, "text"), text_of(sent, "title")[:LONGEST_TITLE]
        if len(text) > MAX_BYTES:
            return tabmarkup.outcome(Outcome("The text", reason="is too long", remedy="paste it in parts"))
        return tabmarkup.outcome(add_text(desk, text, title=title, published=day_of(sent, "published")))

    def remove(asked: Any) -> str:
        try:
            found = desk.remove(text_of(asked, "article"))
        except ReadOnly as error:
            return tabmarkup.outcome(Outcome("The article", reason="was not removed", remedy=str(error).rstrip(".")))
        return tabmarkup.removed(found)

    functions: dict[str, Any] = {"holdings": holdings, "reading": reading}
    if not desk.read_only:
        functions |= {"add_file": add, "add_text": paste, "remove": remove}
    for name, function in functions.items():
        function.__name__ = name  # by which the script calls it
    return gr.HTML(
        tabmarkup.library(read_only=desk.read_only),
        elem_id="shelf",
        apply_default_css=False,
        js_on_load=SCRIPT.read_text(encoding="utf-8"),
        server_functions=list(functions.values()),
    )
