"""Reads catalogue files into editions, and finds the edition with a given id."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import yaml

from assistant.model.clauses import ClauseNumber, Edition
from assistant.standards.checks import check_sections
from assistant.standards.entries import Entry, Source
from assistant.standards.faults import Fault, InvalidEdition, UnknownEdition
from assistant.standards.reading import HEAD_KEYS, SECTION_KEYS, Placed, Sections, Value
from assistant.standards.succession import check_succession, speaks_of

# The C parser is some eight times faster and marks lines just as well; not every build has it.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

BUILT_IN = Path(__file__).parent
"""The folder of the catalogues that come with the program."""


@dataclass(frozen=True, slots=True)
class ReadEdition:
    """An edition with the entries it was read from, so that later checks can name lines."""

    edition: Edition
    file: str
    head: Entry
    sections: Sections
    faults: list[Fault]  # of the entries; those of a later check are added here


def load_edition(path: Path) -> Edition:
    """Read the catalogue at `path` and the files it includes.

    Raises:
        InvalidEdition: Something is wrong; every fault found is named with file, line and entry.
    """
    return read_edition(path).edition


def read_edition(path: Path) -> ReadEdition:
    """The catalogue with its entries. Raises like `load_edition`."""
    faults: list[Fault] = []
    sections = Sections()
    head = _read_file(path, path.name, faults, sections, trail=())
    check_sections(sections)
    if head is not None:
        edition = _edition(head, sections)
    if head is None or faults:
        raise InvalidEdition(path.name, sorted(set(faults)))
    return ReadEdition(edition, path.name, head, sections, faults)


def _edition(head: Entry, sections: Sections) -> Edition:
    if not sections.clauses:
        head.fault("has no clauses")
    return Edition(
        id=head.text("id", needed=True),
        name=head.text("name", needed=True),
        publisher=head.text("publisher"),
        published=head.text("published"),
        status=head.text("status"),
        language=head.text("language") or "en",
        base=head.text("base"),
        note=head.text("note"),
        clauses=tuple(sorted(_values(sections.clauses), key=lambda clause: clause.number)),
        terms=_values(sections.terms),
        crosswalk=_values(sections.crosswalk),
        record_types=_values(sections.record_types),
        amendments=_values(sections.amendments),
        replaces=head.text("replaces"),
        bridges=_values(sections.bridges),
    )


def _values(placed: list[Placed[Value]]) -> tuple[Value, ...]:
    return tuple(one.value for one in placed)


def _read_file(
    path: Path, name: str, faults: list[Fault], sections: Sections, *, trail: tuple[Path, ...]
) -> Entry | None:
    source = Source(name, faults)
    node = _compose(path, source)
    if node is None:
        return None
    keys = SECTION_KEYS if trail else HEAD_KEYS + SECTION_KEYS
    top = Entry(source, node, "part" if trail else "edition", (*keys, "includes"))
    sections.add(source, top)
    here = (*trail, path.resolve())
    for include in top.texts("includes"):
        other = path.parent / include
        if other.resolve() in here:
            top.fault(f"{include!r} includes itself, directly or through another file")
        else:
            _read_file(other, include, faults, sections, trail=here)
    return top


def _compose(path: Path, source: Source) -> yaml.Node | None:
    try:
        with path.open(encoding="utf-8-sig") as stream:
            node: yaml.Node | None = yaml.compose(stream, Loader=_Loader)
    except (OSError, UnicodeDecodeError) as error:
        source.faults.append(Fault(source.file, 1, "file", f"could not be read: {error}"))
    except yaml.YAMLError as error:
        source.faults.append(_syntax_fault(source.file, error))
    else:
        if node is None:
            source.faults.append(Fault(source.file, 1, "file", "is empty"))
        return node
    return None


def _syntax_fault(file: str, error: yaml.YAMLError) -> Fault:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error)
    return Fault(file, 1 if mark is None else mark.line + 1, "file", f"is not YAML: {problem}")


class EditionLibrary:
    """The editions that come with the program and those in `extra_folder`.

    A file of the extra folder that carries the id of a built-in edition takes its place. Each
    edition is read once and kept. A file that cannot be read does not stand in the way of the
    others: `faults` names it.
    """

    def __init__(self, extra_folder: Path | None = None) -> None:
        self._loaded: dict[str, Edition] = {}
        self._faults: list[Fault] = []
        self._paths = dict(self._scan(BUILT_IN))
        if extra_folder is not None:
            self._paths |= self._scan(extra_folder)

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Files of the folders that carry no readable edition id, or one that is taken."""
        return tuple(self._faults)

    def ids(self) -> tuple[str, ...]:
        """The ids of all editions, sorted."""
        return tuple(sorted(self._paths))

    def get(self, id: str) -> Edition:
        """The edition. Raises `UnknownEdition`, or `InvalidEdition` when its file has faults."""
        if id not in self._paths:
            raise UnknownEdition(id, self.ids(), self._faults)
        if id not in self._loaded:
            self._loaded[id] = self._checked(read_edition(self._paths[id]), (id,))
        return self._loaded[id]

    def know(self, number: ClauseNumber) -> bool:
        """Whether any of the editions has a clause of this number; faulty ones are passed over."""
        for id in self._paths:
            with suppress(InvalidEdition):
                if number in self.get(id):
                    return True
        return False

    def newer_than(self, edition: Edition) -> list[Edition]:
        """The editions whose cross-walks speak of the clauses of this one.

        A file with faults is passed over: whoever asks for it by its id is told.
        """
        found = []
        for id in self._paths:
            with suppress(InvalidEdition):
                other = self.get(id)
                if id != edition.id and any(speaks_of(old, edition) for old in other.crosswalk):
                    found.append(other)
        return found

    def related_to(self, edition: Edition) -> list[Edition]:
        """The editions that a bridge or a replacement ties to this one, the bridged not loaded.

        Only files that speak of a bridge or a replacement are read; faulty ones are passed over.
        """
        found = []
        for id, path in self._paths.items():
            if id == edition.id or not (id == edition.replaces or _names_another(path)):
                continue
            with suppress(InvalidEdition):
                other = self.get(id)
                bridged = any(bridge.edition == edition.id for bridge in other.bridges)
                if bridged or other.replaces == edition.id or other.id == edition.replaces:
                    found.append(other)
        return found

    def from_file(self, path: Path) -> Edition:
        """An edition that lies outside the folders, checked against them. Raises like `get`."""
        read = read_edition(path)
        return self._checked(read, (read.edition.id,))

    def _checked(self, read: ReadEdition, trail: tuple[str, ...]) -> Edition:
        """The edition, once it fits the one it replaces. Raises `InvalidEdition`."""
        before = read.edition.replaces
        if before in trail:
            read.head.fault(f"replaces itself: {' replaces '.join((*trail, before))}")
        elif before and before not in self._paths:
            known = ", ".join(self.ids())
            read.head.fault(f"replaces the edition {before!r}, which is not known; known: {known}")
        elif before:
            older = read_edition(self._paths[before])
            self._checked(older, (*trail, before))
            check_succession(read.edition, read.sections, older.edition)
        if read.faults:
            raise InvalidEdition(read.file, sorted(set(read.faults)))
        return read.edition

    def _scan(self, folder: Path) -> Mapping[str, Path]:
        found: dict[str, Path] = {}
        if not folder.is_dir():
            self._faults.append(Fault(str(folder), 1, "folder", "does not exist"))
        for path in sorted((*folder.glob("*.yaml"), *folder.glob("*.yml"))):
            id = self._id_of(path)
            if id is None:
                continue
            if id in found:
                message = f"edition id {id!r} is already that of {found[id].name}"
                self._faults.append(Fault(path.name, 1, "edition", message))
            else:
                found[id] = path
        return found

    def _id_of(self, path: Path) -> str | None:
        try:
            with path.open(encoding="utf-8-sig") as stream:
                id = next(_top_level_ids(stream.read()), None)
        except (OSError, UnicodeDecodeError) as error:
            self._faults.append(Fault(path.name, 1, "file", f"could not be read: {error}"))
            return None
        except yaml.YAMLError as error:
            self._faults.append(_syntax_fault(path.name, error))
            return None
        if id is None:
            self._faults.append(Fault(path.name, 1, "edition", "'id' is missing"))
        return id


def _names_another(path: Path) -> bool:
    """Whether the file of an edition has a bridge or names one that it replaces."""
    return bool(_TIES.search(path.read_text(encoding="utf-8-sig", errors="replace")))


_TIES = re.compile(r"^(?:bridges|replaces):", re.MULTILINE)


def _top_level_ids(text: str) -> Iterator[str]:
    """The value of `id` at the top level, found without reading the whole file."""
    depth, key = 0, True
    previous = ""
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth != 1 or isinstance(event, yaml.CollectionStartEvent):
            continue
        value = event.value if isinstance(event, yaml.ScalarEvent) else ""
        if not key and previous == "id":
            yield value
        previous, key = value, not key
