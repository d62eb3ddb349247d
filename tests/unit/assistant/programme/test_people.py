"""Whose work something is: by name, by role, and what a record says of competence."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.model.clauses import ClauseNumber
from assistant.model.organisation import AuditorSetting
from assistant.model.programmes import Auditor, OwnWork
from assistant.model.records import Field, Record, RecordTable
from assistant.programme.people import (
    NO_RECORD,
    Roles,
    auditors_of,
    known_roles,
    own_work,
    read_auditor,
    unknown_roles,
)
from assistant.programme.scope import Subject
from tests.builders import revision
from tests.company import clause

BUYING = Subject("Buying", "Buying Lead", (), (ClauseNumber.parse("8.4.1"),), ("QP-84",))


class Held:
    """Records of competence and training."""

    tables: tuple[RecordTable, ...] = ()

    def __init__(self, **rows: list[Record]) -> None:
        self._rows = rows

    def of(self, type_id: str) -> list[Record]:
        return self._rows.get(type_id, [])


def row(sort: str, **said: str | date) -> Record:
    fields = {
        name: Field(name, value, str(value), name, "Log!B2", "p_1") for name, value in said.items()
    }
    return Record(sort, "", "d_1", "p_1", "Log!2", fields, {})


def found(*auditors: Auditor, owner: str = "", approver: str = "") -> list[tuple[str, str]]:
    held = revision("QP-84", "A")
    held = replace(held, identity=replace(held.identity, owner=owner, approver=approver))
    works = own_work(auditors, [BUYING], {"Buying": [held]}, (), {})
    return [(one.auditor, one.why) for one in works]


@pytest.mark.parametrize(
    ("owner", "approver", "why"),
    [
        ("Ann Lee", "", "owns QP-84"),
        ("A. Lee, Quality Engineer", "", "owns QP-84"),
        ("", "Cy Dow / A. Lee", "approved QP-84"),
        ("Quality engineer", "", "owns QP-84 (as Quality engineer)"),
    ],
)
def test_documents_are_own_work_by_name_and_by_role(owner: str, approver: str, why: str) -> None:
    ann = Auditor("Ann Lee", ("Quality Engineer",))

    assert found(ann, owner=owner, approver=approver) == [("Ann Lee", why)]


@pytest.mark.parametrize("role", ["Gauge Keeper", "Toolroom"])
def test_a_role_given_to_an_auditor_is_one_whatever_word_it_is(role: str) -> None:
    ann = Auditor("Ann Lee", (role,))

    assert found(ann, owner=role) == [("Ann Lee", f"owns QP-84 (as {role})")]


def test_another_person_of_another_name_is_not_meant() -> None:
    assert found(Auditor("Ann Lee"), owner="Bo Lee", approver="Quality Engineer") == []


def test_the_owner_of_a_process_and_of_a_clause_is_not_its_auditor() -> None:
    ann, bo = Auditor("Ann Lee", ("Buying Lead",)), Auditor("Bo Ray")
    owned = clause("8.4.1", "Approval", owner="Bo Ray")

    works = own_work([ann, bo], [BUYING], {}, [owned], {})

    assert works == (
        OwnWork("Ann Lee", "Buying", "answers for the process (as Buying Lead)"),
        OwnWork("Bo Ray", "Buying", "answers for the clause", (ClauseNumber.parse("8.4.1"),)),
    )


def test_roles_are_learned_where_a_text_names_person_and_role_together() -> None:
    held = Held(competence=[row("competence", person="Bo Ray", role="Store Supervisor")])
    roles = known_roles(["A. Lee (Quality Manager)", "Cy Dow", "Head Office"], held)

    assert (roles.of("Ann Lee"), roles.of("Bo Ray")) == (["Quality Manager"], ["Store Supervisor"])
    assert unknown_roles([], roles, ["Quality Manager", "Buying Lead"]) == ("Buying Lead",)


def test_competence_is_the_latest_record_that_speaks_of_auditing() -> None:
    held = Held(
        training=[
            row("training", person="Ann Lee", course="Internal auditor", trained=date(2021, 5, 1)),
            row("training", person="A. Lee", course="Auditing again", trained=date(2025, 5, 19),
                due=date(2028, 5, 19)),
            row("training", person="Ann Lee", course="Forklift", trained=date(2026, 5, 1)),
        ]
    )  # fmt: skip
    settings = [AuditorSetting("Ann Lee"), AuditorSetting("Bo Ray")]

    ann, bo = auditors_of(settings, Roles({}, {}), held, lambda record: record.row)

    assert (ann.competent_since, ann.competent_until) == (date(2025, 5, 19), date(2028, 5, 19))
    assert (bo.competent_since, bo.competence) == (None, NO_RECORD)


def test_an_auditor_is_typed_with_or_without_roles() -> None:
    assert read_auditor(" Ann  Lee ") == AuditorSetting("Ann Lee")
    assert read_auditor("Ann Lee (Buyer, Lead)") == AuditorSetting("Ann Lee", ("Buyer", "Lead"))
