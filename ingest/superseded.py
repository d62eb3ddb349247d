"""Issues that were in files which hold another one now: what a question about past days lacks."""

from collections.abc import Iterable, Mapping
from datetime import date

from assistant.model.documents import Revision
from assistant.succession import doubts
from ingest.outcomes import Results


class Superseded:
    """Remembers what each file held before this run, and tells what is held no more."""

    def __init__(self) -> None:
        self._before: dict[str, Revision] = {}

    def note(self, path: str, before: Revision | None) -> None:
        """The file of `path` held `before` when the run began."""
        if before is not None:
            self._before.setdefault(path, before)

    def tell(self, results: Results, held: Iterable[Revision]) -> None:
        """Warn at each file whose earlier issue is not among those `held` now."""
        issues = {_issue(revision) for revision in held}
        for path, before in self._before.items():
            if _issue(before) not in issues:
                results.warn(path, _warning(before))


def tell_doubts(results: Results, revisions: Mapping[str, Revision], today: date) -> None:
    """Warn at each new file that takes another's place and does not look like its successor."""
    doubted = doubts(revisions.values(), today)
    for path, revision in revisions.items():
        for told in doubted.get(revision.id, ()) if results.is_news(path) else ():
            results.warn(path, told)


def _issue(revision: Revision) -> tuple[str, str]:
    return revision.number.casefold(), revision.identity.label.casefold()


def _warning(before: Revision) -> str:
    label = f" issue {before.identity.label}" if before.identity.label else ""
    return (
        f"{before.number}{label} was in this file and is no longer held; keep superseded issues "
        "in files of their own, e.g. in obsolete/, if you ask about past days."
    )
