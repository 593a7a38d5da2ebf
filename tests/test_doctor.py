"""What `podium doctor` finds wrong, and mends: real damage in a real library."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from cli import app
from index.doctor import examine
from index.embedder import Embedder
from index.library import Library
from index.mending import mend
from index.vectors import pack
from qa.desk import Desk
from sources.readers import read_text

LAKE = "Brått wins the lake race\n\nElin Brått of Norway won the lake race in 41:07.3, ahead of Mari Holt of Sweden."
SKI = "Solvang takes the sprint\n\nIngrid Solvang of Kestovia won the sprint in 2:10.4.\n\n“It was cold,” Solvang said."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    with Library.open(folder) as library:
        for name, text in (("lake.txt", LAKE), ("ski.txt", SKI)):
            Desk(library).add(read_text(text, source=name))
    return folder


@contextlib.contextmanager
def damaged(folder: Path) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(sqlite3.connect(folder / "library.db")) as connection:
        yield connection
        connection.commit()


def doctor(folder: Path, *options: str) -> tuple[int, list[str]]:
    """Return the exit code and the names of the checks that found something."""
    result = CliRunner().invoke(app, ["--library", str(folder), "doctor", *options])
    return result.exit_code, [line.split("  ")[0] for line in result.stdout.splitlines() if line.endswith(" wrong")]


def shift_a_passage(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE passage SET start = start + 1 WHERE id = 1")


def push_a_passage_out(connection: sqlite3.Connection) -> None:
    connection.execute('UPDATE passage SET "end" = "end" + 1000 WHERE id = 1')


def lose_a_passage(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM passage WHERE id = 1")
    connection.execute("DELETE FROM words WHERE rowid = 1")


def lose_an_article(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("DELETE FROM article WHERE key = 1")


def lose_words(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM words WHERE rowid = 1")


def confuse_words(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE words_content SET c0 = 'other words' WHERE id = 1")


def swap_vectors(connection: sqlite3.Connection) -> None:
    [first, second] = [row[0] for row in connection.execute("SELECT vector FROM passage ORDER BY id LIMIT 2")]
    connection.execute("UPDATE passage SET vector = ? WHERE id = 1", (second,))
    connection.execute("UPDATE passage SET vector = ? WHERE id = 2", (first,))


def blank_a_vector(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE passage SET vector = zeroblob(768) WHERE id = 1")


def cut_a_vector(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE passage SET vector = substr(vector, 1, 700) WHERE id = 1")


def push_a_fact_out(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE fact SET body = replace(body, '\"end\":', '\"end\":9') WHERE number = 0")


def age_a_fact(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE fact SET body = replace(body, '\"entrant\":', '\"runner\":')")


def misquote(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE fact SET body = replace(body, 'It was cold', 'It was warm') WHERE kind = 'Quote'")


def unlink_a_generation(connection: sqlite3.Connection) -> None:
    connection.execute("INSERT INTO generation VALUES (1, 'vectors-9-gone.faiss', 2, 2, 100, 100)")


MENDED = [
    (shift_a_passage, ["passages", "embeddings"]),
    (push_a_passage_out, ["passages"]),
    (lose_a_passage, ["passages"]),
    (lose_an_article, ["orphans"]),
    (lose_words, ["passages"]),
    (confuse_words, ["passages", "full-text index"]),
    (swap_vectors, ["embeddings"]),
    (blank_a_vector, ["vectors", "embeddings"]),
    (cut_a_vector, ["vectors"]),
    (push_a_fact_out, ["facts"]),
    (age_a_fact, ["facts"]),
    (misquote, ["facts"]),
    (unlink_a_generation, ["vector file"]),
]


@pytest.mark.slow
@pytest.mark.parametrize(("damage", "found"), MENDED, ids=[damage.__name__ for damage, _ in MENDED])
def test_what_is_derived_is_found_damaged_and_mended(
    folder: Path, damage: Callable[[sqlite3.Connection], None], found: list[str]
) -> None:
    with damaged(folder) as connection:
        damage(connection)
    assert doctor(folder) == (1, found)
    assert doctor(folder, "--repair")[0] == 0
    assert doctor(folder) == (0, [])


def test_a_healthy_library_is_said_to_be_so_and_left_as_it_is(folder: Path) -> None:
    before = (folder / "library.db").read_bytes()
    assert doctor(folder) == (0, [])
    assert (folder / "library.db").read_bytes() == before


def test_a_text_that_changed_is_found_and_cannot_be_mended(folder: Path) -> None:
    with damaged(folder) as connection:
        connection.execute("UPDATE article SET text = replace(text, '41:07.3', '41:07.9')")
    result = CliRunner().invoke(app, ["--library", str(folder), "doctor", "--repair"])
    assert result.exit_code == 1
    assert "(lake.txt) is not the text it was added with" in result.stdout
    assert "add the articles again from their files, or restore a copy" in result.stderr


@pytest.mark.slow
def test_a_vector_file_with_another_vector_in_the_middle_is_found_and_written_anew(tmp_path: Path) -> None:
    """Its ends have a checksum that is looked at whenever it is opened; its middle is only looked at here."""
    text = " ".join(["lap"] * 2_100)
    article = read_text(text, source="laps.txt", title="lap")
    made_up = np.random.default_rng(0).standard_normal((2_100, 384)).astype(np.float32)
    vectors = pack(made_up / np.linalg.norm(made_up, axis=1, keepdims=True))
    with Library.open(tmp_path) as library:
        library.add(article, [])
        with library.opened() as opened:
            for place, vector in enumerate(vectors):
                opened.connection.execute(
                    'INSERT INTO passage (article, number, start, "end", vector) VALUES (1, ?, 0, 3, ?)',
                    (1_000 + place, vector),
                )
        library.add(read_text(LAKE, source="lake.txt"), [])  # which writes the vector file
        [file] = tmp_path.glob("*.faiss")
        whole = file.read_bytes()
        middle = len(whole) // 2
        file.write_bytes(whole[:middle] + bytes(768) + whole[middle + 768 :])
        others = ("orphans", "texts", "passages", "vectors", "embeddings", "full-text index")
    with Library.open(tmp_path) as library:
        [_, (name, [trouble])] = examine(library, leave_out=others)
        assert (name, "has another vector in it" in trouble.text) == ("vector file", True)
        mend(library, [trouble])
        assert [found for _, found in examine(library, leave_out=others)] == [[], []]
    assert file not in tmp_path.glob("*.faiss")


def test_a_fact_of_another_version_stops_an_answer_with_the_remedy(folder: Path) -> None:
    with damaged(folder) as connection:
        age_a_fact(connection)
    result = CliRunner().invoke(app, ["--library", str(folder), "ask", "Who won the lake race?"])
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "podium: The library has facts of another version of Podium: `podium doctor --repair` reads them anew.\n"
    )


def test_the_embedding_of_a_text_is_the_stored_one(folder: Path) -> None:
    with Library.open(folder) as library:
        [hit] = [hit for hit in library.search("sprint in Kestovia") if "Solvang" in hit.passage.text]
    expected = Embedder().encode(["sprint in Kestovia", hit.passage.text])
    assert hit.semantic == pytest.approx(float(expected[0] @ expected[1]), abs=0.001)
