"""The tab that checks a draft: the draft, the verdicts on its claims, and beside them the sentences they rest on.

What it says is made in web/checkmarkup.py, how it looks stands in web/checking.css, and judging is left to qa.
"""

from __future__ import annotations

import binascii
import logging
from base64 import b64decode
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import gradio as gr

from qa.check import BadDraft
from sources import readers
from sources.errors import UnreadableFile
from web import checkmarkup, markup
from web.desk import SharedDesk
from web.panel import source_functions

SCRIPT = Path(__file__).parent / "checking.js"
MOST_BYTES = 5_000_000  # of a file: a draft is short, but a Word file or a PDF may hold pictures

log = logging.getLogger(__name__)


def build(desk: SharedDesk) -> gr.HTML:
    """Lay out the tab where the page stands now, over a desk."""

    def check(sent: Any) -> str:
        """Show the verdicts on the claims of the draft that the page sent."""
        try:
            return checkmarkup.checked(desk.check(_text(sent, "text")))
        except BadDraft as error:
            return checkmarkup.trouble(str(error))
        except Exception:  # whatever it was, the page has to say that no verdict will come
            log.exception("A draft could not be checked")
            return checkmarkup.trouble("Podium failed at this draft. Its log says why.")

    def read(sent: Any) -> dict[str, str]:
        """Return the text of the file that the page sent, or why there is none."""
        try:
            articles = readers.read_bytes(_data(sent), name=_text(sent, "name"))
        except UnreadableFile as error:
            return {"trouble": str(error)}
        return {"text": "\n\n".join(article.text for article in articles)}

    return gr.HTML(
        checkmarkup.tab(markup.cards((), desk.article)),
        elem_id="checking",
        apply_default_css=False,
        js_on_load=SCRIPT.read_text(encoding="utf-8"),
        server_functions=[check, read, *source_functions(desk)],
    )


def _text(sent: object, name: str) -> str:
    """Return a text that the page sent, of which nothing is trusted; empty for anything else."""
    value = sent.get(name) if isinstance(sent, Mapping) else None
    return value if isinstance(value, str) else ""


def _data(sent: object) -> bytes:
    """Return the bytes of a file that the page sent; raise UnreadableFile where they are too many or none."""
    written = _text(sent, "data")
    name = _text(sent, "name")
    if len(written) > MOST_BYTES * 4 // 3 + 4:
        raise UnreadableFile(name, f"is larger than {MOST_BYTES // 1_000_000} MB", "paste the text instead")
    try:
        return b64decode(written, validate=True)
    except binascii.Error as error:
        raise UnreadableFile(name, "did not arrive whole", "open it again, or paste the text") from error
