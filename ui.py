"""The chat page: one conversation, and beside it the sentences that its answers rest on.

What the page says is made in web/markup.py, how it looks stands in web/page.css, and what is answered is left to qa.
`python ui.py` opens it over your own library, or that of the bundled reports.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.library import Library
from qa import bundled
from qa.desk import Desk
from qa.reader import open_reader
from qa.request import BadRequest, check_question
from web import markup
from web.cites import BadCite, Cite, cite_of, parse
from web.desk import SharedDesk

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read while gradio is imported: the page speaks to nobody
import gradio as gr  # noqa: E402

if TYPE_CHECKING:
    from fastapi import FastAPI

WEB = Path(markup.__file__).parent
HOST, PORT = "127.0.0.1", 7860
LONGEST = 500  # characters that fit into the question box
REMEMBERED = 20  # earlier questions that a follow-up may lean on
SUGGESTED = 6

Messages = list[Any]
Turn = tuple[Any, Any, Any, Any, Any]  # conversation, questions asked, question box, sources, welcome

log = logging.getLogger(__name__)


def build(desk: Desk | SharedDesk) -> gr.Blocks:
    """Lay out the chat page over a desk. Its look belongs to what serves it: `mount`, or `launch(**dress())`."""
    shared = desk if isinstance(desk, SharedDesk) else SharedDesk(desk)

    def cards(line: Any) -> str:
        """Show the articles of the cites that the page sent."""
        return markup.cards(_cites(line), shared.article)

    def article(line: Any) -> str:
        """Show all of the article of the first cite that the page sent."""
        cites = _cites(line)
        found = shared.article(cites[0].article) if cites else None
        return markup.cards(cites, shared.article) if found is None else markup.article(found, cites)

    def ask(question: str, messages: Messages, asked: list[str]) -> Iterator[Turn]:
        if not question.strip():
            yield (gr.skip(),) * 5  # as on every page load without a link: the reader may have begun already
            return
        messages = [*messages, {"role": "user", "content": markup.question(question[:LONGEST])}]
        yield messages, asked, "", gr.skip(), gr.update(visible=False)
        said, sources, asked = answer(question[:LONGEST], asked)
        messages = [*messages, {"role": "assistant", "content": said}]
        yield messages, asked, gr.skip(), sources, gr.skip()  # the box may hold the next question by now

    def answer(question: str, asked: list[str]) -> tuple[str, Any, list[str]]:
        try:
            question = check_question(question)
            reply = shared.ask(question, context=asked)
        except BadRequest as error:
            return markup.trouble(str(error)), gr.skip(), asked
        except Exception:  # whatever it was, the page has to say that no answer will come
            log.exception("The question %r could not be answered", question)
            return markup.trouble("Podium failed at this question. Its log says why."), gr.skip(), asked
        cites = [cite_of(citation) for citation in reply.citations]
        return markup.reply(reply), markup.cards(cites, shared.article), [*asked, question][-REMEMBERED:]

    def ask_clicked(event: gr.EventData, messages: Messages, asked: list[str]) -> Iterator[Turn]:
        yield from ask(str(event.question), messages, asked)

    def ask_linked(request: gr.Request, messages: Messages, asked: list[str]) -> Iterator[Turn]:
        yield from ask(request.query_params.get("q", ""), messages, asked)

    def greet() -> str:
        return markup.welcome(shared.suggestions(SUGGESTED), articles=len(shared.articles()))

    def begin_anew() -> Turn:
        return [], [], "", markup.cards((), shared.article), gr.update(value=greet(), visible=True)

    page: gr.Blocks
    with gr.Blocks(title="Podium", analytics_enabled=False, fill_width=True) as page:
        asked = gr.State([])
        with gr.Row(elem_id="masthead"):
            gr.HTML(markup.masthead(), apply_default_css=False)
            anew = gr.Button("New conversation", elem_id="anew", size="sm", scale=0)
        with gr.Row(elem_id="room"):
            with gr.Column(elem_id="talk"):
                welcome = gr.HTML(elem_id="welcome", apply_default_css=False)
                chat = gr.Chatbot(
                    elem_id="chat",
                    label="Conversation",
                    show_label=False,
                    container=False,
                    layout="bubble",
                    height="auto",
                    buttons=[],
                    feedback_options=None,
                    latex_delimiters=[],
                    allow_tags=False,
                    line_breaks=False,
                    sanitize_html=True,
                )
                box = gr.Textbox(
                    elem_id="question",
                    label="Question",
                    show_label=False,
                    container=False,
                    placeholder="Ask about a race",
                    max_length=LONGEST,
                    submit_btn="Ask",
                    autofocus=True,
                )
            sources = gr.HTML(
                markup.cards((), shared.article),
                elem_id="sources",
                apply_default_css=False,
                js_on_load=(WEB / "panel.js").read_text(encoding="utf-8"),
                server_functions=[cards, article],
            )
        turn = [chat, asked, box, sources, welcome]
        own: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}  # programs use web/app.py
        box.submit(ask, [box, chat, asked], turn, **own)
        sources.ask(ask_clicked, [chat, asked], turn, **own)
        page.load(greet, None, welcome, **own)
        page.load(ask_linked, [chat, asked], turn, **own)
        anew.click(begin_anew, None, turn, **own)
        page.queue(default_concurrency_limit=8, max_size=200)
    return page


def dress() -> dict[str, Any]:
    """Return the keywords for what serves the page: its look, and that nothing is stored, counted or sent."""
    theme = gr.themes.Base(font=["system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"])
    return {
        # With a colour of its own where the style sheet is not there yet, lest the page flash.
        "theme": theme.set(
            body_background_fill="var(--paper, #faf7f0)", body_background_fill_dark="var(--paper, #14191f)"
        ),
        "css_paths": WEB / "page.css",
        "head": markup.head(),
        "footer_links": [],
        "run_history": False,
        "enable_monitoring": False,
        "show_error": False,  # a toast would show the text of an error as HTML
        "ssr_mode": False,
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
    with Library.open(folder) as library:
        build(Desk(library, open_reader())).launch(server_name=HOST, server_port=PORT, inbrowser=True, **dress())


def _cites(line: object) -> tuple[Cite, ...]:
    try:
        return parse(line)
    except BadCite:  # sent by something else than the page: it is shown no source
        return ()


if __name__ == "__main__":
    main()
