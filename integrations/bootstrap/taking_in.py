"""What an ingest did, as whoever brought the files may be told."""

from dataclasses import replace

from assistant.model.files import Refusal
from assistant.people.sight import Sight
from ingest.outcomes import FileOutcome, Ingested


def as_seen(report: Ingested, sight: Sight) -> Ingested:
    """The report without the names of documents that are hidden from them."""
    seen = sight.now()
    told = tuple(
        _without(one) if one.duplicate_of in seen.hidden_paths else one for one in report.files
    )
    kept = tuple(replace(one, warnings=sight.without_hidden(one.warnings)) for one in told)
    return replace(report, files=kept)


def _without(outcome: FileOutcome) -> FileOutcome:
    message = f"{outcome.path} has the same content as a file that is here already."
    error = None if outcome.error is None else Refusal(outcome.error.code, message, _HINT)
    return replace(outcome, duplicate_of=None, error=error)


_HINT = "Ask whoever looks after the documents."
