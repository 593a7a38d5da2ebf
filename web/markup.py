"""Makes all markup of the page, and is the only place that does: every text that is put in is escaped here.

Texts reach two sinks that read more than plain text: the chat (Markdown and HTML) and the panel (HTML). One escape is
right for both, and the templates apply it to every `{{ }}` by themselves. What is said and how it looks is left to the
templates and the style sheet beside this file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from qa.account import Account, Choice
from qa.answer import Answer, Citation, How, NoAnswer, Note, Reply, Status
from qa.exhibit import Table, Timeline
from sources.records import Article
from web.charts import bars, editions
from web.cites import LINK, Cite, cite_of, write
from web.excerpts import Excerpt, excerpts, whole
from web.labels import FALLBACK, labels
from web.lines import MARK, lines_in, lines_of

UNSAFE = re.compile(r"[!-/:-@\[-`{-~\t\n]")  # all ASCII punctuation, and what starts lines and code blocks
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
FRINGE = ' .“”"'
JUDGE = "#judge="
SHORT_ENOUGH = 60  # characters of a bare answer that is set as a headline

# The keys of the labels that say how a question ended.
BADGES = {Status.NOT_IN_ARTICLES: "not_in_articles", Status.AMBIGUOUS: "ambiguous"}
FOUND = {How.FACTS: "facts", How.READER: "quoted", How.PASSAGES: "quoted"}


def md_escape(text: str) -> str:
    """Write text with numeric entities so that Markdown and HTML show it as it is; it never holds a line break."""
    plain = UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return UNSAFE.sub(lambda found: f"&#{ord(found[0])};", plain)


def _escape_all(value: object) -> object:
    return value if isinstance(value, Markup) else Markup(md_escape(str(value)))


TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    finalize=_escape_all,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
TEMPLATES.filters["zip"] = zip


@dataclass(frozen=True, slots=True)
class Card:
    """One article in the panel, with the places that an answer cites."""

    article: Article
    cites: tuple[Cite, ...]
    excerpts: tuple[Excerpt, ...]


def question(text: str) -> str:
    """Show a question in the chat, word for word."""
    return md_escape(text.strip())


def reply(account: Account, *, context: Sequence[str] = (), language: str = FALLBACK) -> str:
    """Show an answer in the chat: badges, text with links for marks, tables, what may follow, how it was found.

    `context` are the earlier questions of the conversation, oldest first.
    """
    answer = account.reply
    exhibits = answer.exhibits if isinstance(answer, Answer) else ()
    disputes = answer.disputes if isinstance(answer, Answer) else ()
    shown_apart = {"derivation", *(["disagreement"] if disputes else [])}
    notes = [note for note in answer.notes if note.kind not in shown_apart and note.text not in answer.text]
    tables = [exhibit for exhibit in exhibits if isinstance(exhibit, Table)]
    return _render(
        "reply.html",
        language,
        account=account,
        answer=answer,
        badge=labels()[language][BADGES.get(answer.status) or FOUND[answer.how]],
        disagree=bool(disputes) or any(note.kind == "disagreement" for note in answer.notes),
        headline=answer.short if _is_headline(answer) else "",
        lines=lines_of(answer),
        timeline=next((_dated(exhibit) for exhibit in exhibits if isinstance(exhibit, Timeline)), None),
        tables=[(table, bars(table), editions(table)) for table in tables],
        disputes=disputes,
        notes=[(note, lines_in(note.text, answer.citations)) for note in notes],
        derivations=[note for note in answer.notes if note.kind == "derivation"],
        choices=account.choices or [Choice(one.kind, one.value, one.words, ()) for one in answer.reading.constraints],
        link=conversation_link((*context, answer.question)),
        ask=_ask_link,
        judge=lambda helpful: _judge_link(answer.question, context, helpful=helpful),
        href=lambda citation: f"{LINK}{cite_of(citation)}",
        title=_citation_title,
        note_name=_note_name,
    )


def conversation_link(questions: Iterable[str]) -> str:
    """Return the address, within the page, that asks these questions one after another."""
    return "?" + "&".join(f"q={quote(question, safe='')}" for question in questions)


def head() -> str:
    """Return what the head of the page holds."""
    return _render("head.html", FALLBACK)


def masthead(tagline: object) -> str:
    """Show the name of the page, and a label of gradio's, which the browser translates."""
    return _render("masthead.html", FALLBACK, tagline=Markup(str(tagline)))


def trouble(text: str, *, language: str = FALLBACK) -> str:
    """Show in the chat that a question could not be worked on."""
    return _render("trouble.html", language, text=text)


def welcome(suggestions: Sequence[str], *, articles: int, language: str = FALLBACK) -> str:
    """Show the empty page: what can be asked."""
    lead = labels()[language]["welcome_one" if articles == 1 else "welcome"].format(f"{articles:,}")
    return _render("welcome.html", language, suggestions=suggestions, articles=articles, lead=lead, ask=_ask_link)


def tools(history: Sequence[Sequence[str]], *, here: Sequence[str] | None, language: str = FALLBACK) -> str:
    """Show what can be done with conversations: take up an earlier one, save this one, judge an answer.

    `here` are the questions of this one, None while they are not known.
    """
    earlier = [(questions[0], len(questions), conversation_link(questions)) for questions in history]
    link = None if here is None else conversation_link(here) if here else ""
    return _render("tools.html", language, earlier=earlier, here=link)


def cards(cites: Sequence[Cite], find: Callable[[str], Article | None], *, language: str = FALLBACK) -> str:
    """Show the cited articles with the cited sentences marked, in the order of their first number."""
    kept: dict[str, list[Cite]] = {}
    for cite in sorted(cites, key=lambda cite: cite.number):
        kept.setdefault(cite.article, []).append(cite)
    shown, lost = [], []
    for name, its in kept.items():
        article = find(name)
        there = [cite for cite in its if article is not None and cite.end <= len(article.text)]
        lost += [cite for cite in its if cite not in there]
        if article is not None and there:
            shown.append(Card(article, tuple(there), excerpts(article.text, there)))
    return _render("cards.html", language, key=write(cites), cards=shown, lost=lost, **_card_words())


def article(found: Article, cites: Iterable[Cite], *, linked: bool = False, language: str = FALLBACK) -> str:
    """Show all of an article with the cited sentences marked; `linked` says that a link led to the page for it."""
    there = [cite for cite in cites if cite.article == found.id and cite.end <= len(found.text)]
    card = Card(found, tuple(there), (whole(found.text, there),))
    return _render("article.html", language, card=card, linked=linked, **_card_words())


def day(when: date) -> str:
    """Write a date as in 5 February 2022."""
    return f"{when.day} {when:%B %Y}"


def _render(template: str, language: str, **values: object) -> str:
    written = TEMPLATES.get_template(template).render(say=labels()[language], **values)
    return "\n".join(line for line in written.splitlines() if line.strip())  # a blank line would end the HTML block


def _card_words() -> dict[str, object]:
    return {
        "day": day,
        "write": write,
        "is_address": lambda source: re.match(r"https?://", source) is not None,
        "reference": reference,
        "place_link": lambda cite: f"?article={quote(cite.article, safe='')}&span={cite.start}-{cite.end}",
    }


def reference(article: Article, cite: Cite) -> str:
    """Write a cited place as a quotation with where it was published."""
    published = day(article.published) if article.published else ""
    told = ", ".join(filter(None, [f"“{article.title}”", article.publisher, published, article.source]))
    return f"“{article.text[cite.start : cite.end].strip()}” ({told})"


def _dated(timeline: Timeline[Citation]) -> Timeline[Citation]:
    """Write the days of a timeline in words."""
    return Timeline(tuple(replace(moment, when=_day_of(moment.when)) for moment in timeline.moments))


def _day_of(when: str) -> str:
    return day(date.fromisoformat(when)) if ISO_DAY.fullmatch(when) else when


def _is_headline(answer: Reply) -> bool:
    if isinstance(answer, NoAnswer) or answer.how is How.PASSAGES or len(answer.short) > SHORT_ENOUGH:
        return False
    return answer.short.strip(FRINGE).casefold() != MARK.sub("", answer.text).strip(FRINGE).casefold()


def _citation_title(citation: Citation) -> str:
    return f"{citation.title}, {day(citation.published)}" if citation.published else citation.title


def _note_name(note: Note) -> str:
    return note.kind.replace("_", " ").capitalize()


def _ask_link(text: str) -> str:
    return f"#ask={quote(text, safe='')}"


def _judge_link(asked: str, context: Sequence[str], *, helpful: bool) -> str:
    told = {"question": asked, "context": list(context), "helpful": helpful}
    return f"{JUDGE}{quote(json.dumps(told, ensure_ascii=False), safe='')}"
