"""Questions about documents themselves: revision, status, owner, dates; lists of documents."""

import re
from collections.abc import Callable, Sequence
from datetime import date

from assistant.answering.naming import (
    document_like,
    document_titled,
    documents_named,
    revision_named,
    revisions_of,
)
from assistant.answering.shelf import Shelf
from assistant.citations import cite, stands_in
from assistant.in_force import label_key
from assistant.language.periods import periods
from assistant.language.words import Thesaurus
from assistant.model.documents import Identity, Kind, Revision, Status
from assistant.model.passages import Passage
from assistant.model.replies import Answered, Citation, Declined, Outcome, Reason
from assistant.ports import Library
from assistant.sentences import sentences

_ABOUT = re.compile(
    r"""\b(?:which|what|latest|current|newest)\b.{0,20}\b(?:rev(?:ision)?|issue|version)\b
      |\b(?:rev(?:ision)?|issue|version)\b.{0,60}\b(?:current|in\s+force|valid|latest|use|effective|now)\b
      |\b(?:who|whose)\b.{0,25}\b(?:owns?|owner|approved|approves|authored|wrote|author)\b
      |\bwhen\b.{0,80}\b(?:effective|(?:take|took)\s+effect|(?:come|came)\s+into\s+force|issued)\b
      |\bwhen\b.{0,80}\b(?:due\s+for\s+review|next\s+review|reviewed|approved|in\s+force)\b
      |\b(?:effective|review|issue)\s+date\b
      |\b(?:is|are)\b.{0,60}\b(?:obsolete|superseded|in\s+force|still\s+(?:valid|current))\b
      |\b(?:is|are)\b.{0,60}\b(?:withdrawn|a\s+draft|up\s+to\s+date)\b
      |\b(?:title|status)\s+of\b
      |\bwhat(?:'s|s|\s+is)\s+[A-Za-z]{1,6}[-_ ]?[\w.-]*\d[\w.-]*\s*(?:about|called|for)?\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
_SAYS = re.compile(r"\b(?:say|says|said|stated?|requires?|required|asks?|asked)\b", re.IGNORECASE)
"""What an issue says is a question to its text."""
_WAS_IN_FORCE = re.compile(
    r"\b(?:was|were)\b.{0,60}\b(?:in\s+force|current|valid|in\s+use|effective|applicable)\b",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"^\W*(?:please\s+)?(?:list|show|give|which|what|how\s+many|all)\b\W*"
    r"(?:(?:all|any|of|our|the|me|us|are|is|do|we|have|there|please|existing|valid|overdue|expired|"
    r"withdrawn|quality|obsolete|superseded|drafts?|future|in[\s-]force|current|controlled)\W+)*"
    r"(?P<kind>documents|procedures|sops|work\s+instructions|forms|policies|manuals|revisions)\b"
    r"(?P<rest>.{0,50})$",
    re.IGNORECASE,
)
_PLAIN_REST = re.compile(
    r"^\W*(?:(?:do\s+we\s+have|are\s+there|exist|we\s+have|have\s+we\s+got|are|is|have|in|the|our|"
    r"index|system|currently|now|all|still|that|which|"
    r"obsolete|superseded|drafts?|in\s+force|overdue|due|past|for|their|"
    r"review|out\s+of\s+date|withdrawn|future)\W*)*$",
    re.IGNORECASE,
)
_OF_SOMEBODY = re.compile(
    r"^\W*(?:(?:that|which|is|are|does|do|has|have|been|was|were)\s+)*"
    r"(?:(?P<by>owned|approved|signed)\s+by\s+|belong(?:s|ing)?\s+to\s+)?(?:the\s+|our\s+)?"
    r"(?P<who>[\w.'’ -]{2,40}?)"
    r"(?:\s+(?P<does>owns?|approves?d?|(?:is\s+)?(?:the\s+)?(?:owner|responsible|approver)(?:\s+(?:for|of))?))?"
    r"\W*$",
    re.IGNORECASE,
)
"""What may follow a kind of document when somebody's are asked for."""
_OF_A_DOCUMENT = re.compile(
    r"\b(?:procedure|document|manual|instruction|policy|form|sop|plan|list|register|log|schedule)\b",
    re.IGNORECASE,
)
_ATTRIBUTES: tuple[tuple[str, Callable[[Identity], object]], ...] = (
    (r"\b(?:owns?|owner|authored|wrote|author)\b", lambda one: one.owner),
    (r"\bapprove[sd]?\b", lambda one: one.approver),
    (r"\b(?:review\s+date|due\s+for\s+review|next\s+review)\b", lambda one: one.review_date),
    (r"\b(?:effect(?:ive)?|into\s+force|issue\s+date|issued)\b", lambda one: one.effective_date),
)
_MOST_LISTED = 200
_QUOTED = 300


class AskRegister:
    """Answer about documents from what is known of every revision."""

    def __init__(self, library: Library, thesaurus: Thesaurus) -> None:
        self._library, self._thesaurus = library, thesaurus

    def __call__(self, question: str, shelf: Shelf) -> Outcome | None:
        """The answer; None when the question is not about documents themselves."""
        if listed := self._list(question, shelf):
            return listed
        if not _ABOUT.search(question) or (revision_named(question) and _SAYS.search(question)):
            return None
        named = documents_named(question, shelf)
        if not named and (label := revision_named(question)):
            labelled = [one for one in shelf.held if one.identity.label.upper() == label]
            like = document_like(question, labelled, self._thesaurus)
            named = [like] if like else []
        if not named and _OF_A_DOCUMENT.search(question):
            titled = document_titled(question, shelf, self._thesaurus)
            named = [titled] if titled else []
        if not named:
            return None
        asked = _asked(question)
        if asked and not any(asked(one.identity) for one in revisions_of(named[0], shelf.in_force)):
            return self._unstated(named[0], shelf)
        return self._about(named[0], _of_then(question, shelf))

    def _unstated(self, number: str, shelf: Shelf) -> Declined:
        near = [self._citation(one, 0, shelf) for one in revisions_of(number, shelf.in_force)]
        return Declined(
            Reason.NOT_IN_EVIDENCE,
            f"{number} is here, but neither the document nor a master list states that of it.",
            near_misses=tuple(one for one in near if one is not None),
        )

    def _about(self, number: str, shelf: Shelf) -> Outcome | None:
        revisions = sorted(
            revisions_of(number, shelf.held),
            key=lambda one: (
                one.identity.effective_date or date.min,
                label_key(one.identity.label),
            ),
            reverse=True,
        )
        current = [one for one in revisions if shelf.status(one.id) is Status.IN_FORCE]
        ordered = current + [one for one in revisions if one not in current]
        citations: list[Citation] = []
        lines: list[str] = []
        if not current:
            lines.append(f"No revision of {number} is in force on {shelf.as_of.isoformat()}.")
        for revision in ordered:
            citation = self._citation(revision, len(citations) + 1, shelf)
            if citation is not None:
                citations.append(citation)
                lines.append(f"{describe(revision, shelf)} [{citation.tag}].")
        return Answered("\n".join(lines), tuple(citations), "ledger") if citations else None

    def _list(self, question: str, shelf: Shelf) -> Outcome | None:
        match = _LIST.search(question)
        if not match:
            return None
        wanted = _wanted(question, match["kind"], shelf)
        if not _PLAIN_REST.match(match["rest"]):
            wanted = _of_somebody(wanted, match["rest"])
            if not wanted:
                return None
        if not wanted:
            return Declined(Reason.NOT_IN_EVIDENCE, "None of the documents held fits that.")
        lines: list[str] = []
        citations: list[Citation] = []
        for revision in wanted[:_MOST_LISTED]:
            citation = self._citation(revision, len(citations) + 1, shelf)
            if citation is not None:
                citations.append(citation)
                lines.append(f"- {describe(revision, shelf)} [{citation.tag}]")
        head = f"{len(wanted)} found."
        return (
            Answered("\n".join([head, *lines]), tuple(citations), "ledger") if citations else None
        )

    def _citation(self, revision: Revision, tag: int, shelf: Shelf) -> Citation | None:
        """Where the document says who it is: its own first lines; None when it has no text."""
        passages = self._library.passages_of(revision.id)
        if not passages:
            return None
        passage, quote = _introduction(revision, passages[:6])
        return cite(passage, revision, quote=quote, tag=tag, status=shelf.status(revision.id))


def describe(revision: Revision, shelf: Shelf) -> str:
    """One line: number, title, revision, status, dates, owner, approver."""
    identity = revision.identity
    parts = [f"{identity.number} {identity.title}"]
    parts += [f"revision {identity.label}"] if identity.label else []
    parts.append(shelf.status(revision.id).value.replace("_", " "))
    parts += [f"effective {identity.effective_date}"] if identity.effective_date else []
    parts += [f"review due {identity.review_date}"] if identity.review_date else []
    parts += [f"owner {identity.owner}"] if identity.owner else []
    parts += [f"approved by {identity.approver}"] if identity.approver else []
    return ", ".join(parts)


def _of_then(question: str, shelf: Shelf) -> Shelf:
    """The shelf of the day that a question of what was in force names; today's for any other."""
    past = [one for one in periods(question, shelf.as_of) if one.end < shelf.as_of]
    return Shelf.on(past[0].end, shelf.held) if past and _WAS_IN_FORCE.search(question) else shelf


def _asked(question: str) -> Callable[[Identity], object] | None:
    """What of a document is asked for, when it may be unknown; None for anything."""
    for pattern, attribute in _ATTRIBUTES:
        if re.search(pattern, question, re.IGNORECASE):
            return attribute
    return None


def _introduction(revision: Revision, passages: Sequence[Passage]) -> tuple[Passage, str]:
    """The passage and line that names the document; else its first sentence."""
    for wanted in (revision.number, revision.identity.title):
        for passage in passages:
            if wanted and stands_in(wanted, passage.text):
                return passage, _line_with(passage.text, wanted)
    first = passages[0]
    start, end = next(iter(sentences(first.text)), (0, len(first.text)))
    return first, first.text[start:end][:_QUOTED]


def _line_with(text: str, wanted: str) -> str:
    for line in text.splitlines():
        if stands_in(wanted, line):
            return line.strip()[:_QUOTED] if stands_in(wanted, line.strip()[:_QUOTED]) else wanted
    return wanted


def _wanted(question: str, kind: str, shelf: Shelf) -> list[Revision]:
    statuses = _statuses(question)
    kinds = _kinds(kind)
    found = [one for one in shelf.held if shelf.status(one.id) in statuses]
    found = [one for one in found if not kinds or one.identity.kind in kinds]
    if re.search(r"\b(?:overdue|due|past|out\s+of\s+date)\b", question, re.IGNORECASE):
        found = [
            o for o in found if o.identity.review_date and o.identity.review_date < shelf.as_of
        ]
    return sorted(found, key=lambda one: (one.number, one.identity.label))


def _of_somebody(revisions: Sequence[Revision], rest: str) -> list[Revision]:
    """Those that the person or the office named owns, or approved; [] for nobody named."""
    match = _OF_SOMEBODY.match(rest)
    if not match or not (match["by"] or match["does"]):
        return []
    approves = "approv" in f"{match['by']} {match['does']}".casefold() or match["by"] == "signed"
    who = match["who"].casefold().strip()
    return [
        one
        for one in revisions
        if who in ((one.identity.approver if approves else one.identity.owner) or "").casefold()
    ]


def _statuses(question: str) -> set[Status]:
    lowered = question.casefold()
    if "obsolete" in lowered or "superseded" in lowered or "withdrawn" in lowered:
        return {Status.OBSOLETE}
    if "draft" in lowered:
        return {Status.DRAFT}
    if "future" in lowered:
        return {Status.FUTURE}
    return {Status.IN_FORCE}


def _kinds(word: str) -> set[Kind]:
    lowered = word.casefold()
    for start, kinds in (
        ("procedure", {Kind.PROCEDURE}),
        ("sop", {Kind.PROCEDURE}),
        ("work", {Kind.WORK_INSTRUCTION}),
        ("form", {Kind.FORM}),
        ("polic", {Kind.POLICY}),
        ("manual", {Kind.MANUAL}),
    ):
        if lowered.startswith(start):
            return kinds
    return set()
