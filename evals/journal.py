"""The records of a run's folder: one line for each thing put to the program, as it is answered.

`replies.jsonl` grows while a run is made. A line is complete or it is not there: what a kill left
half written is dropped when the run goes on.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, cast

from evals.cases import Case, CoveredClause
from evals.problems import Problem
from evals.record_cells import ReadCell
from evals.recorded import Json, citations_of, hit_json, reply_json
from evals.running import Asked, AskedWhere, Proposed, ReadNumber, Run, Suite
from integrations.shapes.restoring import reply_of

REPLIES = "replies.jsonl"
PROPOSED = "proposed.jsonl"
VERDICTS = "verdicts.jsonl"
OLD_NUMBERS = "old_numbers.jsonl"
CELLS = "record_cells.jsonl"


class Journal:
    """The records of one folder, to be written on and read."""

    def __init__(self, folder: Path) -> None:
        self._replies, self._proposed = folder / REPLIES, folder / PROPOSED
        self._verdicts, self._old_numbers = folder / VERDICTS, folder / OLD_NUMBERS
        self._cells = folder / CELLS
        self._drop_torn_line()

    def cases(self) -> dict[str, Json]:
        """The records of cases by the case's id; of two, the later."""
        return {str(one["case"]): one for one in self._read(self._replies) if "case" in one}

    def clauses(self) -> dict[str, Json]:
        """The records of coverage questions by clause."""
        return {str(one["clause"]): one for one in self._read(self._replies) if "clause" in one}

    @property
    def has_proposals(self) -> bool:
        """Whether the proposals were recorded: the last thing that a run does."""
        return self._proposed.exists()

    def proposals(self) -> list[Proposed]:
        """The clauses proposed when the run was made."""
        return [Proposed(**cast(dict[str, Any], one)) for one in self._read(self._proposed)]

    def verdicts(self) -> dict[str, tuple[str, str]]:
        """How the coverage had each clause documented and practised; empty in an older run."""
        read = (cast(dict[str, str], one) for one in self._read(self._verdicts))
        return {one["clause"]: (one["documented"], one["practised"]) for one in read}

    def old_numbers(self) -> list[ReadNumber]:
        """The old clause numbers that the program told."""
        read = (cast(dict[str, Any], one) for one in self._read(self._old_numbers))
        return [ReadNumber(**{**one, "current": tuple(one["current"])}) for one in read]

    def cells(self) -> list[ReadCell]:
        """The fields of records as they were read."""
        return [ReadCell(**cast(dict[str, Any], one)) for one in self._read(self._cells)]

    def add_case(self, one: Asked, day: date) -> None:
        """Record what a case got."""
        record: dict[str, object] = {
            "case": one.case.id,
            "put": put_of(one.case, day),
            "reply": reply_json(one.reply),
            "hits": [hit_json(hit) for hit in one.hits],
            "quotes": list(one.quotes),
        }
        if one.alone is not None:
            record["alone"] = reply_json(one.alone)
        self._append(record)

    def add_clause(self, one: AskedWhere) -> None:
        """Record what a coverage question got."""
        record: dict[str, object] = {"clause": one.gold.clause, "reply": reply_json(one.reply)}
        if one.verdict is not None:
            record["verdict"] = list(one.verdict)
        self._append(record)

    def set_proposals(self, proposals: Iterable[Proposed]) -> None:
        """Record the clauses proposed, all at once."""
        _write(self._proposed, (asdict(one) for one in proposals))

    def set_verdicts(self, verdicts: Mapping[str, tuple[str, str]]) -> None:
        """Record how the coverage has each clause."""
        told = ((clause, *pair) for clause, pair in verdicts.items())
        names = ("clause", "documented", "practised")
        _write(self._verdicts, (dict(zip(names, one, strict=True)) for one in told))

    def set_old_numbers(self, read: Iterable[ReadNumber]) -> None:
        """Record the old clause numbers told."""
        _write(self._old_numbers, map(asdict, read))

    def set_cells(self, read: Iterable[ReadCell]) -> None:
        """Record the fields of records."""
        _write(self._cells, map(asdict, read))

    def _append(self, record: Json) -> None:
        with self._replies.open("a", encoding="utf-8") as file:
            file.write(_line(record))

    def _read(self, path: Path) -> Iterator[Json]:
        if path.exists():
            with path.open(encoding="utf-8") as file:
                yield from map(json.loads, file)

    def _drop_torn_line(self) -> None:
        if not self._replies.exists():
            return
        content = self._replies.read_bytes()
        whole = content[: content.rfind(b"\n") + 1]
        if len(whole) != len(content):
            self._replies.write_bytes(whole)


def put_of(case: Case, day: date) -> dict[str, object]:
    """What is put to the program for a case: a record of other words is not of this case."""
    return {
        "question": case.question,
        "turns": list(case.turns),
        "stands_for": case.stands_for,
        "as_of": (case.as_of or day).isoformat(),
    }


def read_run(suite: Suite, folder: Path) -> tuple[Run, list[Problem]]:
    """The run that a folder holds, beside the gold of now, and what of the gold has no record."""
    journal = Journal(folder)
    cases, clauses = journal.cases(), journal.clauses()
    asked, where, problems = [], [], []
    for case in suite.cases:
        record = cases.get(case.id)
        if record is not None and record["put"] == put_of(case, suite.as_of):
            asked.append(_asked(case, record))
        else:
            problems.append(_not_put(case.id, changed=record is not None))
    for gold in suite.coverage:
        if gold.clause in clauses:
            where.append(_where(gold, clauses[gold.clause]))
        else:
            problems.append(_not_put(f"clause {gold.clause}", changed=False))
    run = Run(
        suite,
        tuple(asked),
        tuple(where),
        tuple(journal.proposals()),
        journal.verdicts(),
        tuple(journal.old_numbers()),
        tuple(journal.cells()),
    )
    return run, problems


def _asked(case: Case, record: Json) -> Asked:
    return Asked(
        case,
        reply_of(cast(Json, record["reply"])),
        citations_of(record["hits"]),
        tuple(map(bool, cast(Iterable[object], record["quotes"]))),
        reply_of(cast(Json, record["alone"])) if "alone" in record else None,
    )


def _where(gold: CoveredClause, record: Json) -> AskedWhere:
    found = cast(Sequence[str], record.get("verdict", ()))
    verdict = (found[0], found[1]) if found else None
    return AskedWhere(gold, reply_of(cast(Json, record["reply"])), verdict)


def _not_put(about: str, *, changed: bool) -> Problem:
    code, message = (
        ("question-changed", "The question was another one when the run was made.")
        if changed
        else ("no-reply", "The run holds no reply to it.")
    )
    return Problem("score", code, about, message, "Generate the run again.")


def _write(path: Path, records: Iterable[Mapping[str, object]]) -> None:
    """All at once: a file half written is never read."""
    beside = path.with_suffix(".part")
    beside.write_text("".join(map(_line, records)), encoding="utf-8")
    beside.replace(path)


def _line(record: Mapping[str, object]) -> str:
    return json.dumps(record, ensure_ascii=False) + "\n"
