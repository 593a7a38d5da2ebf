"""The routes for programs: replies, searches and articles as JSON, and what is wrong with a request as a problem."""

from __future__ import annotations

import asyncio
import socket
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from index.library import Library
from qa.check import as_object as checked_object
from qa.desk import Desk
from qa.export import FORMATS, export
from qa.racefile import race_object
from qa.reply import as_object
from qa.selection import pick_facts
from web import app, schema, schema_check
from web.listening import PortTaken, address, listen
from web.schema_tables import FactPage, RacePage


def create(library: Path) -> FastAPI:
    async def make() -> FastAPI:
        return app.create(library)

    return asyncio.run(make())  # outside a running loop, gradio makes loops of its own and never closes them


@pytest.fixture(scope="module")
def client(bundled: Path) -> Iterator[TestClient]:
    with TestClient(create(bundled)) as client:
        yield client


@pytest.fixture(scope="module")
def desk(bundled: Path) -> Iterator[Desk]:
    with Library.open(bundled) as library:
        yield Desk(library)


def untimed(reply: dict[str, Any]) -> dict[str, Any]:
    return {**reply, "elapsed_ms": 0}


def test_a_question_gets_the_reply_object(client: TestClient, desk: Desk) -> None:
    [question] = desk.suggestions(1)
    response = client.post("/api/ask", json={"question": question})
    assert response.status_code == 200
    assert untimed(response.json()) == untimed(as_object(desk.ask(question)))
    assert list(response.json()) == list(as_object(desk.ask(question)))


@pytest.mark.parametrize("given", [7, "seven", ["a", 1], {"line": 3}, 0, False])
def test_the_id_comes_back(client: TestClient, desk: Desk, given: Any) -> None:
    [question] = desk.suggestions(1)
    reply = client.post("/api/ask", json={"question": question, "id": given}).json()
    assert next(iter(reply.items())) == ("id", given)


def test_earlier_questions_count(client: TestClient, desk: Desk) -> None:
    first, second = desk.suggestions(2)
    reply = client.post("/api/ask", json={"question": second, "context": [first]}).json()
    assert untimed(reply) == untimed(as_object(desk.ask(second, context=[first])))


def test_what_is_not_in_the_articles_is_a_reply_too(client: TestClient) -> None:
    response = client.post("/api/ask", json={"question": "Who won the pancake race at Quillmarsh in 1801?"})
    assert (response.status_code, response.json()["status"]) == (200, "not_in_articles")


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", "/api/ask", {}, 422),
        ("POST", "/api/ask", {"question": ""}, 422),
        ("POST", "/api/ask", {"question": " \n"}, 422),
        ("POST", "/api/ask", {"question": 7}, 422),
        ("POST", "/api/ask", {"question": "x" * 10_001}, 422),
        ("POST", "/api/ask", {"question": "Who?", "context": "Who?"}, 422),
        ("POST", "/api/ask", {"question": "Who?", "context": [" "]}, 422),
        ("POST", "/api/ask", {"question": "Who?", "context": ["Who?"] * 51}, 422),
        ("POST", "/api/ask", ["Who?"], 422),
        ("GET", "/api/ask", None, 405),
        ("PUT", "/api/articles", None, 405),
        ("TRACE", "/healthz", None, 405),
        ("GET", "/api/search", None, 422),
        ("GET", "/api/search?q=%20", None, 422),
        ("GET", "/api/search?q=relay&k=0", None, 422),
        ("GET", "/api/search?q=relay&k=many", None, 422),
        ("GET", "/api/articles/nowhere", None, 404),
        ("GET", "/api/articles/..%2f..%2fetc", None, 404),
        ("GET", "/api/else", None, 404),
    ],
)
def test_what_cannot_be_done_is_a_problem(client: TestClient, method: str, path: str, body: Any, status: int) -> None:
    response = client.request(method, path, json=body)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    problem = schema.Problem.model_validate(response.json())
    assert problem.status == status
    assert problem.detail


def test_a_body_that_is_not_json_is_a_problem(client: TestClient) -> None:
    for content, kind in [("{", "application/json"), ('{"question": "Who won?"}', "text/plain")]:
        response = client.post("/api/ask", content=content, headers={"content-type": kind})
        assert (response.status_code, response.headers["content-type"]) == (422, "application/problem+json")


def test_articles_are_listed_and_read(client: TestClient, desk: Desk) -> None:
    entries = desk.library.articles()
    listed = client.get("/api/articles").json()
    assert [(one["id"], one["title"], one["passages"], one["facts"]) for one in listed] == [
        (entry.article, entry.title, entry.passages, entry.facts) for entry in entries
    ]
    for one in listed:
        article = desk.library.article(one["id"])
        assert client.get(f"/api/articles/{article.id}").json() == {
            "id": article.id,
            "title": article.title,
            "source": article.source,
            "publisher": article.publisher,
            "published": article.published.isoformat() if article.published else None,
            "text": article.text,
        }
        assert client.get(f"/api/articles/{article.id[:-1]}").status_code == 404


@pytest.mark.parametrize(("draft", "verdict"), [("Canada", "supported"), ("Norway", "contradicted")])
def test_a_draft_is_checked(client: TestClient, desk: Desk, draft: str, verdict: str) -> None:
    text = f"{draft} won the women's team pursuit in 2022."
    response = client.post("/api/check", json={"text": text})
    assert (response.status_code, response.json()["verdict"]) == (200, verdict)
    assert response.json() == checked_object(desk.check(text))


@pytest.mark.parametrize("text", ["", " ", "\n", "x" * 200_001])
def test_what_is_no_draft_is_a_problem(client: TestClient, text: str) -> None:
    response = client.post("/api/check", json={"text": text})
    assert (response.status_code, response.headers["content-type"]) == (422, "application/problem+json")


def test_a_conversation_is_exported(client: TestClient, desk: Desk) -> None:
    questions = ["Who won the women's team pursuit in 2022?", "And the men's?"]
    replies = [desk.ask(questions[0]), desk.ask(questions[1], context=questions[:1])]
    ids = {citation.article for reply in replies for citation in reply.citations}
    articles = {id: desk.library.article(id) for id in ids}
    for name, form in FORMATS.items():
        response = client.get("/api/export", params={"q": questions, "format": name})
        assert response.headers["content-type"].split(";")[0] == form.media_type
        assert response.headers["content-disposition"] == f'attachment; filename="podium{form.suffix}"'
        if name != "json":  # which holds how long it took
            assert response.text == export(replies, form, articles=articles)
    plain = client.get("/api/export", params={"q": questions})
    assert plain.text == export(replies, FORMATS["markdown"], articles=articles)
    for bad in ({"format": "docx", "q": "Who?"}, {"format": "csv"}, {"q": ""}, {"q": ["Who?"] * 51}):
        assert client.get("/api/export", params=bad).status_code == 422


def test_races_are_listed_page_by_page(client: TestClient, desk: Desk) -> None:
    races = [race_object(table) for table in desk.races()]
    assert client.get("/api/races").json() == {"total": len(races), "offset": 0, "races": races[:100]}
    two = client.get("/api/races", params={"offset": 1, "limit": 2}).json()
    assert two == {"total": len(races), "offset": 1, "races": races[1:3]}
    women = client.get("/api/races", params={"sex": "women", "year": 2022}).json()["races"]
    assert women == [race for race in races if (race["sex"], race["year"]) == ("women", 2022)]
    assert women
    assert client.get("/api/races", params={"year": 1801}).json() == {"total": 0, "offset": 0, "races": []}


def test_facts_are_listed_page_by_page(client: TestClient, desk: Desk) -> None:
    facts = [asdict(fact) for fact in desk.facts()]
    assert client.get("/api/facts").json() == {"total": len(facts), "offset": 0, "facts": facts[:100]}
    later = client.get("/api/facts", params={"offset": 7, "limit": 500}).json()
    assert later == {"total": len(facts), "offset": 7, "facts": facts[7:507]}
    picked = client.get("/api/facts", params={"kind": "result", "person": "takagi", "limit": 500}).json()
    assert picked["facts"] == [asdict(fact) for fact in pick_facts(desk.facts(), kind="result", person="takagi")]
    for bad in ({"limit": 0}, {"limit": 501}, {"offset": -1}):
        assert client.get("/api/facts", params=bad).status_code == 422


@pytest.mark.slow
def test_a_search_returns_slices_of_articles_best_first(client: TestClient, desk: Desk) -> None:
    hits = client.get("/api/search", params={"q": "Who won gold?", "k": 3}).json()
    texts = {entry.article: desk.library.article(entry.article).text for entry in desk.library.articles()}
    assert len(hits) == 3
    assert [hit["text"] for hit in hits] == [texts[hit["article"]][hit["start"] : hit["end"]] for hit in hits]
    assert [hit["score"] for hit in hits] == sorted((hit["score"] for hit in hits), reverse=True)


def test_health_counts_the_articles(client: TestClient, desk: Desk) -> None:
    assert client.get("/healthz").json() == {"status": "ok", "articles": len(desk.library.articles())}


def test_the_routes_are_described_with_examples_that_fit(client: TestClient) -> None:
    assert client.get("/docs").status_code == 200
    paths = client.get("/openapi.json").json()["paths"]
    assert {path: set(methods) for path, methods in paths.items()} == {
        "/api/ask": {"post"},
        "/api/check": {"post"},
        "/api/export": {"get"},
        "/api/search": {"get"},
        "/api/articles": {"get", "post"},
        "/api/articles/{id}": {"get", "delete"},
        "/api/races": {"get"},
        "/api/facts": {"get"},
        "/metrics": {"get"},
        "/healthz": {"get"},
    }
    schema.Question.model_validate(schema.ASKED)
    reply = schema.ReplyObject.model_validate(schema.REPLIED)
    assert reply.model_dump(mode="json") == schema.REPLIED
    assert [citation.end - citation.start for citation in reply.citations] == [len(c.quote) for c in reply.citations]
    for model in (schema_check.DraftText, schema_check.CheckedDraftObject, FactPage, RacePage):
        [example] = model.model_json_schema()["examples"]
        assert model.model_validate(example).model_dump(mode="json") == example


def test_the_page_is_at_the_root_beside_the_routes(client: TestClient) -> None:
    response = client.get("/")
    assert response.status_code == 200
    assert '"title":"Podium"' in response.text


def test_questions_asked_at_once_get_each_its_own_reply(client: TestClient, desk: Desk) -> None:
    questions = list(desk.suggestions(6)) * 4
    expected = [untimed(as_object(desk.ask(question))) for question in questions]
    with ThreadPoolExecutor(8) as threads:
        replies = threads.map(lambda question: client.post("/api/ask", json={"question": question}).json(), questions)
        assert [untimed(reply) for reply in replies] == expected


def test_a_port_that_is_taken_is_named_with_the_remedy(bundled: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortTaken, match=rf"127\.0\.0\.1:{port} cannot be used .*--port"):
            app.serve(bundled, host="127.0.0.1", port=port, open_browser=False)


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", "http://127.0.0.1:80/"),
        ("0.0.0.0", "http://127.0.0.1:80/"),
        ("::", "http://[::1]:80/"),
        ("::1", "http://[::1]:80/"),
        ("localhost", "http://localhost:80/"),
    ],
)
def test_the_browser_is_sent_where_the_page_is(host: str, expected: str) -> None:
    assert address(host, 80) == expected


def test_the_parts_of_an_answer_are_sent_at_once() -> None:
    async def ask() -> int:
        accepted: asyncio.Future[int] = asyncio.get_running_loop().create_future()

        async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            accepted.set_result(writer.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        listening = listen("127.0.0.1", 0)
        async with await asyncio.start_server(answer, sock=listening):
            _, writer = await asyncio.open_connection(*listening.getsockname())
            writer.close()
            return await accepted

    assert asyncio.run(ask()) != 0


def test_facts_of_another_version_are_a_problem_with_its_remedy(copied: Path) -> None:
    with closing(sqlite3.connect(copied / "library.db")) as other:
        other.execute("""UPDATE fact SET body = replace(body, '"entrant"', '"racer"')""")
        other.commit()
    with TestClient(create(copied), raise_server_exceptions=False) as client:
        told = client.post("/api/ask", json={"question": "Who won the marathon?"})
    assert told.status_code == 500
    assert told.json()["detail"] == (
        "The library has facts of another version of Podium: `podium doctor --repair` reads them anew."
    )
