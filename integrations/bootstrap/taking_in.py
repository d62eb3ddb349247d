"""What an ingest did, as whoever brought the files may be told."""

from collections.abc import Callable
from dataclasses import replace

from assistant.model.documents import Revision
from assistant.model.files import Refusal
from assistant.people.access import same_number
from assistant.people.sight import Seen, Sight
from ingest.outcomes import FileOutcome, Ingested


def as_seen(report: Ingested, sight: Sight) -> Ingested:
    """The report without the names of documents that are hidden from them."""
    seen = sight.now()
    told = tuple(
        _without(one) if one.duplicate_of in seen.hidden_paths else one for one in report.files
    )
    kept = tuple(replace(one, warnings=sight.without_hidden(one.warnings)) for one in told)
    return replace(report, files=kept)


def takes_place_of_hidden(seen: Seen) -> Callable[[Revision], bool]:
    """Whether a revision would take the place of a document that its bringer may not see."""
    numbers = {same_number(one) for one in seen.hidden_numbers}
    issues = {(same_number(number), label) for number, label in seen.hidden_issues}

    def takes_place(one: Revision) -> bool:
        number = same_number(one.number)
        return number in numbers or (number, one.identity.label or "") in issues

    return takes_place


def _without(outcome: FileOutcome) -> FileOutcome:
    message = f"{outcome.path} has the same content as a file that is here already."
    error = None if outcome.error is None else Refusal(outcome.error.code, message, _HINT)
    return replace(outcome, duplicate_of=None, error=error)


_HINT = "Ask whoever looks after the documents."
