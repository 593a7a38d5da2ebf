"""Picks facts by words in them. Showing them is left to the faces."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from anyascii import anyascii

if TYPE_CHECKING:
    from qa.lines import FactLine


def pick_facts(
    facts: Iterable[FactLine],
    *,
    article: str | None = None,
    race: str | None = None,
    person: str | None = None,
    kind: str | None = None,
) -> list[FactLine]:
    """Return the facts of an article (its whole id), of a race, about a person and of a kind, as far as given.

    Case and accents do not matter; each word has to be there, as a whole or the beginning of one.
    """
    return [
        fact
        for fact in facts
        if (article is None or fact.article == article)
        and (race is None or _has_words(fact.race, race))
        and (person is None or _has_words(f"{fact.subject} {fact.value}", person))
        and (kind is None or _folded(fact.kind) == _folded(kind))
    ]


def _has_words(text: str, wanted: str) -> bool:
    words = _folded(text).split()
    return all(any(word.startswith(beginning) for word in words) for beginning in _folded(wanted).split())


def _folded(text: str) -> str:
    """Leave lower-case letters and digits of the Latin alphabet, in words."""
    return "".join(character if character.isalnum() else " " for character in anyascii(text).lower()).strip()
