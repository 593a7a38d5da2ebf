"""Opens the database of a library: its tables, transactions and troubles. What is written is left to others."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import LibraryBusy, LibraryDamaged, LibraryError, LibraryMissing, LibraryTooNew, LibraryTooOld

APPLICATION = 0x506F646D  # "Podm": tells our files from other SQLite databases

NOTICE_MS = 1_000  # of waiting for another writer, before somebody is told
Waiting = Callable[[], None] | None

# What leads from one layout of the tables to the next; user_version counts those done. Never change one: add one.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE state (version INTEGER NOT NULL, model TEXT)",
        "INSERT INTO state VALUES (0, NULL)",
        "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        """CREATE TABLE article (
            key INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, text TEXT NOT NULL,
            published TEXT, publisher TEXT, terms TEXT NOT NULL, added TEXT NOT NULL)""",
        # The lowest rank is the source an article is known by; the others had the same content.
        """CREATE TABLE source (
            source TEXT PRIMARY KEY, rank INTEGER NOT NULL,
            article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE)""",
        "CREATE INDEX source_of_article ON source (article, rank)",
        # AUTOINCREMENT: a later passage has a greater id, and the id of a deleted one never comes back.
        # The vector files rely on both.
        """CREATE TABLE passage (
            id INTEGER PRIMARY KEY AUTOINCREMENT, article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
            number INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, vector BLOB NOT NULL)""",
        "CREATE UNIQUE INDEX passage_of_article ON passage (article, number)",
        """CREATE TABLE fact (
            article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE, number INTEGER NOT NULL,
            kind TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (article, number)) WITHOUT ROWID""",
        """CREATE TABLE generation (
            only INTEGER PRIMARY KEY CHECK (only = 1), file TEXT NOT NULL, last_id INTEGER NOT NULL,
            size INTEGER NOT NULL, bytes INTEGER NOT NULL, ends INTEGER NOT NULL)""",
        """CREATE VIRTUAL TABLE words USING fts5 (
            body, heading, tokenize = 'porter unicode61 remove_diacritics 2')""",
    ),
    (
        # What tells whether a passage was embedded before; NULL where it was before there was this column.
        "ALTER TABLE passage ADD COLUMN digest INTEGER",
        "CREATE INDEX passage_by_digest ON passage (digest) WHERE digest IS NOT NULL",
        # The files that articles were read from, so that an unchanged one need not be read again: a row for each
        # article, and in each row how many there were.
        """CREATE TABLE file (
            name TEXT NOT NULL, article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
            digest BLOB NOT NULL, articles INTEGER NOT NULL, PRIMARY KEY (name, article)) WITHOUT ROWID""",
        "CREATE INDEX file_of_article ON file (article)",
        "CREATE INDEX source_by_rank ON source (rank)",  # a new source gets the rank behind the last
    ),
    (
        # The version of the library that an article, its sources or its facts are of: who has read an earlier version
        # reads only what is newer.
        "ALTER TABLE article ADD COLUMN revision INTEGER NOT NULL DEFAULT 0",
        # What the article's sentences name; NULL where it was added before there was this column.
        "ALTER TABLE article ADD COLUMN gist TEXT",
    ),
)


def connect(path: Path, *, read_only: bool, wait_s: float) -> sqlite3.Connection:
    """Open the database, making it first unless `read_only`; raise a LibraryError that says what is wrong with it."""
    if read_only and not path.is_file():
        raise LibraryMissing(path.parent)
    if not read_only:
        _make_folder(path.parent)
    with named_errors(path, wait_s):
        connection = _open(path, read_only=read_only, wait_s=wait_s)
        try:
            _check(connection, path)
            if not read_only:
                _prepare(connection, wait_s)
            elif _layout(connection) == 0:
                raise LibraryMissing(path.parent)
            elif _layout(connection) < len(MIGRATIONS):
                raise LibraryTooOld(path)
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection, *, writing: bool = True, waiting: Waiting = None) -> Iterator[None]:
    """Do all of the block or nothing, alone among writers; not `writing`, see one state of the library throughout.

    `waiting` is called where another process has been writing for NOTICE_MS, before the rest of the wait.
    """
    if writing:
        _begin_writing(connection, waiting)
    else:
        connection.execute("BEGIN")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _begin_writing(connection: sqlite3.Connection, waiting: Waiting) -> None:
    whole: int = connection.execute("PRAGMA busy_timeout").fetchone()[0]
    if waiting is not None and whole > NOTICE_MS:
        connection.execute(f"PRAGMA busy_timeout = {NOTICE_MS}")
        try:
            connection.execute("BEGIN IMMEDIATE")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
        finally:
            connection.execute(f"PRAGMA busy_timeout = {whole}")
        waiting()
    connection.execute("BEGIN IMMEDIATE")


@contextmanager
def named_errors(path: Path, wait_s: float) -> Iterator[None]:
    """Turn SQLite's errors about the file into ours; those that a bug of ours causes pass as they are."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
        if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR_SHORT_READ) or code & 0xFF == sqlite3.SQLITE_CORRUPT:
            raise LibraryDamaged(path, str(error)) from error
        match code & 0xFF:  # the rest of the code tells kinds of the same trouble apart
            case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
                raise LibraryBusy(path, wait_s) from error
            case sqlite3.SQLITE_FULL | sqlite3.SQLITE_IOERR | sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN:
                reason = f"{path} cannot be used ({error}): check the permissions and the space on the disk."
                raise LibraryError(reason) from error
        raise


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(
            f"{folder} cannot be made ({error.strerror}): name another folder for the library."
        ) from error


def _open(path: Path, *, read_only: bool, wait_s: float) -> sqlite3.Connection:
    if not read_only:
        return _dial(path, "mode=rwc", wait_s)
    try:
        return _dial(path, "mode=ro", wait_s)
    except sqlite3.OperationalError as error:
        log = path.with_name(f"{path.name}-wal")
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY) or log.exists():
            raise
    # On a read-only disk the write-ahead log cannot be made. As there is none, nobody is writing.
    return _dial(path, "mode=ro&immutable=1", wait_s)


def _dial(path: Path, mode: str, wait_s: float) -> sqlite3.Connection:
    # Threads may share the connection: the library lets in one at a time.
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{mode}", uri=True, timeout=wait_s, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("SELECT count(*) FROM sqlite_master")  # the first look at the file
    except BaseException:
        connection.close()
        raise
    return connection


def _check(connection: sqlite3.Connection, path: Path) -> None:
    application: int = connection.execute("PRAGMA application_id").fetchone()[0]
    tables: int = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if application != APPLICATION and (application or tables):
        raise LibraryDamaged(path, "it is the database of another program")
    if _layout(connection) > len(MIGRATIONS):
        raise LibraryTooNew(path, _layout(connection), len(MIGRATIONS))


def _layout(connection: sqlite3.Connection) -> int:
    layout: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return layout


def _prepare(connection: sqlite3.Connection, wait_s: float) -> None:
    """Switch the write-ahead log on and bring the tables up to date."""
    _log_ahead(connection, wait_s)
    if _layout(connection) == len(MIGRATIONS):
        return
    with transaction(connection):
        # Asked again: another process may have been quicker.
        for migration in MIGRATIONS[_layout(connection) :]:
            for statement in migration:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


def _log_ahead(connection: sqlite3.Connection, wait_s: float) -> None:
    deadline = time.monotonic() + wait_s
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            # SQLite does not wait here by itself when two processes make the same library.
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
        else:
            return
        time.sleep(0.02)
