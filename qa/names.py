"""Compares names of people: one spelling of many, surname or full, either order. Finding names is left to people.py."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

SAME = 85  # token_set_ratio from which two spellings are one: wrong pairs were measured at 77 and below
_PARTICLES = frozenset(("van", "von", "de", "der", "den", "del", "della", "di", "da", "dos", "du", "ter", "zu", "af"))
_SPACES = re.compile(r"\s+")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")  # few letters of most texts, and transliterating is slow
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_VOWELS = frozenset("aeiou")
_LIKE = frozenset(map(frozenset, ("dt", "bp", "vf", "gk", "sz", "mn")))
# Spellings of one sound, folded to one: transliterations and doubled letters. The order matters.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"tsch|tch", "k"),
        (r"sch|sh", "s"),
        (r"kh", "h"),
        (r"ch|c?k|[cq]", "k"),
        (r"zh|ts|tz", "z"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"([aou])e", r"\1"),
        (r"[yj]", "i"),
        (r"(.)\1+", r"\1"),
        (r"^ie", "e"),
    )
)


def fold(text: str) -> str:
    """Return the text in plain lower-case ASCII letters and straight marks, single-spaced: for comparing only."""
    if text.isalnum() and text.isascii():
        return text.lower()  # most words are plain, and most texts are folded word by word
    plain = text if text.isascii() else _NOT_ASCII.sub(lambda match: anyascii(match.group()), text)
    return _SPACES.sub(" ", plain).strip().lower()


def fold_with_map(text: str) -> tuple[str, list[int]]:
    """Fold the text and return with it, for each folded character, the index of the character it came from."""
    folded: list[str] = []
    origins: list[int] = []
    for index, character in enumerate(text):
        for plain in anyascii(character).lower():
            space = plain.isspace()
            if space and (not folded or folded[-1] == " "):
                continue
            folded.append(" " if space else plain)
            origins.append(index)
    if folded and folded[-1] == " ":
        del folded[-1], origins[-1]
    return "".join(folded), origins


def similarity(a: str, b: str) -> float:
    """Return how alike two names are, 0 to 100, whatever the order of their words; `SAME` and more is one spelling."""
    return fuzz.token_set_ratio(fold(a), fold(b))


@lru_cache(maxsize=65_536)
def same_person(a: str, b: str) -> bool:
    """Tell whether two names can be one person: spellings, order, initials, a part of the name; not two given names."""
    return not _share_no_sound(a, b) and any(_covers(shorter, longer) for shorter, longer in _pairs(a, b))


def _share_no_sound(a: str, b: str) -> bool:
    """Tell names of two persons at a glance: several words each, no initials, and none that sounds like another."""
    sounds = (sounds_of(a), sounds_of(b))
    if not sounds[0].isdisjoint(sounds[1]):
        return False
    return min(len(_parts(a)), len(_parts(b))) > 1 and all(len(sound) > 1 for found in sounds for sound in found)


def resolve(name: str, candidates: Sequence[str]) -> str | tuple[str, ...] | None:
    """Return the one candidate that the name means, the several it may mean, or None.

    Candidates that are spellings of one person count as one: the fullest of them is returned.
    """
    fitting = [candidate for candidate in candidates if same_person(name, candidate)]
    exact = [candidate for candidate in fitting if sorted(fold(candidate).split()) == sorted(fold(name).split())]
    found = list(dict.fromkeys(exact if exact and len(fold(name).split()) > 1 else fitting))
    if len(found) < 2:
        return found[0] if found else None
    if all(same_person(a, b) for index, a in enumerate(found) for b in found[index + 1 :]):
        return max(found, key=lambda candidate: (len(_parts(candidate)), similarity(name, candidate)))
    near = [candidate for candidate in found if set(_parts(name)) <= set(_parts(candidate))] or found
    full = tuple(one for one in near if not any(_is_part(one, other) for other in near))
    return full[0] if len(full) == 1 else full


def _is_part(name: str, other: str) -> bool:
    """Tell whether the other name says more of the same person."""
    return len(_parts(name)) < len(_parts(other)) and same_person(name, other)


@lru_cache(maxsize=8192)
def _parts(name: str, *, split: bool = False) -> tuple[str, ...]:
    """Return the folded words without particles; hyphens join ("min-ho" is "minho") unless `split`."""
    bare: list[str] = []
    every: list[str] = []
    for word in _WORD.findall(name):
        plain = fold(word).replace("'", "")
        parts = plain.split("-") if split else [plain.replace("-", "")]
        every.extend(parts)
        if word not in _PARTICLES:
            bare.extend(parts)
    return tuple(bare or every)


@lru_cache(maxsize=8192)
def sounds_of(name: str) -> frozenset[str]:
    """Return the words of a name as they sound, hyphens both joined and split, and those that may be written as one."""
    words = _parts(name)
    joined = (one + other for one, other in zip(words, words[1:], strict=False))
    return frozenset(map(_sound, (*words, *_parts(name, split=True), *joined)))


def _pairs(a: str, b: str) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield the ways to set the words of two names side by side, the shorter name first."""
    for split in (False, True):
        left, right = sorted((_parts(a, split=split), _parts(b, split=split)), key=len)
        if left:
            yield left, right
    # "Kang Min Ho" and "Minho Kang": the given name written in one or in two
    left, right = sorted((_parts(a), _parts(b)), key=len)
    if len(left) == 2 and len(right) == 3:
        yield left, (right[0], right[1] + right[2])
        yield left, (right[0] + right[1], right[2])


def _covers(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """Tell whether each word of the shorter name is a word of the longer, in order or with the family name moved."""
    if all(len(word) == 1 for word in shorter):
        return False
    if len(shorter) == 1 and shorter[0] not in longer and any(len(word) == 1 for word in longer):
        longer = tuple(word for word in longer if len(word) > 1)  # an initial is no evidence for another's surname
    turned = [shorter[-1:] + shorter[:-1], shorter[1:] + shorter[:1]] if len(shorter) > 1 else []
    return any(_in_order(words, longer) for words in (shorter, *turned))


def _in_order(words: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    sounds = {_sound(word) for word in longer}
    # one slip is forgiven where another word is right, or where there is no other word
    lenient = len(words) == 1 or any(len(word) > 1 and _sound(word) in sounds for word in words)
    at = 0
    for word in words:
        while at < len(longer) and not _alike(word, longer[at], lenient=lenient):
            at += 1
        if at == len(longer):
            return False
        at += 1
    return True


@lru_cache(maxsize=8192)
def _sound(word: str) -> str:
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


def _alike(a: str, b: str, *, lenient: bool) -> bool:
    """Tell whether two words can be one name: the same sound, an initial, or (lenient) one slip of spelling."""
    if len(a) == 1 or len(b) == 1:
        return a[:1] == b[:1]
    x, y = sorted((_sound(a), _sound(b)), key=len)
    return x == y or (lenient and len(x) >= 5 and x[0] == y[0] and _is_slip(x, y))


def _is_slip(x: str, y: str) -> bool:
    """Tell a slip of one letter (y not the shorter) from another name: Daniela is not Daniel, nor Marta Maria."""
    if OSA.distance(x, y, score_cutoff=1) > 1:
        return False
    at = next((index for index, (a, b) in enumerate(zip(x, y, strict=False)) if a != b), len(x))
    if len(y) > len(x):
        return at < len(x) and (len(x) >= 7 or y[at] in _VOWELS or y[at] == "h")
    swapped = x[at : at + 2] == y[at : at + 2][::-1]
    return swapped or {x[at], y[at]} <= _VOWELS or (len(x) >= 7 and {x[at], y[at]} in _LIKE)
