"""Passages: whole sentences up to the window, overlapping, with nothing left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources import Article, split_passages, split_sentences


def count_words(text: str) -> int:
    return len(text.split())


def count_characters(text: str) -> int:
    """Count like a tokenizer that puts a mark before and behind."""
    return len(text) + 2


def article(text: str) -> Article:
    return Article(id="a1", source="a.txt", title="A", text=text)


@pytest.mark.parametrize(
    ("overlap", "expected"),
    [
        (0, ["One two. Three four. Five six.", "Seven eight. Nine ten."]),
        (1, ["One two. Three four. Five six.", "Five six. Seven eight. Nine ten."]),
        (
            2,
            [
                "One two. Three four. Five six.",
                "Three four. Five six. Seven eight.",
                "Five six. Seven eight. Nine ten.",
            ],
        ),
    ],
)
def test_sentences_fill_the_window_and_overlap(overlap: int, expected: list[str]) -> None:
    text = "One two. Three four. Five six. Seven eight. Nine ten."
    passages = split_passages(article(text), count_tokens=count_words, window=6, overlap_sentences=overlap)
    assert [passage.text for passage in passages] == expected
    assert [passage.number for passage in passages] == list(range(len(expected)))


def test_the_overlap_gives_way_where_the_next_sentence_needs_the_room() -> None:
    passages = split_passages(article("One two three. Four five six seven. Eight."), count_tokens=count_words, window=5)
    assert [passage.text for passage in passages] == ["One two three.", "Four five six seven. Eight."]


def test_a_sentence_longer_than_the_window_is_cut_between_words() -> None:
    text = "One two three four five six seven. Eight."
    passages = split_passages(article(text), count_tokens=count_words, window=3, overlap_sentences=0)
    assert [passage.text for passage in passages] == ["One two three", "four five six", "seven. Eight."]


def test_a_word_longer_than_the_window_is_cut_between_characters() -> None:
    passages = split_passages(article("Abcdefgh ij"), count_tokens=count_characters, window=5, overlap_sentences=0)
    assert [passage.text for passage in passages] == ["Abc", "def", "gh", "ij"]


@pytest.mark.parametrize(("window", "overlap"), [(0, 1), (5, -1)])
def test_a_window_without_room_is_refused(window: int, overlap: int) -> None:
    with pytest.raises(ValueError, match="window"):
        split_passages(article("One."), count_tokens=count_words, window=window, overlap_sentences=overlap)


@given(
    st.text(alphabet=st.sampled_from('aAb1 .\n"'), min_size=1, max_size=150).filter(str.strip),
    st.integers(min_value=1, max_value=30),
    st.integers(min_value=0, max_value=3),
    st.sampled_from([count_words, count_characters]),
)
def test_every_character_of_every_sentence_is_in_some_passage(
    text: str, window: int, overlap: int, count: object
) -> None:
    counting = count_words if count is count_words else count_characters
    passages = split_passages(article(text), count_tokens=counting, window=window, overlap_sentences=overlap)
    covered = {place for passage in passages for place in range(passage.start, passage.end)}
    for sentence in split_sentences(text):
        missing = set(range(sentence.start, sentence.end)) - covered
        assert not "".join(text[place] for place in sorted(missing)).strip()
    assert all(text[passage.start : passage.end] == passage.text for passage in passages)
    assert all(counting(passage.text) <= window or len(passage.text) == 1 for passage in passages)
    assert [passage.number for passage in passages] == list(range(len(passages)))


def test_few_counts_are_made_of_a_long_article() -> None:
    calls = []

    def count(text: str) -> int:
        calls.append(len(text))
        return len(text.split()) + 2

    split_passages(article("One two three four. " * 2000), count_tokens=count, window=100)
    assert sum(calls) < 20 * 2000 * 20
