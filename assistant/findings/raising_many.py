"""The use case: raise the findings that somebody wrote down away from the program."""

from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass

from assistant.errors import ClausewiseError
from assistant.findings.raising import FindingIncomplete
from assistant.model.findings import Finding, FindingDraft, FindingStanding, TypedFinding


@dataclass(frozen=True, slots=True)
class TypedRow:
    """A finding as it stands in a row of a file; `where` is its cell."""

    where: str
    typed: TypedFinding


@dataclass(frozen=True, slots=True)
class RaisedMany:
    """What came of it. `told` says which rows wait as drafts and which were there before."""

    raised: tuple[FindingStanding, ...]
    told: tuple[str, ...]


def raise_many(
    rows: Sequence[TypedRow],
    raise_one: Callable[[TypedFinding], FindingStanding],
    *,
    findings: Sequence[Finding],
    drafts: Sequence[FindingDraft],
) -> RaisedMany:
    """Raise each row that is not among `findings` or `drafts` of the audit yet.

    Nothing typed is lost: a row that is not complete is kept as a draft by `raise_one`.
    """
    raised: list[FindingStanding] = []
    told: list[str] = []
    for row in rows:
        if _is_there(row.typed, findings, drafts):
            told.append(f"{row.where}: was taken over before.")
            continue
        try:
            raised.append(raise_one(row.typed))
        except FindingIncomplete as error:
            told.append(f"{row.where}: {error} Kept as draft {error.draft}.")
        except ClausewiseError as error:
            told.append(f"{row.where}: {error} {error.hint}")
    return RaisedMany(tuple(raised), tuple(told))


def _is_there(
    typed: TypedFinding, findings: Sequence[Finding], drafts: Sequence[FindingDraft]
) -> bool:
    """Whether the same words stand there: an import that is repeated raises nothing twice."""
    if any(_same(typed, one.typed) for one in drafts):
        return True
    return any(
        (_plain(one.evidence), _plain(one.nature)) == (_plain(typed.evidence), _plain(typed.nature))
        for one in findings
    )


def _same(one: TypedFinding, other: TypedFinding) -> bool:
    return [_plain(text) for text in astuple(one)] == [_plain(text) for text in astuple(other)]


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
