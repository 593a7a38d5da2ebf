"""What the reader learns from: answers stand where they are said to, and what is not answered is told so."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
import torch

from index.embedder import DEFAULT_MODEL, model_folder
from qa.reader.adapter import factored, whole
from qa.reader.own import open_pieces
from qa.reader.pieces import Pieces
from train.examples import Example
from train.export import fit
from train.invented import invent
from train.mixing import mix
from train.qamr import choose, detokenise, read_qamr
from train.scoring import Guess, area, measure, normalise, overlap
from train.squad import find_answer, read_squad
from train.windows import cut, learn_from

LAKE = "The lake froze early. Elin Brått won the race on the lake, and Mari Holt, who fell, came second."
HOLT = (LAKE.index("Mari Holt"), LAKE.index(", who"))


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    folder = model_folder(DEFAULT_MODEL)
    assert folder is not None
    return open_pieces(folder)


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        ("Brått , who fell , was n't hurt .", "Brått, who fell, wasn't hurt."),
        ("`` We won '' , she said .", "“We won”, she said."),
        ("Holt -LRB- Sweden -RRB- paid $ 5 for Brått 's skis", "Holt (Sweden) paid $5 for Brått's skis"),
        ("A 4 : 3 win ; 50 % more", "A 4: 3 win; 50% more"),
    ],
)
def test_tokens_are_joined_as_people_write_and_keep_their_places(tokens: str, text: str) -> None:
    joined, places = detokenise(tokens.split())
    assert joined == text
    assert "".join(joined[start:end] for start, end in places) == text.replace(" ", "")


@pytest.mark.parametrize(
    ("answers", "chosen"),
    [
        (("3 4", "3 4", "4"), [3, 4]),
        (("3", "3 4 5", "3 4 5"), [3, 4, 5]),  # what two of the three say
        (("3 5", "3 4 5", "3 5"), [3, 4, 5]),  # the first has a gap
        (("3 5", "3 5", "3 5"), None),
        (("3 4", "8 9", "11"), None),  # nobody agrees
        (("3 4", "Invalid", "3 4"), None),
        (("3 4", "3 4", ""), None),
    ],
)
def test_the_answer_is_what_the_three_people_agree_on(answers: tuple[str, ...], chosen: list[int] | None) -> None:
    assert choose(answers) == chosen


def test_a_question_is_read_with_its_sentence_and_answer(tmp_path: Path) -> None:
    name = "Made:up:7:1:0"
    (tmp_path / "wiki-sentences.tsv").write_text(f"{name}\tElin Brått won , in March .\n", encoding="utf-8")
    row = f"{name}\t0\t5\t0\t1\tWho won ?\t0 1\t8:0 1\t9:1\n"
    (tmp_path / "dev.tsv").write_text(row * 3, encoding="utf-8")
    (tmp_path / "test.tsv").write_text("", encoding="utf-8")
    examples, articles = read_qamr(tmp_path)
    asked = Example("Who won ?", "Elin Brått won, in March.", (0, 10), "qamr", "Made:up:7", ("Elin Brått",))
    assert examples == [asked, asked]  # a third question on the same words says little new
    assert articles == {"Made:up:7": ["Elin Brått won, in March."]}


@pytest.mark.parametrize(
    ("question", "answers", "said"),
    [
        ("Who won the race?", ("Elin Brått", "Brått", "Elin Brått"), (22, 32)),
        ("What did Elin race on?", ("the lake",), (49, 57)),  # of two places, the one amid the question's words
        ("Who was third?", ("Ana Prunk",), None),
    ],
)
def test_an_answer_without_a_place_is_found(question: str, answers: tuple[str, ...], said: tuple[int, int]) -> None:
    assert find_answer(question, LAKE, answers) == said


def test_the_kept_titles_are_not_learned_from_and_each_question_comes_once(tmp_path: Path) -> None:
    def squad(title: str, *ids: str) -> dict[str, object]:
        asked = [{"id": id, "question": f"Who won {id}?", "answers": ["Elin Brått"]} for id in ids]
        return {"title": title, "paragraphs": [{"context": LAKE, "qas": asked}]}

    for version, ids in (("1.1", ("a", "b")), ("2.0", ("b", "c"))):
        data = [squad("Lakes", *ids), squad("Pharmacy", *(f"kept-{id}" for id in ids))]
        (tmp_path / f"dev-v{version}.json").write_text(json.dumps({"data": data}), encoding="utf-8")
    learn, kept = read_squad(tmp_path)
    assert sorted(example.question for example in learn) == ["Who won a?", "Who won b?", "Who won c?"]
    assert sorted(example.question for example in kept) == ["Who won kept-b?", "Who won kept-c?"]


@pytest.mark.parametrize("window", [24, 40, 112])
def test_the_pieces_learned_from_are_those_of_the_answer(pieces: Pieces, window: int) -> None:
    example = Example("Who came second?", LAKE, HOLT, "made up")
    assert example.answer == "Mari Holt"
    for seed in range(8):
        target = learn_from(example, pieces, random.Random(seed), window=window)
        assert target is not None
        assert len(target.row.pieces) <= window
        places = target.row.places
        first, last = places[target.start - target.row.first], places[target.end - target.row.first]
        assert LAKE[first[0] : last[1]] == "Mari Holt"


def test_all_of_a_context_is_measured(pieces: Pieces) -> None:
    rows = list(cut(Example("Who won?", LAKE * 4, None, "made up"), pieces, window=40, step=20))
    assert {place for row in rows for place in row.places} == {
        (start, end) for _, start, end in pieces.context(LAKE * 4)
    }
    assert max(len(row.pieces) for row in rows) <= 40


def test_invented_reports_answer_their_questions_and_not_the_twins() -> None:
    made = invent(400, random.Random(5))
    assert made == invent(400, random.Random(5))
    assert all(example.answer for example in made if example.source == "invented")
    twins = [example for example in made if example.source == "invented-twin"]
    assert 50 < len(twins) < 250
    assert all(example.span is None for example in twins)
    assert [example.question for example in made if "{" in example.question + example.context] == []


def test_an_unanswerable_question_stands_beside_a_text_without_its_answer() -> None:
    words = "ash bay cove dune elm fern glen hill isle kelp".split()
    articles = {"made up": [f"Runner {word} won the {word} race in 20{at}." for at, word in enumerate(words, 10)]}
    asked = [
        Example(f"Who won the {word} race in 20{at}?", text, (0, 7 + len(word)), "qamr", "made up")
        for (at, word), text in zip(enumerate(words, 10), articles["made up"], strict=True)
    ]
    mixed = mix([], asked * 20, articles, random.Random(1))
    elsewhere = [example for example in mixed if example.source == "elsewhere"]
    swapped = [example for example in mixed if example.source == "swapped"]
    assert elsewhere
    assert all(example.question.split()[3] not in example.context for example in elsewhere)
    assert swapped
    assert all(example.question.rstrip("?").split()[-1] not in example.context for example in swapped)


def test_a_span_outside_its_context_cannot_be_an_example() -> None:
    with pytest.raises(ValueError, match="no span"):
        Example("Who?", "Brått won.", (8, 20), "made up")


@pytest.mark.parametrize(
    ("text", "other", "f1"),
    [("The Elin Brått!", "elin brått", 1.0), ("Brått", "Elin Brått", 2 / 3), ("Holt", "Brått", 0.0), ("the", "a", 1.0)],
)
def test_answers_are_compared_as_squad_does(text: str, other: str, f1: float) -> None:
    assert overlap(text, other) == pytest.approx(f1)
    assert (normalise(text) == normalise(other)) == (f1 == 1.0)


@pytest.mark.parametrize(
    ("scores", "truths", "expected"),
    [((1, 2, 3), (False, True, True), 1.0), ((3, 2, 1), (False, True, True), 0.0), ((1, 1), (True, False), 0.5)],
)
def test_the_area_is_how_often_a_true_one_is_above_a_false_one(
    scores: tuple[float, ...], truths: tuple[bool, ...], expected: float
) -> None:
    assert area(scores, truths) == expected


def test_exact_and_f1_are_of_the_answerable_only() -> None:
    asked = [
        Example("Who won?", LAKE, (22, 32), "made up", answers=("Elin Brått",)),
        Example("Who fell?", LAKE, HOLT, "made up", answers=("Mari Holt", "Holt")),
        Example("Who was third?", LAKE, None, "made up"),
    ]
    measured = measure([Guess("Elin", 1, 0, 1), Guess("Holt", 2, 0, 2), Guess("Mari", 0, 0, 0)], asked)
    assert (measured.exact, round(measured.f1, 1), measured.area_margin) == (50.0, 83.3, 1.0)


def test_numbers_fitted_raise_the_score_with_the_evidence() -> None:
    guesses = [Guess("", margin, share, 0) for margin in range(-6, 7) for share in (-3, -1)]
    numbers = fit(guesses, [guess.margin + guess.share > 0 for guess in guesses])
    assert numbers["margin"] > 0
    assert numbers["share"] > 0


def test_what_training_changed_is_stored_as_factors_and_the_rest_whole() -> None:
    chance = torch.Generator().manual_seed(1)
    encoder = {"wide.weight": torch.randn(12, 8, generator=chance), "wide.bias": torch.zeros(12)}
    change = torch.randn(12, 2, generator=chance) @ torch.randn(2, 8, generator=chance)
    trained = {
        "wide.weight": encoder["wide.weight"] + change,
        "wide.bias": torch.full((12,), 0.5),
        "span.weight": torch.randn(9, 9, generator=chance),  # no part of the encoder
    }
    stored = factored(trained, encoder, rank=2)
    assert {name: tuple(weight.shape) for name, weight in stored.items()} == {
        "wide.weight.up": (12, 2),
        "wide.weight.down": (2, 8),
        "wide.bias": (12,),
        "span.weight": (9, 9),
    }
    rebuilt = whole(stored, encoder)
    assert rebuilt.keys() == trained.keys()
    for name, weight in trained.items():
        assert torch.allclose(rebuilt[name], weight, atol=0.01), name


def test_a_smaller_rank_keeps_the_greatest_part_of_the_change() -> None:
    encoder = {"wide.weight": torch.zeros(4, 4)}
    trained = {"wide.weight": torch.diag(torch.tensor([4.0, 3.0, 0.5, 0.25]))}
    rebuilt = whole(factored(trained, encoder, rank=2), encoder)
    assert torch.allclose(rebuilt["wide.weight"], torch.diag(torch.tensor([4.0, 3.0, 0.0, 0.0])), atol=0.01)
