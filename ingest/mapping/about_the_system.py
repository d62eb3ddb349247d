"""What a text says of the quality system as a whole: what it covers, and which papers it has.

Houses say so under headings of their own ("Who we are", "How we work"), so that neither a title nor
a set phrase names the clause.
"""

import re
from collections.abc import Iterator

from assistant.model.clauses import ClauseNumber
from assistant.model.documents import Identity, Kind
from assistant.model.mappings import Basis
from assistant.model.passages import Passage
from ingest.identity.labels import Role, role_of
from ingest.identity.numbers import find_numbers
from ingest.mapping.found import Found

_COVERS = re.compile(
    r"\b(?:quality|management) system\s+(?:\w+\s+){0,2}?"
    r"(?:covers?|applies|extends|takes in|comprises)\b"
    r"|\bscope of (?:the|our|this) (?:quality |management )*system (?:is|are|includes?|covers?)\b",
    re.IGNORECASE,
)
_PROCESSES = re.compile(r"\b(?:process(?:es)?|activit(?:y|ies)|prozess)\b", re.IGNORECASE)
_SCOPE = ClauseNumber.parse("4.3")
_PAPERS = (ClauseNumber.parse("4.4.2"), ClauseNumber.parse("7.5.1"))
_FEWEST_PAPERS = 3
_SURE = 0.75
_LIKELY = 0.65
_PERSONS = re.compile(
    r"^\W*(?:names?|persons?|employees?|staff(?: member)?|who|mitarbeiter(?:in)?|nom|nombre"
    r"|name / \w+)\W*$",
    re.IGNORECASE,
)
_OF_PERSONS = frozenset(map(ClauseNumber.parse, ("5.3", "7.1.2", "7.2")))
_LONGEST_CELL = 6  # words; a longer one says how something is done
_FEWEST_FIELDS = 3


def about_the_system(passage: Passage, identity: Identity) -> Iterator[Found]:
    """The scope of the system, and the table of its processes with their papers."""
    if identity.kind in (Kind.RECORD, Kind.CORRESPONDENCE, Kind.EXTERNAL, Kind.FORM):
        return
    if _COVERS.search(passage.text):
        yield Found(_SCOPE, Basis.MEANING, _SURE, "says what the quality system covers")
    if _names_papers(passage.text):
        for clause in _PAPERS:
            yield Found(clause, Basis.MEANING, _LIKELY, "names the papers of the processes")


def _names_papers(text: str) -> bool:
    rows = [line for line in text.splitlines() if " | " in line]
    if not rows or not _PROCESSES.search(rows[0]):
        return False
    return len({found.number for row in rows[1:] for found in find_numbers(row)}) >= _FEWEST_PAPERS


def may_speak_of(passage: Passage, clause: ClauseNumber) -> bool:
    """False for a row of a list of persons and a clause on how the work is done.

    Who may do what is told of people; it describes no process that they work in.
    """
    return clause in _OF_PERSONS or not _is_of_person(passage)


def _is_of_person(passage: Passage) -> bool:
    if not passage.cells or not any(_PERSONS.match(head) for head, _ in passage.cells[:2]):
        return False
    return all(len(text.split()) <= _LONGEST_CELL for _, text in passage.cells)


def is_control_table(text: str) -> bool:
    """Whether most lines are fields of the document, its issue or a date of it among them."""
    roles = []
    pairs = 0
    for line in text.splitlines():
        cells = line.split(" | ")
        for label in cells[0::2] if len(cells) % 2 == 0 else cells[:1]:
            pairs += 1
            if (known := role_of(label)) is not None:
                roles.append(known[0])
    issue = {Role.REVISION, Role.EFFECTIVE} & set(roles)
    return bool(issue) and len(roles) >= _FEWEST_FIELDS and len(roles) * 2 > pairs
