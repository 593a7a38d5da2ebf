"""What a panel of sources asks the server for: the cards of the cites it names, and all of an article."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from web import markup
from web.cites import BadCite, Cite, parse
from web.desk import SharedDesk
from web.labels import FALLBACK

Sent = tuple[tuple[Cite, ...], str]  # cites, and the language that the page is shown in


def cites_in(line: object) -> tuple[Cite, ...]:
    """Read the cites that the page sent; none of a line that something else than the page sent."""
    try:
        return parse(line)
    except BadCite:
        return ()


def source_functions(desk: SharedDesk, read: Callable[[Any], Sent] | None = None) -> list[Callable[[Any], str]]:
    """Return the functions `cards` and `article`, by whose names the script calls them.

    `read` tells what the page sent, which is a line of cites unless it says more.
    """

    def told(sent: Any) -> Sent:
        return (cites_in(sent), FALLBACK) if read is None else read(sent)

    def cards(sent: Any) -> str:
        """Show the articles of the cites that the page sent."""
        cites, language = told(sent)
        return markup.cards(cites, desk.article, language=language)

    def article(sent: Any) -> str:
        """Show all of the article of the first cite that the page sent."""
        cites, language = told(sent)
        found = desk.article(cites[0].article) if cites else None
        if found is None:
            return markup.cards(cites, desk.article, language=language)
        return markup.article(found, cites, language=language)

    return [cards, article]
