"""Looks at the installation part by part and names the fix for whatever is wrong."""

import shutil
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Literal

from assistant.errors import ClausewiseError, StoreUnavailable
from assistant.in_force import in_force
from assistant.ports import Allowance
from integrations.bootstrap import Adapters, build_services
from integrations.places import counted
from integrations.settings import Settings
from integrations.shapes import Shape
from prompts.library import RenderedPrompt

_PACKAGES = (
    "alembic",
    "chromadb",
    "fastapi",
    "onnxruntime",
    "pydantic",
    "pypdf",
    "slack-bolt",
    "sqlalchemy",
    "typer",
)
_LOW_DISK = 1  # GiB
_INSTALL_AGAIN = "Install Clausewise again (`make setup`)."

State = Literal["ok", "note", "fail"]


class Check(Shape):
    """One thing looked at; `fix` is empty where there is nothing to do."""

    check: str
    state: State
    found: str
    fix: str = ""


class Report(Shape):
    """`doctor --json`."""

    well: bool
    checks: list[Check]


@dataclass(frozen=True, slots=True)
class _Part:
    name: str
    look: Callable[[Adapters], Check]


def examine(settings: Settings) -> Report:
    """Every check, also after one has failed; nothing raises."""
    with build_services(settings) as services:
        checks = [_looked(part, services.adapters) for part in _PARTS]
    return Report(well=all(one.state != "fail" for one in checks), checks=checks)


def _looked(part: _Part, adapters: Adapters) -> Check:
    try:
        return part.look(adapters)
    except ClausewiseError as error:
        return Check(check=part.name, state="fail", found=str(error), fix=error.hint)
    except Exception as error:  # a broken installation breaks in its own ways
        found = f"{type(error).__name__}: {error}"
        return Check(
            check=part.name,
            state="fail",
            found=found,
            fix=_INSTALL_AGAIN,
        )


def _python(_: Adapters) -> Check:
    found = ".".join(map(str, sys.version_info[:3]))
    return Check(check="Python", state="ok", found=f"{found} at {sys.executable}")


def _packages(_: Adapters) -> Check:
    versions = dict(_versions())
    missing = [name for name, found in versions.items() if not found]
    told = ", ".join(f"{name} {found or 'missing'}" for name, found in versions.items())
    fix = f"Install {', '.join(missing)} (`make setup`)." if missing else ""
    return Check(check="Packages", state="fail" if missing else "ok", found=told, fix=fix)


def _versions() -> Iterator[tuple[str, str]]:
    for name in _PACKAGES:
        try:
            yield name, version(name)
        except PackageNotFoundError:
            yield name, ""


def _edition(adapters: Adapters) -> Check:
    edition = adapters.edition
    found = f"{edition.id}: {edition.name}, {counted(len(edition.clauses), 'clause')}"
    if adapters.editions.faults:
        told = "; ".join(map(str, adapters.editions.faults))
        return Check(check="Edition", state="note", found=found, fix=f"Not read: {told}")
    return Check(check="Edition", state="ok", found=found)


def _model(adapters: Adapters) -> Check:
    vector = adapters.embedder.embed(["ready"])
    found = f"{adapters.embedder.name}, checksum good, {vector.shape[1]} dimensions"
    return Check(check="Embedding model", state="ok", found=found)


def _reranker(adapters: Adapters) -> Check:
    if adapters.reranker is None:
        return Check(check="Reranker", state="ok", found="none set")
    adapters.reranker.scores("ready", ["ready"])
    return Check(check="Reranker", state="ok", found=adapters.reranker.name)


def _language_model(adapters: Adapters) -> Check:
    name = "Language model"
    if (model := adapters.language_model) is None:
        return Check(check=name, state="ok", found="none: answers are the documents' own words")
    prompt = RenderedPrompt("doctor", 1, "Answer with one word.", "Say ready.")
    started = time.monotonic()
    model.complete(prompt, Allowance(seconds=adapters.settings.model_timeout, tokens=20))
    found = f"{model.name} answered in {time.monotonic() - started:.1f} s"
    return Check(check=name, state="ok", found=found)


def _folder(adapters: Adapters) -> Check:
    folder = adapters.settings.data
    folder.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(folder).free / 2**30
    low = free < _LOW_DISK
    found = f"{folder.absolute()}, {free:.1f} GiB free"
    fix = "Free some disk space, or use another data directory with --data." if low else ""
    return Check(check="Data directory", state="fail" if low else "ok", found=found, fix=fix)


def _database(adapters: Adapters) -> Check:
    held = adapters.library.revisions()
    found = f"open, schema current, {counted(len(held), 'revision')}"
    return Check(check="Database", state="ok", found=found)


def _ledger(adapters: Adapters) -> Check:
    from integrations.bootstrap.ledger import LedgerServices

    entries = adapters.ledger.entries()
    broken = LedgerServices(adapters).broken()
    if broken is not None:
        found = f"{broken.told}"
        fix = "Put the database back from a backup, and compare the two."
        return Check(check="Ledger", state="fail", found=found, fix=fix)
    if not entries:
        return Check(check="Ledger", state="ok", found="nothing decided yet")
    found = (
        f"{counted(len(entries), 'decision')}, all as written; last seal {entries[-1].seal[:16]}"
    )
    return Check(check="Ledger", state="ok", found=found)


def _access_log(adapters: Adapters) -> Check:
    from integrations.bootstrap.people import PeopleServices

    people = PeopleServices(adapters)
    broken = people.broken()
    if broken is not None:
        fix = "Put the database back from a backup, and compare the two."
        return Check(check="Access log", state="fail", found=broken.told, fix=fix)
    newest = people.entries.entries(limit=1)
    told = f"{counted(newest[0].no, 'line')}, all as written" if newest else "empty"
    return Check(check="Access log", state="ok", found=told)


def _access(adapters: Adapters) -> Check:
    rules = len(adapters.access.rules)
    found = counted(rules, "rule") if adapters.access.restricts else "everything is for everybody"
    return Check(check="Who may see what", state="ok", found=found)


def _words(adapters: Adapters) -> Check:
    adapters.word_table.check()
    return Check(check="Word index", state="ok", found="agrees with the database")


def _vectors(adapters: Adapters) -> Check:
    held = [revision.id for revision in adapters.library.revisions()]
    ready = adapters.vectors_ready(held)
    texts = adapters.fine_vectors.ready()
    found = (
        f"{ready:.0%} of the passages have a vector, "
        f"words and sentences of {texts:.0%} of the documents"
    )
    if ready >= 1 and texts >= 1:
        return Check(check="Vectors", state="ok", found=found)
    fix = "They follow with `serve`, the next `ingest --wait`, or `clausewise index rebuild`."
    return Check(check="Vectors", state="note", found=found, fix=fix)


def _chroma(adapters: Adapters) -> Check:
    folder = adapters.settings.data / "chroma"
    if not adapters.settings.chroma_url and not folder.is_dir():
        return Check(check="Chroma", state="ok", found="not used yet; made by `serve` and `slack`")
    if not adapters.settings.chroma_url and not adapters.vectors_lock.take():
        found = f"open in {adapters.vectors_lock.holder()}; not compared"
        return Check(check="Chroma", state="note", found=found)
    return _compared(adapters)


def _compared(adapters: Adapters) -> Check:
    from integrations.vectors import VectorWork

    index = adapters.open_chroma()
    try:
        difference = VectorWork(adapters.database, adapters.embedder, index=index).compare()
    finally:
        index.close()
    if not difference:
        return Check(check="Chroma", state="ok", found="agrees with the database")
    found = f"{len(difference.missing)} vectors missing, {len(difference.orphaned)} too many"
    fix = "`serve` puts it right when it starts; `clausewise index rebuild` does it now."
    return Check(check="Chroma", state="note", found=found, fix=fix)


def _lock(adapters: Adapters) -> Check:
    lock = adapters.vectors_lock
    if lock.take():
        return Check(check="Other processes", state="ok", found="none works on the vectors")
    return Check(check="Other processes", state="note", found=lock.holder())


def _scans(adapters: Adapters) -> Check:
    from ingest.readers.ocr.choice import Ocr, engine_name, how_to_have

    ocr = Ocr(adapters.settings.ocr)
    name = engine_name(ocr)
    held = adapters.library.revisions()
    read = sum(len(one.ocr_pages) for one in held)
    blind = [one for one in held if one.pages_without_text]
    pages = sum(len(one.pages_without_text) for one in blind)
    found = f"{name or 'no OCR engine'}; {counted(read, 'page')} read by OCR"
    if pages:
        found += f", {counted(pages, 'page')} without text in {counted(len(blind), 'document')}"
    if not name:
        return Check(check="Scans", state="note", found=found, fix=how_to_have(ocr))
    if not pages:
        return Check(check="Scans", state="ok", found=found)
    named = ", ".join(one.path for one in blind[:5]) + (" …" if len(blind) > 5 else "")
    return Check(check="Scans", state="note", found=found, fix=f"Look at these pages: {named}")


def _attachments(adapters: Adapters) -> Check:
    from integrations.bootstrap.audits import AuditServices

    services = AuditServices(adapters)
    kept = {one for entry in services.book.entries() for one in entry.attachments}
    lost = []
    for one in sorted(kept, key=lambda each: each.name):
        try:
            services.attachments.content(one)
        except StoreUnavailable:
            lost.append(one.name)
    if lost:
        found = f"{len(lost)} of {len(kept)} gone or altered: {', '.join(lost[:5])}"
        fix = "Put `attachments/` of the data directory back from a backup."
        return Check(check="Attachments", state="fail", found=found, fix=fix)
    found = f"{counted(len(kept), 'file')} of audits, all as kept" if kept else "none kept yet"
    return Check(check="Attachments", state="ok", found=found)


def _organisation(adapters: Adapters) -> Check:
    from assistant.organisation.documents import faults_of

    told = faults_of(
        adapters.organisation.processes,
        in_force(adapters.library.revisions(), adapters.clock.today()),
    )
    if told:
        fix = "Name documents in force in organisation.yaml: `clausewise documents` lists them."
        return Check(check="Organisation", state="note", found=" ".join(told), fix=fix)
    found = f"processes described: {len(adapters.organisation.processes)}"
    return Check(check="Organisation", state="ok", found=found)


def _refused(adapters: Adapters) -> Check:
    files = adapters.library.files()
    refused = [one for one in files if one.refusal is not None]
    found = f"{len(files)} known, {len(refused)} refused"
    if not refused:
        return Check(check="Files", state="ok", found=found)
    codes = ", ".join(sorted({one.refusal.code for one in refused if one.refusal}))
    fix = f"`clausewise ingest` again names each ({codes}) and what to do."
    return Check(check="Files", state="note", found=found, fix=fix)


_PARTS = (
    _Part("Python", _python),
    _Part("Packages", _packages),
    _Part("Edition", _edition),
    _Part("Embedding model", _model),
    _Part("Scans", _scans),
    _Part("Reranker", _reranker),
    _Part("Language model", _language_model),
    _Part("Data directory", _folder),
    _Part("Database", _database),
    _Part("Ledger", _ledger),
    _Part("Attachments", _attachments),
    _Part("Access log", _access_log),
    _Part("Who may see what", _access),
    _Part("Word index", _words),
    _Part("Other processes", _lock),
    _Part("Vectors", _vectors),
    _Part("Chroma", _chroma),
    _Part("Files", _refused),
    _Part("Organisation", _organisation),
)
