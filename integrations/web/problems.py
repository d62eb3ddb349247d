"""Every error as RFC 9457 problem details, `type: urn:clausewise:<code>`: one table, one place."""

import logging
import secrets
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from assistant.errors import ClausewiseError, DocumentRefused, WrongUse
from assistant.people.signing_in import TooManyTries
from integrations.server_places import without_places
from integrations.shapes import Problem

_log = logging.getLogger(__name__)
MEDIA_TYPE = "application/problem+json"

_STATUS = {
    "not-found": 404,
    "no-such-page": 404,
    "unknown-clause": 404,
    "unknown-edition": 404,
    "unknown-role": 404,
    "no-such-record-type": 404,
    "quote-not-found": 422,
    "invalid-clause-number": 422,
    "already-decided": 409,
    "already-there": 409,
    "idempotency-key-in-use": 409,
    "idempotency-key-reused": 422,
    "audit-closed": 409,
    "finding-incomplete": 422,
    "attachment-refused": 422,
    "superseded": 409,
    "upload-too-large": 413,
    "forbidden-host": 403,
    "forbidden-origin": 403,
    "forbidden-form": 403,
    "not-permitted": 403,
    "not-signed-in": 401,
    "sign-in-lost": 400,
    "provider-failed": 502,
    "wrong-password": 401,
    "too-many-requests": 429,
}
_HINTS = {
    404: "See /openapi.json for what there is.",
    405: "See /openapi.json for the methods of this address.",
    415: "Send `Content-Type: application/json`.",
}


class UploadTooLarge(WrongUse):
    """The body of a request is over the limit."""

    code = "upload-too-large"
    hint = "Send fewer files at once, or raise CLAUSEWISE_MAX_UPLOAD_MB."


class ForbiddenHost(WrongUse):
    """The request names another host: a page of the web may be using the browser to get in."""

    code = "forbidden-host"
    hint = "Use http://127.0.0.1 or http://localhost."


class ForbiddenOrigin(WrongUse):
    """The request was made by a page of another site."""

    code = "forbidden-origin"
    hint = "Use the API from this machine, not from a page of another site."


class ForbiddenForm(WrongUse):
    """A form or request without the token of its session."""

    code = "forbidden-form"
    hint = "Load the page again; programs send a key, or `X-CSRF-Token` from GET /api/v1/me."


def install(app: FastAPI) -> None:
    """Attach the handlers of every kind of error to the app."""
    app.add_exception_handler(ClausewiseError, _known)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)


def response(error: ClausewiseError) -> JSONResponse:
    """The response for an error we know."""
    status = _STATUS.get(error.code, _by_kind(error))
    headers = {"Retry-After": "5"} if status == HTTPStatus.SERVICE_UNAVAILABLE else None
    if isinstance(error, TooManyTries):
        headers = {"Retry-After": str(error.seconds)}
    if status == HTTPStatus.UNAUTHORIZED:
        headers = {"WWW-Authenticate": "Bearer"}
    return _problem(status, error.code, str(error), error.hint, error.retryable, headers=headers)


def _by_kind(error: ClausewiseError) -> int:
    if error.retryable:
        return HTTPStatus.SERVICE_UNAVAILABLE
    if isinstance(error, DocumentRefused):
        return HTTPStatus.UNPROCESSABLE_ENTITY
    return HTTPStatus.BAD_REQUEST if isinstance(error, WrongUse) else 500


async def _known(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, ClausewiseError)
    return response(error)


async def _invalid(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    faults = [
        {"where": ".".join(map(str, one["loc"])), "message": one["msg"]} for one in error.errors()
    ]
    told = "; ".join(f"{one['where']}: {one['message']}" for one in faults)
    return _problem(
        422, "invalid-request", "The request cannot be understood.", told, errors=faults
    )


async def _http(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    phrase = HTTPStatus(error.status_code).phrase
    code = phrase.casefold().replace(" ", "-")
    hint = _HINTS.get(error.status_code, str(error.detail))
    headers = dict(error.headers) if error.headers else None
    return _problem(error.status_code, code, f"{phrase}.", hint, headers=headers)


async def _unexpected(_: Request, error: Exception) -> JSONResponse:
    return unexpected(error)


def unexpected(error: Exception) -> JSONResponse:
    """The response for an error we do not know: a reference to the log, and nothing of it."""
    reference = secrets.token_hex(4)
    _log.error("%s: %s", reference, type(error).__name__)
    hint = f"Try again; if it stays so, look for {reference} in the log."
    return _problem(500, "internal-error", "Something went wrong here.", hint, retryable=True)


def _problem(
    status: int,
    code: str,
    title: str,
    hint: str,
    retryable: bool = False,
    *,
    headers: dict[str, str] | None = None,
    **more: Any,
) -> JSONResponse:
    body = Problem(
        type=f"urn:clausewise:{code}",
        title=without_places(title),
        status=status,
        detail=without_places(hint),
        retryable=retryable,
    )
    return JSONResponse(body.model_dump() | more, status, media_type=MEDIA_TYPE, headers=headers)
