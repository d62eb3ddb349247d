"""Labels that people give to replies: a sheet to fill in, and what it says when it is filled.

A label is `right` or `wrong`; an empty one is not given yet. The sheet is CSV, so that any
spreadsheet opens it; it shows the reply it is about and is refused when the reply changed since.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from assistant.errors import NothingThere, WrongUse
from assistant.model.replies import Answered, Citation
from evals.running import Asked

_COLUMNS = ("case", "question", "answer", "quotes", "label", "by", "note", "reply")
_FORMULA = ("=", "+", "-", "@")  # what a spreadsheet would run


class Label(StrEnum):
    """What somebody makes of an answer."""

    RIGHT = "right"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Labelled:
    """What a person said of the reply to one case."""

    label: Label
    by: str
    reply: str  # fingerprint of the answer they read


def answered(asked: Iterable[Asked]) -> list[Asked]:
    """The cases that got an answer: a declined question has nothing to read."""
    return [one for one in asked if isinstance(one.reply.outcome, Answered)]


def fingerprint_of(one: Asked) -> str:
    """Twelve characters that change with the answer or what it cites."""
    quotes = "\x1f".join(citation.quote for citation in citations_of(one))
    return sha256(f"{text_of(one)}\x1e{quotes}".encode()).hexdigest()[:12]


def write_sheet(path: Path, asked: Iterable[Asked]) -> int:
    """Write the sheet to label; how many rows. A file that is there is never written over.

    Raises `WrongUse`.
    """
    if path.exists():
        hint = "Name another file; labels that somebody wrote would be lost."
        raise WrongUse(f"{path} is there already.", hint=hint)
    rows = [_row(one) for one in answered(asked)]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, _COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    return len(rows)


def read_sheet(path: Path) -> Mapping[str, Labelled]:
    """The labels given, by case. Raises `NothingThere`, or `WrongUse` naming each bad row."""
    if not path.is_file():
        hint = "Make a sheet: `clausewise eval label RUN -o FILE.csv`."
        raise NothingThere(f"There is no file {path}.", hint=hint)
    found: dict[str, Labelled] = {}
    faults: list[str] = []
    for line, row in enumerate(_rows(path), start=2):
        said = (row.get("label") or "").strip().casefold()
        fault = _fault(row, said, found)
        if fault:
            faults.append(f"line {line}: {fault}")
        elif said:
            by, reply = (row.get("by") or "").strip(), (row.get("reply") or "").strip()
            found[row["case"]] = Labelled(Label(said), by, reply)
    if faults:
        raise WrongUse(f"{path}: {'; '.join(faults)}.", hint="Write right, wrong or nothing.")
    return found


def _fault(row: Mapping[str, str], said: str, found: Mapping[str, Labelled]) -> str:
    if said not in ("", *Label):
        return f"“{said}” is no label"
    if said and not (row.get("by") or "").strip():
        return "nobody is named in the column `by`"
    return f"{row['case']} stands there twice" if said and row["case"] in found else ""


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        start = file.readline()
        file.seek(0)
        rows = csv.DictReader(file, delimiter=";" if start.count(";") > start.count(",") else ",")
        missing = {"case", "label", "by", "reply"} - set(rows.fieldnames or ())
        if missing:
            names = ", ".join(sorted(missing))
            raise WrongUse(f"{path} has no column {names}.", hint="Keep the columns of the sheet.")
        return list(rows)


def _row(one: Asked) -> dict[str, str]:
    question = " › ".join((*one.case.turns, one.case.question))
    quotes = "\n".join(citation.quote for citation in citations_of(one))
    shown = {"question": question, "answer": text_of(one), "quotes": quotes}
    return {"case": one.case.id, **{k: _plain(v) for k, v in shown.items()}} | {
        "reply": fingerprint_of(one)
    }


def _plain(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def text_of(one: Asked) -> str:
    """The answer as it was given; "" for a declined question."""
    outcome = one.reply.outcome
    return outcome.text if isinstance(outcome, Answered) else ""


def citations_of(one: Asked) -> tuple[Citation, ...]:
    """What the answer cites."""
    outcome = one.reply.outcome
    return tuple(outcome.citations) if isinstance(outcome, Answered) else ()
