"""A reply as a person reads it on a terminal: answer, numbered citations, what was searched."""

from collections.abc import Iterator

from rich.padding import Padding
from rich.text import Text

from assistant.model.replies import Answered, Citation, Declined, Reason, Reply
from integrations import shapes
from integrations.cli.screen import console, plain

REASONS = {
    Reason.NO_EVIDENCE: "Nothing in the documents bears on this.",
    Reason.NOT_IN_EVIDENCE: "The documents speak of this, and do not say what was asked.",
    Reason.UNSUPPORTED_DRAFT: "What was drafted did not stand up to its check.",
    Reason.OUT_OF_SCOPE: "This lies outside a quality system.",
    Reason.NEEDS_OPINION: "This asks for a judgement, which is a person's to make.",
    Reason.COPYRIGHTED_TEXT: "This asks for the text of the standard, which is copyrighted.",
    Reason.NOT_PERMITTED: "You may not see what this asks for.",
}
"""Each reason for declining, in words; every surface uses these."""

_STATUS = {
    "in_force": "in force",
    "obsolete": "obsolete",
    "draft": "draft",
    "future": "not yet in force",
    "unknown": "status unknown",
}


def place(citation: Citation | shapes.Citation) -> str:
    """Where it stands: `QP-840 rev C §6.2 p.4 · in force since 2025-03-01`."""
    parts = [citation.document]
    if citation.revision:
        parts.append(f"rev {citation.revision}")
    if citation.row:
        parts.append(citation.row)
    else:
        parts += [f"§{citation.section}"] if citation.section else []
        parts.append(f"p.{citation.page}")
    status = _STATUS.get(citation.status, citation.status)
    if citation.effective_date and citation.status in ("in_force", "future"):
        joint = "since" if citation.status == "in_force" else "before"
        status += f" {joint} {citation.effective_date.isoformat()}"
    return f"{plain(' '.join(parts))} · {status}"


def citation_lines(
    citation: Citation | shapes.Citation, *, tag: int, score: float | None = None
) -> Iterator[Text | Padding]:
    """A citation as two or three lines: where, what it is called, and the words."""
    mark = f"[{tag}] " if tag else "-   "
    tail = "" if score is None else f" · score {score:.3f}"
    yield Text(f"{mark}{place(citation)}{tail}")
    title = plain(citation.title)
    if title and title != citation.document:
        yield Padding(Text(title), (0, 0, 0, 4))
    yield Padding(Text(f"“{plain(citation.quote)}”"), (0, 0, 0, 4))


def show(reply: Reply) -> None:
    """Print a reply on standard output."""
    screen = console()
    outcome = reply.outcome
    if reply.understood_as != reply.question:
        screen.print(Text(f"Understood as: {plain(reply.understood_as)}"))
    if isinstance(outcome, Declined):
        screen.print(Text(REASONS[outcome.reason]))
    for line in outcome.text.splitlines():
        screen.print(Text(plain(line)))
    _show_places(reply)
    screen.print()
    screen.print(Text(searched(reply)))
    for warning in outcome.warnings:
        screen.print(Text(f"warning: {plain(warning)}"))


def _show_places(reply: Reply) -> None:
    outcome = reply.outcome
    screen = console()
    if isinstance(outcome, Answered):
        places = outcome.citations
    else:
        places = outcome.near_misses
        if places:
            screen.print()
            screen.print(Text("What came closest:"))
    for one in places:
        if isinstance(outcome, Answered):
            screen.print()
        for line in citation_lines(one, tag=one.tag):
            screen.print(line)


def searched(reply: Reply) -> str:
    """What was looked at, in one line, with the receipt."""
    seen = reply.searched
    ready = "" if seen.vectors_ready >= 1 else f", vectors {seen.vectors_ready:.0%} ready"
    return (
        f"searched {_count(seen.documents, 'document')}, {_count(seen.passages, 'passage')}{ready}"
        f" · as of {seen.as_of.isoformat()} · {reply.took_ms} ms"
        f" · {reply.id} · {reply.conversation}"
    )


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
