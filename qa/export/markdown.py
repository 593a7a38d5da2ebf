"""A conversation as Markdown (CommonMark): questions as headings, answers with their marks, sources below each."""

from __future__ import annotations

import re

from qa.answer import Citation, Reply
from qa.export.printed import Printed
from qa.words_out import one_line

MARK = re.compile(r"(\[\d+\])")
SPECIAL = re.compile(r"[\\`*_\[\]<>|~$]|&(?=#?\w+;)")
# What begins a heading, a list, a rule or a line under a heading at the beginning of a line.
LINE_START = re.compile(r"^(\d{0,9})([#+=.)-])")
DEFINITION = re.compile(r"\[\d+\]:")  # a mark that would define a link instead
BULLET = re.compile(r"^\s*[-•]\s+")


def markdown(printed: Printed) -> str:
    """Write the conversation; its texts show as they are, whatever signs an article holds."""
    return "\n".join(_turn(reply, printed) for reply in printed.replies)


def _turn(reply: Reply, printed: Printed) -> str:
    parts = [f"## {_escaped(one_line(reply.question))}", _answer(reply.text)]
    if reply.notes:
        parts.append("\n".join(f"- *{_escaped(_name(note.kind))}:* {_marked(note.text)}" for note in reply.notes))
    if reply.citations:
        parts.append("\n\n".join(_source(citation, printed) for citation in reply.citations))
    return "\n\n".join(parts) + "\n"


def _answer(text: str) -> str:
    """Write an answer line by line; a line that lists something stays a list."""
    written: list[str] = []
    for line in text.splitlines():
        if not line.strip():
            continue
        listed = BULLET.match(line)
        begins_list = bool(listed) and bool(written) and written[-1].startswith("- ")
        if written and not begins_list:
            written.append("")
        written.append(f"- {_marked(line[listed.end() :])}" if listed else _marked(line))
    return "\n".join(written)


def _source(citation: Citation, printed: Printed) -> str:
    """Name a source under its number, as an item of a list, with the words that are cited."""
    article = printed.articles[citation.article]
    link = printed.link(citation)
    title = _escaped(one_line(article.title))
    day = article.published.isoformat() if article.published else ""
    origin = ", ".join(part for part in (_escaped(one_line(article.publisher or "")), day) if part)
    head = (f"[{title}](<{_address(link)}>)" if link else title) + (f" ({origin})" if origin else "")
    where = "" if link else f" · {_escaped(one_line(article.source))}"
    return f"{citation.number}. {head}{where}\n\n   > {_escaped(one_line(citation.quote))}"


def _name(kind: str) -> str:
    return kind.replace("_", " ").capitalize()


def _marked(text: str) -> str:
    """Escape a text but for its marks."""
    pieces = MARK.split(one_line(text))
    shown = "".join(piece if MARK.fullmatch(piece) else _inside(piece) for piece in pieces)
    return f"\\{shown}" if DEFINITION.match(shown) else _at_start(shown)


def _escaped(text: str) -> str:
    return _at_start(_inside(text))


def _inside(text: str) -> str:
    return SPECIAL.sub(lambda found: f"\\{found[0]}", text)


def _at_start(text: str) -> str:
    return LINE_START.sub(r"\1\\\2", text)


def _address(link: str) -> str:
    return link.replace("<", "%3C").replace(">", "%3E").replace("\n", "").replace("\\", "%5C")
