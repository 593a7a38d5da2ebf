"""The desk that web pages share: adding and removing show at once, and the bundled reports step back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from index.library import Library
from index.records import Change
from qa.bundled import default_folder
from qa.desk import Desk
from sources.readers import read_text
from web.desk import ReadOnly, SharedDesk

LAKE = """Berg wins at the lake

Lena Berg won the women's kayak sprint on the lake at Varno on Sunday in 41.20 seconds, ahead of Ida Strand.
"""
ARTICLE = read_text(LAKE, source="lake.txt", published=date(2019, 6, 3), publisher="Lake Post")


@contextmanager
def shared(folder: Path, *, read_only: bool = False) -> Iterator[SharedDesk]:
    desk = SharedDesk(Desk(Library.open(folder)), read_only=read_only)
    try:
        yield desk
    finally:
        desk.close()


def test_what_is_added_is_asked_suggested_and_listed_at_once_and_gone_when_removed(tmp_path: Path) -> None:
    with shared(tmp_path / "library") as desk:
        assert (desk.suggestions(1), desk.holdings(), desk.races()) == ([], [], ())
        assert desk.add(ARTICLE) is Change.ADDED
        assert desk.suggestions(1) == ["Who won the women's kayak sprint in 2019?"]
        assert desk.ask("Who won the women's kayak sprint in 2019?").short == "Lena Berg"
        [held] = desk.holdings()
        assert (held.entry.title, held.races) == ("Berg wins at the lake", ("women's kayak sprint in 2019",))
        assert [table.title for table in desk.races()] == ["women's kayak sprint in 2019"]
        assert [fact.article for fact in desk.facts(ARTICLE.id)][:1] == [ARTICLE.id]
        assert desk.add(ARTICLE) is Change.UNCHANGED
        assert desk.remove(ARTICLE.id) == ARTICLE
        assert desk.remove(ARTICLE.id) is None
        assert (desk.suggestions(1), desk.holdings(), desk.races()) == ([], [], ())


def test_a_beginning_of_an_id_removes_nothing(tmp_path: Path) -> None:
    with shared(tmp_path / "library") as desk:
        desk.add(ARTICLE)
        assert desk.remove(ARTICLE.id[:8]) is None
        assert [entry.article for entry in desk.articles()] == [ARTICLE.id]


def test_a_library_that_is_only_shown_takes_and_gives_nothing(copied: Path) -> None:
    with shared(copied, read_only=True) as desk:
        before = desk.articles()
        with pytest.raises(ReadOnly, match="only shown"):
            desk.add(ARTICLE)
        with pytest.raises(ReadOnly, match="only shown"):
            desk.remove(before[0].article)
        assert desk.articles() == before


def test_the_bundled_reports_step_back_when_an_article_is_added(
    bundled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    home = default_folder().parent
    shutil.copytree(bundled, home / "bundled")
    with shared(home / "bundled") as desk:
        assert desk.is_bundled()
        assert desk.add(ARTICLE) is Change.ADDED
        assert not desk.is_bundled()
        assert [entry.title for entry in desk.articles()] == ["Berg wins at the lake"]
        assert desk.ask("Who won the women's kayak sprint in 2019?").short == "Lena Berg"
    with (
        Library.open(home / "library") as own,
        Library.open(bundled) as untouched,
        shared(home / "bundled") as desk,
    ):
        assert [entry.title for entry in own.articles()] == ["Berg wins at the lake"]
        assert [entry.article for entry in desk.articles()] == [entry.article for entry in untouched.articles()]


SEARCHES = [
    ("", True),
    ("berg lake", True),
    ("BERG", True),
    ("post", True),
    ("2019-06-03", True),
    ("june", True),
    ("kayak women", True),
    ("lake.txt", True),
    ("kay", True),
    ("ayak", False),
    ("berg 2020", False),
    ("strand varno", True),
    ("stra", True),
    ("strands berg", True),
    ("rand", False),
    ("Ström", False),
    ('" OR *', False),
    ('(( * "', True),
    ("lake NOT berg", False),
]


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SharedDesk]:
    with shared(tmp_path_factory.mktemp("lake") / "library") as desk:
        desk.add(ARTICLE)
        yield desk


@pytest.mark.parametrize(("words", "is_found"), SEARCHES)
def test_articles_are_found_by_the_beginnings_of_words(lake: SharedDesk, words: str, is_found: bool) -> None:
    assert bool(lake.holdings(words)) is is_found
