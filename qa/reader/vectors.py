"""The shipped embedder's word vectors, read where they lie: only the rows of the words at hand come into memory."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

WORDS = "embeddings.word_embeddings.weight"
DTYPES = {"F32": "<f4", "F16": "<f2"}


def map_vectors(file: Path) -> np.memmap[tuple[int, int], np.dtype[np.floating]]:
    """Map the word vectors in a safetensors file, shape (vocabulary, hidden)."""
    import numpy as np

    with file.open("rb") as opened:
        (length,) = struct.unpack("<Q", opened.read(8))
        described = json.loads(opened.read(length))[WORDS]
    return np.memmap(
        file,
        dtype=DTYPES[described["dtype"]],
        mode="r",
        offset=8 + length + described["data_offsets"][0],
        shape=tuple(described["shape"]),
    )
