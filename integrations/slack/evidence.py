"""Files dropped on the bot: looked at, proposed as evidence, taken in when a person accepts."""

from typing import Any
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from assistant.errors import ClausewiseError, DocumentTooLarge, WrongUse
from assistant.people.person import NotPermitted
from assistant.people.rights import Action
from integrations.bootstrap.evidence import EvidenceProposal, EvidenceServices
from integrations.places import counted
from integrations.slack import modals
from integrations.slack.calls import Refused, Unreachable, call
from integrations.slack.incoming import Body
from integrations.slack.messages import Message, button, buttons, context, message
from integrations.slack.rich import bold, cut, paragraph
from integrations.slack.task import Task
from integrations.web.uploads import safe_name

ACCEPT, DISCARD = "accept evidence", "discard evidence"
_TIMEOUT = 30  # seconds to fetch a file
_MOST = 10  # files of one message


def propose(task: Task, files: list[Body]) -> None:
    """Show what each file looks like, to the person who sent it. A refused file has its reason."""
    for number, file in enumerate(files[:_MOST], start=1):
        told = _proposed(task, file, f"file {number}")
        task.privately(f"proposal {number}", told)
    if len(files) > _MOST:
        task.privately("too many", message(f"I looked at the first {_MOST} files of the message."))


def _proposed(task: Task, file: Body, step: str) -> Message:
    name = safe_name(str(file.get("name") or "file"))
    evidence = EvidenceServices(task.desk.services)

    def make() -> str:
        content = _fetched(task, file)
        found = evidence.propose(name, content, by=_who(task))
        if found.refusal is not None:
            raise WrongUse(found.refusal.message, hint=found.refusal.hint)
        return found.id

    try:
        found = evidence.get(task.delivery.once(step, make))
    except ClausewiseError as error:
        if error.retryable:
            raise
        return message(f"{name} cannot become evidence: {error}\n{error.hint}")
    return proposal(found)


def proposal(found: EvidenceProposal) -> Message:
    """A file as it looks, with the buttons that decide about it."""
    who = " ".join(
        filter(None, [found.document, f"rev {found.revision}" if found.revision else ""])
    )
    dates = [f"in force from {found.effective_date}"] if found.effective_date else []
    dates += [f"to be reviewed by {found.review_date}"] if found.review_date else []
    kind = found.kind.replace("_", " ")
    clauses = ", ".join(f"{clause} ({sure:.0%})" for clause, sure in found.clauses)
    lines = [
        f"looks like {who}: {found.title}",
        " · ".join(
            [f"Kind: {kind}", counted(found.pages, "page"), *(dates or ["no date was read"])]
        ),
        f"It may be evidence for: {clauses}" if clauses else "No clause is proposed.",
    ]
    blocks = [paragraph(bold(found.name), " ", cut("\n".join(lines), 2500))]
    blocks += [context(f"Note: {warning}") for warning in found.warnings[:5]]
    blocks.append(
        buttons(
            button("Save as evidence…", ACCEPT, found.id, style="primary"),
            button("Discard", DISCARD, found.id),
        )
    )
    return message(f"{found.name}: proposed as evidence", blocks)


def open_accept(task: Task, id: str) -> None:
    """Ask which clause it is evidence for."""
    from integrations.slack.actions import open_modal

    _require(task)
    found = EvidenceServices(task.desk.services).get(id)
    edition = task.desk.services.adapters.edition
    clauses = {one: f"{one} {edition.clause(one).title}"[:75] for one, _ in found.clauses}
    chosen = found.clauses[0][0] if found.clauses else ""
    lead = f"{found.name}: {found.document} {found.title}"
    carried = {"id": id}
    open_modal(task, modals.accept(lead, carried, clauses=clauses, chosen=chosen))


def accept(task: Task, view: dict[str, Any]) -> None:
    """Take the file in, with the clause in the person's name."""
    _require(task)
    id = modals.carried_by(view).get("id", "")
    filled = modals.filled_in(view)
    clause = filled.get("clause", "")
    if not clause.strip():
        raise WrongUse("No clause was named.", hint="Open it again and name the clause.")

    def make() -> str:
        note = filled.get("note", "") or "Accepted as evidence in Slack."
        found, places = EvidenceServices(task.desk.services).accept(
            id, clause, by=task.seen.viewer.name, note=note, as_of=task.desk.today()
        )
        task.wrote(f"took in {found.id} for clause {clause}")
        return f"{found.name} is taken in as {found.document}; {places} place for clause {clause}."

    task.directly("accepted", message(task.delivery.once("accept", make)))


def discard(task: Task, id: str) -> None:
    """Forget a file that nobody needs."""
    evidence = EvidenceServices(task.desk.services)

    def make() -> str:
        return evidence.discard(id, by=_who(task)).name

    name = task.delivery.once("discard", make)
    task.privately("discarded", message(f"{name} is discarded; nothing of it is kept."))


def _fetched(task: Task, file: Body) -> bytes:
    client = task.delivery.client
    told: Any = call(lambda: client.files_info(file=file["id"]))["file"]
    most = task.desk.services.settings.max_file_mb
    if int(told.get("size") or 0) > most * 2**20:
        raise DocumentTooLarge(f"{told.get('name')!r} is larger than {most} MiB.")
    url = str(told.get("url_private_download") or told.get("url_private") or "")
    if not _is_slacks(url, task.desk.services.settings.slack_api_url):
        raise Refused("file_address_not_understood")
    request = Request(url, headers={"Authorization": f"Bearer {client.token}"})
    try:
        with urlopen(request, timeout=_TIMEOUT) as response:
            content: bytes = response.read(most * 2**20 + 1)
    except OSError as error:
        raise Unreachable("Slack did not give the file.") from error
    return content


def _is_slacks(url: str, api_url: str) -> bool:
    """Whether the token may be shown to whoever answers there."""
    address = urlsplit(url)
    if api_url:
        return address.netloc == urlsplit(api_url).netloc
    host = address.hostname or ""
    return address.scheme == "https" and (host == "slack.com" or host.endswith(".slack.com"))


def _who(task: Task) -> str:
    found = task.incoming
    return task.seen.viewer.name or f"Slack {found.team} {found.user}"


def _require(task: Task) -> None:
    viewer = task.seen.viewer
    if not viewer.name:
        raise NotPermitted("I do not know who you are yet.", hint="Type /audit connect.")
    viewer.require(Action.INGEST)
