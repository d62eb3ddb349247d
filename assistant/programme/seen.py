"""A programme as somebody sees it who may not see every document.

Which audits there are, of what, when and by whom; nothing of what that was planned by, because it
may stand in a document that is held back.
"""

from collections.abc import Collection
from dataclasses import replace

from assistant.model.programmes import Auditor, Programme, ProgrammeClause, ProgrammeProcess

HELD_BACK = "held back"
NOTE = "What it was planned by is not shown: some documents are held back from you."


def without(programme: Programme, hidden: Collection[str]) -> Programme:
    """The programme without what was read in documents; `hidden` are the numbers held back.

    The same programme where there are none.
    """
    if not hidden:
        return programme
    longest_first = sorted((one for one in hidden if one), key=len, reverse=True)

    def plain(text: str) -> str:
        for number in longest_first:
            text = text.replace(number, HELD_BACK)
        return text

    return replace(
        programme,
        notes=(NOTE,),
        audits=tuple(replace(one, note=plain(one.note)) for one in programme.audits),
        processes=tuple(_bare_process(one) for one in programme.processes),
        clauses=tuple(_bare_clause(one) for one in programme.clauses),
        auditors=tuple(Auditor(one.name, competence=HELD_BACK) for one in programme.auditors),
        own_work=tuple(replace(one, why=HELD_BACK) for one in programme.own_work),
    )


def _bare_process(one: ProgrammeProcess) -> ProgrammeProcess:
    return ProgrammeProcess(
        one.name, one.owner, one.clauses, customary=one.customary, risk=one.risk
    )


def _bare_clause(one: ProgrammeClause) -> ProgrammeClause:
    return ProgrammeClause(one.number, one.title, one.owner)
