"""One desk for many threads: a web server calls from any, a Desk works for one at a time. Answering is left to qa."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Lock

from index.errors import UnknownArticle
from index.records import ArticleEntry, Hit
from qa.account import Account
from qa.answer import Reply
from qa.desk import Desk
from sources.records import Article


class SharedDesk:
    """A Desk behind a lock, before which callers queue; its library, which threads may share, is asked at once.

    A desk for every thread would hold the facts once for each, and what an answer takes is processor time, which
    Python's threads cannot share anyway.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._free = Lock()

    def ask(self, question: str, *, context: Sequence[str] = ()) -> Reply:
        """Answer a question that follows on the earlier ones in `context`, oldest first."""
        with self._free:
            return self._desk.ask(question, context=tuple(context))

    def account(self, question: str, *, context: Sequence[str] = ()) -> Account:
        """Answer a question as `ask` does, and tell how the answer came about."""
        with self._free:
            return self._desk.account(question, context=tuple(context))

    @property
    def folder(self) -> Path:
        """The folder of the library."""
        return self._desk.library.folder

    def suggestions(self, count: int) -> list[str]:
        """Return questions that the library answers."""
        with self._free:
            return list(self._desk.suggestions(count))

    def articles(self) -> list[ArticleEntry]:
        """Return the catalogue of the library."""
        return self._desk.library.articles()

    def article(self, name: str) -> Article | None:
        """Return the article with exactly this id, or None."""
        try:
            found = self._desk.library.article(name)
        except UnknownArticle:
            return None
        return found if found.id == name else None

    def search(self, query: str, *, k: int) -> list[Hit]:
        """Return the k passages nearest to the query, best first."""
        return self._desk.library.search(query, k=k)
