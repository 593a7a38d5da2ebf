"""The first tab of the page: one conversation, and beside it the sentences that its answers rest on.

What it says is made in web/markup.py, how it looks stands in web/conversation.css, and what is answered is left to qa.
The address of the page holds the questions of the conversation, so a reload, a link and the browser's history ask them
again; the browser itself keeps the questions of earlier conversations, and nothing else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Any

import gradio as gr

from qa.request import BadRequest, check_question
from web import feedback, markup
from web.cites import Cite
from web.desk import SharedDesk
from web.labels import language_of
from web.panel import Sent, cites_in, source_functions
from web.talk import LONGEST, REMEMBERED, Talk
from web.transcript import transcript

WEB = Path(__file__).parent
SUGGESTED = 6
KEPT = 30  # conversations in the browser
# Fixed, or what the browser keeps would be lost whenever the server starts again. It is no secret from its own reader.
STORAGE, STORAGE_SECRET = "podium-conversations", "podium"
SPAN = re.compile(r"(\d{1,9})-(\d{1,9})", re.ASCII)


def build(page: gr.Blocks, desk: SharedDesk, say: gr.I18n) -> Callable[[Any], None]:
    """Lay out the conversation where the page stands now, over a desk.

    Return what makes an event show the welcome anew: its suggestions follow the library.
    """

    def save(line: Any) -> str:
        """Write down the conversation of the questions that the page sent."""
        asked = _questions(line)
        return transcript(desk.ask(question, context=asked[:at]) for at, question in enumerate(asked))

    def judge(line: Any) -> bool:
        """Keep what a reader thought of an answer."""
        try:
            told = feedback.parse(line, longest=LONGEST, most=REMEMBERED)
            reply = desk.ask(check_question(told.question), context=told.context)
        except (feedback.BadFeedback, BadRequest):  # sent by something else than the page
            return False
        return not desk.read_only and feedback.keep(desk.folder, told, reply)

    def pose(question: str, talk: Talk) -> tuple[Any, Any, Any]:
        """Show a question at once; `answer` comes after it."""
        if not question.strip():
            return gr.skip(), gr.skip(), gr.skip()
        talk.pose([question])
        return talk.messages(), "", gr.update(visible=False)

    def pose_clicked(event: gr.EventData, talk: Talk) -> tuple[Any, Any, Any]:
        shown, _, welcome = pose(str(event.question), talk)
        return shown, gr.skip(), welcome  # the box may hold what the reader is about to ask

    def pose_linked(request: gr.Request, talk: Talk) -> tuple[Any, Any, Any]:
        """Show the questions of the page's address."""
        asked = [question for question in request.query_params.getlist("q") if question.strip()][:REMEMBERED]
        if not asked:
            return gr.skip(), gr.skip(), gr.skip()
        talk.pose(asked)
        return talk.messages(), gr.skip(), gr.update(visible=False)

    def answer(talk: Talk, history: Any, request: gr.Request | None = None) -> tuple[Any, Any, Any, str]:
        """Answer what waits, and put the conversation down at once: it may be saved as soon as it is seen."""
        with answering:
            cards = talk.answer(desk, _language(request))
            return talk.messages(), gr.skip() if cards is None else cards, *recall(talk, history, request)

    def open_linked(request: gr.Request) -> Any:
        """Open the article that the page's address names."""
        span = SPAN.fullmatch(request.query_params.get("span", "0-1"))
        found = desk.article(request.query_params.get("article", ""))
        if found is None or span is None or int(span[1]) >= int(span[2]):
            return gr.skip()
        cite = Cite(1, found.id, int(span[1]), int(span[2]))
        cites = [cite] if "span" in request.query_params else []
        return markup.article(found, cites, linked=True, language=_language(request))

    def greet(request: gr.Request | None = None) -> str:
        language = _language(request)
        return markup.welcome(desk.suggestions(SUGGESTED), articles=len(desk.articles()), language=language)

    def begin_anew(talk: Talk, request: gr.Request | None = None) -> tuple[Any, Any, Any, Any]:
        talk.clear()
        nothing = markup.cards((), desk.article, language=_language(request))
        return [], "", gr.update(value=greet(request), visible=True), nothing

    def remember(talk: Talk, history: Any, request: gr.Request | None = None) -> tuple[list[list[str]], str]:
        """Put the conversation first among those that the browser keeps, in the place of what it goes on from."""
        asked = talk.understood()
        kept = [old for old in _history(history) if old != asked[: len(old)]]
        kept = [asked, *kept][:KEPT] if asked else _history(history)
        return kept, markup.tools(kept, here=asked, language=_language(request))

    def recall(talk: Talk, history: Any, request: gr.Request | None = None) -> tuple[Any, str]:
        """Show what the browser keeps, once: the page's address stays as it is unless it holds questions."""
        if talk.understood():
            return remember(talk, history, request)
        return gr.skip(), markup.tools(_history(history), here=None, language=_language(request))

    answering = Lock()  # a conversation is answered in its order, and the desk answers for one at a time anyway
    talk = gr.State(Talk())
    history = gr.BrowserState([], storage_key=STORAGE, secret=STORAGE_SECRET)
    with gr.Row(elem_id="room"):
        with gr.Column(elem_id="talk"):
            with gr.Row(elem_id="deeds"):
                tools = gr.HTML(
                    elem_id="tools",
                    apply_default_css=False,
                    js_on_load=(WEB / "tools.js").read_text(encoding="utf-8"),
                    server_functions=[save, judge],
                )
                anew = gr.Button(say("new_conversation"), elem_id="anew", size="sm", scale=0)
            welcome = gr.HTML(elem_id="welcome", apply_default_css=False)
            chat = gr.Chatbot(
                elem_id="chat",
                label=say("conversation"),
                show_label=False,
                container=False,
                layout="bubble",
                height="auto",
                buttons=[],
                feedback_options=None,
                latex_delimiters=[],
                allow_tags=False,
                line_breaks=False,
                autoscroll=False,  # panel.js shows an answer from its question on
                sanitize_html=True,
            )
            box = gr.Textbox(
                elem_id="question",
                label=say("question"),
                show_label=False,
                container=False,
                placeholder=say("ask_about"),
                max_length=LONGEST,
                submit_btn=str(say("ask")),
                autofocus=True,
            )
        sources = gr.HTML(
            markup.cards((), desk.article),
            elem_id="sources",
            apply_default_css=False,
            js_on_load=(WEB / "panel.js").read_text(encoding="utf-8"),
            server_functions=source_functions(desk, _sent),
        )
    own: dict[str, Any] = {
        "show_progress": "hidden",
        "queue": False,  # its stream closes when nothing is under way, and what is asked in that moment is lost
        "trigger_mode": "always_last",  # what happens while an answer is looked for is not lost either
        "api_visibility": "private",  # programs use web/app.py
    }
    posed = [chat, box, welcome]
    page.load(greet, None, welcome, **own)
    for posing in (
        box.submit(pose, [box, talk], posed, **own),
        sources.ask(pose_clicked, [talk], posed, **own | {"trigger_mode": "multiple"}),  # each has its own question
    ):
        posing.then(answer, [talk, history], [chat, sources, history, tools], **own)
    anew.click(begin_anew, [talk], [*posed, sources], **own).then(remember, [talk, history], [history, tools], **own)
    linked = page.load(pose_linked, [talk], posed, **own)
    answered = linked.then(answer, [talk, history], [chat, sources, history, tools], **own)
    answered.then(open_linked, None, sources, **own)

    def refresh(event: Any) -> None:
        event(greet, None, welcome, **own)

    return refresh


def _language(request: gr.Request | None) -> str:
    return language_of(request.headers.get("accept-language") if request is not None else None)


def _sent(sent: object) -> Sent:
    """Read the cites that the page sent and the language it is shown in, trusting nothing."""
    told = sent if isinstance(sent, dict) else {}
    return cites_in(told.get("cites")), language_of(told.get("tongue"))


def _questions(line: object) -> list[str]:
    """Read the questions of a conversation that the page sent, trusting nothing."""
    try:
        told = json.loads(line) if isinstance(line, str) else None
    except ValueError:
        return []
    return next(iter(_history([told])), [])


def _history(kept: object) -> list[list[str]]:
    """Read what the browser kept, trusting nothing: whatever is no conversation is left out."""
    conversations = [one for one in kept if isinstance(one, list)] if isinstance(kept, list) else []
    read = [[text[:LONGEST] for text in one if isinstance(text, str) and text.strip()] for one in conversations]
    return [questions[:REMEMBERED] for questions in read if questions][:KEPT]
