"""Turns a reader's evidence into the probability that its span answers, with numbers fitted when it was trained."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights of a logistic model (Platt): of the span's margin over none, its share of all spans, and the head."""

    margin: float
    share: float
    answerable: float
    bias: float

    def score(self, *, margin: float, share: float, answerable: float) -> float:
        """Return a probability."""
        logit = self.bias + self.margin * margin + self.share * share + self.answerable * answerable
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))


def read_calibration(path: Path) -> Calibration:
    """Read the numbers that training wrote beside the weights."""
    return Calibration(**json.loads(path.read_text(encoding="utf-8")))
