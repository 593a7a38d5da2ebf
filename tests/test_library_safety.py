"""What a library survives: a killed writer, two writers, a lock, damage, other programs' files."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.database import MIGRATIONS
from index.embedder import DEFAULT_MODEL, Embedder
from index.errors import LibraryBusy, LibraryDamaged, LibraryError, LibraryMissing, LibraryTooNew, LibraryTooOld
from index.library import Library
from index.records import Change, FactRow
from index.vectors import pack
from sources.records import Article

ROOT = Path(__file__).parent.parent

# Loads the slow packages once, then forks a writer for each line that names a folder, itself, and how many articles
# to add. The writer says its process id, then its name and the number of each article that was added.
NURSERY = """
import os, signal, sys
from pathlib import Path
import faiss, sentence_transformers
from index.library import Library
from index.records import FactRow
from sources.records import Article

def write(folder, name, count):
    print(name, os.getpid(), flush=True)
    with Library.open(Path(folder)) as library:
        for number in range(int(count)):
            text = "\\n".join(f"{name} {number}: runner {line} came home." for line in range(40))
            library.add(Article(f"{name}-{number:05}", f"{name}{number}.txt", "Race", text), [FactRow("a", "1")] * 3)
            print(name, number, flush=True)
    print(name, "done", flush=True)

signal.signal(signal.SIGCHLD, signal.SIG_IGN)
for line in sys.stdin:
    if os.fork() == 0:
        write(*line.split("|"))
        os._exit(0)
"""


@pytest.fixture(scope="module")
def nursery() -> Iterator[subprocess.Popen[str]]:
    if not hasattr(os, "fork"):
        pytest.skip("the writers are forked")
    environment = os.environ | {"OMP_NUM_THREADS": "1"}  # a pool of threads would not survive the fork
    command = [sys.executable, "-c", NURSERY]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


def start_writing(nursery: subprocess.Popen[str], folder: Path, name: str, count: int) -> None:
    assert nursery.stdin is not None
    nursery.stdin.write(f"{folder}|{name}|{count}\n")
    nursery.stdin.flush()


def read_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def article(name: str = "c0de0001", text: str = "Tarnhaven won the eights.") -> Article:
    return Article(name, f"{name}.txt", "Rowing", text)


def is_whole(folder: Path) -> bool:
    """Every article with all its passages and facts, every passage with its words, and nothing beside."""
    with contextlib.closing(sqlite3.connect(folder / "library.db")) as connection:
        checks = [
            connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok",
            connection.execute("PRAGMA foreign_key_check").fetchall() == [],
            connection.execute("INSERT INTO words (words) VALUES ('integrity-check')").fetchall() == [],
            connection.execute("SELECT id FROM passage EXCEPT SELECT rowid FROM words").fetchall() == [],
            connection.execute("SELECT rowid FROM words EXCEPT SELECT id FROM passage").fetchall() == [],
            len(connection.execute("SELECT DISTINCT count(*) FROM passage GROUP BY article").fetchall()) <= 1,
            connection.execute("SELECT DISTINCT count(*) FROM fact GROUP BY article").fetchall() in ([], [(3,)]),
        ]
        connection.rollback()
    return all(checks)


def test_a_killed_writer_loses_nothing_it_said_was_added_and_leaves_nothing_half(
    nursery: subprocess.Popen[str], tmp_path: Path
) -> None:
    start_writing(nursery, tmp_path, "kill", 100_000)
    writer = int(read_line(nursery).split()[1])
    said = [read_line(nursery) for _ in range(4)]
    os.kill(writer, signal.SIGKILL)
    start_writing(nursery, tmp_path / "beside", "end", 0)
    while (line := read_line(nursery)) != "end done":  # what it had said before it was killed
        said += [line] * line.startswith("kill")
    with Library.open(tmp_path) as library:
        there = [entry.article for entry in library.articles()]
        # One more may have been committed than could be said.
        assert there[: len(said)] == [f"kill-{number:05}" for number in range(len(said))]
        assert len(there) - len(said) in (0, 1)
        assert library.add(article(), [FactRow("a", "1")] * 3) is Change.ADDED
        assert library.search("who won the eights")[0].passage.article == "c0de0001"
        library.remove("c0de0001")
    assert is_whole(tmp_path)


def test_two_writers_that_make_one_library_both_succeed(nursery: subprocess.Popen[str], tmp_path: Path) -> None:
    folder = tmp_path / "library"
    for name in ("left", "right"):
        start_writing(nursery, folder, name, 6)
    said = [read_line(nursery) for _ in range(2 * (6 + 2))]
    for name in ("left", "right"):
        expected = [*(f"{name} {number}" for number in range(6)), f"{name} done"]
        assert [line for line in said if line.startswith(name)][1:] == expected
    with Library.open(folder) as library:
        there = sorted(entry.article for entry in library.articles())
        assert there == sorted(f"{name}-{number:05}" for name in ("left", "right") for number in range(6))
        assert len(library.search("runner", k=500)) == sum(entry.passages for entry in library.articles())
    assert is_whole(folder)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Library.open(tmp_path / "library") as library:
        library.add(article(), [FactRow("a", "1")])
    return tmp_path / "library"


@pytest.fixture
def locked(folder: Path) -> Iterator[Path]:
    with contextlib.closing(sqlite3.connect(folder / "library.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield folder


def test_a_library_locked_by_another_writer_can_be_read_and_says_why_it_cannot_be_written(locked: Path) -> None:
    with Library.open(locked, wait_s=0.1) as library:
        assert len(library.search("who won")) == 1
        assert library.add(article(), []) is Change.UNCHANGED
        for change in (
            lambda: library.add(article("c0de0002", "Rain."), []),
            lambda: library.remove("c0de0001"),
            lambda: library.set_meta("a", "b"),
        ):
            with pytest.raises(LibraryBusy, match=r"library\.db is in use by another process, 0\.1 seconds"):
                change()
        assert [entry.article for entry in library.articles()] == ["c0de0001"]


def test_a_writer_waits_for_the_one_before(folder: Path) -> None:
    holding = (
        "import sqlite3, sys, time; other = sqlite3.connect(sys.argv[1], isolation_level=None); "
        "other.execute('BEGIN IMMEDIATE'); print('held', flush=True); time.sleep(0.4); other.execute('COMMIT')"
    )
    command = [sys.executable, "-c", holding, str(folder / "library.db")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert read_line(child) == "held"
        with Library.open(folder) as library:
            assert library.remove("c0de0001") is True


def scribble(path: Path) -> None:
    path.write_bytes(b"These are not the pages of a database. " * 200)


def cut_in_half(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def blank_all_but_the_first_page(path: Path) -> None:
    size = path.stat().st_size
    os.truncate(path, 4096)
    os.truncate(path, size)


def make_foreign(path: Path) -> None:
    path.unlink()
    with contextlib.closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE bookmark (address TEXT)")


@pytest.mark.parametrize("damage", [scribble, cut_in_half, blank_all_but_the_first_page, make_foreign])
@pytest.mark.parametrize("read_only", [True, False])
def test_a_damaged_library_says_so_and_is_left_as_it_is(
    folder: Path, damage: Callable[[Path], None], read_only: bool
) -> None:
    damage(folder / "library.db")
    before = (folder / "library.db").read_bytes()
    with (
        pytest.raises(LibraryDamaged, match=r"library\.db cannot be read as a library .*: restore a copy"),
        Library.open(folder, read_only=read_only) as library,
    ):
        library.articles()
    assert (folder / "library.db").read_bytes() == before


def test_a_library_of_a_newer_podium_asks_for_the_newer_podium(folder: Path) -> None:
    with contextlib.closing(sqlite3.connect(folder / "library.db")) as other:
        other.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(LibraryTooNew, match="pip install --upgrade podium"):
        Library.open(folder)


def make_old(folder: Path) -> None:
    """Make a library as the first layout had it, with one article."""
    folder.mkdir()
    with contextlib.closing(sqlite3.connect(folder / "library.db", isolation_level=None)) as old:
        old.execute("PRAGMA journal_mode = WAL")
        for statement in MIGRATIONS[0]:
            old.execute(statement)
        old.execute("PRAGMA application_id = 1349477485")
        old.execute("PRAGMA user_version = 1")
        text = "Tarnhaven won the eights."
        old.execute(
            "INSERT INTO article VALUES (1, 'c0de0001', 'Rowing', ?, NULL, NULL, '', '2031-01-01T00:00:00+00:00')",
            (text,),
        )
        old.execute("INSERT INTO source VALUES ('c0de0001.txt', 1, 1)")
        [vector] = pack(Embedder().encode([text]))
        old.execute("INSERT INTO passage VALUES (1, 1, 0, 0, ?, ?)", (len(text), vector))
        old.execute("INSERT INTO words (rowid, body, heading) VALUES (1, ?, 'Rowing')", (text,))
        old.execute("UPDATE state SET version = 1, model = ?", (DEFAULT_MODEL,))


def test_a_library_of_the_first_layout_is_brought_up_to_date_and_keeps_all(tmp_path: Path) -> None:
    make_old(tmp_path / "old")
    with Library.open(tmp_path / "old") as library:
        assert [library.article(entry.article) for entry in library.articles()] == [article()]
        assert [hit.passage.text for hit in library.search("eights")] == ["Tarnhaven won the eights."]
        assert library.add(article(), []) is Change.UNCHANGED
        assert library.add(article("c0de0002", "Rain fell on the eights."), []) is Change.ADDED
    with contextlib.closing(sqlite3.connect(tmp_path / "old" / "library.db")) as now:
        assert now.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)


def test_a_library_of_the_first_layout_that_may_only_be_read_says_so(tmp_path: Path) -> None:
    make_old(tmp_path / "old")
    with pytest.raises(LibraryTooOld, match="was written by an older Podium"):
        Library.open(tmp_path / "old", read_only=True)


def test_who_waits_for_another_writer_is_told(folder: Path) -> None:
    told: list[float] = []
    with contextlib.closing(sqlite3.connect(folder / "library.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with Library.open(folder, wait_s=1.5, waiting=lambda: told.append(time.monotonic())) as library:
            with pytest.raises(LibraryBusy):
                library.remove("c0de0001")
            gave_up = time.monotonic()
            other.execute("COMMIT")
            assert library.remove("c0de0001") is True
    assert len(told) == 1
    assert told[0] < gave_up


READING = """
import sys
from pathlib import Path
from index.library import Library

with Library.open(Path(sys.argv[1]), read_only=True) as library:
    print("ready", flush=True)
    while not Path(sys.argv[2]).exists():
        found = library.snapshot()
        texts = {article.id: article.text for article in found.articles}
        assert {article for article, _ in found.facts} == set(texts), "facts without their article"
        for hit in library.search("runner came home", k=20):
            assert hit.passage.text.startswith("turn"), hit
print("well", flush=True)
"""


def test_readers_see_whole_articles_while_others_write(tmp_path: Path) -> None:
    folder, end = tmp_path / "library", tmp_path / "end"
    with Library.open(folder) as library:
        library.add(article("turn-0", "turn 0: runner 1 came home."), [FactRow("a", "1")])
        command = [sys.executable, "-c", READING, str(folder), str(end)]
        readers = [
            subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            for _ in range(2)
        ]
        try:
            assert [read_line(reader) for reader in readers] == ["ready", "ready"]
            for turn in range(1, 30):
                text = "\n".join(f"turn {turn}: runner {line} came home." for line in range(turn))
                library.add(article(f"turn-{turn}", text), [FactRow("a", "1")])
                library.remove(f"turn-{turn - 1}")
            end.touch()
            assert [reader.communicate(timeout=60)[0] for reader in readers] == ["well\n", "well\n"]
        finally:
            for reader in readers:
                reader.kill()
                reader.wait()


def test_reading_where_there_is_no_library_makes_none(tmp_path: Path) -> None:
    with pytest.raises(LibraryMissing, match="add PATH"):
        Library.open(tmp_path / "none", read_only=True)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_a_killed_writer_left_becomes_a_library(tmp_path: Path) -> None:
    (tmp_path / "library.db").touch()
    with pytest.raises(LibraryMissing):
        Library.open(tmp_path, read_only=True)
    with Library.open(tmp_path) as library:
        assert library.articles() == []


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LibraryError, match="name another folder"):
        Library.open(tmp_path / "file" / "library")


def test_a_library_opened_for_reading_changes_nothing(folder: Path) -> None:
    with Library.open(folder, read_only=True) as library:
        for change in (lambda: library.remove("c0de0001"), lambda: library.add(article("c0de0002", "Rain."), [])):
            with pytest.raises(LibraryError, match="readonly"):
                change()
        assert [entry.article for entry in library.articles()] == ["c0de0001"]


@pytest.mark.skipif(os.name == "nt" or os.getuid() != 0, reason="only root can become somebody who may not write")
def test_a_library_on_a_disk_that_cannot_be_written_is_read(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    reading = (
        "import os, sys; from pathlib import Path; from index.library import Library; os.setuid(65534); "
        "library = Library.open(Path(sys.argv[1]), read_only=True); print(library.articles()[0].article)"
    )
    open_to_all = Path("/tmp") / f"podium-{os.getpid()}"
    shutil.copytree(folder, open_to_all)
    try:
        open_to_all.chmod(0o555)
        command = [sys.executable, "-c", reading, str(open_to_all)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    finally:
        shutil.rmtree(open_to_all)
    assert (done.stdout, done.stderr) == ("c0de0001\n", "")


def test_a_copied_folder_is_a_library_of_its_own(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "copy")
    with Library.open(tmp_path / "copy") as copy, Library.open(folder) as original:
        copy.remove("c0de0001")
        assert (copy.articles(), len(original.articles())) == ([], 1)


def test_errors_inside_a_transaction_undo_all_of_it(folder: Path) -> None:
    with Library.open(folder) as library:
        before = (library.articles(), list(library.facts()), library.version)
        wrong: list[FactRow] = [FactRow("a", "1"), FactRow("b", None)]  # type: ignore[arg-type]
        with pytest.raises(sqlite3.IntegrityError):
            library.add(article("c0de0002", "Rain fell on the eights."), wrong)
        assert (library.articles(), list(library.facts()), library.version) == before
        assert library.add(article("c0de0002", "Rain fell on the eights."), []) is Change.ADDED
