"""The table of nations: codes, names, and every way to write them. Finding them in a text is left to nations.py."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

from anyascii import anyascii


class NationForm(StrEnum):
    """The kind of words a nation was named by."""

    NOUN = "noun"
    ADJECTIVE = "adjective"
    PERSON = "person"
    PEOPLE = "people"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Nation:
    """A nation that sends teams: its IOC code (or the code sport uses) and its canonical name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Form:
    """A way to write a nation: its words (folded), the separators between them, and what the words can be."""

    code: str
    words: tuple[str, ...]
    gaps: tuple[str, ...]
    upper: tuple[bool | None, ...]  # all capitals, capital first, or (None) either
    kinds: frozenset[NationForm]
    ambiguous_lower: bool
    also_name: bool


@dataclass(frozen=True, slots=True)
class _Row:
    code: str
    iso3: str
    name: str
    forms: tuple[Form, ...]
    related: tuple[str, ...]


NO_NATION = "-"  # the code of the row that lists words which only look like a nation ("British Columbia")
_COLUMNS = {
    NationForm.NOUN: 3,
    NationForm.ADJECTIVE: 4,
    NationForm.PERSON: 5,
    NationForm.PEOPLE: 6,
}
TOKEN = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z](?:\.|\b)|[^\W\d_]+")


def words_of(text: str) -> list[re.Match[str]]:
    return list(TOKEN.finditer(text))


@cache
def key(word: str) -> str:
    """Return the word as the tables list it: lower case, no accents, no dots."""
    return (word if word.isascii() else anyascii(word)).replace(".", "").lower()


def _form(written: str, *, code: str, kinds: frozenset[NationForm], lower: set[str], names: set[str]) -> Form:
    tokens = words_of(written)
    case = tuple(
        None if token[0].islower() else len(key(token[0])) > 1 and token[0].replace(".", "").isupper()
        for token in tokens
    )
    return Form(
        code=code,
        words=tuple(key(token[0]) for token in tokens),
        gaps=tuple(written[a.end() : b.start()] for a, b in zip(tokens, tokens[1:], strict=False)),
        upper=case if code != NO_NATION else (None,) * len(case),
        kinds=kinds,
        ambiguous_lower=key(written) in lower,
        also_name=written in names,
    )


@cache
def _rows() -> tuple[_Row, ...]:
    """Read nations.tsv once."""
    table = resources.files("qa.words").joinpath("nations.tsv").read_text(encoding="utf-8")
    rows = []
    for line in table.splitlines()[1:]:
        cells = line.split("\t")
        code, iso3, name = cells[:3]
        lower, names = set(cells[7].split("|")), set(cells[8].split("|"))
        kinds: dict[str, set[NationForm]] = {}
        if code != NO_NATION:
            kinds[name] = {NationForm.NOUN}
            kinds[code] = {NationForm.CODE}
        for kind, column in _COLUMNS.items():
            for written in filter(None, cells[column].split("|")):
                short = re.fullmatch("[A-Z]{3}", written)
                kinds.setdefault(written, set()).add(NationForm.CODE if short else kind)
        forms = tuple(
            _form(written, code=code, kinds=frozenset(found), lower=lower, names=names)
            for written, found in kinds.items()
        )
        rows.append(_Row(code, iso3, name, forms, tuple(filter(None, cells[9].split("|")))))
    return tuple(rows)


@cache
def forms_by_first_word() -> dict[str, tuple[Form, ...]]:
    """Return the forms by their first word, the longest first; an ISO code counts where it is no IOC code."""
    table: dict[str, list[Form]] = {}
    for row in _rows():
        for form in row.forms:
            table.setdefault(form.words[0], []).append(form)
    for row in _rows():
        if row.iso3 and row.iso3.lower() not in table:
            iso = _form(
                row.iso3, code=row.code, kinds=frozenset({NationForm.CODE}), lower={row.iso3.lower()}, names=set()
            )
            table[iso.words[0]] = [iso]
    return {
        word: tuple(sorted(forms, key=lambda form: (-len(form.words), form.ambiguous_lower)))
        for word, forms in table.items()
    }


@cache
def _nations() -> dict[str, Nation]:
    return {row.code: Nation(row.code, row.name) for row in _rows() if row.code != NO_NATION}


def nations() -> tuple[Nation, ...]:
    """Return every nation known."""
    return tuple(_nations().values())


def nation(code: str) -> Nation:
    """Return the nation of a code (IOC, in capitals). Raises KeyError with the code if there is none."""
    try:
        return _nations()[code]
    except KeyError:
        raise KeyError(f"{code}: no nation has this code; it is the IOC code that counts") from None


def iso3(code: str) -> str | None:
    """Return the ISO 3166 alpha-3 code of a nation, or None where ISO has none (England, Soviet Union)."""
    return next(row.iso3 for row in _rows() if row.code == nation(code).code) or None


@cache
def related(code: str) -> frozenset[str]:
    """Return the codes under which the same athletes may appear, the code itself among them (RUS: ROC, URS …)."""
    near = {code}
    for row in _rows():
        if code in row.related:
            near.add(row.code)
        if row.code == code:
            near.update(row.related)
    return frozenset(near)
