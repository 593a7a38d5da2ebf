"""The routes that write: articles come and go. Reading them from a file is left to sources, storing to the library."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from pathlib import PurePosixPath
from typing import Annotated, Any

from fastapi import APIRouter, File, Response, UploadFile

from sources.readers import read_bytes
from web import schema
from web.desk import SharedDesk
from web.problems import not_found
from web.routes import NO_ARTICLE, PROBLEMS


def writing_routes(desk: SharedDesk, *, dependencies: Sequence[Any]) -> APIRouter:
    """Return the routes over a desk that change its library."""
    routes = APIRouter(responses=PROBLEMS, dependencies=dependencies)

    @routes.post("/api/articles", status_code=HTTPStatus.CREATED)
    def add(
        file: Annotated[UploadFile, File(description="Text, Markdown, HTML, PDF, Word, JSON lines, a feed or a zip")],
    ) -> list[schema.AddedArticleObject]:
        """Add the articles of a file; one of the same source is replaced, one that is there already left as it is."""
        name = _file_name(file.filename or "")
        read = read_bytes(file.file.read(), name=name)
        return [schema.added_article_object(article, desk.add(article)) for article in read]

    @routes.delete("/api/articles/{id}", status_code=HTTPStatus.NO_CONTENT)
    def remove(id: str) -> Response:
        """Take an article out, with everything that was read from it."""
        if desk.remove(id) is None:
            raise not_found(NO_ARTICLE)
        return Response(status_code=HTTPStatus.NO_CONTENT)

    return routes


def _file_name(sent: str) -> str:
    """Return the last part of a file's name, by which the article is known; browsers may send a whole path."""
    name = PurePosixPath(sent.replace("\\", "/")).name
    return "".join(character for character in name if character.isprintable()) or "upload"
