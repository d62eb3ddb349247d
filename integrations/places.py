"""A citation in one line, and what was searched, as every surface writes them."""

from assistant.model.replies import Citation, Reply
from integrations import shapes

_STATUS = {
    "in_force": "in force",
    "obsolete": "obsolete",
    "draft": "draft",
    "future": "not yet in force",
    "unknown": "status unknown",
}


def place(citation: Citation | shapes.Citation) -> str:
    """Where it stands: `QP-101 rev C §6.2 p.4 · in force since 2025-03-01`."""
    parts = [citation.document]
    if citation.revision:
        parts.append(f"rev {citation.revision}")
    if citation.row:
        parts.append(citation.row)
    else:
        parts += [f"§{citation.section}"] if citation.section else []
        parts.append(f"p.{citation.page}")
    return f"{' '.join(parts)} · {_standing(citation)}"


def _standing(citation: Citation | shapes.Citation) -> str:
    status = _STATUS.get(citation.status, citation.status)
    if citation.effective_date is None:
        return status
    match citation.status:
        case "in_force":
            return f"{status} since {citation.effective_date.isoformat()}"
        case "future":
            return f"{status}, from {citation.effective_date.isoformat()}"
    return status


def searched(reply: Reply) -> str:
    """What was looked at, in one line, with the receipt."""
    seen = reply.searched
    ready = "" if seen.vectors_ready >= 1 else f", vectors {seen.vectors_ready:.0%} ready"
    return (
        f"searched {counted(seen.documents, 'document')}, {counted(seen.passages, 'passage')}"
        f"{ready} · as of {seen.as_of.isoformat()} · {reply.took_ms} ms · {reply.id}"
    )


def counted(number: int, noun: str) -> str:
    """The number with its noun: `1 gap`, `1,204 passages`."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
