"""The sentences of the procedures and the roles they concern."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.audits.sorting import sort_of
from assistant.learning.bonds import bond_of, bonds
from assistant.learning.naming import Names
from assistant.learning.papers import Paper, cited, heading_of, rows_of, sentences_of
from assistant.learning.role_words import EVERYONE, Mention, mentions
from assistant.model.learning import Bond, Duty
from assistant.model.obligations import Sort
from assistant.model.passages import Passage

_LEAST_OF_A_DOCUMENT = 2  # sentences in which a role acts before a document counts as its own
_NEAREST = {bond: place for place, bond in enumerate(Bond)}
_LETTERS = {
    "r": (Bond.DOES, "R, carries it out"),
    "a": (Bond.DOES, "A, answers for it"),
    "c": (Bond.TOLD, "C, is asked"),
    "i": (Bond.TOLD, "I, is told"),
    "s": (Bond.DOES, "S, supports it"),
    "x": (Bond.DOES, "X, has it"),
}
"""Letters below a role in a table of tasks, as is customary."""
_WHO = re.compile(
    r"\b(?:respons\w+|who|by whom|done by|carried out by|role|function|actor|performed by|decides"
    r"|approv\w+|tell|inform)\b",
    re.IGNORECASE,
)
_NO_DUTY = re.compile(
    r"\b(?:holder|deputy|deputies|name|document no|revision|rev|issue|effective|title)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Found:
    passage: Passage
    duty: Duty


def duties_of(paper: Paper, names: Names) -> list[Duty]:
    """Every sentence of a document that lays something down, with those it concerns."""
    found = [
        _Found(passage, one) for passage in paper.passages for one in _in(paper, passage, names)
    ]
    return [one.duty for one in _beside(found)]


def _in(paper: Paper, passage: Passage, names: Names) -> Iterator[Duty]:
    heading = heading_of(passage)
    named = _of_heading(passage, names, paper)
    for sentence in sentences_of(paper, passage):
        told = [*_told(sentence, names, paper), *named]
        yield Duty(
            cited(paper, passage, sentence),
            sort_of(sentence, heading),
            _nearest(told),
            passage.ordinal,
        )
    yield from _in_rows(paper, passage, names)


def _of_heading(passage: Passage, names: Names, paper: Paper) -> list[tuple[str, Bond]]:
    """Roles that the passage's own heading is made of: "5.2 Receiving inspector"."""
    title = passage.section_title or ""
    plain = re.sub(r"^[\d.\s]+|\W+$", "", title)
    return [
        (names.of(one, paper.revision.number), Bond.HEADING)
        for one in mentions(plain)
        if one.start <= 4 and one.end >= len(plain) - 2 and one.key != EVERYONE
    ]


def _told(sentence: str, names: Names, paper: Paper) -> Iterator[tuple[str, Bond]]:
    for one, bond in bonds(sentence):
        yield names.of(one, paper.revision.number), bond
    for short, key in names.short_forms.items():
        for found in re.finditer(rf"(?<![\w-]){re.escape(short)}(?![\w-])", sentence):
            stands_for = Mention(key, short, found.start(), found.end(), "")
            if (told := bond_of(sentence, stands_for)) is not None:
                yield key, told


def _nearest(told: Iterable[tuple[str, Bond]]) -> tuple[tuple[str, Bond], ...]:
    """Each role once, with its nearest bond."""
    best: dict[str, Bond] = {}
    for key, bond in told:
        if key not in best or _NEAREST[bond] < _NEAREST[best[key]]:
            best[key] = bond
    return tuple(best.items())


def _in_rows(paper: Paper, passage: Passage, names: Names) -> Iterator[Duty]:
    """Rows that give a task to roles: by a letter below each, or in a column for who does it."""
    for line, cells in rows_of(passage):
        if any(_NO_DUTY.search(header) for header, _ in cells):
            continue
        told, notes = _of_cells(cells, names, paper)
        if told:
            sort = Sort.RESPONSIBILITY if notes else Sort.DUTY
            citation = cited(paper, passage, line)
            yield Duty(citation, sort, _nearest(told), passage.ordinal, tuple(notes))


def _of_cells(
    cells: Sequence[tuple[str, str]], names: Names, paper: Paper
) -> tuple[list[tuple[str, Bond]], list[tuple[str, str]]]:
    """Who has what part in a row, and what the letters below the roles mean."""
    told: list[tuple[str, Bond]] = []
    notes: list[tuple[str, str]] = []
    for header, text in cells:
        role = _role_of(header, names, paper)
        for letter in re.findall(r"[a-z]", text.casefold()) if role and len(text) <= 5 else ():
            if role and letter in _LETTERS:
                bond, means = _LETTERS[letter]
                told.append((role, bond))
                notes.append((role, f"{cells[0][1]}: {means}"))
        if _WHO.search(header) and (named := _role_of(text, names, paper)):
            told.append((named, Bond.DOES))
    return told, notes


def _role_of(cell: str, names: Names, paper: Paper) -> str | None:
    """The role that a cell or a heading names and nothing else."""
    if len(cell) > 50:
        return None
    if short := names.short(cell):
        return short
    found = mentions(cell.strip()) or mentions(f"the {cell.strip()}")
    if len(found) != 1:
        return None
    names.note(found[0])
    return names.of(found[0], paper.revision.number)


def _beside(found: Sequence[_Found]) -> Iterator[_Found]:
    """Sentences that name nobody belong to who acts beside them, or in most of the document."""
    by_section: defaultdict[str, Counter[str]] = defaultdict(Counter)
    whole: Counter[str] = Counter()
    for one in found:
        for key, bond in one.duty.bonds:
            if bond in (Bond.DOES, Bond.HEADING):
                by_section[_section(one.passage)][key] += 1
                whole[key] += 1
    main = _main(whole)
    for one in found:
        if one.duty.bonds:
            yield one
            continue
        near = [(key, Bond.SECTION) for key in by_section[_section(one.passage)]]
        told = near or [(key, Bond.DOCUMENT) for key in main]
        yield replace(one, duty=replace(one.duty, bonds=tuple(told)))


def _main(whole: Mapping[str, int]) -> list[str]:
    """The one role that acts most in a document; nobody where two do alike."""
    most = max(whole.values(), default=0)
    leading = [key for key, n in whole.items() if n == most and n >= _LEAST_OF_A_DOCUMENT]
    return leading if len(leading) == 1 else []


def _section(passage: Passage) -> str:
    return "\x1f".join(passage.heading_path) or passage.section or passage.id
