"""The word lists as data structures: phrases to values, verb forms to classes. The lists stand in `words/`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

WORDS = Path(__file__).parent / "words"
VOWELS = "aeiou"
_GROUP = re.compile(r"\{([a-z]+)\}")
T = TypeVar("T")


class EventForm(NamedTuple):
    """What an event's form stands for: its components, and its sport where it belongs to one only."""

    components: tuple[str, ...]
    sport: str | None


class Phrases(Generic[T]):
    """Longest-match lookup of phrases, given as lower-case words."""

    def __init__(self, entries: Mapping[str, T]) -> None:
        self._values = {tuple(form.split()): value for form, value in entries.items()}
        self._longest: dict[str, int] = {}
        for words in self._values:
            self._longest[words[0]] = max(len(words), self._longest.get(words[0], 0))

    def at(self, words: Sequence[str], index: int) -> tuple[int, T] | None:
        """Return how many words the longest phrase beginning at `index` has, and its value."""
        longest = self._longest.get(words[index], 0)
        for length in range(min(longest, len(words) - index), 0, -1):
            value = self._values.get(tuple(words[index : index + length]))
            if value is not None:
                return length, value
        return None

    def forms(self) -> Iterator[str]:
        """Yield every phrase."""
        return (" ".join(words) for words in self._values)


def _rows(name: str) -> Iterator[list[str]]:
    for line in (WORDS / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield [cell.strip() for cell in line.split("\t")]


def _pairs(name: str) -> dict[str, str]:
    return {row[0]: row[1] for row in _rows(name)}


def _word_set(name: str) -> frozenset[str]:
    return frozenset(word for (cell,) in _rows(name) for word in cell.split())


@cache
def sports() -> Phrases[str]:
    """Map a sport's forms to its name."""
    return Phrases(_pairs("sports.tsv"))


@cache
def events() -> Phrases[EventForm]:
    """Map an event's forms to its components, singular and plural."""
    entries: dict[str, EventForm] = {}
    for form, components, *sport in _rows("events.tsv"):
        value = EventForm(tuple(components.split()), (sport[0] or None) if sport else None)
        entries[form] = value
        entries.setdefault(form + ("es" if form.endswith(("s", "sh", "ch")) else "s"), value)
    return Phrases(entries)


@cache
def rounds() -> Phrases[str]:
    """Map a round's forms to its name."""
    return Phrases(_pairs("rounds.tsv"))


@cache
def records() -> Phrases[str]:
    """Map a kind of record's forms to its name."""
    entries = _pairs("records.tsv")
    return Phrases(entries | {form + "s": kind for form, kind in entries.items() if form.endswith(("record", "mark"))})


@cache
def record_tags() -> Mapping[str, str]:
    """Map tags such as OR or PB to the kind of record."""
    return _pairs("record_tags.tsv")


@cache
def hosts() -> Phrases[tuple[str, tuple[int, ...]]]:
    """Map a host city of Olympic Games to its name with year and the years it was host, the latest first."""
    entries: dict[str, tuple[str, tuple[int, ...]]] = {}
    for forms, years, name in _rows("hosts.tsv"):
        for form in forms.split("|"):
            entries[form] = (name, tuple(int(year) for year in years.split()))
    return Phrases(entries)


@cache
def goals() -> Mapping[str, str]:
    """Map each word for what is scored to its name, singular and plural."""
    entries = _pairs("goals.tsv")
    return entries | {f"{form}s": kind for form, kind in entries.items() if not form.endswith("ies")}


class RoleWords(NamedTuple):
    """The words for one role: its nouns, participles ("ridden by"), verbs ("rode"), nouns that only questions use."""

    nouns: tuple[str, ...]
    passive: tuple[str, ...]
    active: tuple[str, ...]
    asked: tuple[str, ...]


@cache
def roles() -> Mapping[str, RoleWords]:
    """Map each role beside or behind a contestant to its words."""
    return {role: RoleWords(*(tuple(cell.split()) for cell in cells)) for role, *cells in _rows("roles.tsv")}


@cache
def role_nouns() -> frozenset[str]:
    """Every noun for a role, as articles use it."""
    return frozenset(noun for words in roles().values() for noun in words.nouns)


@cache
def not_names() -> frozenset[str]:
    """Words that stand with a capital without being a name."""
    return _word_set("not_names.txt")


@cache
def organisation_words() -> frozenset[str]:
    """Words that make a capitalised run a place, a body or a competition."""
    return _word_set("org_words.txt")


@cache
def filler() -> frozenset[str]:
    """Words of a question that no article has to support."""
    return _word_set("filler.txt")


@cache
def general() -> frozenset[str]:
    """Words of the sport that questions are made of; no article has to hold them, and none is a typo of another."""
    return _word_set("general.txt")


@cache
def asking() -> frozenset[str]:
    """Words that ask, or that only carry a question."""
    return _word_set("asking.txt")


@cache
def small() -> frozenset[str]:
    """Words without a meaning of their own."""
    return _word_set("small.txt")


@cache
def phrasings() -> tuple[tuple[str, str], ...]:
    """Return what questions ask, each with a regular expression of its phrasing, in the order of priority."""
    groups: dict[str, str] = {}
    found = []
    for name, pattern in _rows("asks.tsv"):
        if name.islower():
            groups[name] = pattern
        else:
            found.append((name, _GROUP.sub(lambda match: groups[match.group(1)], pattern)))
    return tuple(found)


@cache
def irregular() -> Mapping[str, str]:
    """Map irregular forms to their stem."""
    return {form: base for base, forms in _rows("irregular.tsv") for form in forms.split()}


@cache
def synonyms() -> tuple[tuple[str, ...], ...]:
    """Return the groups of words that say the same."""
    return tuple(tuple(cell.split()) for (cell,) in _rows("concepts.txt"))


@cache
def verbs() -> Mapping[str, frozenset[str]]:
    """Map each verb form to the classes it belongs to."""
    found: dict[str, set[str]] = {}
    for verb_class, lemmas in _rows("verbs.tsv"):
        for lemma in lemmas.split():
            for form in lemma.split("/") if "/" in lemma else regular_forms(lemma):
                found.setdefault(form, set()).add(verb_class)
    return {form: frozenset(classes) for form, classes in found.items()}


def regular_forms(lemma: str) -> tuple[str, ...]:
    """Return base, third person, past and -ing form of a regular English verb."""
    if lemma.endswith("e"):
        return lemma, lemma + "s", lemma + "d", lemma[:-1] + "ing"
    if lemma.endswith("y") and lemma[-2] not in VOWELS:
        return lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s")
    if 3 <= len(lemma) <= 4 and lemma[-1] not in VOWELS + "wxy" and lemma[-2] in VOWELS and lemma[-3] not in VOWELS:
        return lemma, third, lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing"
    return lemma, third, lemma + "ed", lemma + "ing"
