"""What is wrong with a request, as a problem (RFC 9457): every error of the routes for programs leaves here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException as AnyHTTPException

from index.errors import LibraryBusy
from qa.check import BadDraft
from qa.export import UnknownFormat
from qa.request import BadRequest
from qa.store import UnreadableFact
from sources.errors import UnreadableFile
from web import schema
from web.desk import ReadOnly

PROBLEM = "application/problem+json"
WAIT_S = 10  # before a library that another process changes is worth another try
NOT_UNDERSTOOD = (BadRequest, BadDraft, UnknownFormat, UnreadableFile)  # their messages say what to do


def problem(
    status: HTTPStatus, detail: str, errors: Sequence[str] = (), *, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """Return the response that says what went wrong; `errors` are the parts of it."""
    told = schema.Problem(title=status.phrase, status=status, detail=detail, errors=list(errors))
    return JSONResponse(told.model_dump(), status, headers=headers, media_type=PROBLEM)


def add_handlers(app: FastAPI) -> None:
    """Have an application answer every error with a problem."""
    app.add_exception_handler(RequestValidationError, _misfit)
    app.add_exception_handler(AnyHTTPException, _refused)
    app.add_exception_handler(ReadOnly, _read_only)
    app.add_exception_handler(LibraryBusy, _busy)
    app.add_exception_handler(UnreadableFact, _unusable)
    app.add_exception_handler(Exception, _failed)
    for kind in NOT_UNDERSTOOD:
        app.add_exception_handler(kind, _not_understood)


def _misfit(_: Request, error: Exception) -> JSONResponse:
    found = error.errors() if isinstance(error, RequestValidationError) else []
    errors = [f"{'.'.join(str(place) for place in one['loc'])}: {one['msg']}" for one in found]
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, "The request does not fit; /docs describes what does.", errors)


def _not_understood(_: Request, error: Exception) -> JSONResponse:
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(error))


def _refused(request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, AnyHTTPException):
        return _failed(request, error)
    return problem(HTTPStatus(error.status_code), str(error.detail), headers=error.headers)


def _read_only(_: Request, error: Exception) -> JSONResponse:
    return problem(HTTPStatus.FORBIDDEN, str(error))


def _busy(_: Request, error: Exception) -> JSONResponse:
    return problem(HTTPStatus.SERVICE_UNAVAILABLE, str(error), headers={"Retry-After": str(WAIT_S)})


def _unusable(_: Request, error: Exception) -> JSONResponse:
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, str(error))


def _failed(_: Request, error: Exception) -> JSONResponse:
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "Podium failed at this request. Its log says why.")


def not_found(what: str) -> HTTPException:
    """Return the error for something that is not there."""
    return HTTPException(HTTPStatus.NOT_FOUND, what)
