"""The organisation's own settings: applicability with reasons, owners, processes."""

from dataclasses import dataclass

from assistant.model.clauses import ClauseNumber


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """A clause, with all below it, that the organisation declares not applicable, and why."""

    clause: ClauseNumber
    reason: str


@dataclass(frozen=True, slots=True)
class Owner:
    """Who answers for a clause and all below it that have no owner of their own."""

    clause: ClauseNumber
    owner: str


@dataclass(frozen=True, slots=True)
class Process:
    """A process: its owner, the clauses it serves and the documents that describe it."""

    name: str
    owner: str = ""
    clauses: tuple[ClauseNumber, ...] = ()
    documents: tuple[str, ...] = ()  # document numbers


@dataclass(frozen=True, slots=True)
class AuditorSetting:
    """An internal auditor: roles beside auditing, and processes whose work is his or her own."""

    name: str
    roles: tuple[str, ...] = ()
    works_in: tuple[str, ...] = ()  # names of processes


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule for gaps that the organisation switches off or gives other limits, and why.

    `limits` pairs the name of a limit with its number.
    """

    rule: str
    reason: str
    off: bool = False
    limits: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Organisation:
    """Everything of one organisation; empty where nothing was said."""

    name: str = ""
    not_applicable: tuple[NotApplicable, ...] = ()
    owners: tuple[Owner, ...] = ()
    processes: tuple[Process, ...] = ()
    gap_rules: tuple[RuleChange, ...] = ()
    auditors: tuple[AuditorSetting, ...] = ()

    @property
    def clauses(self) -> tuple[ClauseNumber, ...]:
        """Every clause that is named, each once, in reading order."""
        named = {one.clause for one in self.not_applicable} | {one.clause for one in self.owners}
        return tuple(sorted(named.union(*(one.clauses for one in self.processes))))
