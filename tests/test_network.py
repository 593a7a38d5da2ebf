"""The encoder of our own: against the model's, what it refuses to run, and how texts are put together."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sentence_transformers import SentenceTransformer

from index.embedder import DEFAULT_MODEL, Embedder, model_folder
from index.network import TOKENS, Network, batches, is_runnable, same

TEXTS = [
    "Ingrid Solvang crossed the line first.",
    "Rain.",
    "The relay of Kestovia led from the second exchange on, and nobody came near them before the bell rang. " * 5,
    "Dobos lost a ski pole on the climb and finished ninth in 41:07.3.",
]
FOLDER = model_folder(DEFAULT_MODEL) or Path()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The default model in a folder of its own, to change."""
    folder = tmp_path / "model"
    shutil.copytree(FOLDER, folder, copy_function=lambda source, target: Path(target).symlink_to(source))
    return folder


def change(file: Path, **values: Any) -> None:
    settings = json.loads(file.read_text("utf-8"))
    file.unlink()  # a link
    file.write_text(json.dumps({**settings, **values}), "utf-8")


def test_in_single_precision_it_is_the_model() -> None:
    model = SentenceTransformer(str(FOLDER), local_files_only=True)
    pieces = [model.tokenizer(text)["input_ids"] for text in TEXTS]
    expected = model.encode(TEXTS, normalize_embeddings=True)
    np.testing.assert_allclose(Network(FOLDER, integers=False).encode(pieces).numpy(), expected, atol=1e-6)


def test_in_integers_every_pair_of_texts_is_nearly_as_alike() -> None:
    model = SentenceTransformer(str(FOLDER), local_files_only=True)
    pieces = [model.tokenizer(text)["input_ids"] for text in TEXTS]
    plain = model.encode(TEXTS, normalize_embeddings=True)
    quick = Network(FOLDER, integers=True).encode(pieces).numpy()
    np.testing.assert_allclose(quick @ quick.T, plain @ plain.T, atol=0.02)


@pytest.mark.parametrize(
    ("file", "values"),
    [
        ("config.json", {"model_type": "roberta"}),
        ("config.json", {"hidden_act": "relu"}),
        ("config.json", {"position_embedding_type": "relative_key"}),
        ("1_Pooling/config.json", {"pooling_mode_mean_tokens": False, "pooling_mode_cls_token": True}),
        ("1_Pooling/config.json", {"pooling_mode_max_tokens": True}),
        ("sentence_bert_config.json", {"do_lower_case": True}),
    ],
)
def test_another_kind_of_model_is_left_to_its_own_library(copy: Path, file: str, values: dict[str, Any]) -> None:
    assert is_runnable(copy)
    change(copy / file, **values)
    assert not is_runnable(copy)


def test_a_model_that_takes_the_first_token_has_its_own_vectors(copy: Path) -> None:
    change(copy / "1_Pooling" / "config.json", pooling_mode_mean_tokens=False, pooling_mode_cls_token=True)
    expected = SentenceTransformer(str(copy), local_files_only=True).encode(TEXTS, normalize_embeddings=True)
    np.testing.assert_allclose(Embedder(str(copy)).encode(TEXTS), expected, atol=1e-6)


@pytest.mark.parametrize("missing", ["modules.json", "config.json", "1_Pooling/config.json", "model.safetensors"])
def test_a_model_without_one_of_its_files_is_not_runnable(copy: Path, missing: str) -> None:
    (copy / missing).unlink()
    assert not is_runnable(copy)


@pytest.mark.parametrize(
    ("lengths", "expected"),
    [
        ([], []),
        ([3], [[0]]),
        ([3, 5, 4], [[1, 2, 0]]),
        ([TOKENS, 1, TOKENS + 9], [[2], [0], [1]]),
        ([TOKENS // 2] * 3, [[0, 1], [2]]),
    ],
)
def test_batches_hold_so_many_tokens_the_longest_texts_first(lengths: list[int], expected: list[list[int]]) -> None:
    assert batches(lengths) == expected


@pytest.mark.parametrize(
    ("lengths", "expected"),
    [([], []), ([4], [(0, 1, 4)]), ([4, 4, 3], [(0, 2, 4), (8, 1, 3)]), ([2, 1, 1], [(0, 1, 2), (2, 2, 1)])],
)
def test_texts_of_one_length_are_together(lengths: list[int], expected: list[tuple[int, int, int]]) -> None:
    assert list(same(lengths)) == expected
