"""Preparing one document with the master lists of the moment, and whether that changes anything."""

from collections.abc import Callable
from dataclasses import dataclass

from assistant.errors import DocumentNotTaken, DocumentReadingFailed
from assistant.model.clauses import Edition
from assistant.model.documents import ReadDocument, Revision
from assistant.model.files import Refusal
from assistant.model.mappings import Basis, Decision
from assistant.ports import Library
from ingest.registers import Registers
from ingest.steps import Prepared, Steps, prepare

MayNot = Callable[[Revision], bool]


@dataclass(frozen=True, slots=True)
class Preparation:
    """`prepare` with everything but the document filled in."""

    steps: Steps
    edition: Edition
    registers: Registers

    def __call__(self, document: ReadDocument, path: str, content_hash: str) -> Prepared | Refusal:
        """The document ready to be stored; a refusal when our own code trips over it."""
        try:
            return prepare(
                self.steps,
                document,
                path=path,
                content_hash=content_hash,
                register=self.registers.merged,
                edition=self.edition,
            )
        except Exception as error:  # one document must not end the run for all others
            failed = DocumentReadingFailed(
                f"{path} could not be prepared ({type(error).__name__}).",
                hint="This is a fault of the program; please report it with the file.",
            )
            return Refusal.of(failed)


def admitted(prepared: Prepared | Refusal, path: str, may_not: MayNot) -> Prepared | Refusal:
    """The document, or a refusal where whoever brings it may not; it does not say why."""
    if isinstance(prepared, Refusal) or not may_not(prepared.revision):
        return prepared
    return Refusal.of(DocumentNotTaken(f"{path} cannot be taken in by you."))


def is_stored(library: Library, stored: Revision, prepared: Prepared, edition: Edition) -> bool:
    """Whether storing it would change nothing of `stored`; decided mappings count as a change."""
    revision = prepared.revision
    if revision != stored:
        return False
    if library.passages_of(revision.id) != list(prepared.passages):
        return False
    mapped = library.mappings(edition=edition.id, revisions=[revision.id])
    held = {
        (one.passage.id, one.mapping.proposal.clause): one.mapping.proposal.confidence
        for one in mapped
        if one.mapping.proposal.basis is not Basis.MEANING
        and one.mapping.decision is Decision.PROPOSED
    }
    wanted = {(one.passage, one.clause): one.confidence for one in prepared.proposals}
    return held == wanted
