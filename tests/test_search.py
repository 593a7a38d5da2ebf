"""Search: words and meaning together, hard filters, and any text as a query."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import lexical
from index.filters import Filters
from index.library import Library
from index.records import Hit
from sources.records import Article

REPORTS = [
    (
        "b1",
        "Sprint in Kestovia",
        "Ingrid Bøkstad won the women's sprint in 2:10.4, ahead of Mirel Dobos.",
        date(2031, 2, 3),
    ),
    (
        "b2",
        "Relay in Kestovia",
        "Veldania's men took the relay after the leaders fell on the last bend.",
        date(2031, 2, 4),
    ),
    ("b3", "Rowing finals", "The eights of Tarnhaven set a lake record of 5:21.90 in heavy rain.", date(2032, 7, 9)),
    ("b4", "Harbour swim", "Nobody finished the harbour swim: organisers stopped it because of jellyfish.", None),
    (
        "b5",
        "Downhill",
        "The winners of the downhill were champagne-soaked; Bokstad watched from the stands.",
        date(2032, 1, 1),
    ),
]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("search")) as opened:
        for name, title, text, published in REPORTS:
            opened.add(
                Article(name, f"{name}.txt", title, text, published), [], terms=["aquatics"] if name == "b4" else []
            )
        yield opened


def found(hits: list[Hit]) -> list[str]:
    return [hit.passage.article for hit in hits]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("who won the women's sprint", "b1"),
        ("5:21.90", "b3"),
        ("bokstad sprint", "b1"),
        ("BØKSTAD SPRINT??", "b1"),
        ("why was the swimming competition cancelled", "b4"),
        ("crash in the final corner", "b2"),
        ("rowers on a wet day", "b3"),
        ("aquatics", "b4"),
        ("jellyfishes", "b4"),
    ],
)
def test_the_passage_that_is_meant_comes_first(library: Library, query: str, first: str) -> None:
    assert found(library.search(query))[0] == first


def test_a_hit_is_a_passage_of_its_article_with_what_it_scored(library: Library) -> None:
    best, *others = library.search("jellyfish in the harbour")
    assert best.passage == library.passages("b4")[0]
    assert best.score == 1.0
    assert best.lexical > 0
    assert best.semantic > max(hit.semantic for hit in others)
    assert [hit.score for hit in others] == sorted((hit.score for hit in others), reverse=True)


@pytest.mark.parametrize("k", [0, 1, 3, 50])
def test_as_many_hits_as_asked_for_and_there_are(library: Library, k: int) -> None:
    assert len(library.search("race", k=k)) == min(k, len(REPORTS))


def test_equally_good_passages_come_in_the_order_they_were_added(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        for name in ("z9", "a1", "m5"):
            library.add(Article(name, f"{name}.txt", "Race", "The race was won by Tarnhaven."), [])
        hits = library.search("who won the race")
    assert found(hits) == ["z9", "a1", "m5"]
    assert len({hit.score for hit in hits}) == 1


@pytest.mark.parametrize(
    ("filters", "passing"),
    [
        (Filters(), {"b1", "b2", "b3", "b4", "b5"}),
        (Filters(articles=frozenset({"b2", "b4", "none"})), {"b2", "b4"}),
        (Filters(articles=frozenset()), set()),
        (Filters(published_from=date(2031, 2, 4)), {"b2", "b3", "b5"}),
        (Filters(published_to=date(2031, 2, 4)), {"b1", "b2"}),
        (Filters(published_from=date(2032, 1, 1), published_to=date(2032, 1, 1)), {"b5"}),
        (Filters(words=frozenset({"Bøkstad"})), {"b1", "b5"}),
        (Filters(words=frozenset({"BOKSTAD", "Mirel  Dobos"})), {"b1"}),
        (Filters(words=frozenset({"Dobos Mirel"})), set()),
        (Filters(words=frozenset({"2:10.4"})), {"b1"}),
        (Filters(words=frozenset({"winner"})), set()),  # "winners" is another word, though of the same stem
        (Filters(words=frozenset({"harb"})), set()),
        (Filters(words=frozenset({"swim:"})), {"b4"}),
        (Filters(words=frozenset({":"})), {"b1", "b3", "b4"}),
        (Filters(words=frozenset({'" OR "'})), set()),
        (Filters(words=frozenset({"the"}), published_from=date(2032, 1, 1)), {"b3", "b5"}),
        (Filters(words=frozenset({"Kestovia"})), set()),  # only titles say it
    ],
)
def test_only_passages_that_pass_the_filters_are_found(library: Library, filters: Filters, passing: set[str]) -> None:
    for query in ("who won", "the harbour swim", "zzz"):
        assert set(found(library.search(query, filters=filters))) == passing


def test_a_filter_changes_who_competes_not_what_a_passage_is_worth(library: Library) -> None:
    everything = {hit.passage.article: (hit.lexical, hit.semantic) for hit in library.search("who won the sprint")}
    narrowed = library.search("who won the sprint", filters=Filters(articles=frozenset({"b1", "b2"})))
    assert {hit.passage.article: (hit.lexical, hit.semantic) for hit in narrowed} == {
        name: everything[name] for name in ("b1", "b2")
    }


@pytest.mark.parametrize("query", ["", "   ", "???", "\x00", "'\"*^", "\ud800"])
def test_a_query_without_words_finds_nothing(library: Library, query: str) -> None:
    assert library.search(query) == []


@pytest.mark.parametrize(
    "query",
    [
        'a" OR "b',
        "NEAR(a b)",
        "body: x",
        "a AND",
        "NOT",
        "a*",
        "(a",
        "-a",
        "a\x00b",
        "x' --",
        "a\ud800b",
        "{a}",
        "日本",
    ],
)
def test_operators_of_the_full_text_index_are_only_words(library: Library, query: str) -> None:
    assert len(library.search(query)) == len(REPORTS)
    assert library.search("race", filters=Filters(words=frozenset({f"{query}qx"}))) == []


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(), max_size=40))
def test_no_text_upsets_the_full_text_index(library: Library, text: str) -> None:
    connection = library._connection
    ranked = lexical.rank(connection, text, limit=10)
    assert set(ranked) <= {1, 2, 3, 4, 5}
    assert all(score > 0 for score in ranked.values())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Who's first?", ["who", "s", "first"]),
        ("1:02.3, 1,500m and 4x100", ["1:02.3", "1,500m", "and", "4x100"]),
        ("Bøkstad bokstad", ["bokstad"]),
        ("", []),
    ],
)
def test_words_are_folded_and_numbers_stay_whole(text: str, words: list[str]) -> None:
    assert lexical.words_of(text) == words


def test_threads_may_search_one_library_at_once(library: Library) -> None:
    queries = [f"who won race number {number}" for number in range(8)]
    expected = [library.search(query) for query in queries]
    got: dict[int, list[Hit]] = {}

    def ask(number: int) -> None:
        got[number] = library.search(queries[number])

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(len(queries))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # The sixth decimal may differ: the processor's library splits a sum by how many threads it finds free.
    for number, hits in enumerate(expected):
        assert [hit.passage for hit in got[number]] == [hit.passage for hit in hits]
        assert [hit.score for hit in got[number]] == pytest.approx([hit.score for hit in hits], abs=1e-4)
