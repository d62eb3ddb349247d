"""Conditions read off the words of cells: a state, a phrase, a name, a kind of thing."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from assistant.answering.cell_names import is_the_word, naming, plain, said
from assistant.answering.log_books import Log
from assistant.answering.row_states import STATE_COLUMN
from assistant.answering.row_tests import has, has_any, lacks
from assistant.answering.row_times import STILL_OPEN, Condition
from assistant.language.question import Subject
from assistant.language.words import STOP_WORDS, Thesaurus, stems_of, words

_OUT_OF_USE = re.compile(r"\bout\s+of\s+(use|service)\b")
_FEW_STATES = 6
_FEW_CODES = 16
_INITIALS = re.compile(r"[A-Z]{2,4}")


@dataclass(frozen=True, slots=True)
class CellWords:
    """The cells of a log in the light of a question."""

    text: str
    log: Log
    thesaurus: Thesaurus

    def of_state(self) -> Iterator[Condition]:
        """Rows of the state the question names as it stands in the log: "in use", "on hold"."""
        asked = _OUT_OF_USE.sub(r"not in \1", " ".join(self.text.casefold().split()))
        open_ones = bool(STILL_OPEN.search(self.text))
        states = {
            (header, value)
            for row in self.log.rows
            for header, value in row.cells
            if len(value) > 3 and said(value, asked)
            if STATE_COLUMN.search(header) or (_denied(value, asked) and self._has_few(header))
            if not (open_ones and STILL_OPEN.fullmatch(value))
        }
        for header in sorted({header for header, _ in states}):
            values = {value for name, value in states if name == header}
            stated = ", ".join(sorted(values))
            if any(_denied(value, asked) for value in values):
                other = partial(lacks, header, values)
                yield Condition(f"{header}: not {stated}", other, by_words=True, negated=True)
            else:
                holds = partial(has, header, values)
                yield Condition(f"{header}: {stated}", holds, by_words=True)

    def _has_few(self, header: str) -> bool:
        """Whether a column holds the same few values again and again, as states do."""
        values = self.log.values(header)
        return len(set(values)) <= min(_FEW_STATES, len(values) - 1)

    def of_phrase(self) -> Iterator[Condition]:
        """Rows with a cell of several words that stands in the question as it is."""
        asked = self.text.casefold()
        named: defaultdict[str, set[str]] = defaultdict(set)
        for header in self.log.headers:
            phrases = [v for v in set(self.log.values(header)) if plain(v).count(" ") > 2]
            values = [v for v in phrases if said(v, asked)]
            if values and not STATE_COLUMN.search(header):
                named[plain(max(values, key=len))].add(header)
        for phrase, headers in named.items():
            columns = {
                header: frozenset(v for v in self.log.values(header) if plain(v) == phrase)
                for header in self._meant(headers)
            }
            shown = ", ".join(f"{header}: {min(values)}" for header, values in columns.items())
            yield Condition(shown, partial(has_any, columns), by_words=True)

    def of_initials(self) -> Iterator[Condition]:
        """Rows with a code that is the initials of words of the question: DG, dangerous goods."""
        asked = [word.text for word in words(self.text)]
        for header in self.log.headers:
            held = set(self.log.values(header))
            codes = (
                [one for one in held if _INITIALS.fullmatch(one)] if len(held) < _FEW_CODES else []
            )
            for code in codes:
                if phrase := _spelled_out(code, asked):
                    has_it = partial(has, header, {code})
                    yield Condition(f"{header}: {code} ({phrase})", has_it, by_words=True)

    def of_value(self, subject: Subject) -> Condition | None:
        """Rows with a cell that names the subject, in a column of few values (or for a code)."""
        columns: defaultdict[str, set[str]] = defaultdict(set)
        for row in self.log.rows:
            for header, value in row.cells:
                columns[header].add(value)
        named = {
            header: found
            for header, values in columns.items()
            if (found := naming(subject, values, self.log, self.thesaurus))
        }
        if not named:
            return None
        named = {header: named[header] for header in self._meant(named)}
        whole = any(is_the_word(subject, one) for values in named.values() for one in values)
        shown = ", ".join(
            f"{header}: {next(iter(values)) if len(values) == 1 else subject.text}"
            for header, values in named.items()
        )
        return Condition(shown, partial(has_any, named), by_words=True, whole=whole)

    def _meant(self, headers: Collection[str]) -> list[str]:
        """Of several columns that hold a thing, those whose whole heading the question names.

        "split by Roe" means the column Split by, not that of the second person.
        """
        stems = stems_of(self.text)
        telling = {h: {w.stem for w in words(h) if not w.is_stop_word} for h in headers}
        named = [h for h in self.log.headers if telling.get(h) and telling[h] <= stems]
        return named or [header for header in self.log.headers if header in headers]


def _spelled_out(code: str, asked: Sequence[str]) -> str:
    """The words of a question whose first letters are a code; "" for none."""
    for at in range(len(asked) - len(code) + 1):
        taken = asked[at : at + len(code)]
        small = any(len(one) < 4 or one.casefold() in STOP_WORDS for one in taken)
        if not small and "".join(one[0] for one in taken).casefold() == code.casefold():
            return " ".join(taken)
    return ""


def _denied(value: str, asked: str) -> bool:
    """Whether the question says "not" of a state."""
    said = re.escape(value.casefold())
    return re.search(rf"\b(?:not|never|\w+n['’]?t)\s+(?:yet\s+|been\s+)?{said}", asked) is not None
