"""Scores the report on old numbers against gold references.

python -m evals.legacy.measure [--set dev|unseen] [--gold FILE --documents DIR]
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.legacy_report import LegacyReport, LegacyScope, LegacyUse
from evals.legacy.gold import GOLD, GoldDocument, GoldReference, load_gold, stands_at
from evals.metrics.intervals import Measured, measured_mean
from integrations.bootstrap import build_services
from integrations.settings import Settings

_AS_OF = date(2026, 9, 30)


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares with their intervals, and what went wrong in words.

    `resolved`: old numbers reported as old. `asked`: ambiguous ones asked about. `quiet`:
    numbers of today and of others not reported. `precise`: reported as old and old by the gold
    (what the gold does not list counts as wrong).
    """

    resolved: Measured | None
    asked: Measured | None
    quiet: Measured | None
    precise: Measured | None
    wrong: tuple[str, ...]


def measure(documents: Sequence[GoldDocument], folder: Path | None = None) -> Figures:
    """Ingest the documents (those of `folder`, or their texts) and score the report on them."""
    with TemporaryDirectory() as name:
        work = Path(name)
        files = folder or _written(documents, work / "documents")
        with build_services(Settings.load(data=work / "data"), today=_AS_OF) as services:
            services.ingest([files])
            scope = LegacyScope(history=True)  # the reading is measured, not what is left out
            report = services.standards.legacy(as_of=_AS_OF, scope=scope)
    return score(documents, report)


def score(documents: Sequence[GoldDocument], report: LegacyReport) -> Figures:
    """The figures of a report; only documents of the gold count."""
    files = {document.file for document in documents}
    uses = [
        (Path(one.revision.path).name, use)
        for one in report.documents
        for use in one.uses
        if Path(one.revision.path).name in files
    ]
    said = {
        reference: [use.numbering.value for file, use in uses if _is_at(reference, file, use)]
        for document in documents
        for reference in document.references
    }
    old = [any(r.reading == "legacy" and _is_at(r, file, use) for r in said) for file, use in uses]
    old = [right for right, (_, use) in zip(old, uses, strict=True) if use.numbering == "legacy"]
    return Figures(
        resolved=measured_mean(
            [_is_said(said[r], "legacy") for r in said if r.reading == "legacy"]
        ),
        asked=measured_mean([_is_said(said[r], "ask") for r in said if r.reading == "ask"]),
        quiet=measured_mean([not said[r] for r in said if r.reading in ("current", "other")]),
        precise=measured_mean([float(right) for right in old]),
        wrong=tuple(_wrong(said, uses)),
    )


def _wrong(
    said: dict[GoldReference, list[str]], uses: Sequence[tuple[str, LegacyUse]]
) -> list[str]:
    lines = [
        f"{one.file}: {one.number} “{one.at}” is {one.reading}, said {found or 'nothing'}"
        for one, found in said.items()
        if (found != [] if one.reading in ("current", "other") else one.reading not in found)
    ]
    lines += [
        f"{file}: {use.number} “{use.quote}” is not in the gold, said {use.numbering.value}"
        for file, use in uses
        if not any(_is_at(one, file, use) for one in said)
    ]
    return lines


def _is_said(found: Sequence[str], reading: str) -> float:
    return float(bool(found) and set(found) == {reading})


def _is_at(reference: GoldReference, file: str, use: LegacyUse) -> bool:
    return stands_at(reference, file=file, number=str(use.number), quote=use.quote)


def _written(documents: Sequence[GoldDocument], folder: Path) -> Path:
    folder.mkdir()
    for document in documents:
        (folder / document.file).write_text(document.text, encoding="utf-8")
    return folder


def main() -> None:
    """Print the figures of one set."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--set", choices=("dev", "unseen", "sample", "all"), default="all")
    options.add_argument("--gold", type=Path, default=GOLD)
    options.add_argument("--documents", type=Path)
    chosen = options.parse_args()
    documents = [one for one in load_gold(chosen.gold) if chosen.set in ("all", one.part)]
    figures = measure(documents, chosen.documents)
    for name in ("resolved", "asked", "quiet", "precise"):
        one: Measured | None = getattr(figures, name)
        if one is not None:
            print(f"{name:9} {one.value:.3f}  [{one.low:.3f}, {one.high:.3f}]  n {one.n}")
    for line in figures.wrong:
        print(f"  {line}")


if __name__ == "__main__":
    main()
