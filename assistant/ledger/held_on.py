"""A library as it stood on a day, issues that were saved over or removed since included."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from functools import cached_property

from assistant.in_force import family
from assistant.model.clauses import ClauseNumber
from assistant.model.documents import Revision
from assistant.model.passages import Passage
from assistant.model.past_issues import PastIssue
from assistant.ports import Holdings, MappedPassage


class HeldOn:
    """`Holdings` as a day began: issues that went since are in it, what took their place is not.

    What was saved over another issue came when it was saved, whatever date it bears.
    """

    def __init__(self, library: Holdings, day: date) -> None:
        self._library, self._day = library, day

    def revisions(self) -> list[Revision]:
        """Every revision that was held, by number, then path."""
        return sorted(self._held.values(), key=lambda one: (one.number, one.path))

    def passages_of(self, revision: str) -> list[Passage]:
        """All passages of one revision, in reading order."""
        if past := self._past.get(revision):
            return list(past.passages)
        return self._library.passages_of(revision)

    def past_issues(self, number: str | None = None) -> list[PastIssue]:
        """Issues held no more today, in the order in which they went."""
        return self._library.past_issues(number)

    def mappings(
        self,
        *,
        edition: str,
        clauses: Collection[ClauseNumber] | None = None,
        revisions: Collection[str] | None = None,
        passages: Collection[str] | None = None,
        ids: Collection[str] | None = None,
        likely: bool = False,
    ) -> list[MappedPassage]:
        """Mappings that fit every filter, in reading order, as they were on the day."""
        wanted = set(self._held) if revisions is None else set(revisions) & set(self._held)
        found = self._library.mappings(
            edition=edition,
            clauses=clauses,
            revisions=wanted - set(self._past),
            passages=passages,
            ids=ids,
            likely=likely,
        )
        found += [
            one
            for id_ in sorted(wanted & set(self._past))
            for one in _mapped(self._past[id_], edition)
            if (clauses is None or one.mapping.proposal.clause in clauses)
            and (passages is None or one.passage.id in passages)
            and (ids is None or one.mapping.id in ids)
            and (likely or ids is not None or not one.mapping.is_likely_only)
        ]
        return sorted(found, key=_reading_order)

    @cached_property
    def _past(self) -> dict[str, PastIssue]:
        """The past issues that were still held, by the id of their revision; the first counts."""
        found: dict[str, PastIssue] = {}
        for one in self._library.past_issues():
            if one.until >= self._day:
                found.setdefault(one.revision.id, one)
        return found

    @cached_property
    def _held(self) -> dict[str, Revision]:
        of_path: dict[str, Revision] = {}
        for one in (*(past.revision for past in self._past.values()), *self._of_today):
            of_path.setdefault(one.path, one)
        return {one.id: one for one in of_path.values()}

    @cached_property
    def _of_today(self) -> list[Revision]:
        """What is held today, without undated issues that came in the place of a past one."""
        gone: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for past in self._past.values():
            gone[family(past.revision)].add(past.revision.identity.label)
        return [
            one
            for one in self._library.revisions()
            if one.id not in self._past
            and (
                one.identity.effective_date is not None
                or family(one) not in gone
                or one.identity.label in gone[family(one)]
            )
        ]


def _mapped(past: PastIssue, edition: str) -> list[MappedPassage]:
    cut = {passage.id: passage for passage in past.passages}
    return [
        MappedPassage(mapping, cut[mapping.proposal.passage], past.revision)
        for mapping in past.mappings
        if mapping.edition == edition or mapping.origin is not None  # another edition lends it
    ]


def _reading_order(mapped: MappedPassage) -> tuple[str, str, int, ClauseNumber]:
    revision, passage = mapped.revision, mapped.passage
    return revision.number, revision.path, passage.ordinal, mapped.mapping.proposal.clause
