"""Sentences: spans of characters that split where a reader would, and cover everything."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources import split_sentences


def sentences(text: str) -> list[str]:
    return [text[sentence.start : sentence.end] for sentence in split_sentences(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["Lind won.", "Holt was second."],
        ["She clocked 3:36.62s.", "Next came Holt."],
        ["The mark was 58.2.", "3 crews missed it."],
        ["He won 2-1.", "Then he left."],
        ["It took 3:41.", "Then it was over."],
        ["“I won.", "I am happy.”", "She left."],
        ['"Yes!', 'I did it," she said.', "Holt agreed."],
        ['"I was fourth.', '"I needed time.', 'It helped."', "Then she left."],
        ["It was this week.", '"I\'ll go."', "He went."],
        ["(He fell in the first turn.)", "Lind won."],
        ["He rose… and won.", "Then…", "Nothing."],
        ["Was it over?", "Not yet!", "Holt came back."],
        ["She said no.", "Then she rowed."],
        ["They met in Group A.", "Lind won."],
        ["He trains in the U.S.", "He likes it."],
        ["It ended at 5 p.m.", "The crowd went home."],
        ["She jumped 6.66 m.", "Dahl did not."],
        ["Crews came from Oslo, Bergen etc.", "The rest stayed."],
    ],
)
def test_sentences_end_where_a_reader_ends_them(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "sentence",
    [
        "Mr. Holt met Dr. Lind and Sen. Dahl in St. Olav.",
        "No. 5 seed J. R. Holt beat K. Lind vs. M. Dahl on Feb. 3.",
        "The U.S. Olympic team, of the U.K. Rowing club, won.",
        "Holt Jr. was 3 min. 36 sec. ahead at 4 p.m. on Jan. 5, approx. 20 ft. clear.",
        '"Really?" Holt asked.',
        '"Really?" he asked.',
        "The gap of .016 seconds was 3.5 per cent. of nothing.",
        "1. Mari Lind (Norway) 1:55.10",
        "15 equal. Sven Holt (Norway) 1",
        "2) Mari Lind",
        "9. Sven Holt (U.S.) Comet 9",
        "Men: 1. Holt 3:41, 2. Dahl 3:42, 3. Ek 3:43",
        "It was written on example.com/a.B and in St.Olav.",
        "Yahoo! won again",
    ],
)
def test_a_full_stop_inside_a_sentence_does_not_end_it(sentence: str) -> None:
    assert sentences(sentence) == [sentence]


@pytest.mark.parametrize(
    ("glued", "parts"),
    [
        ("He did it this week.The end.", ["He did it this week.", "The end."]),
        ('He said it."Next time" is now.', ["He said it.", '"Next time" is now.']),
        ('He said "I won."The end.', ['He said "I won."', "The end."]),
        ("She said “I won.”The end.", ["She said “I won.”", "The end."]),
        ("It took 3:36.62s.”Next came Holt.", ["It took 3:36.62s.”", "Next came Holt."]),
    ],
)
def test_glued_sentences_are_parted(glued: str, parts: list[str]) -> None:
    assert sentences(glued) == parts


def test_no_sentence_crosses_a_line() -> None:
    assert sentences("Result\n1. Lind\n2. Holt\n\nIt was close\nand cold. Then") == [
        "Result",
        "1. Lind",
        "2. Holt",
        "It was close",
        "and cold.",
        "Then",
    ]


@given(st.text(alphabet=st.sampled_from("aAbI1 .!?…\n\"“”')(:;,-\u00a0É"), max_size=200) | st.text(max_size=200))
def test_spans_are_in_order_and_cover_everything_but_blanks(text: str) -> None:
    spans = split_sentences(text)
    assert all(before.end <= after.start for before, after in zip(spans, spans[1:], strict=False))
    outside = list(text)
    for span in spans:
        part = text[span.start : span.end]
        assert part == part.strip()
        assert "\n" not in part
        outside[span.start : span.end] = " " * len(part)
    assert not "".join(outside).strip()


@pytest.mark.parametrize("unit", ["a. A", ".", '."A', "1. A ", "ab.Bc", "U.S. ", "x"])
def test_a_line_of_anything_is_split_in_linear_time(unit: str) -> None:
    small, large = (_time(unit * (size // len(unit))) for size in (30_000, 300_000))
    # Ten times the text takes about ten times as long; quadratic would be a hundred.
    assert large < 40 * small + 0.5


def _time(text: str) -> float:
    start = time.perf_counter()
    split_sentences(text)
    return time.perf_counter() - start
