"""Names: one person under several spellings is one; two people who share a surname are two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.names import SAME, fold, fold_with_map, resolve, same_person, similarity


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Søren  Ågård", "soren agard"),
        ("LUDÓWKA Żółć", "ludowka zolc"),
        ("“Đorđe’s” — name", '"dorde\'s" - name'),
        (" a\n b ", "a b"),
        ("", ""),
    ],
)
def test_folding_keeps_plain_small_letters(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize("text", ["Søren  Ågård", "  straße\tœuvre ", "Ægir Þórsson"])
def test_folding_with_a_map_folds_the_same_and_points_back(text: str) -> None:
    folded, origins = fold_with_map(text)
    assert folded == fold(text)
    assert len(origins) == len(folded)
    assert all(fold(text[origin])[:1] in (letter, "") or letter in fold(text[origin]) for letter, origin in zip(
        folded, origins, strict=True
    ))  # fmt: skip


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert len(fold_with_map(text)[0]) == len(fold_with_map(text)[1])


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Håkon Løvås", "Hakon Lovaas"),
        ("Jørn Bækkelund", "Joern Baekkelund"),
        ("Aleksei Morozin", "Alexey Morozin"),
        ("Andrei Kolmarov", "Andrey Kolmarev"),
        ("Dmitriy Velkin", "Dmitry Velkin"),
        ("Kirill Danilov", "Kiril Danillov"),
        ("Yelena Torova", "Elena Torova"),
        ("Yulia Beskova", "Julia Beskova"),
        ("Viktoriya Orlenko", "Viktoria Orlenko"),
        ("Emiko Harada", "Emika Harada"),
        ("Anna Berg", "Berg"),
        ("Anna Berg", "Anna"),
        ("A. Berg", "Anna Berg"),
        ("A Berg", "Berg"),
        ("BERG Anna", "Anna Berg"),
        ("Kang Min-ho", "Minho Kang"),
        ("Kang Min-ho", "Min-Ho Kang"),
        ("Kang Min Ho", "Minho Kang"),
        ("Yoon Seo-jin", "YOON Seojin"),
        ("Jan Holt Berg", "Jan Berg"),
        ("Marta Lind-Holt", "Marta Lind"),
        ("Marta Lind Holt", "Marta Lind-Holt"),
        ("Pieter van der Meulen", "Pieter Meulen"),
        ("van der Meulen", "Pieter van der Meulen"),
        ("Kajsa Weidenhoff", "Kajsa Wiedenhoff"),
        ("Shevronko", "Oleh Schewronko"),
        ("Ian O'Dare", "Ian O’Dare"),
    ],
)
def test_two_spellings_of_one_person_are_one(a: str, b: str) -> None:
    assert same_person(a, b)
    assert same_person(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Yuka Harada", "Emi Harada"),
        ("Tore Lund", "Jonas Lund"),
        ("Daniel Moss", "Daniela Moss"),
        ("Martin Moss", "Martina Moss"),
        ("Andrea Moss", "Andreas Moss"),
        ("Anna Berg", "Hanna Berg"),
        ("Marta Berg", "Maria Berg"),
        ("Jana Berg", "Lena Berg"),
        ("Henrik Moss", "Hendrik Moss"),
        ("A. Berg", "Lisa Berg"),
        ("A. Berg", "B. Berg"),
        ("Jan Emil Berg", "Jan Holt Berg"),
        ("Kang Min-ho", "Kang Ji-ho"),
        ("Do Min-ho", "Kang Min-ho"),
        ("Berg", "Bergmann"),
        ("Berg", "Burg"),
        ("", "Berg"),
        ("A.", "Anna Berg"),
    ],
)
def test_two_people_stay_two(a: str, b: str) -> None:
    assert not same_person(a, b)
    assert not same_person(b, a)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Jørn Håvik", "Jorn Havik", True),
        ("Havik", "Jørn Håvik", True),
        ("Yuka Harada", "Emi Harada", False),
    ],
)
def test_similarity_tells_spellings_from_siblings(a: str, b: str, *, same: bool) -> None:
    assert (similarity(a, b) >= SAME) is same


@pytest.mark.parametrize(
    ("name", "candidates", "expected"),
    [
        ("Berg", ["Anna Berg", "Tore Lund"], "Anna Berg"),
        ("Berg", ["Anna Berg", "Lisa Berg", "Tore Lund"], ("Anna Berg", "Lisa Berg")),
        ("Berg", ["Berg", "Anna Berg"], "Anna Berg"),
        ("Berg", ["Berg", "Anna Berg", "Lisa Berg"], ("Anna Berg", "Lisa Berg")),
        ("lisa berg", ["Anna Berg", "Lisa Berg"], "Lisa Berg"),
        ("L. Berg", ["Anna Berg", "Lisa Berg"], "Lisa Berg"),
        ("Holm", ["Anna Berg", "Lisa Berg"], None),
        ("Eva Berg", ["Anna Berg", "Lisa Berg"], None),
        ("Hakon Lovas", ["Håkon Løvås", "Hakon Lovaas"], "Håkon Løvås"),
        ("Larsen", ["Ole Larsen", "Per Larson"], "Ole Larsen"),
        ("minho kang", ["Kang Min-ho", "Kang Ji-ho"], "Kang Min-ho"),
        ("kang", ["Kang Min-ho", "Kang Ji-ho"], ("Kang Min-ho", "Kang Ji-ho")),
        ("Berg", [], None),
    ],
)
def test_a_name_means_one_candidate_or_several_or_none(
    name: str, candidates: list[str], expected: str | tuple[str, ...] | None
) -> None:
    assert resolve(name, candidates) == expected
