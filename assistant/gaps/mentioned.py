"""Where documents cite other documents by number."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from assistant.gaps.lapses import Place
from assistant.model.documents import Revision
from assistant.model.passages import Passage
from assistant.references import DocumentReference, document_references
from assistant.sentences import sentences

_LONGEST = 400  # characters of a quote


@dataclass(frozen=True, slots=True)
class Mention:
    """A number as a document cites it, and the sentence it stands in."""

    reference: DocumentReference
    place: Place
    citing: Revision


def document_key(number: str) -> str:
    """One spelling of `QP 84`, `qp_84` and `QP-84`."""
    return "".join(character for character in number.casefold() if character.isalnum())


def named_by_file(revision: Revision) -> list[str]:
    """The number with which a file's name begins, as `document_key`; none for most names."""
    stem = PurePosixPath(revision.path).stem.replace("_", " ").replace("--", " ")
    first = document_references(stem)[:1]
    return [document_key(one.number) for one in first if one.start == 0]


def find_mentions(
    revisions: Iterable[Revision], passages: Mapping[str, Sequence[Passage]]
) -> Mapping[str, Sequence[Mention]]:
    """Numbers that documents cite, by `document_key`; a document's own number is left out."""
    found: defaultdict[str, list[Mention]] = defaultdict(list)
    for revision in revisions:
        for mention in _of_revision(revision, passages[revision.id]):
            found[document_key(mention.reference.number)].append(mention)
    return found


def _of_revision(revision: Revision, passages: Iterable[Passage]) -> Iterator[Mention]:
    own = document_key(revision.number)
    for passage in passages:
        for reference in document_references(passage.text):
            if document_key(reference.number) != own:
                yield Mention(reference, _where(passage, reference), revision)


def _where(passage: Passage, reference: DocumentReference) -> Place:
    for start, end in sentences(passage.text):
        if start <= reference.start < end:
            return Place(passage.id, " ".join(passage.text[start:end].split())[:_LONGEST])
    return Place(passage.id)
