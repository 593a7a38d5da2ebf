"""Makes all markup of the page, and is the only place that does: every text that is put in is escaped here.

Texts reach two sinks that read more than plain text: the chat (Markdown and HTML) and the panel (HTML). One escape is
right for both, and the templates apply it to every `{{ }}` by themselves. What is said and how it looks is left to the
templates and the style sheet beside this file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from qa.answer import Citation, How, NoAnswer, Note, Reply, Status
from sources.records import Article
from web.cites import LINK, Cite, cite_of, write
from web.excerpts import Excerpt, excerpts, whole

UNSAFE = re.compile(r"[!-/:-@\[-`{-~\t\n]")  # all ASCII punctuation, and what starts lines and code blocks
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
MARK = re.compile(r"\s*\[(\d+)\]")
BULLET = re.compile(r"\s*[-•]\s+")
FRINGE = ' .“”"'
SHORT_ENOUGH = 60  # characters of a bare answer that is set as a headline

BADGES = {
    Status.NOT_IN_ARTICLES: "Not in the articles",
    Status.AMBIGUOUS: "More than one",
}
FOUND = {
    How.FACTS: "Answer from facts",
    How.READER: "Read from the articles",
    How.PASSAGES: "Quoted from the articles",
}


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


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an answer: texts, and citations where the marks stood."""

    parts: tuple[str | Citation, ...]
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """One article in the panel, with the places that an answer cites."""

    article: Article
    cites: tuple[Cite, ...]
    excerpts: tuple[Excerpt, ...]


def question(text: str) -> str:
    """Show a question in the chat, word for word."""
    return md_escape(text.strip())


def reply(answer: Reply) -> str:
    """Show an answer in the chat: badge, text with links for marks, notes, what may follow, how it was found."""
    headline = answer.short if _is_headline(answer) else ""
    return _render(
        "reply.html",
        answer=answer,
        badge=BADGES.get(answer.status) or FOUND[answer.how],
        headline=headline,
        lines=_lines(answer.text, answer.citations),
        notes=[(note, _lines(note.text, answer.citations)) for note in answer.notes if note.text not in answer.text],
        link=f"?q={quote(answer.question, safe='')}",
        ask=_ask_link,
        href=lambda citation: f"{LINK}{cite_of(citation)}",
        title=_citation_title,
        note_name=_note_name,
        day=day,
    )


def head() -> str:
    """Return what the head of the page holds."""
    return _render("head.html")


def masthead() -> str:
    """Show the name of the page."""
    return _render("masthead.html")


def trouble(text: str) -> str:
    """Show in the chat that a question could not be worked on."""
    return _render("trouble.html", text=text)


def welcome(suggestions: Sequence[str], *, articles: int) -> str:
    """Show the empty page: what can be asked."""
    return _render("welcome.html", suggestions=suggestions, articles=articles, ask=_ask_link)


def cards(cites: Sequence[Cite], find: Callable[[str], Article | None]) -> str:
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
    return _render("cards.html", key=write(cites), cards=shown, lost=lost, **_card_words())


def article(found: Article, cites: Iterable[Cite]) -> str:
    """Show all of an article with the cited sentences marked."""
    there = [cite for cite in cites if cite.article == found.id and cite.end <= len(found.text)]
    return _render("article.html", card=Card(found, tuple(there), (whole(found.text, there),)), **_card_words())


def day(when: date) -> str:
    """Write a date as in 5 February 2022."""
    return f"{when.day} {when:%B %Y}"


def _render(template: str, **values: object) -> str:
    written = TEMPLATES.get_template(template).render(**values)
    return "\n".join(line for line in written.splitlines() if line.strip())  # a blank line would end the HTML block


def _card_words() -> dict[str, object]:
    return {"day": day, "write": write, "is_address": lambda source: re.match(r"https?://", source) is not None}


def _lines(text: str, citations: Iterable[Citation]) -> list[Line]:
    numbered = {str(citation.number): citation for citation in citations}
    lines = []
    for line in filter(str.strip, text.splitlines()):
        bullet = BULLET.match(line)
        written = line[bullet.end() :] if bullet else line
        # subtle: with one group, split puts what stood between the marks at even places and the numbers at odd ones
        parts = MARK.split(written)
        lines.append(
            Line(
                tuple(
                    (numbered.get(part) or f" [{part}]") if place % 2 else part
                    for place, part in enumerate(parts)
                    if part
                ),
                listed=bullet is not None,
            )
        )
    return lines


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
