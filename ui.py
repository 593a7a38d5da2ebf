"""The page: a masthead, and below it one tab for each thing that can be done here.

Each tab is laid out by a module of web/. What the page says is made in web/markup.py, how it looks stands in a style
sheet that all tabs share and in one for each tab.
`python ui.py` opens it over your own library, or that of the bundled reports.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.library import Library
from qa import bundled
from qa.desk import Desk
from qa.reader import open_reader
from sources.limits import MAX_BYTES
from web import markup
from web.desk import SharedDesk
from web.labels import labels

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read while gradio is imported: the page speaks to nobody
import gradio as gr  # noqa: E402

from web import checking, conversation, results, shelf  # noqa: E402

if TYPE_CHECKING:
    from fastapi import FastAPI

WEB = Path(markup.__file__).parent
HOST, PORT = "127.0.0.1", 7860
# Later ones may lean on what the first defines.
STYLES = ("page.css", "conversation.css", "library.css", "results.css", "checking.css")


def build(desk: Desk | SharedDesk) -> gr.Blocks:
    """Lay out the page over a desk. Its look belongs to what serves it: `mount`, or `launch(**dress())`."""
    shared = desk if isinstance(desk, SharedDesk) else SharedDesk(desk)
    say = gr.I18n()  # the keys; what they say is part of the dress
    page: gr.Blocks
    with gr.Blocks(title="Podium", analytics_enabled=False, fill_width=True) as page:
        gr.HTML(markup.masthead(say("tagline")), elem_id="masthead", apply_default_css=False)
        with gr.Tabs(elem_id="tabs"):
            with gr.Tab(say("ask"), id="ask", elem_id="ask"):
                refresh = conversation.build(page, shared, say)
            with gr.Tab(say("library"), id="library", elem_id="library"):
                refresh(shelf.build(shared).changed)
            with gr.Tab(say("results"), id="results-tab", elem_id="results-tab"):
                results.build(shared)
            with gr.Tab(say("check"), id="check", elem_id="check"):
                checking.build(shared)
    return page


def dress() -> dict[str, Any]:
    """Return the keywords for what serves the page: its look, and that nothing is stored, counted or sent."""
    theme = gr.themes.Base(font=["system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"])
    return {
        # With a colour of its own where the style sheet is not there yet, lest the page flash.
        "theme": theme.set(
            body_background_fill="var(--paper, #faf7f0)", body_background_fill_dark="var(--paper, #14191f)"
        ),
        "css_paths": [WEB / name for name in STYLES],
        "head": markup.head(),
        "i18n": gr.I18n(**labels()),
        "footer_links": [],
        "run_history": False,
        "enable_monitoring": False,
        "show_error": False,  # a toast would show the text of an error as HTML
        "ssr_mode": False,
        "max_file_size": MAX_BYTES,
    }


def mount(app: FastAPI, desk: Desk | SharedDesk) -> FastAPI:
    """Put the chat page at `/` of an application, below the routes that it has."""
    mounted: FastAPI = gr.mount_gradio_app(app, build(desk), path="/", **dress())
    return mounted


def dismiss(app: FastAPI) -> None:
    """Let go of the open pages of an application that ends; each holds a connection that never ends by itself."""
    for route in app.routes:
        if isinstance(mounted := getattr(route, "app", None), gr.routes.App):
            mounted.stop_event.set()
            queue: Any = (
                mounted.get_blocks()._queue
            )  # as gradio's own Blocks.close does; nothing public closes it alone
            queue.close()


def main() -> None:
    """Open the chat page in the browser, and serve it until interrupted."""
    folder = bundled.default_folder()
    if not bundled.is_library(folder):
        bundled.build(folder)
    else:
        bundled.refresh(folder)
    with Library.open(folder) as library:
        build(Desk(library, open_reader())).launch(server_name=HOST, server_port=PORT, inbrowser=True, **dress())


if __name__ == "__main__":
    main()
