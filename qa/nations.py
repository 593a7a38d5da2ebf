"""Finds nations in a text by name, adjective, demonym or code. Who did what for a nation is left to the tagger."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from qa.atlas import (
    NO_NATION,
    Form,
    Nation,
    NationForm,
    forms_by_first_word,
    iso3,
    key,
    nation,
    nations,
    related,
    words_of,
)

__all__ = [
    "Nation",
    "NationForm",
    "NationMention",
    "find_nations",
    "iso3",
    "nation",
    "nations",
    "nations_of",
    "read_nation",
    "related",
]


@dataclass(frozen=True, slots=True)
class NationMention:
    """A nation named in `text[start:end]`, without the article before it and without a possessive 's."""

    start: int
    end: int
    code: str
    form: NationForm


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a form stands: the words around it (empty where punctuation parts them) and how it is written."""

    written: str
    before: str
    after: str
    then: str  # the word after the next
    boundary: bool  # the noun phrase ends here
    bracketed: bool
    head: bool  # the text begins here


TITLE = 200  # characters in which a nation may stand in capitals
_GAP = {
    " ": re.compile(r"\s{1,2}|[-\u2010-\u2013]"),
    "-": re.compile(r"\s|[-\u2010-\u2013]"),
    "'": re.compile(r"['’]?"),
    ", ": re.compile(r",\s"),
    " & ": re.compile(r"\s?&\s?"),
    ". ": re.compile(r"\.?\s|\."),
    "/": re.compile(r"/"),
}
_SPACE = re.compile(r"\s{1,2}")
_ORIGIN = re.compile(r"[-\u2010\u2011](?:born|based|trained|made|style|speaking|owned|bred)\b", re.I)
_BOUNDARY = re.compile(r"\s*(?:$|['’]s?\b|[.,;:!?()\"”\u2014]|\s[-\u2013]\s)")
_BRACKETED = re.compile(r"\((?P<short>[A-Z][a-z]{1,6})\.?\)")
# How newspapers shorten nations in brackets, beside the codes in capitals.
PRESS_CODES = {
    **dict.fromkeys(("Sp", "Spa", "Esp"), "ESP"),
    **dict.fromkeys(("Fr", "Fra"), "FRA"),
    **dict.fromkeys(("Neth", "Hol", "Ned"), "NED"),
    **dict.fromkeys(("Switz", "Swit", "Swi", "Sui"), "SUI"),
    **dict.fromkeys(("Port", "Por"), "POR"),
    **dict.fromkeys(("Jap", "Jpn"), "JPN"),
    **dict.fromkeys(("Ire", "Irl"), "IRL"),
    **dict.fromkeys(("Swe", "Swed"), "SWE"),
    **dict.fromkeys(("Rus", "Russ"), "RUS"),
    **dict.fromkeys(("Rom", "Rou"), "ROU"),
    **dict.fromkeys(("Aust", "Aus"), "AUS"),
    **{code.title(): code for code in ("ITA", "GER", "DEN", "BEL", "NOR", "FIN", "AUT", "POL", "UKR", "KEN", "ETH")},
    **{code.title(): code for code in ("HUN", "CZE", "SLO", "SVK", "CRO", "EST", "LAT", "ARG", "BRA", "COL", "JAM")},
}
_CLOCK = re.compile(r"(?:\d|\b[ap]\.?m\.?)\s*$", re.I)
_YEAR = re.compile(r"\s\d{4}\b")
_FIGURE = re.compile(r"[ \t]+\d+[:.]\d")


def _word_sets() -> dict[str, frozenset[str]]:
    """Read neighbours.tsv: the words which, beside the name of a nation, say how it is meant."""
    table = resources.files("qa.words").joinpath("neighbours.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines()[1:])
    return {name: frozenset(words.split()) for name, words in rows}


_WORDS = _word_sets()
_SQUAD = _WORDS["sex"] | _WORDS["squad"]
_US_AFTER = _SQUAD | _WORDS["race"] | _WORDS["us_after"]
# Capitalised words which, before a nation that is also a surname, do not make it one ("In Jordan", "Hosts England").
_NO_GIVEN_NAME = _WORDS["function"] | _WORDS["determiner"] | _SQUAD | _WORDS["no_given_name"]
_NO_SURNAME = _NO_GIVEN_NAME | _WORDS["no_surname"]


def read_nation(words: str) -> Nation | None:
    """Return the nation that the words name and nothing else ("the Dutch", "NED", "norwegians"), else None."""
    for bare in (words.strip(), re.sub(r"^\s*the\s+", "", words.strip(), flags=re.I)):
        tokens = words_of(bare)
        for form in forms_by_first_word().get(key(tokens[0][0]), ()) if tokens else ():
            if form.code != NO_NATION and _matches(form, bare, tokens, 0, cased=False) == len(tokens):
                return nation(form.code)
    return None


def find_nations(text: str, *, cased: bool = True) -> list[NationMention]:
    """Return the nations named, in order, without overlaps, the longest name first.

    `cased=False` is for questions, where capitals cannot be relied on.
    """
    found = list(_scan(text, cased=cased))
    if cased and "(" in text:
        taken = {place for mention in found for place in range(mention.start, mention.end)}
        more = [mention for mention in _press_codes(text) if mention.start not in taken]
        found = sorted([*found, *more], key=lambda mention: mention.start) if more else found
    return found


def _press_codes(text: str) -> Iterator[NationMention]:
    """Yield the nations of lists in newspapers: "(Ita)", "(Neth)"."""
    for match in _BRACKETED.finditer(text):
        code = PRESS_CODES.get(match["short"])
        if code is not None:
            yield NationMention(match.start("short"), match.end("short"), code, NationForm.CODE)


@lru_cache(maxsize=1024)
def nations_of(text: str) -> frozenset[str]:
    """Return the codes of the nations that a text names, in a heading also in capitals."""
    whole = text.title() if text.isupper() else text
    return frozenset(mention.code for part in (whole, text[:TITLE].title()) for mention in find_nations(part))


def _scan(text: str, *, cased: bool) -> Iterator[NationMention]:
    table = forms_by_first_word()
    tokens = words_of(text)
    at = 0
    while at < len(tokens):
        word = key(tokens[at][0])
        forms = table.get(word)
        # "norways time": in a question the apostrophe may be missing
        plural = forms is None and not cased and len(word) > 4 and word[-1] == "s"
        if plural:
            forms = tuple(form for form in table.get(word[:-1], ()) if form.kinds == {NationForm.NOUN})
        step = 1
        for form in forms or ():
            until = at + 1 if plural else _matches(form, text, tokens, at, cased=cased)
            if until is None or len(form.words) != until - at:
                continue
            kind = None
            if form.code != NO_NATION:
                kind = _kind(form, _place(text, tokens, at, until), text=text, end=tokens[until - 1].end(), cased=cased)
            if kind is not None:
                yield NationMention(tokens[at].start(), tokens[until - 1].end() - plural, form.code, kind)
            if kind is not None or form.code == NO_NATION:
                step = until - at
                break
        at += step


def _matches(form: Form, text: str, tokens: list[re.Match[str]], at: int, *, cased: bool) -> int | None:
    """Return the number of the token after the form if the form stands at token `at`, else None."""
    until = at + len(form.words)
    if until > len(tokens):
        return None
    for number, (word, upper) in enumerate(zip(form.words, form.upper, strict=True)):
        token = tokens[at + number]
        if number and (
            key(token[0]) != word
            or not _GAP[form.gaps[number - 1]].fullmatch(text, tokens[at + number - 1].end(), token.start())
        ):
            return None
        if cased and upper is not None and not (token[0].isupper() if upper else token[0][0].isupper()):
            return None
    return until


def _place(text: str, tokens: list[re.Match[str]], at: int, until: int) -> _Place:
    start, end = tokens[at].start(), tokens[until - 1].end()

    def joined(number: int) -> str:
        """Return token `number` if only a space parts it from the one before."""
        if not 0 < number < len(tokens) or not _SPACE.fullmatch(text, tokens[number - 1].end(), tokens[number].start()):
            return ""
        return tokens[number][0]

    after = joined(until)
    lower = after.lower()
    return _Place(
        written=text[start:end],
        before=tokens[at - 1][0] if joined(at) else "",
        after=after,
        then=joined(until + 1) if after else "",
        boundary=bool(_BOUNDARY.match(text, end)) or lower in _WORDS["function"] or _is_verb(lower),
        bracketed=text[start - 1 : start] in ("(", "[") and text[end : end + 1] in (")", "]", ","),
        head=not text[:start].strip(),
    )


def _is_verb(word: str) -> bool:
    return len(word) > 4 and word.endswith("ed") and word not in _WORDS["no_verb"]


def _kind(form: Form, place: _Place, *, text: str, end: int, cased: bool) -> NationForm | None:
    """Return what the words are here, or None where they are no nation."""
    if _ORIGIN.match(text, end):
        return None  # "Kenyan-born" says where from, not for whom
    before, after = place.before.lower(), place.after.lower()
    if NationForm.CODE in form.kinds:
        return NationForm.CODE if _is_code(form, place, text=text, end=end) else None
    if form.ambiguous_lower and "." not in place.written and not _known(form, place, text=text):
        return None
    if form.also_name and place.written[0].isupper() and _is_name(form, place):
        return None
    return _choose(form.kinds, before, after, boundary=place.boundary)


def _known(form: Form, place: _Place, *, text: str) -> bool:
    """Tell whether a form that is also another word, or a name, is surely the nation here."""
    before, after = place.before.lower(), place.after.lower()
    if form.words == ("us",):
        meant = before in _WORDS["us_before"] or (before not in _WORDS["function"] and after in _US_AFTER)
        return meant or (place.written.isupper() and _mixed(text))
    if not place.written.islower():
        return True
    if NationForm.PEOPLE in form.kinds and before == "the":
        return True
    return after in _SQUAD or (before in _WORDS["before_lower"] and place.boundary)


def _choose(kinds: frozenset[NationForm], before: str, after: str, *, boundary: bool) -> NationForm:
    if len(kinds) == 1:
        return next(iter(kinds))
    if boundary or NationForm.ADJECTIVE not in kinds:
        single = before in ("a", "an", "another", "fellow", "one") or after in ("was", "has", "is", "does")
        if NationForm.PEOPLE in kinds and before in _WORDS["many"] and not (single and NationForm.PERSON in kinds):
            return NationForm.PEOPLE
        if NationForm.PERSON in kinds and before in _WORDS["determiner"]:
            return NationForm.PERSON
    return NationForm.ADJECTIVE if NationForm.ADJECTIVE in kinds else min(kinds)


def _mixed(text: str) -> bool:
    """Tell whether capitals carry meaning: the text has small letters too."""
    return not text.isupper()


def _is_code(form: Form, place: _Place, *, text: str, end: int) -> bool:
    if place.bracketed:
        return True
    if place.written.isupper() and form.ambiguous_lower and (not _mixed(text) or len(place.after) > 1):
        # "YOU CAN WIN", "VAN DALEN": in words all in capitals only a row of a table makes it a code
        return bool(_FIGURE.match(text, end)) if not _mixed(text) else not place.after.isupper()
    if place.written.isupper() and _mixed(text):
        if place.written == "EST":  # the time zone
            return not _CLOCK.search(text[: end - 3])
        return not (place.written in ("MAR", "MON") and _YEAR.match(text, end))
    if not form.ambiguous_lower:
        return place.written.islower() or place.written.isupper()
    after, then = place.after.lower(), place.then.lower()
    year = re.search(r"\s(?:19|20)\d\d\b", text[end:])
    return place.head and after in _WORDS["sex"] and (then in _WORDS["race"] or year is not None)


def _is_name(form: Form, place: _Place) -> bool:
    """Tell whether a form that is also a given name or surname is one here: "Jordan Hale", "Tom Holland"."""
    after, before = place.after, place.before
    names_follow = after.istitle() and after.lower() not in _NO_SURNAME
    if NationForm.ADJECTIVE not in form.kinds and names_follow:
        # "Finn Jari Salo" is a Finn, "Finn Hale" is called so
        return NationForm.NOUN in form.kinds or not place.then.istitle()
    given = before.istitle() and len(before) > 1 and before.lower() not in _NO_GIVEN_NAME
    given = given and not before.lower().endswith(("ing", "ed"))
    return given and (NationForm.NOUN in form.kinds or (place.boundary and NationForm.ADJECTIVE in form.kinds))
