"""What a run is made with: the program, its settings and the gold, so that it can be repeated."""

from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from evals.journal import put_of
from evals.running import Suite
from integrations.settings import Settings

_PROGRAM = ("prompts", "assistant", "ingest", "integrations")
_TOLD = ("edition", "embedding_model", "reranker_model", "model", "max_file_mb")
"""Settings that change what is answered. Keys, tokens and addresses are never told."""

Told = dict[str, object]


def made_with(suite: Suite, settings: Settings, *, named: str) -> Told:
    """The part of a run's configuration that must not change while it is made.

    `named`: the suite as it was asked for, `sample` or a folder.
    """
    return {
        "suite": suite.name,
        "named": named,
        "as_of": suite.as_of.isoformat(),
        "program": {"version": _version(), "source_sha256": _source()},
        "settings": {name: str(getattr(settings, name, "")) for name in _TOLD},
        "questions_sha256": _fingerprint([put_of(case, suite.as_of) for case in suite.cases]),
        "gold_sha256": gold_fingerprint(suite),
    }


def gold_fingerprint(suite: Suite) -> str:
    """The same for the same gold, whatever the gates."""
    whole = (suite.cases, _mapped(suite), suite.coverage, suite.statuses, suite.numbers)
    return _fingerprint(whole)


def _mapped(suite: Suite) -> list[object]:
    """Sets have no order of their own."""
    return [(one.place, sorted(one.clauses), sorted(one.acceptable)) for one in suite.mappings]


def _fingerprint(told: object) -> str:
    return sha256(repr(told).encode()).hexdigest()


def _version() -> str:
    try:
        return version("clausewise")
    except PackageNotFoundError:
        return "not installed"


def _source() -> str:
    """Of every file of the program that is not the evaluation: code, catalogues and prompts."""
    root, whole = Path(__file__).resolve().parent.parent, sha256()
    for package in _PROGRAM:
        for path in sorted((root / package).rglob("*")):
            if path.is_file() and path.suffix in (".py", ".yaml", ".md", ".json"):
                whole.update(path.relative_to(root).as_posix().encode() + path.read_bytes())
    return whole.hexdigest()
