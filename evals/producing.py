"""Make a run's folder: ingest the suite's documents into a collection and put every case.

The collection stands below the run's folder while the run is made, so that a run that was killed
goes on with it, and is taken away when the run is complete.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import WrongUse
from evals import runs
from evals.configuration import Told, made_with
from evals.generating import generate
from evals.journal import OLD_NUMBERS, PROPOSED, REPLIES, VERDICTS, Journal
from evals.problems import FILE, Problem, write_problems
from evals.subject import OpenServices
from evals.suites import Prepared
from integrations.bootstrap import Services, build_services
from integrations.cli.screen import FileBar, progress
from integrations.settings import Settings

if TYPE_CHECKING:
    from ingest.outcomes import Ingested

_COLLECTION = ".collection"
_MADE = (
    *(REPLIES, PROPOSED, VERDICTS, OLD_NUMBERS, FILE),
    *("scores.json", "report.md", "report.html", "config.json"),
)


class OtherRun(WrongUse):
    """The folder holds a run that was made with something else."""

    code = "other-run"
    hint = "Choose another folder, or --anew to write over it."


@dataclass(frozen=True, slots=True)
class Servers:
    """Where the collection of a run is made; empty: in files below the run's folder."""

    database_url: str = ""
    chroma_url: str = ""


HERE = Servers()


def produce(
    wanted: Prepared,
    settings: Settings,
    folder: Path,
    *,
    named: str,
    anew: bool = False,
    servers: Servers = HERE,
) -> None:
    """Make the run, or go on with it. Nothing is asked again that is recorded.

    Raises `OtherRun` when the folder holds a run of another program, settings or questions, and
    `WrongUse` when the database of `servers` holds documents of somebody's.
    """
    told = made_with(wanted.suite, settings, named=named)
    _start(folder, told, anew=anew)
    if runs.read_config(folder).get("complete"):
        return
    place = folder / _COLLECTION
    fresh = settings.model_copy(
        update={
            "data": place / "data",
            "database_url": servers.database_url,
            "chroma_url": servers.chroma_url,
        }
    )
    stays = bool(servers.chroma_url)  # a one-shot process does not use Chroma
    with build_services(fresh, today=wanted.suite.as_of, long_lived=stays) as services:
        if servers.database_url and anew:
            _require_empty(services)
        problems = _read(services, wanted.documents(place))
        with progress("Asking") as draw:
            subject = OpenServices(services)
            problems += generate(wanted.suite, subject, Journal(folder), progress=draw)
        write_problems(folder, problems)
        counts = _counts(services, wanted)
    if not any(one.fails for one in problems):
        runs.write_config(folder, {**told, **counts, "made": _now(), "complete": True})
        shutil.rmtree(place, ignore_errors=True)


def _require_empty(services: Services) -> None:
    if services.adapters.library.files():
        raise WrongUse(
            "The database of --database holds documents.",
            hint="Name an empty one: a run reads its own documents into it.",
        )


def _start(folder: Path, told: Told, *, anew: bool) -> None:
    if anew:
        for name in _MADE:
            (folder / name).unlink(missing_ok=True)
        shutil.rmtree(folder / _COLLECTION, ignore_errors=True)
    if (folder / "config.json").exists():
        held = runs.read_config(folder)
        other = sorted(name for name in told if held.get(name) != told[name])
        if other:
            raise OtherRun(f"{folder} holds a run made with other {', '.join(other)}.")
        return
    runs.write_config(folder, {**told, "complete": False})


def _read(services: Services, documents: Path) -> list[Problem]:
    with progress("Reading") as draw:
        report = services.ingest([documents], progress=FileBar(draw))
    with progress("Making vectors") as draw:
        services.complete_vectors(draw)
    return list(_not_read(report))


def _not_read(report: "Ingested") -> Iterator[Problem]:
    for file in report.files:
        if file.error is not None:
            fault = file.error
            yield Problem("documents", fault.code, file.path, str(fault), fault.hint)


def _counts(services: Services, wanted: Prepared) -> Told:
    held = services.adapters.library.revisions()
    passages = services.adapters.library.count_passages([one.id for one in held])
    return {"documents": len(held), "passages": passages, "cases": len(wanted.suite.cases)}


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")
