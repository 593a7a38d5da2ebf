"""The library: a folder of articles, facts and vectors, whole at any moment. Its rows are left to `catalogue`."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from index import catalogue, database, generation, lexical
from index.catalogue import Content
from index.database import Waiting
from index.embedder import DEFAULT_MODEL, Embedder
from index.errors import OtherModel, UnknownArticle
from index.filters import EVERYTHING, Filters, teach
from index.layout import Layout
from index.lexical import words_of
from index.records import ArticleEntry, Change, FactRow, Hit, Snapshot
from sources.passages import split_passages
from sources.records import Article, Passage

if TYPE_CHECKING:
    from index.generation import Generation
    from index.vectors import Vectors


@dataclass(frozen=True, slots=True)
class Opened:
    """What a library is made of."""

    layout: Layout
    connection: sqlite3.Connection
    embedder: Embedder
    read_only: bool


class Library:
    """An open library. Threads may share it, and processes may open the same folder, one writing at a time.

    Every method may raise LibraryBusy or LibraryDamaged. Neither opening nor facts need the embedding model.
    """

    def __init__(
        self,
        layout: Layout,
        connection: sqlite3.Connection,
        *,
        model: str | None,
        read_only: bool,
        wait_s: float,
        waiting: Waiting,
    ) -> None:
        self._layout = layout
        self._connection = connection
        self._read_only = read_only
        self._wait_s = wait_s
        self._waiting = waiting
        self._lock = threading.RLock()
        self._embedder = Embedder(model or self._built_with() or DEFAULT_MODEL)
        self._vectors: Vectors | None = None
        self._ahead: dict[Article, Content] = {}

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        model: str | None = None,
        read_only: bool = False,
        wait_s: float = 10.0,
        waiting: Waiting = None,
    ) -> Self:
        """Open the library in a folder, making it first unless `read_only`.

        `model` names the embedding model; without it, it is the one the library was built with. `wait_s` is how
        many seconds to wait for another process that is writing, and `waiting` is called when that takes a while.
        """
        layout = Layout(folder)
        connection = database.connect(layout.database, read_only=read_only, wait_s=wait_s)
        try:
            teach(connection)
            with database.named_errors(layout.database, wait_s):
                return cls(layout, connection, model=model, read_only=read_only, wait_s=wait_s, waiting=waiting)
        except BaseException:
            connection.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the library; more than once does no harm."""
        with self._lock:
            self._connection.close()

    @property
    def model(self) -> str:
        """The name of the embedding model in use."""
        return self._embedder.model

    @property
    def folder(self) -> Path:
        """The folder that holds the library."""
        return self._layout.folder

    @property
    def version(self) -> int:
        """A number that grows whenever any process changes articles, passages or facts."""
        with self._reading() as connection:
            version: int = connection.execute("SELECT version FROM state").fetchone()[0]
            return version

    def add(
        self,
        article: Article,
        facts: Iterable[FactRow],
        *,
        gist: Callable[[], str] | None = None,
        terms: Collection[str] = (),
    ) -> Change:
        """Add an article with its facts, all of it or nothing, replacing what its source had before.

        Of an unchanged article neither `facts` nor the `gist` that is kept beside them are asked for, and of a changed
        one only those passages are embedded that no article had. `terms` are more words to find its passages by,
        beside its title. Content that is there already under another source is not added again: the source is noted.
        Raise OtherModel where the library was built with another.
        """
        content: Content | None = None
        rows: list[FactRow] = []
        kept: str | None = None
        while True:
            with self._reading() as connection:
                plan = catalogue.plan(connection, article)
                if not plan.writes_content and not plan.writes_source:
                    return plan.change
                self._check_model()
            if plan.writes_content:
                # Before the transaction, which keeps other writers waiting.
                content = content or self._ahead.pop(article, None) or self._embed([article], anew=False)[0]
                rows = rows or list(facts)
                kept = kept or (gist and gist())
            with self._reading() as connection:
                with database.transaction(connection, waiting=self._waiting):
                    # Another process may have added or removed it in the meantime.
                    current = catalogue.plan(connection, article)
                    if current.writes_content and content is None:
                        continue
                    self._check_model()
                    connection.execute("UPDATE state SET model = ?", (self.model,))
                    catalogue.write(connection, article, current, content, rows, terms, kept)
                    if current.change is not Change.UNCHANGED:
                        _count_up(connection)
                if current.writes_content:
                    self._finder().compact()
                return current.change

    def embed_ahead(self, articles: Sequence[Article]) -> None:
        """Embed together what adding each of these articles will need, because short ones leave processors idle.

        What an earlier call embedded and nobody added is forgotten. Raise OtherModel as `add` does.
        """
        with self._reading() as connection:
            self._check_model()
            wanted = [article for article in articles if catalogue.plan(connection, article).writes_content]
        self._ahead = dict(zip(wanted, self._embed(wanted, anew=False), strict=True))

    def remove(self, article_id: str) -> bool:
        """Take an article out, with its passages, vectors and facts; tell whether it was there.

        A beginning of its id will do as for `article`; raise UnknownArticle where several begin so.
        """
        with self._changing() as connection:
            try:
                key = catalogue.find(connection, article_id)
            except UnknownArticle as error:
                if error.candidates:
                    raise
                return False
            catalogue.erase(connection, key)
            _count_up(connection)
        return True

    def articles(self) -> list[ArticleEntry]:
        """Return the catalogue, in the order the articles were added."""
        with self._reading() as connection:
            return catalogue.entries(connection)

    def count(self) -> int:
        """Return how many articles there are."""
        with self._reading() as connection:
            count: int = connection.execute("SELECT count(*) FROM article").fetchone()[0]
            return count

    def article(self, article_id: str) -> Article:
        """Return an article by its id or a beginning of it that no other has; raise UnknownArticle."""
        with self._reading() as connection:
            return catalogue.read(connection, catalogue.find(connection, article_id))

    def mentioning(self, word: str) -> frozenset[str]:
        """Return the ids of the articles in whose text a word stands, whole, stemmed or as a beginning."""
        with self._reading() as connection:
            return lexical.mentioning(connection, word)

    def passages(self, article_id: str) -> list[Passage]:
        """Return the passages of an article, in their order; raise UnknownArticle."""
        with self._reading() as connection:
            return catalogue.read_passages(connection, catalogue.find(connection, article_id))

    def facts(self) -> Iterator[tuple[str, FactRow]]:
        """Return every fact with the id of its article: article by article as added, each as given."""
        with self._reading() as connection:
            return iter(catalogue.read_facts(connection))

    def snapshot(self, *, since: int = catalogue.OLDEST) -> Snapshot:
        """Return articles, facts and gists as they stand together at one version, whatever others are writing.

        Of articles that are as they were at version `since`, only the ids are told.
        """
        with self._reading() as connection, database.transaction(connection, writing=False):
            version: int = connection.execute("SELECT version FROM state").fetchone()[0]
            return Snapshot(
                version,
                ids=catalogue.read_ids(connection),
                articles=catalogue.read_all(connection, since=since),
                facts=catalogue.read_facts(connection, since=since),
                gists=catalogue.read_gists(connection, since=since),
            )

    def count_of_file(self, name: str, digest: bytes) -> int:
        """Return how many articles a file with this digest gave, 0 unless all are still there as it gave them."""
        with self._reading() as connection:
            return catalogue.count_of_file(connection, name, digest)

    def note_file(self, name: str, digest: bytes, article_ids: Collection[str]) -> None:
        """Note that these are the articles that a file with this digest gives."""
        with self._changing() as connection:
            catalogue.write_file(connection, name, digest, article_ids)

    def replace_facts(self, article_id: str, facts: Sequence[FactRow], *, gist: str | None = None) -> None:
        """Put facts and a gist in the place of those an article had; raise UnknownArticle."""
        with self._changing() as connection:
            catalogue.write_facts(connection, catalogue.find(connection, article_id), facts, gist)
            _count_up(connection)

    def meta(self, key: str) -> str | None:
        """Return what a caller noted under a name, None if nothing."""
        with self._reading() as connection:
            row = connection.execute("SELECT value FROM meta WHERE name = ?", (key,)).fetchone()
            return row[0] if row else None

    def set_meta(self, key: str, value: str) -> None:
        """Note something under a name; it is no content and leaves `version` as it is."""
        with self._changing() as connection:
            connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def search(self, query: str, *, k: int = 10, filters: Filters = EVERYTHING) -> list[Hit]:
        """Return the `k` passages that suit a query best, best first; none for a query without words.

        Raise OtherModel where the library was built with another model than it was opened with.
        """
        with self._reading() as connection:
            self._check_model()
            empty = connection.execute("SELECT 1 FROM passage LIMIT 1").fetchone() is None
        if empty or not words_of(query):
            return []
        embedding = self._embedder.encode([query])[0]
        from index.search import search  # numpy and FAISS, which facts do without

        with self._reading() as connection:
            vectors = self._finder()
            hits = search(connection, vectors, query, embedding, k=k, filters=filters)
            if vectors.torn and not self._read_only:
                vectors.compact()
            return hits

    def reindex(self) -> None:
        """Cut and embed every article anew with the model in use; other writers wait until it is done."""
        from index.vectors import read_generation  # numpy and FAISS, which facts do without

        with self._changing() as connection:
            old = read_generation(connection)
            for (key,) in connection.execute("SELECT key FROM article ORDER BY key").fetchall():
                catalogue.write_passages(connection, key, self._embed([catalogue.read(connection, key)], anew=True)[0])
            connection.execute("DELETE FROM generation")
            connection.execute("UPDATE state SET model = ?", (self.model,))
            _count_up(connection)
        self._renew(old)  # what was loaded may be vectors of the other model

    @contextmanager
    def opened(self) -> Iterator[Opened]:
        """Show what the library is made of, to those that look after it; no other thread gets in meanwhile."""
        with self._reading() as connection:
            yield Opened(self._layout, connection, self._embedder, self._read_only)

    def mend(self, work: Callable[[sqlite3.Connection, Callable[[Article], Content]], None]) -> None:
        """Let `work` put right what is derived, in one transaction; it is handed what cuts and embeds an article."""
        from index.vectors import read_generation  # numpy and FAISS, which facts do without

        with self._changing() as connection:
            self._check_model()
            old = read_generation(connection)
            work(connection, lambda article: self._embed([article], anew=True)[0])
            _count_up(connection)
        self._renew(old)

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._lock, database.named_errors(self._layout.database, self._wait_s):
            yield self._connection

    @contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        with self._reading() as connection, database.transaction(connection, waiting=self._waiting):
            yield connection

    def _embed(self, articles: Sequence[Article], *, anew: bool) -> list[Content]:
        """Cut articles, and embed their passages; unless `anew`, those that some article has already keep theirs."""
        from index.vectors import pack  # numpy, which facts do without

        embedder = self._embedder
        cut = [split_passages(each, count_tokens=embedder.count_tokens, window=embedder.window) for each in articles]
        texts = [passage.text for passages in cut for passage in passages]
        vectors: dict[str, bytes] = {}
        if not anew:
            with self._reading() as connection:
                vectors = catalogue.read_vectors(connection, texts)
        new = [text for text in dict.fromkeys(texts) if text not in vectors]
        if new:
            vectors |= zip(new, pack(embedder.encode(new)), strict=True)
        return [Content(passages, [vectors[passage.text] for passage in passages]) for passages in cut]

    def _renew(self, old: Generation | None) -> None:
        """Forget the vectors that were loaded, and the file they came from if the library names it no more."""
        from index.vectors import read_generation  # numpy and FAISS, which facts do without

        with self._reading() as connection:
            self._vectors = None
            generation.sweep(self._layout, read_generation(connection), old)
            self._finder().compact()

    def _finder(self) -> Vectors:
        from index.vectors import Vectors  # numpy and FAISS, which facts do without

        if self._vectors is None:
            self._vectors = Vectors(self._layout, self._connection)
        return self._vectors

    def _built_with(self) -> str | None:
        model: str | None = self._connection.execute("SELECT model FROM state").fetchone()[0]
        return model

    def _check_model(self) -> None:
        built_with = self._built_with()
        if built_with not in (None, self.model):
            raise OtherModel(self._layout.folder, str(built_with), self.model)


def _count_up(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE state SET version = version + 1")
