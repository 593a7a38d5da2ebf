"""The medals and their places."""

from __future__ import annotations

MEDALS = {1: "gold", 2: "silver", 3: "bronze"}
PLACES = {medal: place for place, medal in MEDALS.items()}
