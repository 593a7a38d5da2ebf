"""A sentence as lower-case words with its names as marks, for patterns that need the words and the names.

`<P0> rode <T1>, trained by <P2>`: P is a person, N a team of a nation, X "he" or "the Norwegian", A a nation's
adjective, T any other name. What the patterns mean is left to those who use them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from qa import lexicon
from qa.capitals import NOBLE, capital_runs
from qa.entrant import Entrant, EntrantKind
from qa.extract.coreference import Resolver, is_definite
from qa.extract.scene import Scene, Scenes
from qa.facts import Slot
from qa.mention import Kind, Mention
from qa.names import fold
from qa.people import People
from qa.tokens import tokenize

PERSON = r"<[PT]\d+>"
ACTOR = r"<[PTX]\d+>"
TEAM = r"<[NT]\d+>"
ANYONE = r"<[PNTX]\d+>"
SOMETHING = r"<[PNT]\d+>"
MARK = re.compile(r"<[A-Z](\d+)>")
NUMBERED = re.compile(r"\s(?P<number>I{1,3}|IV|V)\b(?![-.:,]\d|\s?[-–]\s?\d)")
# "the Lane-trained Bold River": what is before the hyphen is the name.
COMPOUND = re.compile(
    r"(?P<name>[^\W\d_][\w'’.]*)-(?=(?:trained|ridden|owned|driven|coached|coxed|skippered|piloted)\b)"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a sentence: `article.text[start:end]`, and the mention that it is, if the tagger knows it."""

    code: str
    start: int
    end: int
    text: str
    mention: Mention | None = None


@dataclass(frozen=True, slots=True)
class Phrasing:
    """The rewritten sentence, its names by number, and where each stretch of it stands in the article."""

    text: str
    names: tuple[Name, ...]
    places: tuple[tuple[int, int, int, int], ...]
    scene: Scene
    people: People

    def name(self, match: re.Match[str], group: str) -> Name | None:
        """Return the name that a group of a match holds, the last where it holds several."""
        found = MARK.findall(match.group(group) or "")
        return self.names[int(found[-1])] if found else None

    def span(self, begin: int, stop: int) -> tuple[int, int]:
        """Return where the characters `begin` to `stop` of the rewritten sentence stand in the article."""
        held = [place for place in self.places if place[0] < stop and place[1] > begin]
        first, last = held[0], held[-1]
        start = first[2] + (begin - first[0] if first[1] - first[0] == first[3] - first[2] else 0)
        end = last[3] - (last[1] - stop if last[1] - last[0] == last[3] - last[2] and stop < last[1] else 0)
        return max(start, first[2]), end

    def slot(self, match: re.Match[str], group: str, text: str) -> Slot[str]:
        """Return the words of a group of a match as the article writes them."""
        start, end = self.span(*match.span(group))
        return Slot(text[start:end], start, end)


def phrase(scene: Scene, scenes: Scenes) -> Phrasing:
    """Rewrite a sentence of an article."""
    text = scenes.article.text
    start, end = scene.sentence.start, scene.sentence.end
    names = _names(scene, text)
    pieces: list[str] = []
    places: list[tuple[int, int, int, int]] = []
    at, length = start, 0

    def put(piece: str, first: int, last: int) -> None:
        nonlocal length
        pieces.append(piece)
        places.append((length, length + len(piece), first, last))
        length += len(piece)

    for number, name in enumerate(names):
        for word in _words(text, at, name.start):
            put(*word)
        put(f"<{name.code}{number}>", name.start, name.end)
        at = name.end
    for word in _words(text, at, end):
        put(*word)
    return Phrasing("".join(pieces), tuple(names), tuple(places), scene, scenes.people)


def _words(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """Return the words and gaps of a stretch, folded as far as that keeps their length."""
    found = []
    for match in re.finditer(r"\s+|[^\s]+", text[start:end]):
        piece = match.group()
        plain = " " if piece.isspace() else piece.lower().replace("’", "'").replace("–", "-").replace("‑", "-")
        found.append(
            (plain if plain == " " or len(plain) == len(piece) else piece, start + match.start(), start + match.end())
        )
    return found


def _names(scene: Scene, text: str) -> list[Name]:
    found: list[Name] = []
    for mention in scene.mentions:
        code = _code(mention, scene)
        if code is None:
            continue
        stop = mention.end
        if code == "N" and (numbered := NUMBERED.match(text, stop, scene.sentence.end)):
            stop = numbered.end("number")
        found.append(Name(code, mention.start, stop, text[mention.start : stop], mention))
    found += _others(scene, text, found)
    found.sort(key=lambda name: name.start)
    return _join(found, text)


def _code(mention: Mention, scene: Scene) -> str | None:
    if mention.kind is Kind.DEMONYM:
        return "X" if is_definite(mention, scene) else "A"
    if mention.kind is Kind.PRONOUN:
        return "X" if mention.word in {"he", "she"} else None
    return {Kind.PERSON: "P", Kind.NATION: "N", Kind.ADJECTIVE: "A", Kind.CLUB: "T"}.get(mention.kind)


def _others(scene: Scene, text: str, known: list[Name]) -> list[Name]:
    """Return the capitalised runs that the tagger does not know as names: horses, boats, clubs, lone surnames."""
    start, end = scene.sentence.start, scene.sentence.end
    if sum(character.isupper() for character in text[start:end]) * 2 > end - start:
        return []
    found = []
    words = {mention.start: mention for mention in scene.mentions}
    for match in COMPOUND.finditer(text, start, end):
        if match.group("name")[0].isupper() and not any(name.start <= match.start() < name.end for name in known):
            found.append(Name("T", match.start(), match.end("name"), match.group("name")))
    taken = [(name.start, name.end) for name in (*known, *found)]
    for run in capital_runs(tokenize(text, start=start, end=end), text):
        run = [
            token
            for token in run
            if not any(first < token.end and last > token.start for first, last in taken)
            and (token.start not in words or words[token.start].kind in NAMING)
            and token.word not in lexicon.role_nouns()
            and token.word not in HONORIFICS
        ]
        pieces: list[list[int]] = []
        for token in run:
            if pieces and token.start - pieces[-1][1] <= 2:
                pieces[-1][1] = token.end
            else:
                pieces.append([token.start, token.end])
        for first, last in pieces:
            opens = not any(character.isalnum() for character in text[start:first])
            words_of_run = text[first:last]
            if fold(words_of_run) in NOBLE:
                found.append(Name("?", first, last, words_of_run))
            elif not _is_plain(words_of_run) and not (opens and not _is_named(text, first, last)):
                found.append(Name("T", first, last, words_of_run))
    return found


HONORIFICS = frozenset("mr mrs ms miss dr".split())


# What a capitalised word that is a name may have been taken for.
NAMING = frozenset({Kind.WORD, Kind.TAKE, Kind.FALL, Kind.CLOCK, Kind.BREAK, Kind.RETAIN, Kind.MEDAL, Kind.RANK})


OPENS_CLAUSE = re.compile(r"(?:,| \d| (?:v|vs|was|were|is|won|beat|lost|finished|led|had)\b)")


def _is_plain(words: str) -> bool:
    """Tell words that stand with a capital and are no name."""
    return all(fold(word) in lexicon.not_names() for word in words.split())


def _is_named(text: str, start: int, end: int) -> bool:
    """Tell a name from a plain word that begins a sentence: it has several words or stands inside sentences too."""
    first, *rest = text[start:end].split()
    if rest:
        return fold(first) not in lexicon.not_names()
    if re.search(rf"\b{re.escape(first.lower())}\b", text):
        return False
    if OPENS_CLAUSE.match(text, end) and _is_unusual(fold(first)):
        return True
    return any(match.start() != start for match in re.finditer(rf"(?<=[a-z,(] )\(?{re.escape(first)}\b", text))


def _is_unusual(word: str) -> bool:
    lists = (lexicon.not_names(), lexicon.general(), lexicon.filler(), lexicon.verbs())
    return not word.endswith(("s", "ly", "ing", "ed")) and not any(word in words for words in lists)


def _join(names: list[Name], text: str) -> list[Name]:
    """Join "Queen" and "Ransom" to "Queen's Ransom", "Bold" and "Berg" to "Bold Berg": neither is known in full."""
    joined: list[Name] = []
    for name in names:
        before = joined[-1] if joined else None
        gap = text[before.end : name.start] if before is not None else ""
        if before is not None and name.code == "P" and len(before.text) == 1 and gap in {" ", ". ", "."}:
            joined[-1] = replace(name, start=before.start, text=text[before.start : name.end])
        elif before is not None and before.code in "T?" and _is_short(name) and gap in {" ", "'s ", "’s "}:
            whole = text[before.start : name.end]
            joined[-1] = Name("T", before.start, name.end, whole)
        elif before is not None and before.code == "P" and name.code == "T" and gap == " " and " " not in before.text:
            joined[-1] = Name("T", before.start, name.end, text[before.start : name.end])
        else:
            joined.append(name)
    return [name for name in joined if name.code != "?"]


def _is_short(name: Name) -> bool:
    """Tell a name of one word that the article never gives in full."""
    known = name.mention.value.name if name.code == "P" and name.mention is not None else ""
    return name.code == "T" or (name.code == "P" and " " not in name.text and " " not in known)


def person_slot(name: Name | None, phrasing: Phrasing, resolver: Resolver) -> Slot[Entrant] | None:
    """Return the person whom a name stands for; a name that nobody else bears stands for itself."""
    if name is None or name.code in "NA":
        return None
    if name.mention is not None:
        slot = resolver.slot(name.mention, phrasing.scene)
        return slot if slot is not None and slot.value.kind is EntrantKind.PERSON else None
    bearers = phrasing.people.bearers(name.text)
    if len(bearers) > 1:
        return None
    return Slot(Entrant(EntrantKind.PERSON, bearers[0] if bearers else name.text), name.start, name.end)


def entrant_slot(name: Name | None, phrasing: Phrasing, resolver: Resolver) -> Slot[Entrant] | None:
    """Return the person, nation, crew, horse or club that a name stands for."""
    if name is None:
        return None
    if name.mention is None:
        return Slot(Entrant(EntrantKind.CLUB, name.text), name.start, name.end)
    slot = resolver.slot(name.mention, phrasing.scene)
    if slot is None or name.end == name.mention.end:
        return slot
    return Slot(replace(slot.value, name=name.text), name.start, name.end)
