"""The library: what adding, replacing and removing leave behind, and what is read back."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from index.embedder import DEFAULT_MODEL, model_folder
from index.errors import OtherModel, UnknownArticle
from index.library import Library
from index.records import Change, FactRow
from sources.passages import split_passages
from sources.records import Article

SPRINT = Article(
    "5a1e0001",
    "in/sprint.txt",
    "Solvang takes the sprint",
    "Ingrid Solvang won the sprint of Kestovia in 2:10.4. Mirel Dobos came second.\n\nThe crowd sang until dark.",
    date(2031, 2, 3),
    "The Kestovia Post",
)
RELAY = Article("5a1e7777", "in/relay.txt", "Relay", "Veldania won the relay by three seconds, after a fall.")
GOLD = FactRow("result", '{"rank": 1}')
SILVER = FactRow("result", '{"rank": 2}')
FALL = FactRow("incident", '{"what": "fall"}')


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "new" / "library") as opened:
        yield opened


@pytest.fixture
def filled(library: Library) -> Library:
    library.add(SPRINT, [GOLD, SILVER])
    library.add(RELAY, [FALL])
    return library


def catalogue(library: Library) -> list[tuple[str, str, int, int]]:
    return [(entry.article, entry.source, entry.passages, entry.facts) for entry in library.articles()]


def test_a_new_library_is_empty(library: Library) -> None:
    assert (library.articles(), list(library.facts()), library.search("who won")) == ([], [], [])


def test_what_was_added_is_read_back_whole(filled: Library) -> None:
    assert [filled.article(SPRINT.id), filled.article(RELAY.id)] == [SPRINT, RELAY]
    assert list(filled.facts()) == [(SPRINT.id, GOLD), (SPRINT.id, SILVER), (RELAY.id, FALL)]
    first = filled.articles()[0]
    assert (first.title, first.published, first.publisher) == (SPRINT.title, SPRINT.published, SPRINT.publisher)
    assert datetime.now(UTC) - first.added < timedelta(minutes=5)


def test_passages_are_those_the_article_is_cut_into(filled: Library) -> None:
    def count_words(text: str) -> int:
        return len(text.split())

    assert filled.passages(SPRINT.id) == split_passages(SPRINT, count_tokens=count_words, window=200)


def test_a_long_article_is_cut_to_the_window_of_the_model(library: Library) -> None:
    lines = [f"Runner number {number} of the club reached the harbour after a long day." for number in range(120)]
    long = replace(RELAY, text="\n".join(lines))
    library.add(long, [])
    passages = library.passages(long.id)
    assert len(passages) > 5
    assert [passage.text for passage in passages] == [long.text[passage.start : passage.end] for passage in passages]


def test_a_library_opened_again_has_the_same_content(filled: Library, tmp_path: Path) -> None:
    before = (filled.articles(), list(filled.facts()), filled.version, filled.search("who fell"))
    filled.close()
    with Library.open(tmp_path / "new" / "library", read_only=True) as again:
        assert (again.articles(), list(again.facts()), again.version, again.search("who fell")) == before


MOVED = replace(SPRINT, source="in/copy.txt", title="A copy", published=None)
CORRECTED = replace(SPRINT, id="5a1e0002", text="Mirel Dobos won the sprint of Kestovia on appeal.")
RETITLED = replace(SPRINT, title="Solvang wins")


@pytest.mark.parametrize(
    ("added", "change", "expected"),
    [
        pytest.param(SPRINT, Change.UNCHANGED, [(SPRINT.id, SPRINT.source, 1, 2)], id="the same"),
        pytest.param(CORRECTED, Change.REPLACED, [(CORRECTED.id, SPRINT.source, 1, 1)], id="other content"),
        pytest.param(RETITLED, Change.REPLACED, [(SPRINT.id, SPRINT.source, 1, 1)], id="another title"),
        pytest.param(MOVED, Change.UNCHANGED, [(SPRINT.id, SPRINT.source, 1, 2)], id="another source"),
        pytest.param(
            replace(CORRECTED, source="in/new.txt"),
            Change.ADDED,
            [(SPRINT.id, SPRINT.source, 1, 2), (CORRECTED.id, "in/new.txt", 1, 1)],
            id="both other",
        ),
    ],
)
def test_adding_again_does_what_the_content_and_the_source_ask_for(
    library: Library, added: Article, change: Change, expected: list[tuple[str, str, int, int]]
) -> None:
    library.add(SPRINT, [GOLD, SILVER])
    version = library.version
    assert library.add(added, [FALL]) is change
    assert catalogue(library) == expected
    assert (library.version > version) is (change is not Change.UNCHANGED)


def test_an_article_with_two_sources_stays_until_both_have_other_content(library: Library) -> None:
    library.add(SPRINT, [GOLD])
    library.add(MOVED, [GOLD])
    assert library.add(CORRECTED, []) is Change.REPLACED
    assert catalogue(library) == [(SPRINT.id, MOVED.source, 1, 1), (CORRECTED.id, SPRINT.source, 1, 0)]
    assert library.add(replace(CORRECTED, source=MOVED.source), []) is Change.REPLACED
    assert catalogue(library) == [(CORRECTED.id, SPRINT.source, 1, 0)]


def test_a_replaced_article_keeps_its_place_and_loses_its_old_words(filled: Library) -> None:
    filled.add(CORRECTED, [])
    assert [entry.article for entry in filled.articles()] == [CORRECTED.id, RELAY.id]
    assert [hit.passage.article for hit in filled.search("appeal")][:1] == [CORRECTED.id]
    assert [hit.lexical for hit in filled.search("crowd sang")] == [0.0, 0.0]


def test_a_removed_article_leaves_nothing_behind(filled: Library) -> None:
    assert filled.remove(SPRINT.id) is True
    assert catalogue(filled) == [(RELAY.id, RELAY.source, 1, 1)]
    assert list(filled.facts()) == [(RELAY.id, FALL)]
    assert [hit.passage.article for hit in filled.search("Ingrid Solvang sprint")] == [RELAY.id]
    assert filled.remove(SPRINT.id) is False
    assert filled.add(SPRINT, []) is Change.ADDED


@pytest.mark.parametrize(("start", "found"), [("5a1e0", SPRINT), ("5a1e7777", RELAY)])
def test_the_beginning_of_an_id_will_do_if_no_other_begins_so(filled: Library, start: str, found: Article) -> None:
    assert filled.article(start) == found
    assert filled.remove(start) is True


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ("5a1e", "Several articles have ids that begin with '5a1e' (5a1e0001, 5a1e7777): write more of it."),
        ("5a1e00011", "The library has no article '5a1e00011': `podium list` shows the ids."),
        ("5a1", "The library has no article '5a1': `podium list` shows the ids."),
        ("\ud800abcd", "The library has no article '\\ud800abcd': `podium list` shows the ids."),
        ("", "The library has no article '': `podium list` shows the ids."),
    ],
)
def test_an_id_of_none_or_several_is_named_with_the_remedy(filled: Library, wrong: str, message: str) -> None:
    for read in (filled.article, filled.passages, lambda name: filled.replace_facts(name, [])):
        with pytest.raises(UnknownArticle) as raised:
            read(wrong)
        assert (str(raised.value), isinstance(raised.value, KeyError)) == (message, True)


def test_removing_by_the_beginning_of_several_ids_removes_none(filled: Library) -> None:
    with pytest.raises(UnknownArticle):
        filled.remove("5a1e")
    assert len(filled.articles()) == 2


def test_facts_are_replaced_for_one_article_only(filled: Library) -> None:
    version = filled.version
    filled.replace_facts(SPRINT.id, [FALL, GOLD])
    assert list(filled.facts()) == [(SPRINT.id, FALL), (SPRINT.id, GOLD), (RELAY.id, FALL)]
    assert filled.version > version


def test_the_version_shows_what_another_connection_changed(filled: Library, tmp_path: Path) -> None:
    with Library.open(tmp_path / "new" / "library") as other:
        version = other.version
        assert other.version == version
        filled.remove(RELAY.id)
        changed = other.version
        assert changed > version
        filled.set_meta("seen", "yes")
        assert (other.version, other.meta("seen"), other.meta("unseen")) == (changed, "yes", None)


def test_another_model_reads_facts_but_neither_adds_nor_searches(filled: Library, tmp_path: Path) -> None:
    folder = model_folder(DEFAULT_MODEL)
    assert folder is not None
    with Library.open(tmp_path / "new" / "library", model=str(folder)) as other:
        assert list(other.facts()) == list(filled.facts())
        with pytest.raises(OtherModel, match=r"reindex --model"):
            other.search("who won")
        with pytest.raises(OtherModel, match=DEFAULT_MODEL):
            other.add(CORRECTED, [])
        assert other.add(SPRINT, []) is Change.UNCHANGED


def test_reindexing_takes_another_model_and_keeps_articles_and_facts(filled: Library, tmp_path: Path) -> None:
    before = (catalogue(filled), list(filled.facts()), filled.search("who fell in the relay"))
    filled.close()
    folder = model_folder(DEFAULT_MODEL)
    with Library.open(tmp_path / "new" / "library", model=str(folder)) as other:
        other.reindex()
        assert (catalogue(other), list(other.facts()), other.search("who fell in the relay")) == before
    with Library.open(tmp_path / "new" / "library") as again:
        assert again.model == str(folder)


def test_facts_are_read_without_the_heavy_packages(filled: Library, tmp_path: Path) -> None:
    filled.close()
    code = (
        "import sys; from pathlib import Path; from index.library import Library; "
        f"library = Library.open(Path({str(tmp_path / 'new' / 'library')!r})); "
        "print(len(list(library.facts())), len(library.articles()), library.article('5a1e7').title, library.version, "
        "[name for name in ('torch', 'faiss', 'numpy', 'tokenizers') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=Path(__file__).parent.parent, capture_output=True, text=True
    )
    assert (done.stdout, done.stderr) == ("3 2 Relay 2 []\n", "")


def test_the_facts_of_an_unchanged_article_are_not_asked_for(filled: Library) -> None:
    for unchanged in (SPRINT, MOVED):
        assert filled.add(unchanged, map(pytest.fail, ["they were asked for"])) is Change.UNCHANGED


def stored_vectors(folder: Path) -> dict[str, bytes]:
    with closing(sqlite3.connect(folder / "library.db")) as connection:
        rows = connection.execute(
            """SELECT substr(text, start + 1, "end" - start), vector FROM passage JOIN article ON key = article"""
        )
        return dict(rows.fetchall())


def mark_vectors(folder: Path) -> bytes:
    """Put a vector that no model gives in the place of all, so that one can see which were embedded again."""
    mark = bytes(766) + b"\x00\x3c"  # 1.0 in half precision at the end
    with closing(sqlite3.connect(folder / "library.db", isolation_level=None)) as connection:
        connection.execute("UPDATE passage SET vector = ?", (mark,))
    return mark


def test_of_a_changed_article_only_the_changed_passages_are_embedded(library: Library, tmp_path: Path) -> None:
    lines = [f"Runner number {number} of the club reached the harbour after a long day." for number in range(120)]
    library.add(replace(RELAY, text="\n".join(lines)), [])
    before = [passage.text for passage in library.passages(RELAY.id)]
    mark = mark_vectors(tmp_path / "new" / "library")
    changed = [*lines[:-1], "Runner number 999 of the club reached the harbour after a long day."]
    assert library.add(replace(RELAY, id="5a1e9999", text="\n".join(changed)), []) is Change.REPLACED
    after = stored_vectors(tmp_path / "new" / "library")
    assert [text for text, vector in after.items() if vector != mark] == [text for text in after if text not in before]
    assert 0 < sum(vector != mark for vector in after.values()) < len(before)


def test_a_copy_under_another_title_is_not_embedded_again(library: Library, tmp_path: Path) -> None:
    library.add(SPRINT, [])
    mark = mark_vectors(tmp_path / "new" / "library")
    assert library.add(replace(SPRINT, id="5a1e8888", title="A copy", source="copy.txt"), []) is Change.ADDED
    assert set(stored_vectors(tmp_path / "new" / "library").values()) == {mark}


def test_reindexing_embeds_everything_anew(library: Library, tmp_path: Path) -> None:
    library.add(SPRINT, [])
    mark = mark_vectors(tmp_path / "new" / "library")
    library.reindex()
    assert mark not in stored_vectors(tmp_path / "new" / "library").values()


def test_a_file_is_known_until_one_of_its_articles_changes_or_goes(filled: Library) -> None:
    assert filled.count_of_file("both.jsonl", b"1") == 0
    filled.note_file("both.jsonl", b"1", [SPRINT.id, RELAY.id])
    assert (filled.count_of_file("both.jsonl", b"1"), filled.count_of_file("both.jsonl", b"2")) == (2, 0)
    filled.add(RETITLED, [])
    assert filled.count_of_file("both.jsonl", b"1") == 0
    filled.note_file("both.jsonl", b"1", [SPRINT.id, RELAY.id])
    filled.remove(RELAY.id)
    assert filled.count_of_file("both.jsonl", b"1") == 0


def test_a_snapshot_holds_articles_and_facts_of_one_version(filled: Library) -> None:
    found = filled.snapshot()
    assert found.version == filled.version
    assert found.articles == [SPRINT, RELAY]
    assert found.facts == list(filled.facts())
