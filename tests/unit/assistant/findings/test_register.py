"""Findings of logs in the register: as the log says how they stand, and no more than it says."""

from collections.abc import Mapping

import pytest

from assistant.findings.register import logged_findings, register
from assistant.model.findings import RegisterLine
from assistant.model.records import Record, RecordTable
from assistant.model.replies import Citation
from tests.replies import citation
from tests.unit.assistant.gaps.made import TODAY, Company

SAID = {"finding": "7", "clause": "8.4.3", "audited": "2026-03-02", "description": "No count."}


def lines(columns: Mapping[str, str] | None = None, **more: str) -> list[RegisterLine]:
    company = Company(logs={"audit_finding": [SAID | more]})

    def cite(record: Record) -> Citation:
        return citation(1)

    ground = company.ground(TODAY)
    rows = tuple(ground.of("audit_finding"))
    table = RecordTable(
        rows[0].revision, "Log", "audit_finding", 0.9, columns or {}, (), rows, len(rows)
    )
    return list(logged_findings(ground, cite, [table]))


def test_a_log_without_grades_and_states_is_said_to_state_neither() -> None:
    [one] = lines(due="2026-04-01")

    assert (one.state, one.grade) == ("not stated", "not stated")
    assert (one.is_open, one.days_open, one.overdue_by) == (False, None, 0)
    assert register(TODAY, [], [one], open_only=True).lines == (one,), "nobody says it is closed"


@pytest.mark.parametrize(("more", "state"), [({}, "open"), ({"closed": "2026-05-01"}, "closed")])
def test_a_log_with_a_column_for_it_is_believed_though_nothing_is_in_it(
    more: dict[str, str], state: str
) -> None:
    [one] = lines({"Closed on": "closed"}, grade="minor", **more)

    assert (one.state, one.grade, one.is_open) == (state, "minor", state == "open")
