"""Which clause a topic belongs to: "where is internal audit covered?" means 9.2."""

import re
from collections.abc import Sequence

from assistant.language.question import Subject, take_apart
from assistant.language.words import Keys, Thesaurus
from assistant.model.clauses import Applicability, ClauseNumber, Edition

_WHERE_COVERED = re.compile(
    r"\bwhere\b.{0,80}\b(?:covered|described|documented|addressed|defined|laid\s+down|cover|describe|document|"
    r"address|deal\s+with|dealt\s+with|control|handle|manage)\b"
    r"|\bwhich\s+(?:of\s+our\s+)?(?:documents?|docs?|procedures?|instructions?|sections?|sops?)\s+(?:do\s+(?:we|i)\s+\w+\s+for|"
    r"covers?|describes?|addresse?s?|deals?\s+with|handles?|(?:is|are)\s+(?:about|for))\b",
    re.IGNORECASE,
)
_COVER_WORDS = frozenset(
    """cover describ document doc address defin laid deal handl manag control procedur instruct
    section sop show auditor ask""".split()
)


class ClauseTopics:
    """Clauses by the titles and phrases people know them by."""

    def __init__(self, edition: Edition, thesaurus: Thesaurus) -> None:
        self._thesaurus = thesaurus
        self._names = [
            (clause, [thesaurus.keys(name) for name in (clause.title, *clause.phrases)])
            for clause in edition
            if clause.applicability is Applicability.ACTIVE
        ]

    def asked(self, question: str) -> ClauseNumber | None:
        """The clause whose coverage is asked for by topic; None when no one clause is meant."""
        if not _WHERE_COVERED.search(question):
            return None
        subjects = [s for s in take_apart(question, self._thesaurus).subjects if not _is_asking(s)]
        if not subjects:
            return None
        ranked = [
            (_fit(names, subjects), -clause.number.depth, clause) for clause, names in self._names
        ]
        best = max(ranked, key=lambda one: one[:2], default=None)
        return best[2].number if best is not None and best[0] > 0 else None


def _fit(names: Sequence[Keys], subjects: Sequence[Subject]) -> int:
    """How well one of the names names every subject and hardly more; 0 for none that does."""
    asked = {stem for subject in subjects for stem in subject.stems}
    fits = [
        10 * len(subjects) - len(keys.stems - asked)
        for keys in names
        if len(keys.stems - asked) <= 1 and all(subject.matches(keys) for subject in subjects)
    ]
    return max(fits, default=0)


def _is_asking(subject: Subject) -> bool:
    return set(subject.stems) <= _COVER_WORDS
