"""Mentions: the typed pieces of a sentence, each one character in the code that regular expressions match."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What a piece of a sentence is; the value is its character in an encoded sentence."""

    NATION = "N"  # a nation as a team: "Norway", "the Norwegians", "the Dutch trio"
    ADJECTIVE = "A"  # a nation's adjective: "Norwegian"
    DEMONYM = "J"  # one person by nation: "the Norwegian", "Dutchman"
    PERSON = "P"
    CLUB = "U"  # another capitalised name: club, car, ship, sponsor
    EVENT = "E"
    SPORT = "S"
    SEX = "X"
    ROUND = "O"
    COMPETITION = "C"
    PLACE = "L"
    DATE = "Y"
    RANK = "R"
    MEDAL = "M"
    RECORD = "K"
    DURATION = "T"
    LENGTH = "D"
    POINTS = "G"
    LAPS = "Q"
    SPEED = "V"
    SCORE = "Z"
    MARGIN = "B"  # a short head, two lengths
    NUMBER = "F"
    TITLE = "H"  # title, crown, victory
    # verbs, by class
    WIN = "w"
    TAKE = "o"
    RETAIN = "r"
    BEAT = "v"
    LOSE = "l"
    FINISH = "f"
    BE = "e"
    SETTLE = "s"
    CLOCK = "t"
    FALL = "x"
    OUT = "d"
    LEAD = "g"
    SAY = "y"
    BREAK = "k"
    REPLACE = "p"
    HAVE = "h"
    # words with a part in the grammar
    BY = "1"
    WITH = "2"
    AND = "3"
    AHEAD = "4"
    BEHIND = "5"
    OF = "6"
    FOR = "7"
    TO = "8"
    IN = "9"
    WHO = "0"
    THE = "^"
    PRONOUN = "*"
    CLAUSE = "&"  # while, but, as, when …: begins a clause
    NOT = "~"
    POSSESSIVE = "'"
    COMMA = ","
    COLON = ":"
    SEMICOLON = ";"
    OPEN = "("
    CLOSE = ")"
    DASH = "-"
    QUOTE = '"'
    STOP = "!"  # the end of a sentence
    WORD = "."


ENTITIES = frozenset({Kind.NATION, Kind.PERSON, Kind.DEMONYM, Kind.CLUB})
VERBS = frozenset(
    {Kind.WIN, Kind.TAKE, Kind.RETAIN, Kind.BEAT, Kind.LOSE, Kind.FINISH, Kind.BE, Kind.SETTLE, Kind.CLOCK, Kind.FALL}
    | {Kind.OUT, Kind.LEAD, Kind.SAY, Kind.BREAK, Kind.REPLACE, Kind.HAVE}
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A typed piece of text: `text[start:end]` with its kind and typed value (what type depends on the kind)."""

    kind: Kind
    start: int
    end: int
    value: Any = None
    word: str = ""

    @property
    def code(self) -> str:
        """The one character that stands for this mention in an encoded sentence."""
        return self.kind.value


def encode(mentions: list[Mention]) -> str:
    """Return a sentence's mentions as a string, one character each."""
    return "".join(mention.kind.value for mention in mentions)
