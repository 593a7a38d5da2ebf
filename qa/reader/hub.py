"""Any Hugging Face question-answering model as a reader, by its name or folder. Its scores are not calibrated."""

from __future__ import annotations

import math
import threading
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from qa.reader.errors import ReaderMissing
from qa.reader.pieces import Row
from qa.reader.records import Span, Window
from qa.reader.spans import best_span

WINDOW = 384  # pieces

_ONE_AT_A_TIME = threading.RLock()


class HubReader:
    """Reads with a model trained on questions of the kind of SQuAD 2.0, whose first piece stands for no answer."""

    def __init__(self, name: str) -> None:
        self.name = name

    def read(self, question: str, windows: Sequence[Window]) -> list[Span]:
        """Return one span a window, best first; of equal ones the earlier."""
        if not windows:
            return []
        with _ONE_AT_A_TIME:
            given, scores = self._run(question, windows)
        found = []
        for number, window in enumerate(windows):
            row = _row(given, number)
            best = best_span(scores[0][number], scores[1][number], row, inside=(window.start, window.end))
            if best is not None:
                score = math.exp(min(0.0, best.share)) / (1 + math.exp(-max(-30.0, min(30.0, best.margin))))
                found.append(Span(number, best.start, best.end, best.margin, score))
        return sorted(found, key=lambda span: (-span.score, span.window, span.start))

    def _run(self, question: str, windows: Sequence[Window]) -> tuple[Any, tuple[list[list[float]], list[list[float]]]]:
        import torch

        tokenizer, model = self._loaded
        given = tokenizer(
            [question] * len(windows),
            [window.text for window in windows],
            truncation="only_second",
            max_length=WINDOW,
            padding=True,
            return_offsets_mapping=True,
            return_tensors="pt",
        )
        named = {name: given[name] for name in tokenizer.model_input_names if name in given}
        with torch.inference_mode():
            told = model(**named)
        return given, (told.start_logits.float().tolist(), told.end_logits.float().tolist())

    @cached_property
    def _loaded(self) -> tuple[Any, Any]:
        from transformers import AutoModelForQuestionAnswering, AutoTokenizer
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        try:
            tokenizer = AutoTokenizer.from_pretrained(self.name, use_fast=True)
            model = AutoModelForQuestionAnswering.from_pretrained(self.name)
        except (OSError, ValueError) as error:
            remedy = "check the name and the network, or read with `podium` or `none`, which work offline"
            raise ReaderMissing(self.name, str(error).strip().partition("\n")[0], remedy) from error
        return tokenizer, model.eval()


def _row(given: Any, number: int) -> Row:
    """Return the context's pieces of one of the texts given to a model."""
    sides = given.sequence_ids(number)
    context = [at for at, side in enumerate(sides) if side == 1]
    places = [tuple(given["offset_mapping"][number][at].tolist()) for at in context]
    return Row((), (), context[0], tuple(places))
