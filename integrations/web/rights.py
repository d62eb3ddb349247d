"""Which right each address needs. One that is not listed here is nobody's: it is refused."""

from typing import Final

from starlette.routing import compile_path

from assistant.people.rights import Action

_READ, _DECIDE, _INGEST, _AUDIT = Action.READ, Action.DECIDE, Action.INGEST, Action.AUDIT

OPEN: Final = frozenset(
    {
        "GET /healthz",
        "GET /readyz",
        "GET /openapi.json",
        "GET /login",
        "POST /login",
        "POST /logout",
        "GET /login/provider",
        "GET /login/provider/back",
    }
)
"""Addresses for everybody, signed in or not; and whatever stands below `OPEN_FOLDERS`."""

OPEN_FOLDERS: Final = ("/static/",)  # files of ours

RIGHTS: Final[dict[str, Action]] = {
    # -- the API
    "POST /api/v1/questions": _READ,
    "GET /api/v1/conversations": _READ,
    "GET /api/v1/conversations/{id}": _READ,
    "GET /api/v1/search": _READ,
    "GET /api/v1/documents/{number}": _READ,
    "GET /api/v1/passages/{id}": _READ,
    "GET /api/v1/records": _READ,
    "GET /api/v1/settings": _READ,
    "GET /api/v1/evaluations": _READ,
    "GET /api/v1/evaluations/last": _READ,
    "GET /metrics": _READ,
    "GET /api/v1/replies/{id}": _READ,
    "GET /api/v1/replies/{id}/receipt": _READ,
    "POST /api/v1/replies/{id}/replay": _READ,
    "POST /api/v1/replies/{id}/feedback": Action.FEEDBACK,
    "GET /api/v1/documents": _READ,
    "POST /api/v1/documents": _INGEST,
    "GET /api/v1/passages/{id}/page.png": _READ,
    "GET /api/v1/revisions/{id}/pages/{number}.png": _READ,
    "GET /api/v1/revisions/{id}/original": _READ,
    "POST /api/v1/uploads": _INGEST,
    "POST /api/v1/sample": _INGEST,
    "GET /api/v1/jobs": _INGEST,
    "GET /api/v1/jobs/{id}": _INGEST,
    "GET /api/v1/coverage": _READ,
    "GET /api/v1/gaps": _READ,
    "GET /api/v1/gaps/rules": _READ,
    "GET /api/v1/gaps/{id}/history": _READ,
    "POST /api/v1/gaps/{id}/accept": _DECIDE,
    "POST /api/v1/gaps/{id}/assign": _DECIDE,
    "POST /api/v1/gaps/{id}/reopen": _DECIDE,
    "GET /api/v1/mappings": _READ,
    "POST /api/v1/mappings": _DECIDE,
    "POST /api/v1/mappings/decisions": _DECIDE,
    "GET /api/v1/mappings/queue": _READ,
    "GET /api/v1/mappings/{id}/history": _READ,
    "GET /api/v1/changes": _READ,
    "GET /api/v1/crosswalk/{number}": _READ,
    "GET /api/v1/legacy": _READ,
    "GET /api/v1/transition/{edition}": _READ,
    "GET /api/v1/trace/{key:path}": _READ,
    "GET /api/v1/calendar": _READ,
    "GET /api/v1/calendar.ics": _READ,
    "GET /api/v1/learn": _READ,
    "GET /api/v1/learn/roles": _READ,
    "GET /api/v1/learn/progress": _READ,
    "POST /api/v1/rehearsals": _READ,
    "POST /api/v1/rehearsals/{id}/answers": _READ,
    "GET /api/v1/audits": _AUDIT,
    "POST /api/v1/audits": _AUDIT,
    "GET /api/v1/audits/{id}": _AUDIT,
    "GET /api/v1/audits/{id}/report": _AUDIT,
    "GET /api/v1/audits/{id}/papers": _AUDIT,
    "POST /api/v1/audits/{id}/papers": _AUDIT,
    "POST /api/v1/audits/{id}/close": _AUDIT,
    "POST /api/v1/audits/{id}/conclude": _AUDIT,
    "POST /api/v1/audits/{id}/open": _AUDIT,
    "POST /api/v1/audits/{id}/reopen": _AUDIT,
    "POST /api/v1/audits/{id}/items/{item}/entries": _AUDIT,
    "POST /api/v1/audits/{id}/items/{item}/attachments": _AUDIT,
    "GET /api/v1/audits/{id}/attachments/{sha256}": _AUDIT,
    "GET /api/v1/findings": _AUDIT,
    "POST /api/v1/findings": _AUDIT,
    "GET /api/v1/findings/drafts": _AUDIT,
    "GET /api/v1/findings/factors": _AUDIT,
    "GET /api/v1/findings/{id}": _AUDIT,
    "POST /api/v1/findings/{id}/entries": _AUDIT,
    "GET /api/v1/programme": _AUDIT,
    "GET /api/v1/programme/proposal": _AUDIT,
    "GET /api/v1/programme.ics": _AUDIT,
    "GET /api/v1/programme.xlsx": _AUDIT,
    "GET /api/v1/checklists": Action.DRAFT,
    "GET /api/v1/checklists/file": Action.DRAFT,
    "POST /api/v1/checklists": Action.DRAFT,
    "POST /api/v1/packs": Action.DRAFT,
    "GET /api/v1/packs/{clause}.zip": Action.DRAFT,
    "GET /api/v1/me": _READ,
    "GET /api/v1/people": Action.PEOPLE,
    "GET /api/v1/access-log": Action.ACCESS_LOG,
    # -- the pages
    "GET /": _READ,
    "POST /day": _READ,
    "POST /sample": _INGEST,
    "GET /documents": _READ,
    "POST /documents": _INGEST,
    "GET /documents/{id}": _READ,
    "GET /passages/{id}": _READ,
    "GET /jobs/{id}": _INGEST,
    "GET /ask": _READ,
    "POST /ask": _READ,
    "GET /replies/{id}": _READ,
    "POST /replies/{id}/feedback": Action.FEEDBACK,
    "GET /clauses": _READ,
    "GET /clauses/{number}": _READ,
    "POST /clauses/add": _DECIDE,
    "POST /clauses/decide": _DECIDE,
    "GET /mappings/{id}": _READ,
    "GET /gaps": _READ,
    "POST /gaps/{id}/{act}": _DECIDE,
    "GET /calendar": _READ,
    "GET /trace": _READ,
    "GET /checklists": Action.DRAFT,
    "GET /audits": _AUDIT,
    "POST /audits": _AUDIT,
    "GET /audits/{id}": _AUDIT,
    "POST /audits/{id}/items/{item}": _AUDIT,
    "POST /audits/{id}/findings": _AUDIT,
    "POST /audits/{id}/{act}": _AUDIT,
    "GET /findings": _AUDIT,
    "GET /findings/{id}": _AUDIT,
    "POST /findings/{id}": _AUDIT,
    "GET /programme": _AUDIT,
    "POST /programme": _AUDIT,
    "POST /programme/approve": _DECIDE,
    "POST /programme/audits": _AUDIT,
    "POST /programme/file": _AUDIT,
    "GET /packs": Action.DRAFT,
    "GET /packs/file": Action.DRAFT,
    "GET /replies": _READ,
    "GET /replies/{id}/receipt": _READ,
    "POST /replies/{id}/replay": _READ,
    "GET /jobs": _INGEST,
    "GET /settings": _READ,
    "GET /people": Action.PEOPLE,
    "POST /people": Action.PEOPLE,
    "GET /people/{name}": Action.PEOPLE,
    "POST /people/{name}": Action.PEOPLE,
    "POST /people/{name}/password": Action.PEOPLE,
    "POST /people/{name}/keys": Action.PEOPLE,
    "POST /people/{name}/keys/{key}/revoke": Action.PEOPLE,
    "GET /learn": _READ,
    "GET /rehearse": _READ,
    "POST /rehearse": _READ,
    "GET /access-log": Action.ACCESS_LOG,
    "GET /index": _READ,
    "GET /evaluation": _READ,
    "GET /bind/{token}": _READ,
    "POST /bind/{token}": _READ,
}

_COMPILED = [
    (method, compile_path(path)[0], action)
    for (method, path), action in ((key.split(" ", 1), action) for key, action in RIGHTS.items())
]

_PATTERNS = [
    (method, compile_path(path)[0], path) for method, path in (key.split(" ", 1) for key in RIGHTS)
]


def is_open(method: str, path: str) -> bool:
    """Whether an address is for everybody."""
    method = "GET" if method == "HEAD" else method
    return f"{method} {path}" in OPEN or path.startswith(OPEN_FOLDERS)


def pattern_of(method: str, path: str) -> str:
    """The address as it is listed, without a word of whoever asked; `other` where it is not."""
    method = "GET" if method == "HEAD" else method
    if f"{method} {path}" in OPEN or f"{method} {path}" in RIGHTS:
        return path
    if path.startswith(OPEN_FOLDERS):
        return OPEN_FOLDERS[0]
    found = (one for listed, fits, one in _PATTERNS if listed == method and fits.match(path))
    return next(found, "other")


def needed(method: str, path: str) -> frozenset[Action]:
    """The rights an address needs: of all that could be meant; none where it is not listed."""
    method = "GET" if method == "HEAD" else method
    return frozenset(
        action for listed, fits, action in _COMPILED if listed == method and fits.match(path)
    )
