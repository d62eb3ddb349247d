"""Asking: a conversation with its replies, one reply by its receipt, and what people say of it."""

import re
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response
from markupsafe import Markup, escape

from assistant.errors import WrongUse
from assistant.model.feedback import Wrong
from assistant.visible_text import visible
from integrations import shapes
from integrations.bootstrap import Services
from integrations.web.asking import ServicesDep
from integrations.web.pages.reading_day import day_of
from integrations.web.pages.rendering import page, person_of
from integrations.web.pages.words import told

router = APIRouter()
_TAG = re.compile(r"\[(\d{1,3})\]")
_TURNS = 50
_BEGIN = (
    "where do we cover clause 8.5?",
    "how long are records kept?",
    "who approves suppliers?",
    "which calibrations are overdue?",
)
_Text = Annotated[str, Form()]


@router.get("/ask")
def ask(
    request: Request,
    services: ServicesDep,
    conversation: Annotated[str, Query(max_length=80)] = "",
    q: Annotated[str, Query(max_length=2000)] = "",
) -> Response:
    """The conversation so far, and a place to type."""
    return _shown(request, services, conversation, typed=q)


@router.post("/ask")
def put(
    request: Request, services: ServicesDep, question: _Text = "", conversation: _Text = ""
) -> Response:
    """Ask from a browser without scripts."""
    if not question.strip():
        return _shown(request, services, conversation, fault="Type a question.", code=422)
    try:
        reply = services.ask(question, as_of=day_of(request), conversation=conversation or None)
    except WrongUse as error:
        return _shown(request, services, "", typed=question, fault=told(error), code=422)
    return RedirectResponse(f"/ask?conversation={reply.conversation}#{reply.id}", 303)


@router.get("/replies/{id}")
def reply(
    request: Request,
    id: str,
    services: ServicesDep,
    part: Annotated[str, Query(max_length=1)] = "",
    kept: Annotated[str, Query(max_length=1)] = "",
) -> Response:
    """One reply as it was given; `part` leaves the frame of the page out."""
    given = shapes.Reply.model_validate_json(services.asking.as_given(id))
    template = "reply_part.html" if part else "reply.html"
    values = {"reply": given, "kept": bool(kept), "typed": {}, "of": _words()}
    return page(request, template, values)


@router.post("/replies/{id}/feedback")
def feedback(
    request: Request,
    id: str,
    services: ServicesDep,
    wrong: _Text = "",
    kind: _Text = "",
    by: _Text = "",
    correction: _Text = "",
) -> Response:
    """Keep what a person says of a reply; without a name nothing is kept and nothing is lost."""
    name, said = person_of(request) or by.strip(), kind if wrong == "by-kind" else wrong
    if not name or said not in set(Wrong):
        typed = {"by": by, "correction": correction, "fault": "Type your name and choose."}
        given = shapes.Reply.model_validate_json(services.asking.as_given(id))
        values = {"reply": given, "kept": False, "typed": typed, "of": _words()}
        return page(request, "reply.html", values, code=422)
    services.asking.feedback(
        id, Wrong(said), by=name, correction=correction, document="", section=""
    )
    return RedirectResponse(f"/replies/{id}?kept=1", 303)


def _shown(
    request: Request,
    services: Services,
    conversation: str,
    *,
    typed: str = "",
    fault: str = "",
    code: int = 200,
) -> Response:
    earlier = services.asking.conversation(conversation, limit=_TURNS) if conversation else []
    return page(
        request,
        "ask.html",
        code=code,
        replies=[shapes.Reply.of(one) for one in earlier],
        conversation=conversation,
        question=typed,
        fault=fault,
        begin=_BEGIN,
        anything=bool(services.adapters.library.revisions()),
        of=_words(),
    )


def _words() -> dict[str, object]:
    return {"reasons": _REASONS, "wrongs": _WRONGS, "tagged": tagged}


def tagged(reply: shapes.Reply) -> Markup:
    """The answer, its tags leading to the citations below it."""
    known = {one.tag for one in reply.citations}

    def link(found: re.Match[str]) -> Markup:
        tag = int(found[1])
        if tag not in known:
            return escape(found[0])
        target = f"#{reply.id}-{tag}"
        return Markup('<a class="tag" href="{}" aria-label="Source {}">[{}]</a>').format(
            target, tag, tag
        )

    parts: list[Markup] = []
    text, at = visible(reply.answer), 0
    for found in _TAG.finditer(text):
        parts += [escape(text[at : found.start()]), link(found)]
        at = found.end()
    return Markup("").join([*parts, escape(text[at:])])


_REASONS = {
    "no_evidence": "Nothing in the documents speaks of this.",
    "not_in_evidence": "The documents speak of it and do not say what was asked.",
    "unsupported_draft": "No answer could be put together that the documents bear out.",
    "out_of_scope": "This lies outside a quality system.",
    "needs_opinion": "This asks for a judgement or a prediction.",
    "copyrighted_text": "The text of the standard is not here.",
    "not_permitted": "This may not be shown.",
}
_WRONGS = {
    Wrong.WRONG_ANSWER: "The answer is wrong",
    Wrong.WRONG_PLACE: "It is right, from the wrong place",
    Wrong.INCOMPLETE: "Something is missing",
    Wrong.SHOULD_HAVE_DECLINED: "It should have said that it does not know",
    Wrong.SHOULD_HAVE_ANSWERED: "The documents do answer it",
    Wrong.MISUNDERSTOOD: "It took the question for another one",
    Wrong.OTHER: "Something else",
}
