"""The JSON of races and facts, page by page, as models. What they hold is made in qa."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

MOST_LISTED = 500
Offset = Annotated[int, Query(ge=0, le=10_000_000, description="How many to leave out at the beginning")]
Limit = Annotated[int, Query(ge=1, le=MOST_LISTED, description="How many to return at most")]
Words = Annotated[str | None, Query(max_length=200)]

FACT: dict[str, Any] = {
    "article": "3f8a1c20",
    "kind": "Result",
    "race": "women's relay in 2019",
    "subject": "Lund",
    "value": "rank 1",
    "start": 27,
    "end": 66,
    "quote": "Lund won the women's relay on Saturday.",
}
PLACED: dict[str, Any] = {"article": "3f8a1c20", "start": 27, "end": 66, "quote": FACT["quote"]}
RACE: dict[str, Any] = {
    "race": "skiing-relay-women-2019",
    "title": "women's relay in 2019",
    "sport": "skiing",
    "event": "relay",
    "sex": "women",
    "round": None,
    "competition": None,
    "place": None,
    "year": 2019,
    "date": "2019-03-02",
    "rows": [
        {
            "place": 1,
            "name": "Lund",
            "nation_code": None,
            "rank": [{"text": "1", "difference": None, "derivation": "", "citations": [PLACED]}],
            "entrant": [{"text": "Lund", "difference": None, "derivation": "", "citations": [PLACED]}],
            "nation": [],
            "line_up": [],
            "mark": [],
            "margin": [],
            "medal": [],
            "status": [],
            "records": [],
            "superseded": [],
        }
    ],
    "sources": [
        {
            "article": "3f8a1c20",
            "source": "reports/relay.txt",
            "title": "Lund skates to relay gold",
            "publisher": None,
            "published": "2019-03-02",
        }
    ],
}


class FactObject(BaseModel):
    """A fact in words, and the characters it was read from."""

    article: str
    kind: str
    race: str
    subject: str
    value: str
    start: int
    end: int
    quote: str


class PlaceObject(BaseModel):
    """A place in an article, in characters of its text."""

    article: str
    start: int
    end: int
    quote: str


class CellObject(BaseModel):
    """A value of a result table with the places that state it."""

    text: str
    difference: str | None = Field(description="How it differs from the first value, if it contradicts that")
    derivation: str | None
    citations: list[PlaceObject]


class RowObject(BaseModel):
    """One entrant. Each list holds the best supported value first, and those that contradict it."""

    place: int | None
    name: str
    nation_code: str | None
    rank: list[CellObject]
    entrant: list[CellObject]
    nation: list[CellObject]
    line_up: list[CellObject]
    mark: list[CellObject]
    margin: list[CellObject]
    medal: list[CellObject]
    status: list[CellObject]
    records: list[CellObject]
    superseded: list[CellObject]


class SourceObject(BaseModel):
    """An article that tells of a race."""

    article: str
    source: str
    title: str
    publisher: str | None
    published: str | None


class RaceObject(BaseModel):
    """A race with its result table."""

    race: str = Field(description="Its key in this library")
    title: str
    sport: str | None
    event: str
    sex: str | None
    round: str | None
    competition: str | None
    place: str | None
    year: int | None
    date: str | None
    rows: list[RowObject]
    sources: list[SourceObject]


class FactPage(BaseModel):
    """Some of the facts that were asked for, in the order of the articles."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"total": 1, "offset": 0, "facts": [FACT]}]})

    total: int = Field(description="How many there are in all")
    offset: int
    facts: list[FactObject]


class RacePage(BaseModel):
    """Some of the races that were asked for, the latest first."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"total": 1, "offset": 0, "races": [RACE]}]})

    total: int = Field(description="How many there are in all")
    offset: int
    races: list[RaceObject]
