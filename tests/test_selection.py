"""Facts are picked by the words they hold."""

from __future__ import annotations

import pytest

from qa.lines import FactLine
from qa.selection import pick_facts

ELIN = FactLine("abcd1234", "result", "women's lake race", "Elin Brått", "1, 41:07.3", 0, 7, "A race.")
HUGO = FactLine("abcd9999", "record", "men's lake race", "Hugo Møller", "course record", 0, 7, "A race.")


@pytest.mark.parametrize(
    ("only", "picked"),
    [
        ({}, [ELIN, HUGO]),
        ({"article": "abcd9999"}, [HUGO]),
        ({"article": "abcd"}, []),
        ({"race": "lake"}, [ELIN, HUGO]),
        ({"race": "race women"}, [ELIN]),
        ({"race": "men"}, [HUGO]),  # men are not wo-men
        ({"race": "sea"}, []),
        ({"person": "moller"}, [HUGO]),
        ({"person": "BRÅTT elin"}, [ELIN]),
        ({"person": "ratt"}, []),
        ({"kind": "Result"}, [ELIN]),
        ({"kind": "result", "person": "moller"}, []),
    ],
)
def test_facts_are_picked_by_whole_words_or_their_beginnings(only: dict[str, str], picked: list[FactLine]) -> None:
    assert pick_facts([ELIN, HUGO], **only) == picked
