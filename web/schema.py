"""The JSON that programs send and get, as models: they check what comes in, and describe both in /docs."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from index.records import ArticleEntry, Change, Hit
from qa.request import LONGEST_QUESTION
from sources.records import Article

MOST_CONTEXT = 50  # earlier questions
FormatName = Literal["markdown", "json", "csv", "csl", "bibtex"]

ASKED: dict[str, Any] = {"question": "Who won the women's relay in 2019?", "context": [], "id": 7}
CITED: dict[str, Any] = {
    "number": 1,
    "article": "3f8a1c20",
    "source": "reports/relay.txt",
    "title": "Lund skates to relay gold",
    "published": "2019-03-02",
    "start": 27,
    "end": 66,
    "quote": "Lund won the women's relay on Saturday.",
}
REPLIED: dict[str, Any] = {
    "id": 7,
    "question": ASKED["question"],
    "status": "answered",
    "short": "Lund",
    "text": "Lund won the women's relay in 2019 [1].",
    "citations": [CITED],
    "reading": {
        "asks": "winner",
        "constraints": [
            {"kind": "event", "value": "relay", "words": "relay"},
            {"kind": "sex", "value": "women", "words": "women's"},
            {"kind": "year", "value": "2019", "words": "2019"},
        ],
    },
    "notes": [],
    "how": "facts",
    "elapsed_ms": 4.2,
}


class Question(BaseModel):
    """A question, and the earlier ones of the conversation if it follows on them."""

    model_config = ConfigDict(json_schema_extra={"examples": [ASKED]})

    question: str = Field(min_length=1, max_length=LONGEST_QUESTION)
    context: list[str] = Field(default=[], max_length=MOST_CONTEXT, description="Earlier questions, oldest first")
    id: JsonValue = Field(default=None, description="Any value, given back with the reply")


class CitationObject(BaseModel):
    """A place in an article, in characters of its text."""

    model_config = ConfigDict(json_schema_extra={"examples": [CITED]})

    number: int
    article: str
    source: str
    title: str
    published: date | None
    start: int
    end: int
    quote: str


class ConstraintObject(BaseModel):
    """A condition that the question makes, and the words it came from."""

    kind: str
    value: str
    words: str


class ReadingObject(BaseModel):
    """What the question was understood to ask."""

    asks: str
    constraints: list[ConstraintObject]


class NoteObject(BaseModel):
    """Something to know beside the answer, such as a disagreement of the articles."""

    kind: str
    text: str


class ReplyObject(BaseModel):
    """An answer with its citations, or the reason why the articles do not give one."""

    model_config = ConfigDict(json_schema_extra={"examples": [REPLIED]})

    id: JsonValue = None
    question: str
    status: Literal["answered", "not_in_articles", "ambiguous"]
    short: str = Field(description="The bare answer")
    text: str = Field(description="The answer in sentences, with marks such as [1]")
    citations: list[CitationObject]
    reading: ReadingObject
    notes: list[NoteObject]
    how: Literal["facts", "reader", "passages"]
    elapsed_ms: float


class ArticleObject(BaseModel):
    """An article without its text."""

    id: str
    title: str
    source: str
    publisher: str | None
    published: date | None


class ListedArticleObject(ArticleObject):
    """An article in the list, with what was read from it, counted."""

    passages: int
    facts: int


class WholeArticleObject(ArticleObject):
    """An article with the text that all offsets count in."""

    text: str


class AddedArticleObject(ArticleObject):
    """An article of a file that was sent, and what became of it."""

    change: Literal["added", "replaced", "unchanged"]


class HitObject(BaseModel):
    """A passage that was found."""

    article: str
    number: int
    start: int
    end: int
    text: str
    score: float


class Health(BaseModel):
    """That the program runs, and over how many articles."""

    status: Literal["ok"] = "ok"
    articles: int


class Problem(BaseModel):
    """What went wrong (RFC 9457)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    errors: list[str] = []


def listed_article_object(entry: ArticleEntry) -> ListedArticleObject:
    """Describe an article of the catalogue."""
    return ListedArticleObject(
        id=entry.article,
        title=entry.title,
        source=entry.source,
        publisher=entry.publisher,
        published=entry.published,
        passages=entry.passages,
        facts=entry.facts,
    )


def added_article_object(article: Article, change: Change) -> AddedArticleObject:
    """Describe an article that was added."""
    return AddedArticleObject(
        id=article.id,
        title=article.title,
        source=article.source,
        publisher=article.publisher,
        published=article.published,
        change=change.value,
    )


def whole_article_object(article: Article) -> WholeArticleObject:
    """Describe an article with its text."""
    return WholeArticleObject(
        id=article.id,
        title=article.title,
        source=article.source,
        publisher=article.publisher,
        published=article.published,
        text=article.text,
    )


def hit_object(hit: Hit) -> HitObject:
    """Describe a passage that was found."""
    passage = hit.passage
    return HitObject(
        article=passage.article,
        number=passage.number,
        start=passage.start,
        end=passage.end,
        text=passage.text,
        score=hit.score,
    )
