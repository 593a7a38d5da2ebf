"""How values are written out in answers: names, places, numbers, lists."""

from __future__ import annotations

from collections.abc import Iterable

from qa.entrant import Entrant, EntrantKind
from sources.records import Article

ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
# How the names of nations end that stand with "the".
WITH_ARTICLE = tuple(
    "Netherlands Philippines Bahamas Gambia Maldives States Emirates Republic"
    " Islands Committee Team Union Antilles".split()
)


def ordinal(rank: int) -> str:
    """Write a place: "second", "19th"."""
    if 0 < rank < len(ORDINALS):
        return ORDINALS[rank]
    suffix = "th" if 10 <= rank % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    return f"{rank}{suffix}"


def counted(number: int, noun: str) -> str:
    """Write a number of things: "1 medal", "3 medals"; `noun` is singular, with an s in the plural."""
    return f"{number or 'no'} {noun}" if number == 1 else f"{number or 'no'} {noun}s"


def listed(items: Iterable[str]) -> str:
    """Write a list, each of them once: "a, b and c"."""
    found = list(dict.fromkeys(items))
    return ", ".join(found[:-1]) + " and " + found[-1] if len(found) > 1 else "".join(found)


def alternatives(items: Iterable[str]) -> str:
    """Write values of which each answers, each of them once: "a / b"."""
    return " / ".join(dict.fromkeys(items))


def named(entrant: Entrant) -> str:
    """Write an entrant as a sentence names it: "the Netherlands", "Norway"."""
    takes_article = entrant.kind is EntrantKind.NATION and entrant.name.endswith(WITH_ARTICLE)
    return f"the {entrant.name}" if takes_article else entrant.name


def capital(text: str) -> str:
    """Begin with a capital letter, leaving the rest."""
    return text[:1].upper() + text[1:]


def publication(article: Article) -> str:
    """Name where something was published: the publisher, else the article."""
    return article.publisher or f"“{article.title}”"


def one_line(text: str) -> str:
    """Return a text with its white space as single spaces."""
    return " ".join(text.split())
