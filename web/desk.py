"""One desk for many threads: a web server calls from any, a Desk works for one at a time. Answering is left to qa."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock

from index.errors import LibraryError, UnknownArticle
from index.library import Library
from index.records import ArticleEntry, Change, Hit
from qa.account import Account
from qa.answer import Reply
from qa.archive import Archive
from qa.bundled import folder_to_add
from qa.check import CheckedDraft
from qa.desk import Desk
from qa.holdings import Holding, facts_of, holdings, search_holdings
from qa.lines import FactLine
from qa.races import RaceTable
from qa.selection import pick_facts
from sources.records import Article


class ReadOnly(Exception):
    """Somebody wants to change a library that is only shown."""

    def __init__(self) -> None:
        super().__init__("This library is only shown here; it cannot be changed from this page.")


class SharedDesk:
    """A Desk behind a lock, before which callers queue; its library, which threads may share, is asked at once.

    A desk for every thread would hold the facts once for each, and what an answer takes is processor time, which
    Python's threads cannot share anyway.
    """

    def __init__(self, desk: Desk, *, read_only: bool = False) -> None:
        self.read_only = read_only
        self._desk = desk
        self._free = Lock()
        self._changing = Lock()
        self._held: tuple[Archive, list[Holding]] | None = None
        self._left: list[Library] = []  # which other threads may still be reading

    def close(self) -> None:
        """Close the library."""
        for library in (*self._left, self._desk.library):
            library.close()

    def prepare(self) -> None:
        """Read now what the first question would wait for; what is wrong with the library, that one tells."""
        with self._free, suppress(LibraryError):
            self._desk.prepare()

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

    def races(self) -> tuple[RaceTable, ...]:
        """Return every race that the articles give results of."""
        with self._free:
            return self._desk.races()

    def holdings(self, words: str = "") -> list[Holding]:
        """Return the articles that hold every word, with the races that each tells of, the latest added first."""
        with self._free:
            archive, library = self._desk.archive, self._desk.library
            if self._held is None or self._held[0] is not archive:
                self._held = archive, holdings(reversed(library.articles()), archive)
            return search_holdings(self._held[1], words, library.mentioning)

    def facts(self, name: str) -> list[FactLine]:
        """Return what was read from the article with this id."""
        with self._free:
            return facts_of(known for known in self._desk.archive.known if known.article.id == name)

    def pick_facts(
        self,
        *,
        article: str | None = None,
        race: str | None = None,
        person: str | None = None,
        kind: str | None = None,
    ) -> list[FactLine]:
        """Return the facts of an article, of a race, about a person and of a kind, as far as given."""
        with self._free:
            return pick_facts(self._desk.facts(), article=article, race=race, person=person, kind=kind)

    def check(self, text: str) -> CheckedDraft:
        """Check the claims of a draft; raise BadDraft."""
        with self._free:
            return self._desk.check(text)

    def cited(self, replies: Iterable[Reply]) -> dict[str, Article]:
        """Return the articles that replies cite, by id."""
        ids = {citation.article for reply in replies for citation in reply.citations}
        return {id: self._desk.library.article(id) for id in ids}

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

    def is_bundled(self) -> bool:
        """Whether these are the bundled reports, which step back as soon as an article is added."""
        folder = self._desk.library.folder
        return folder_to_add(folder) != folder

    def add(self, article: Article) -> Change:
        """Add an article. Bundled reports step back for it: it goes into the user's own library, which answers then.

        Raise ReadOnly where the library is only shown.
        """
        if self.read_only:
            raise ReadOnly
        with self._changing:
            if self.is_bundled():
                self._move(Library.open(folder_to_add(self._desk.library.folder)))
            return self._desk.add(article)  # no answer waits for it: it touches the library alone

    def remove(self, name: str) -> Article | None:
        """Take out the article with exactly this id; return it, or None if it is not there. Raise ReadOnly as `add`."""
        if self.read_only:
            raise ReadOnly
        with self._changing:
            found = self.article(name)
            return found if found is not None and self._desk.library.remove(found.id) else None

    def _move(self, library: Library) -> None:
        with self._free:
            self._left.append(self._desk.library)
            self._desk = Desk(library, self._desk.reader)
