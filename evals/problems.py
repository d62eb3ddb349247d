"""What could not be done in a run, as values: `problems.jsonl` of its folder."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

FILE = "problems.jsonl"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is missing from a run, and what to do about it.

    `stage`: `documents` (a file was not read, or not whole), `generate` (a case got no reply) or
    `score` (a reply could not be scored). `about`: the file or the case.
    """

    stage: str
    code: str
    about: str
    message: str
    hint: str

    @property
    def fails(self) -> bool:
        """Whether a case has no figure because of it, so that the run ends with a no."""
        return self.stage != "documents"


def read_problems(folder: Path) -> list[Problem]:
    """The problems noted in a run's folder, in order; none when there is no file."""
    path = folder / FILE
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    return [Problem(**json.loads(line)) for line in lines]


def write_problems(folder: Path, problems: Iterable[Problem]) -> None:
    """Store the problems in place of those noted before."""
    lines = (json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in problems)
    (folder / FILE).write_text("".join(lines), encoding="utf-8")
