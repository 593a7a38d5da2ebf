"""The first tab of the page: one conversation, and beside it the sentences that its answers rest on.

What it says is made in web/markup.py, how it looks stands in web/conversation.css, and what is answered is left to qa.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import gradio as gr

from qa.request import BadRequest, check_question
from web import markup
from web.cites import BadCite, Cite, cite_of, parse
from web.desk import SharedDesk

SCRIPT = Path(__file__).parent / "panel.js"
LONGEST = 500  # characters that fit into the question box
REMEMBERED = 20  # earlier questions that a follow-up may lean on
SUGGESTED = 6

Messages = list[Any]
Turn = tuple[Any, Any, Any, Any, Any]  # conversation, questions asked, question box, sources, welcome

log = logging.getLogger(__name__)


def build(page: gr.Blocks, desk: SharedDesk) -> Callable[[Any], None]:
    """Lay out the conversation where the page stands now, over a desk.

    Return what makes an event show the welcome anew: its suggestions follow the library.
    """

    def cards(line: Any) -> str:
        """Show the articles of the cites that the page sent."""
        return markup.cards(_cites(line), desk.article)

    def article(line: Any) -> str:
        """Show all of the article of the first cite that the page sent."""
        cites = _cites(line)
        found = desk.article(cites[0].article) if cites else None
        return markup.cards(cites, desk.article) if found is None else markup.article(found, cites)

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
            reply = desk.ask(question, context=asked)
        except BadRequest as error:
            return markup.trouble(str(error)), gr.skip(), asked
        except Exception:  # whatever it was, the page has to say that no answer will come
            log.exception("The question %r could not be answered", question)
            return markup.trouble("Podium failed at this question. Its log says why."), gr.skip(), asked
        cites = [cite_of(citation) for citation in reply.citations]
        return markup.reply(reply), markup.cards(cites, desk.article), [*asked, question][-REMEMBERED:]

    def ask_clicked(event: gr.EventData, messages: Messages, asked: list[str]) -> Iterator[Turn]:
        yield from ask(str(event.question), messages, asked)

    def ask_linked(request: gr.Request, messages: Messages, asked: list[str]) -> Iterator[Turn]:
        yield from ask(request.query_params.get("q", ""), messages, asked)

    def greet() -> str:
        return markup.welcome(desk.suggestions(SUGGESTED), articles=len(desk.articles()))

    def begin_anew() -> Turn:
        return [], [], "", markup.cards((), desk.article), gr.update(value=greet(), visible=True)

    asked = gr.State([])
    with gr.Row(elem_id="room"):
        with gr.Column(elem_id="talk"):
            anew = gr.Button("New conversation", elem_id="anew", size="sm", scale=0)
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
            markup.cards((), desk.article),
            elem_id="sources",
            apply_default_css=False,
            js_on_load=SCRIPT.read_text(encoding="utf-8"),
            server_functions=[cards, article],
        )
    turn = [chat, asked, box, sources, welcome]
    own: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}  # programs use web/app.py
    box.submit(ask, [box, chat, asked], turn, **own)
    sources.ask(ask_clicked, [chat, asked], turn, **own)
    page.load(greet, None, welcome, **own)
    page.load(ask_linked, [chat, asked], turn, **own)
    anew.click(begin_anew, None, turn, **own)

    def refresh(event: Any) -> None:
        event(greet, None, welcome, **own)

    return refresh


def _cites(line: object) -> tuple[Cite, ...]:
    try:
        return parse(line)
    except BadCite:  # sent by something else than the page: it is shown no source
        return ()
