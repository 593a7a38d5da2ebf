"""Every answer to every gold question quotes its articles verbatim, and marks and citations belong together."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from index.library import Library
from qa.answer import Answer, Reply
from qa.gold import read_gold
from qa.trial import ask_all
from sources.records import Article

MARK = re.compile(r"\[(\d+)\]")


@pytest.fixture(scope="session")
def articles(bundled: Path) -> dict[str, Article]:
    """The bundled reports by their ids."""
    with Library.open(bundled) as library:
        return {entry.article: library.article(entry.article) for entry in library.articles()}


@pytest.fixture(scope="session")
def replies(bundled: Path, root: Path) -> list[Reply]:
    """The replies to all gold questions on the bundled reports, in their order."""
    gold = read_gold((root / "tests" / "gold" / "questions.jsonl").read_bytes().splitlines())
    with Library.open(bundled) as library:
        return list(ask_all(library, gold))


def test_every_citation_quotes_its_article_verbatim(replies: list[Reply], articles: dict[str, Article]) -> None:
    assert [
        (reply.question, citation)
        for reply in replies
        for citation in reply.citations
        if articles[citation.article].text[citation.start : citation.end] != citation.quote
    ] == []


def test_every_citation_names_its_article(replies: list[Reply], articles: dict[str, Article]) -> None:
    assert [
        (reply.question, citation)
        for reply in replies
        for citation in reply.citations
        if (citation.source, citation.title, citation.published)
        != (articles[citation.article].source, articles[citation.article].title, articles[citation.article].published)
    ] == []


def test_every_mark_has_its_citation_and_every_citation_its_mark(replies: list[Reply]) -> None:
    assert [
        (reply.question, reply.text)
        for reply in replies
        if list(dict.fromkeys(int(number) for number in MARK.findall(reply.text)))
        != [citation.number for citation in reply.citations]
    ] == []


def test_every_answer_has_a_citation_and_a_short_answer(replies: list[Reply]) -> None:
    assert [
        reply.question
        for reply in replies
        if isinstance(reply, Answer) and not (reply.citations and reply.short.strip())
    ] == []


def test_no_place_is_cited_twice_in_one_answer(replies: list[Reply]) -> None:
    assert [
        reply.question
        for reply in replies
        if len({(citation.article, citation.start, citation.end) for citation in reply.citations})
        != len(reply.citations)
    ] == []
