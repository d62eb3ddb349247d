"""The routes of `/api/v1`: translate in, call, translate out. Alone in importing FastAPI."""

from asyncio import Lock
from datetime import date
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, Header, Request, Response, UploadFile
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool

from assistant.conversation.typed import LONGEST_TEXT
from assistant.errors import ClausewiseError
from ingest.outcomes import Ingested
from integrations import shapes
from integrations.bootstrap import Services
from integrations.server_places import without_places
from integrations.web import (
    about,
    audit_papers,
    audits,
    background,
    checklists,
    conversations,
    described,
    documents,
    feedback,
    findings,
    following,
    gaps,
    jobs,
    learning,
    ledger,
    looking,
    metrics,
    pages,
    people,
    problems,
    programme,
    provider,
    signing_in,
    standards,
    streaming,
    uploads,
)
from integrations.web.asking import AsOfQuery, ClauseQuery, ServicesDep, day, form_is_ours
from integrations.web.etags import Etags
from integrations.web.gate import Gate
from integrations.web.guard import Guard
from integrations.web.packed import Packed
from integrations.web.paging import PageDep
from integrations.web.repeats import Repeats
from integrations.web.slack_door import AnswerSlack, SlackDoor

router = APIRouter(prefix="/api/v1")
health = APIRouter()


class Question(BaseModel):
    """A question in the asker's own words."""

    model_config = ConfigDict(extra="forbid")

    question: str = Field(max_length=LONGEST_TEXT, examples=["how long are test reports kept?"])
    conversation: str | None = Field(default=None, max_length=80, examples=[None])
    as_of: date | None = Field(default=None, examples=["2026-09-30"])


_STREAMED: dict[int | str, dict[str, Any]] = {
    200: {"content": {streaming.MEDIA_TYPE: {"schema": {"type": "string"}}}}
}


@router.post("/questions", response_model=shapes.Reply, responses=_STREAMED)
def ask(
    asked: Question, services: ServicesDep, accept: Annotated[str, Header()] = ""
) -> shapes.Reply | StreamingResponse:
    """Answer from the documents, or say why not. A declined question is a 200.

    With `Accept: text/event-stream` the answer comes as it is made: `searching`, `token`,
    `citation`, `done` (the whole reply), or `error`.
    """
    as_of = day(services, asked.as_of)
    ask = partial(services.ask, asked.question, conversation=asked.conversation, as_of=as_of)
    if streaming.MEDIA_TYPE in accept:
        told = streaming.events(lambda on_text: ask(on_text=on_text), as_of=as_of)
        return StreamingResponse(told, media_type=streaming.MEDIA_TYPE)
    return shapes.Reply.of(ask())


@router.post("/documents")
async def add_documents(
    request: Request, files: list[UploadFile], services: ServicesDep
) -> shapes.Ingested:
    """Take in one or several files. A refused file is a 200 with its reason.

    While other files are read it waits for its turn, without a thread: others are answered.
    """
    async with request.app.state.taking_in:
        report = await run_in_threadpool(_taken_in, services, files)
    request.app.state.vectors_wanted.set()
    return shapes.Ingested.of(report)


def _taken_in(services: Services, files: list[UploadFile]) -> Ingested:
    folder, hidden = services.settings.data / "uploads", background.hidden_paths(services)
    return services.ingest(uploads.keep_all(folder, files, hidden))


@router.get("/coverage")
def coverage(
    services: ServicesDep, page: PageDep, clause: ClauseQuery = None, as_of: AsOfQuery = None
) -> shapes.Coverage:
    """Where each clause is documented and practised; 8.5 includes 8.5.1 and the rest."""
    found = shapes.Coverage.of(services.coverage(clause, as_of=day(services, as_of)))
    return page.of(found, "clauses")


@router.get("/replies/{id}", response_model=shapes.Reply)
def reply(id: str, services: ServicesDep) -> Response:
    """The receipt of an earlier reply, as it was given."""
    return Response(services.asking.as_given(id), media_type="application/json")


@router.get("/replies/{id}/receipt")
def receipt(id: str, services: ServicesDep) -> shapes.Receipt:
    """An earlier reply with all that it rested on: what was searched, shown and checked."""
    return shapes.Receipt.of(services.asking.receipt(id))


@router.post("/replies/{id}/replay")
def replay(id: str, services: ServicesDep) -> shapes.Replay:
    """An earlier reply run again under the same day, and what changed. Nothing is kept."""
    return shapes.Replay.of(services.asking.replay(id))


@health.get("/healthz")
def alive() -> dict[str, str]:
    """The process answers."""
    return {"status": "alive"}


@health.get("/readyz", responses={503: {"description": "Not ready; the body says what is not."}})
def ready(services: ServicesDep) -> JSONResponse:
    """The index is open and the model loaded."""
    found = services.readiness()
    states = {name: without_places(state) for name, state in found.items()}
    well = all(state == "ready" for state in states.values())
    body = {"status": "ready" if well else "not ready", "checks": states}
    return JSONResponse(body, 200 if well else 503)


_ROUTERS = (
    router,
    audits.router,
    audit_papers.router,
    findings.router,
    gaps.router,
    ledger.router,
    programme.router,
    standards.router,
    following.router,
    feedback.router,
    background.router,
    documents.router,
    checklists.router,
    conversations.router,
    looking.router,
    about.router,
    metrics.router,
    learning.router,
    people.router,
    signing_in.router,
    provider.router,
    health,
)


def build_app(
    services: Services, *, vectors_wanted: Any = None, slack: AnswerSlack | None = None
) -> FastAPI:
    """The app over open services; `vectors_wanted` is an event set after each upload.

    `slack` answers what comes in below `/slack/`.
    """
    from threading import Event

    app = FastAPI(
        title="Clausewise",
        description="Cited answers about your quality system, from your own documents.",
        version="1",
        docs_url=None,  # the page would load scripts from another site
        redoc_url=None,
        dependencies=[Depends(form_is_ours)],
    )
    app.state.services = services
    app.state.vectors_wanted = vectors_wanted or Event()
    app.state.measures = metrics.Measures()
    app.state.taking_in = Lock()
    app.state.jobs = jobs.Jobs(background.folder_of(services.settings.data))
    for one in _ROUTERS:
        app.include_router(one)
    problems.install(app)
    pages.install(app)
    settings = services.settings
    app.add_middleware(Etags)
    app.add_middleware(Repeats, services=services)
    app.add_middleware(Gate, services=services, told=app.exception_handlers[ClausewiseError])
    app.add_middleware(
        Guard,
        max_bytes=settings.max_upload_mb * 2**20,
        accounts=settings.auth != "none",
        public_url=settings.public_url,
    )
    if slack is not None:
        app.add_middleware(SlackDoor, answer=slack)
    # The last added is the first asked.
    app.add_middleware(Packed)
    app.add_middleware(metrics.Measured, measures=app.state.measures)
    app.openapi = lambda: described.openapi(app)  # type: ignore[method-assign]
    return app
