"""The routes that read: asking, checking, searching, articles, races, facts, figures. Writing is left to shelf."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Response
from fastapi.routing import APIRoute
from prometheus_client import CONTENT_TYPE_LATEST
from pydantic import Field
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from qa.check import as_object as checked_object
from qa.export import FORMATS, export, format_named
from qa.racefile import race_object
from qa.races import pick_races
from qa.reply import as_object
from qa.request import LONGEST_QUESTION, check_question
from web import schema, schema_check, schema_tables
from web.desk import SharedDesk
from web.metrics import Metrics
from web.problems import not_found
from web.schema_tables import Limit, Offset, Words

PROBLEMS: dict[int | str, dict[str, Any]] = {"4XX": {"model": schema.Problem, "description": "What was wrong"}}
NO_ARTICLE = "There is no article with this id; GET /api/articles lists them."
TEXT = {"schema": {"type": "string"}}
DOCUMENTS = {form.media_type: {} if form.media_type.endswith("json") else TEXT for form in FORMATS.values()}


def reading_routes(desk: SharedDesk, metrics: Metrics, *, dependencies: Sequence[Any]) -> APIRouter:
    """Return the routes over a desk that change nothing."""
    routes = APIRouter(responses=PROBLEMS, dependencies=dependencies)

    @routes.post("/api/ask", response_model=schema.ReplyObject, response_model_exclude_unset=True)
    def ask(asked: schema.Question) -> dict[str, object]:
        """Answer a question from the articles, with citations."""
        context = [check_question(earlier) for earlier in asked.context]
        reply = desk.ask(check_question(asked.question), context=context)
        metrics.answered(reply)
        return as_object(reply) if asked.id is None else {"id": asked.id, **as_object(reply)}

    @routes.post("/api/check", response_model=schema_check.CheckedDraftObject)
    def check(draft: schema_check.DraftText) -> dict[str, Any]:
        """Check what a draft says against the articles, claim by claim."""
        return checked_object(desk.check(draft.text))

    @routes.get("/api/export", responses={200: {"content": DOCUMENTS}}, response_class=Response)
    def export_conversation(
        q: Annotated[
            list[Annotated[str, Field(min_length=1, max_length=LONGEST_QUESTION)]],
            Query(min_length=1, max_length=schema.MOST_CONTEXT, description="The questions, oldest first"),
        ],
        format: Annotated[schema.FormatName, Query(description="What to write")] = "markdown",
    ) -> Response:
        """Answer the questions of a conversation and return it as a document, with its references."""
        form, questions = format_named(format), [check_question(question) for question in q]
        replies = [desk.ask(question, context=questions[:number]) for number, question in enumerate(questions)]
        articles = desk.cited(replies)
        headers = {"Content-Disposition": f'attachment; filename="podium{form.suffix}"'}
        return Response(export(replies, form, articles=articles), media_type=form.media_type, headers=headers)

    @routes.get("/api/search")
    def search(
        q: Annotated[
            str, Query(description="What to look for", examples=["relay"], min_length=1, max_length=LONGEST_QUESTION)
        ],
        k: Annotated[int, Query(ge=1, le=100, description="How many passages")] = 10,
    ) -> list[schema.HitObject]:
        """Find the passages nearest to a query, best first."""
        return [schema.hit_object(hit) for hit in desk.search(check_question(q), k=k)]

    @routes.get("/api/articles")
    def articles() -> list[schema.ListedArticleObject]:
        """List the articles."""
        return [schema.listed_article_object(entry) for entry in desk.articles()]

    @routes.get("/api/articles/{id}")
    def article(id: str) -> schema.WholeArticleObject:
        """Return one article with its text."""
        found = desk.article(id)
        if found is None:
            raise not_found(NO_ARTICLE)
        return schema.whole_article_object(found)

    @routes.get("/api/races", response_model=schema_tables.RacePage)
    def races(
        sport: Words = None,
        year: Annotated[int | None, Query(ge=0, le=9999)] = None,
        event: Words = None,
        sex: Words = None,
        nation: Annotated[str | None, Query(max_length=3, description="The IOC code of an entrant's nation")] = None,
        offset: Offset = 0,
        limit: Limit = 100,
    ) -> dict[str, Any]:
        """List the races that articles give a result of, with result tables."""
        found = pick_races(desk.races(), sport=sport, year=year, event=event, sex=sex, nation=nation)
        shown = [race_object(table) for table in found[offset : offset + limit]]
        return {"total": len(found), "offset": offset, "races": shown}

    @routes.get("/api/facts", response_model=schema_tables.FactPage)
    def facts(
        article: Annotated[str | None, Query(max_length=200, description="Only of the article with this id")] = None,
        race: Annotated[str | None, Query(max_length=200, description="Only of races with these words")] = None,
        person: Annotated[str | None, Query(max_length=200, description="Only with this name")] = None,
        kind: Annotated[str | None, Query(max_length=200, description="Only of this kind, such as result")] = None,
        offset: Offset = 0,
        limit: Limit = 100,
    ) -> dict[str, Any]:
        """List what was read from the articles."""
        found = desk.pick_facts(article=article, race=race, person=person, kind=kind)
        shown = [asdict(fact) for fact in found[offset : offset + limit]]
        return {"total": len(found), "offset": offset, "facts": shown}

    @routes.get("/metrics", responses={200: {"content": {"text/plain": TEXT}}}, response_class=Response)
    def figures() -> Response:
        """Return the figures of this server in the text format of Prometheus."""
        return Response(metrics.written(), media_type=CONTENT_TYPE_LATEST)

    return routes


def health_route(desk: SharedDesk) -> APIRouter:
    """Return the route that tells a supervisor, who has no token, that the program runs."""
    routes = APIRouter(responses=PROBLEMS)

    @routes.get("/healthz")
    def health() -> schema.Health:
        """Say that the program runs and can read its library."""
        return schema.Health(articles=len(desk.articles()))

    return routes


def other_routes(known: Sequence[APIRouter]) -> list[Route]:
    """Return what answers, whatever the method, where there is no route or none with this method: the page must not."""
    allowed: dict[str, set[str]] = {}
    for router in known:
        for route in router.routes:
            if isinstance(route, APIRoute):
                allowed.setdefault(route.path, set()).update(route.methods or ())
    others = [Route(path, _Refusal(_not_allowed(methods))) for path, methods in allowed.items()]
    return [*others, Route("/api/{rest:path}", _Refusal(not_found("There is no such route; /docs lists them.")))]


class _Refusal:
    """An application that answers every request with the same error; unlike a function, it takes every method."""

    def __init__(self, error: HTTPException) -> None:
        self._error = error

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        raise self._error


def _not_allowed(methods: set[str]) -> HTTPException:
    allow = ", ".join(sorted(methods))
    return HTTPException(
        HTTPStatus.METHOD_NOT_ALLOWED, f"Here only {allow} can be done; /docs lists the routes.", {"Allow": allow}
    )
