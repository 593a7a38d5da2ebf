"""The first tab of the page: one conversation, and beside it the sentences that its answers rest on.

What it says is made in web/markup.py, how it looks stands in web/conversation.css, and what is answered is left to qa.
The address of the page holds the questions of the conversation, so a reload, a link and the browser's history ask them
again; the browser itself keeps the questions of earlier conversations, and nothing else.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import gradio as gr

from qa.account import Account
from qa.answer import Answer
from qa.exhibit import places_in
from qa.request import BadRequest, check_question
from web import feedback, markup
from web.cites import Cite, cite_of
from web.desk import SharedDesk
from web.labels import language_of
from web.panel import Sent, cites_in, source_functions
from web.transcript import transcript

WEB = Path(__file__).parent
LONGEST = 500  # characters that fit into the question box
REMEMBERED = 20  # earlier questions that a follow-up may lean on
SUGGESTED = 6
KEPT = 30  # conversations in the browser
# Fixed, or what the browser keeps would be lost whenever the server starts again. It is no secret from its own reader.
STORAGE, STORAGE_SECRET = "podium-conversations", "podium"
SPAN = re.compile(r"(\d{1,9})-(\d{1,9})", re.ASCII)

Messages = list[Any]
Turn = tuple[Any, Any, Any, Any, Any]  # conversation, questions asked, question box, sources, welcome

log = logging.getLogger(__name__)


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

    def ask(question: str, messages: Messages, asked: list[str], request: gr.Request | None = None) -> Iterator[Turn]:
        if not question.strip():
            yield (gr.skip(),) * 5  # as on every page load without a link: the reader may have begun already
            return
        messages = [*messages, {"role": "user", "content": markup.question(question[:LONGEST])}]
        yield messages, asked, "", gr.skip(), gr.update(visible=False)
        said, sources, asked = answer(question[:LONGEST], asked, _language(request))
        messages = [*messages, {"role": "assistant", "content": said}]
        yield messages, asked, gr.skip(), sources, gr.skip()  # the box may hold the next question by now

    def answer(question: str, asked: list[str], language: str) -> tuple[str, Any, list[str]]:
        try:
            question = check_question(question)
            account = desk.account(question, context=asked)
        except BadRequest as error:
            return markup.trouble(str(error), language=language), gr.skip(), asked
        except Exception:  # whatever it was, the page has to say that no answer will come
            log.exception("The question %r could not be answered", question)
            text = "Podium failed at this question. Its log says why."
            return markup.trouble(text, language=language), gr.skip(), asked
        said = markup.reply(account, context=asked, language=language)
        sources = markup.cards(_shown(account), desk.article, language=language)
        return said, sources, [*asked, question][-REMEMBERED:]

    def ask_clicked(event: gr.EventData, messages: Messages, asked: list[str], request: gr.Request) -> Iterator[Turn]:
        yield from ask(str(event.question), messages, asked, request)

    def open_linked(request: gr.Request, messages: Messages, asked: list[str]) -> Iterator[Turn]:
        """Ask the questions of the page's address, one after another, or open the article that it names."""
        yield (gr.skip(),) * 5  # gradio waits for ever for a generator that ends without a word
        for question in request.query_params.getlist("q")[:REMEMBERED]:
            for turn in ask(question, messages, asked, request):
                yield turn
                messages, asked = (
                    kept if isinstance(new, dict) else new
                    for new, kept in zip(turn[:2], (messages, asked), strict=True)
                )
        span = SPAN.fullmatch(request.query_params.get("span", "0-1"))
        found = desk.article(request.query_params.get("article", ""))
        if found is not None and span is not None and int(span[1]) < int(span[2]):
            cite = Cite(1, found.id, int(span[1]), int(span[2]))
            cites = [cite] if "span" in request.query_params else []
            shown = markup.article(found, cites, linked=True, language=_language(request))
            yield gr.skip(), gr.skip(), gr.skip(), shown, gr.skip()

    def greet(request: gr.Request | None = None) -> str:
        language = _language(request)
        return markup.welcome(desk.suggestions(SUGGESTED), articles=len(desk.articles()), language=language)

    def begin_anew(request: gr.Request | None = None) -> Turn:
        nothing = markup.cards((), desk.article, language=_language(request))
        return [], [], "", nothing, gr.update(value=greet(request), visible=True)

    def remember(asked: list[str], history: Any, request: gr.Request | None = None) -> tuple[list[list[str]], str]:
        """Put the conversation first among those that the browser keeps, in the place of what it goes on from."""
        kept = [old for old in _history(history) if old != asked[: len(old)]]
        kept = [asked, *kept][:KEPT] if asked else _history(history)
        return kept, markup.tools(kept, here=asked, language=_language(request))

    def recall(asked: list[str], history: Any, request: gr.Request | None = None) -> tuple[Any, str]:
        """Show what the browser keeps, once: the page's address stays as it is unless it holds questions."""
        if asked:
            return remember(asked, history, request)
        return gr.skip(), markup.tools(_history(history), here=None, language=_language(request))

    asked = gr.State([])
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
    turn = [chat, asked, box, sources, welcome]
    own: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}  # programs use web/app.py
    # Beside the queue: its stream closes when nothing is under way, and whatever joins in that moment is lost.
    at_once: dict[str, Any] = {"queue": False}
    waiting: dict[str, Any] = {
        "trigger_mode": "always_last"
    }  # a question asked while an answer is still arriving is not lost
    page.load(greet, None, welcome, **own, **at_once)
    for asking, then in (
        (box.submit(ask, [box, chat, asked], turn, **own, **waiting), remember),
        (sources.ask(ask_clicked, [chat, asked], turn, **own, **waiting), remember),
        (anew.click(begin_anew, None, turn, **own), remember),
        (page.load(open_linked, [chat, asked], turn, **own), recall),
    ):
        asking.then(then, [asked, history], [history, tools], **own, **at_once)

    def refresh(event: Any) -> None:
        event(greet, None, welcome, **own, **at_once)

    return refresh


def _language(request: gr.Request | None) -> str:
    return language_of(request.headers.get("accept-language") if request is not None else None)


def _shown(account: Account) -> list[Cite]:
    """Return all the places that an answer leads to, as the panel shows them together."""
    reply = account.reply
    more = places_in(reply.exhibits, reply.disputes) if isinstance(reply, Answer) else ()
    return list(dict.fromkeys(cite_of(citation) for citation in (*reply.citations, *more)))


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
