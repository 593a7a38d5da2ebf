"""A generation: one immutable FAISS file over every passage up to an id. What is newer is left to `vectors`."""

from __future__ import annotations

import contextlib
import os
import secrets
import time
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from index.errors import LibraryError
from index.layout import GENERATIONS, PART, Layout

if TYPE_CHECKING:
    import faiss
    import numpy as np
    from numpy.typing import NDArray

# Half precision loses nothing, for the stored vectors are in it. RaBitQ puts a bit per dimension in front. For the 50
# nearest of made-up vectors (one run, busy machine) it took 2.5 ms instead of 4.6 at 100 000 passages, but 1.0 instead
# of .6 at 20 000, where the plain one is exact besides.
SMALL = 20_000
SMALL_INDEX = "IDMap,SQfp16"
LARGE_INDEX = "IDMap,RaBitQfs,Refine(SQfp16)"

# How many times the passages wanted are looked at in half precision: 8, 16 and 32 found .991, .996 and .998 of the 50
# nearest in that run, and all of the ten nearest.
REFINE = 32.0

END_BYTES = 65_536  # how much at each end of the file is checked; all of it would take longer than mapping it
ABANDONED_S = 3_600.0  # a file that no library names is somebody's unfinished work until it is so old


@dataclass(frozen=True, slots=True)
class Generation:
    """What the library knows of the file: its passages are those up to `last_id`; `ends` is a checksum of its ends."""

    file: str
    last_id: int
    size: int
    bytes: int
    ends: int


class TornGeneration(LibraryError):
    """The file is missing or not the one that was written: the vectors in the database stand in for it."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path} is not the vector file that was written ({reason}): it will be made anew.")


def write(
    layout: Layout, batches: Iterable[tuple[NDArray[np.int64], NDArray[np.float32]]], *, size: int, last_id: int
) -> Generation:
    """Write the vectors of `size` passages to a new file that is either whole or not there."""
    index: faiss.Index | None = None
    for ids, vectors in batches:
        if index is None:
            index = _empty(vectors.shape[1], size)
            index.train(vectors)  # RaBitQ learns no more than where the middle lies
        index.add_with_ids(vectors, ids)
    if index is None:
        raise ValueError("a generation needs passages")
    path = layout.generation(last_id, secrets.token_hex(4))
    part = path.with_name(path.name + PART)
    try:
        _write_index(index, part)
        generation = Generation(path.name, last_id, size, part.stat().st_size, _ends(part))
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    _sync(layout.folder)
    return generation


def open_mapped(layout: Layout, generation: Generation) -> faiss.Index:
    """Map the file of a generation into memory; raise TornGeneration unless it is whole."""
    import faiss

    path = layout.folder / generation.file
    try:
        if path.stat().st_size != generation.bytes:
            raise TornGeneration(path, f"{path.stat().st_size} bytes instead of {generation.bytes}")
        if _ends(path) != generation.ends:
            raise TornGeneration(path, "its checksum differs")
        index = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
    except (OSError, RuntimeError, MemoryError) as error:  # RuntimeError is FAISS's word for all that it cannot read
        raise TornGeneration(path, str(error)) from error
    inner = faiss.downcast_index(cast(faiss.IndexIDMap, index).index)
    if isinstance(inner, faiss.IndexRefine):
        inner.k_factor = REFINE
    return index


def sweep(layout: Layout, current: Generation | None, replaced: Generation | None) -> None:
    """Delete the generation that was replaced, and files that others left behind unfinished."""
    for path in layout.folder.glob(GENERATIONS):
        if current is not None and path.name == current.file:
            continue
        # Where a file cannot be deleted while somebody maps it, a later sweep will.
        with contextlib.suppress(OSError):
            abandoned = time.time() - path.stat().st_mtime > ABANDONED_S
            if abandoned or (replaced is not None and path.name == replaced.file):
                path.unlink()


def _empty(dimensions: int, size: int) -> faiss.Index:
    import faiss

    return faiss.index_factory(dimensions, LARGE_INDEX if size > SMALL else SMALL_INDEX, faiss.METRIC_INNER_PRODUCT)


def _write_index(index: faiss.Index, path: Path) -> None:
    import faiss

    try:
        faiss.write_index(index, str(path))
    except RuntimeError as error:
        raise OSError(f"{path} cannot be written: {error}") from error
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _ends(path: Path) -> int:
    with path.open("rb") as file:
        checksum = zlib.crc32(file.read(END_BYTES))
        file.seek(max(0, path.stat().st_size - END_BYTES))
        return zlib.crc32(file.read(), checksum)


def _sync(folder: Path) -> None:
    """Make a rename in the folder last, where the system lets a folder be opened."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
