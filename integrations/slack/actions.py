"""Buttons, modals, shortcuts. What they carry came back from outside: it is looked up again."""

from collections.abc import Callable
from typing import Any

from assistant.errors import ClausewiseError, NothingThere, WrongUse
from assistant.ledger.entries import Act
from assistant.ledger.queue import Queued
from assistant.model.feedback import Wrong
from assistant.model.replies import Answered, Citation, Reply
from assistant.people.person import NotPermitted, Viewer
from assistant.people.rights import Action
from integrations.slack import answers, evidence, home, modals
from integrations.slack.calls import Refused, call
from integrations.slack.commands import RunCommand, parse
from integrations.slack.incoming import files_in, question_in
from integrations.slack.messages import Message, Shown, escaped, message
from integrations.slack.questions import again, ask_for_one, refuse_outside
from integrations.slack.rich import mention, paragraph
from integrations.slack.task import Task

ASK_ABOUT, SAVE = "ask_about_this", "save_as_evidence"
_OPENED = frozenset({"exchanged_trigger_id", "duplicate_trigger_id"})
_TOO_LATE = frozenset({"expired_trigger_id", "trigger_expired", "invalid_trigger_id"})


def act(task: Task) -> None:
    """Do what a button says. Raises what its use case raises."""
    action = task.incoming.body["actions"][0]
    value = str(action.get("value") or "")
    known: dict[str, Callable[[Task, str], None]] = {
        answers.SHARE: share,
        answers.FEEDBACK: feedback,
        answers.PERSON: call_a_person,
        answers.RETRY: again,
        home.REVIEW: review,
        home.REFRESH: lambda task, _: show_home(task),
        evidence.ACCEPT: evidence.open_accept,
        evidence.DISCARD: evidence.discard,
    }
    do = known.get(task.incoming.name)
    if do is None:
        task.privately("unknown", message("I do not know this button any more. Please ask anew."))
        return
    do(task, value)


def submit(task: Task) -> None:
    """Keep what a modal was filled in with. Raises what its use case raises."""
    view = task.incoming.body["view"]
    known: dict[str, Callable[[Task, dict[str, Any]], None]] = {
        modals.FEEDBACK: keep_feedback,
        modals.DECIDE: keep_decision,
        modals.ACCEPT: evidence.accept,
    }
    do = known.get(task.incoming.name)
    if do is not None:
        do(task, view)


def shortcut(task: Task) -> None:
    """A shortcut on a message."""
    if refuse_outside(task):
        return
    if task.incoming.name == SAVE:
        files = files_in(task.incoming)
        if not files:
            task.privately(
                "no file", message("There is no file in that message; evidence is a file.")
            )
            return
        evidence.propose(task, files)
        return
    question = question_in(task.incoming.text)
    if not question:
        task.privately("nothing", message("There is no text in that message to ask about."))
        return
    reply = ask_for_one(task, question)
    shown = answers.shown(reply, link_to=task.desk.link_to)
    told = answers.shareable(shown.message, f"reply:{reply.id}")
    task.show_privately("answer", shown, told)


# -- sharing


def share(task: Task, value: str) -> None:
    """Show to the channel what one person saw, as far as everybody there may see it now."""
    if refuse_outside(task):
        return
    found = task.incoming
    what, _, rest = value.partition(":")
    thread = found.thread if _is_in_a_thread(task) else None
    if what == "reply":
        told = _shared_reply(task, rest)
        if told is not None:
            task.show_everybody("share", told, channel=found.channel, thread=thread)
        return
    run = RunCommand(task.seen.shared, as_of=task.desk.today(), link_to=task.desk.link_to)
    task.show_everybody("share", run(parse(rest)), channel=found.channel, thread=thread)


def _shared_reply(task: Task, reply_id: str) -> Shown | None:
    """The reply as the channel may see it: the same one, else asked anew from what all may see."""
    own = task.seen.own.asking.receipt(reply_id).reply
    shared = task.seen.shared
    if shared is task.seen.own:
        return answers.shown(own, link_to=task.desk.link_to)
    made = task.delivery.once(
        "shared reply",
        lambda: shared.ask(own.understood_as, as_of=task.desk.today()).id,
    )
    anew = shared.asking.receipt(made).reply
    mine = {(one.passage, one.quote) for one in _cited(own)}
    if mine != {(one.passage, one.quote) for one in _cited(anew)}:
        task.privately(
            "held back",
            message(
                "I cannot share this: it rests on documents that not every member of this "
                "channel may see."
            ),
        )
        return None
    return answers.shown(anew, link_to=task.desk.link_to)


def _cited(reply: Reply) -> tuple[Citation, ...]:
    return reply.outcome.citations if isinstance(reply.outcome, Answered) else ()


def _is_in_a_thread(task: Task) -> bool:
    body = task.incoming.body
    return bool((body.get("message") or {}).get("thread_ts")
                or (body.get("container") or {}).get("thread_ts"))  # fmt: skip


# -- feedback


def feedback(task: Task, value: str) -> None:
    """Thumbs: up is kept, down asks what was wrong."""
    direction, _, reply_id = value.partition(":")
    if direction == "up":
        _say(task, reply_id, Wrong.NOTHING, {})
        task.privately("thanks", message("Thank you; that is kept."))
        return
    found = task.incoming
    carried = {"reply": reply_id, "channel": found.channel, "thread": found.thread or ""}
    open_modal(task, modals.feedback(carried))


def keep_feedback(task: Task, view: dict[str, Any]) -> None:
    """What was wrong with a reply becomes a case of the evaluation."""
    carried, filled = modals.carried_by(view), modals.filled_in(view)
    try:
        wrong = Wrong(filled.get("wrong", ""))
    except ValueError:
        wrong = Wrong.OTHER
    _say(task, carried.get("reply", ""), wrong, filled)
    told = message("Thank you. It is kept with the question, to test later versions against.")
    channel, thread = carried.get("channel", ""), carried.get("thread") or None
    if not channel:
        task.directly("thanks", told)
        return
    user = task.incoming.user
    task.delivery.whisper("thanks", told, channel=channel, user=user, thread=thread)


def _say(task: Task, reply_id: str, wrong: Wrong, filled: dict[str, str]) -> None:
    def make() -> str:
        task.seen.own.asking.feedback(
            reply_id,
            wrong,
            by=_who(task),
            correction=filled.get("correction", ""),
            document=filled.get("document", ""),
            section=filled.get("section", ""),
        )
        return wrong.value

    task.delivery.once("feedback", make)


def _who(task: Task) -> str:
    found = task.incoming
    return task.seen.viewer.name or f"Slack {found.team} {found.user}"


# -- a person


def call_a_person(task: Task, reply_id: str) -> None:
    """Tag whoever answers for the clause that the reply is about."""
    reply = task.seen.own.asking.receipt(reply_id).reply
    clauses = list(reply.outcome.clauses)
    owner, clause = _owner(task, clauses)
    found = task.incoming
    if not owner:
        task.privately(
            "nobody",
            message(
                "Nobody is named who answers for this. Ask your quality manager; owners of "
                "clauses stand in organisation.yaml."
            ),
        )
        return
    member = task.desk.rights.member(found.team, owner)
    about = f" asks for a person about clause {clause}."
    named = mention(member) if member else owner
    shown = paragraph(named, ", ", mention(found.user), about)
    text = f"<@{member}>" if member else escaped(owner)
    told = Message(f"{text}, <@{found.user}>{escaped(about)}", (shown,))
    task.delivery.post("person", told, channel=found.channel, thread=found.thread)


def _owner(task: Task, clauses: list[str]) -> tuple[str, str]:
    """Who answers for the first of the clauses that somebody answers for, and which that is."""
    edition = task.desk.services.adapters.edition
    for one in clauses:
        try:
            clause = edition.clause(one)
        except ClausewiseError:
            continue
        if clause.owner:
            return clause.owner, str(clause.number)
    return "", ""


# -- Home and decisions


def show_home(task: Task) -> None:
    """Publish the Home of whoever opened it."""
    found, seen = task.incoming, task.seen
    try:
        view = home.view(
            seen.own,
            name=seen.viewer.name,
            may_decide=may_decide(seen.viewer),
            as_of=task.desk.today(),
        )
    except ClausewiseError as error:
        view = home.failed(f"I could not look: {error}\n{error.hint}")
    call(lambda: task.delivery.client.views_publish(user_id=found.user, view=view))


def review(task: Task, mapping: str) -> None:
    """Open a proposed mapping to decide about it."""
    _require(task.seen.viewer)
    one = _queued(task, mapping)
    open_modal(task, modals.decide(one, {"mapping": mapping}))


def keep_decision(task: Task, view: dict[str, Any]) -> None:
    """Record what a person decided about a mapping."""
    viewer = task.seen.viewer
    _require(viewer)
    carried, filled = modals.carried_by(view), modals.filled_in(view)
    mapping = carried.get("mapping", "")
    act = Act.CONFIRMED if filled.get("decision") == "confirm" else Act.REJECTED
    if filled.get("decision") not in ("confirm", "reject"):
        raise WrongUse("No decision was chosen.", hint="Open it again and choose one.")

    def make() -> str:
        ledger = task.seen.own.ledger
        note, today = filled.get("note", "") or "Decided in Slack.", task.desk.today()
        [one] = ledger.decide([mapping], act, by=viewer.name, note=note, as_of=today)
        task.wrote(f"{act.value} {mapping}")
        return str(one.mapping.proposal.clause)

    clause = task.delivery.once("decision", make)
    task.directly("recorded", message(f"Recorded for clause {clause}: {act.value}."))
    show_home(task)


def may_decide(viewer: Viewer) -> bool:
    """Whether somebody is known by name and has the right to decide."""
    return bool(viewer.name) and viewer.may(Action.DECIDE)


def _require(viewer: Viewer) -> None:
    if not viewer.name:
        raise NotPermitted("I do not know who you are yet.", hint="Type /audit connect.")
    viewer.require(Action.DECIDE)


def _queued(task: Task, mapping: str) -> Queued:
    for one in task.seen.own.ledger.queue(as_of=task.desk.today()):
        if one.entry.mapping.id == mapping:
            return one
    raise NothingThere(
        "This waits for no decision any more.", hint="Somebody decided, or its text changed."
    )


def open_modal(task: Task, view: dict[str, Any]) -> None:
    """Open a modal; say so where Slack's three seconds have passed."""
    client, trigger = task.delivery.client, task.incoming.trigger
    try:
        call(lambda: client.views_open(trigger_id=trigger, view=view))
    except Refused as refusal:
        if refusal.error in _OPENED:
            return
        if refusal.error not in _TOO_LATE:
            raise
        task.privately(
            "too late", message("That took me longer than Slack allows. Please press it again.")
        )
