"""The speed report: a table of figures, and its place in docs/benchmarks.md."""

import os
import platform
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

_BEGIN, _END = "<!-- speed: begin -->", "<!-- speed: end -->"


@dataclass(frozen=True, slots=True)
class Asked:
    """Questions asked once each of a warm program: milliseconds, and what is wanted of them."""

    of: str
    questions: int
    p50: float
    p95: float
    wanted: tuple[int, int | None]  # p50 and p95 at most

    def row(self) -> tuple[str, str, str, str, str]:
        """As a row of the table."""
        most = f"p50 at most {self.wanted[0]} ms" + (
            f", p95 at most {self.wanted[1]} ms" if self.wanted[1] else ""
        )
        told = f"p50 {self.p50:.0f} ms, p95 {self.p95:.0f} ms"
        return (f"warm `ask` of {self.of}", told, "", f"{self.questions} questions", most)


@dataclass(frozen=True, slots=True)
class Figures:
    """One run. Seconds leave the imports out, which are told beside them."""

    asks: tuple[Asked, ...]
    load: float  # programs that wanted a processor at the end, over the last minute
    start_seconds: float  # imports of an ingest
    cpu_seconds: float  # of processors, for reading and all vectors
    recipe_cpu_seconds: float
    pages: int
    files: int
    passages: int
    searchable_seconds: float
    vectors_seconds: float  # to the last vector of a passage, words included
    vector_texts: int
    fine_texts: int  # words and sentences
    fine_seconds: float
    work_rate: float  # texts a second while the vectors are made
    embedder_rate: float  # texts a second, the embedder alone on the same texts
    ask_ms: float
    peak_mb: float
    import_seconds: float
    help_seconds: float
    one_shot_seconds: float
    recipe_pages: int
    recipe_pieces: int
    recipe_seconds: float
    recipe_ask_ms: float
    recipe_import_seconds: float
    recipe_peak_mb: float


def speed_table(figures: Figures) -> str:
    """Markdown: what, ours, the recipe's, how they compare, what is wanted."""
    f = figures
    theirs = f.recipe_pages / f.recipe_seconds
    searchable, whole = f.pages / f.searchable_seconds, f.pages / f.vectors_seconds
    from_start = f.pages / (f.start_seconds + f.searchable_seconds)
    theirs_from_start = f.recipe_pages / (f.recipe_import_seconds + f.recipe_seconds)
    rows = [
        ("pages searchable by words, a second", f"{searchable:.1f}", f"{theirs:.1f}",
         f"{searchable / theirs:.1f} times", "at least 10 times"),
        ("the same, imports counted on both sides", f"{from_start:.1f}",
         f"{theirs_from_start:.1f}", f"{from_start / theirs_from_start:.1f} times", ""),
        ("pages with vectors, a second", f"{whole:.1f}", f"{theirs:.1f}",
         f"{whole / theirs:.2f} times", "at least 1.3 times"),
        ("proposals by meaning, vectors of words and sentences, afterwards",
         f"{f.fine_seconds:.1f} s", "",
         f"{f.fine_texts:,} texts", ""),
        ("share of the embedder's own throughput", f"{f.work_rate / f.embedder_rate:.2f}", "",
         f"{f.work_rate:.1f} of {f.embedder_rate:.1f} texts a second", "at least 0.90"),
        ("one question, program warm", f"{f.ask_ms:.0f} ms", f"{f.recipe_ask_ms:.0f} ms",
         f"{f.ask_ms / f.recipe_ask_ms:.2f} times", "at most 1 time"),
        *(asked.row() for asked in f.asks),
        ("processor seconds for reading and all vectors", f"{f.cpu_seconds:.1f}",
         f"{f.recipe_cpu_seconds:.1f}",
         "vectors of words and sentences are ours alone", ""),
        ("peak memory", f"{f.peak_mb:.0f} MiB", f"{f.recipe_peak_mb:.0f} MiB",
         f"{f.peak_mb / f.recipe_peak_mb:.2f} times", "at most 1 time"),
        ("imports", f"{f.import_seconds:.1f} s", f"{f.recipe_import_seconds:.1f} s", "", ""),
        ("`clausewise --help`", f"{f.help_seconds:.2f} s", "", "", "under 0.5 s"),
        ("one-shot `ask` on the sample", f"{f.one_shot_seconds:.2f} s", "", "", "under 2.5 s"),
    ]  # fmt: skip
    lines = [
        "| what | Clausewise | recipe | compared | wanted |",
        "| --- | --- | --- | --- | --- |",
    ]
    return "\n".join(lines + [f"| {' | '.join(row)} |" for row in rows])


def write(path: Path, figures: Figures) -> None:
    """Put the table between its marks in the file, which is made when it is not there."""
    text = path.read_text(encoding="utf-8") if path.exists() else f"{_BEGIN}\n{_END}\n"
    before, _, rest = text.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    path.write_text(f"{before}{_BEGIN}\n{_section(figures)}\n{_END}{after}", encoding="utf-8")


def _section(figures: Figures) -> str:
    f = figures
    return "\n".join(
        [
            f"{date.today().isoformat()}, {machine()}. {f.files} PDFs, {f.pages} pages: "
            f"{f.passages} passages of ours, {f.recipe_pieces} pieces of the recipe's. "
            f"Load at the end: {f.load:.1f}.",
            "",
            speed_table(figures),
        ]
    )


def machine() -> str:
    """The machine the figures are of, in words."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores, {memory:.0f} GiB of memory, {_processor()}"


def _processor() -> str:
    with suppress(OSError):  # other systems have no such file
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()
