"""Reduce a folded word to a stem, so that "skated", "skating" and "skates" meet. Light on purpose: names stay whole."""

from __future__ import annotations

from functools import lru_cache

from qa import lexicon


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the stem of a folded lower-case word."""
    irregular = lexicon.irregular().get(word)
    if irregular is not None:
        return irregular
    if len(word) <= 3 or not word.isalpha():
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            base = word[: -len(ending)]
            if len(base) > 2 and base[-1] == base[-2] and base[-1] not in "lsz":
                base = base[:-1]
            return _unvoiced(base)
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return _unvoiced(word[:-1])
    return _unvoiced(word)


def _unvoiced(word: str) -> str:
    return word[:-1] if word.endswith("e") and len(word) > 3 else word
