"""`/openapi.json`: our problem details for every error, the headers that every address takes."""

from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from integrations.shapes import Problem
from integrations.web import problems
from integrations.web.repeats import HEADER
from integrations.web.rights import OPEN

_Json = dict[str, Any]

_ALWAYS: Final = {
    "401": "Nobody is signed in, or the key is not valid (only with accounts).",
    "403": "No right to do this, or the request is another site's.",
    "429": "Too many requests; `Retry-After` says when to come back.",
    "500": "Something went wrong here; the answer names a reference to the log.",
    "503": "Something that is needed cannot be reached now; the same request may work later.",
}
_OF_READS: Final = {
    "400": "What is asked for cannot be.",
    "404": "There is nothing of this name, or nothing that may be seen.",
    "422": "A parameter is not understood.",
}
_OF_WRITES: Final = {
    "400": "What is asked for cannot be done so, or the body is no JSON.",
    "404": "What it is about is not there, or may not be seen.",
    "409": "Somebody was first, or the key of the request was used for another one.",
    "413": "The request is larger than CLAUSEWISE_MAX_UPLOAD_MB.",
    "422": "The request is not understood; `errors` says where.",
}
_EXAMPLES: Final[dict[str, tuple[str, str, str]]] = {
    "400": ("wrong-use", "A checklist is of clauses or of a process.", "Name one of the two."),
    "401": ("not-signed-in", "Nobody is signed in.", "Send `Authorization: Bearer cw_…`."),
    "403": ("not-permitted", "You have no right to decide about evidence.", "Ask for the role."),
    "404": ("not-found", "There is no reply 'r_1'.", "Look the id up again."),
    "409": ("already-decided", "Somebody was first.", "Look at the history."),
    "413": ("upload-too-large", "The request holds more than 200 MiB.", "Send fewer files."),
    "422": ("invalid-request", "The request cannot be understood.", "body.question: missing"),
    "429": ("too-many-requests", "Too many requests.", "Wait 12 seconds."),
    "500": ("internal-error", "Something went wrong here.", "Look for 1f0e22aa in the log."),
    "503": ("store-unavailable", "The database cannot be reached.", "Try again."),
}
_KEY: Final[_Json] = {
    "name": HEADER,
    "in": "header",
    "required": False,
    "description": "The same request under the same key is done once and answered alike for a day.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
}
_HELD: Final[_Json] = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "The `ETag` of an earlier answer; the same again is a 304 without a body.",
    "schema": {"type": "string", "maxLength": 500},
}


def openapi(app: FastAPI) -> _Json:
    """The description, made once."""
    if app.openapi_schema is None:
        schema = get_openapi(
            title=app.title, version=app.version, description=app.description, routes=app.routes
        )
        parts = schema["components"]["schemas"]
        parts["Problem"] = Problem.model_json_schema()
        parts.pop("HTTPValidationError", None)
        parts.pop("ValidationError", None)
        for path, operations in schema["paths"].items():
            for method, operation in operations.items():
                _complete(operation, f"{method.upper()} {path}")
        app.openapi_schema = schema
    return app.openapi_schema


def _complete(operation: _Json, address: str) -> None:
    """Add what every address of its kind has."""
    responses = operation["responses"]
    responses.pop("422", None)
    writes = address.startswith("POST ")
    told = _ALWAYS | ({} if address in OPEN else _OF_WRITES if writes else _OF_READS)
    for status, means in told.items():
        responses.setdefault(status, _problem(means, status))
    responses["default"] = _problem("Any other error, as problem details.", "400")
    parameters = operation.setdefault("parameters", [])
    if writes and "/api/" in address:
        parameters.append(_KEY)
    elif "application/json" in responses.get("200", {}).get("content", {}):
        parameters.append(_HELD)
        responses["304"] = {"description": "The same as before: nothing is sent."}


def _problem(means: str, status: str) -> _Json:
    code, title, detail = _EXAMPLES[status]
    example = {
        "type": f"urn:clausewise:{code}", "title": title, "status": int(status), "detail": detail,
        "retryable": status in ("429", "500", "503"),
    }  # fmt: skip
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        "description": means,
        "content": {problems.MEDIA_TYPE: {"schema": schema, "example": example}},
    }
