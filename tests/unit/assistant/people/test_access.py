"""Who may see which documents: the rules, how they are read, and what a clearance sees."""

import pytest

from assistant.model.documents import Kind
from assistant.people.access import Access, Placed
from assistant.people.access_reading import InvalidAccess, read_access
from assistant.people.clearance import EVERYTHING, INSIDE, Clearance

RULES = """
audiences: [hr, board, sales]
tags:
  - tag: secret
    audience: [board]
rules:
  - path: hr/**
    audience: hr
  - document: QP-9*
    tag: secret
  - kind: correspondence
    audience: [sales, board]
"""


def rules(text: str = RULES) -> Access:
    return read_access(text, "access.yaml")


def who(path: str, number: str = "X", kind: Kind = Kind.PROCEDURE, location: str = "") -> set[str]:
    found = rules().audiences(Placed(path, number, kind, location))
    return {"+".join(sorted(one)) for one in found}


def test_a_document_that_no_rule_speaks_of_is_for_everybody() -> None:
    assert who("procedures/QP-84.pdf", "QP-84") == set()


@pytest.mark.parametrize(
    "path", ["hr/a.pdf", "HR/deep/b.pdf", "site/hr/c.pdf", "hr/mail.eml/d.pdf"]
)
def test_a_folder_is_met_at_any_depth_whatever_its_case(path: str) -> None:
    assert who(path) == {"hr"}


def test_a_folder_above_the_one_ingested_counts_too() -> None:
    assert who("a.pdf", location="/srv/share/hr/a.pdf") == {"hr"}
    assert who("three.pdf", location="/srv/three.pdf") == set()


@pytest.mark.parametrize("number", ["QP-900", "QP 900", "qp_91", "QP91"])
def test_a_number_is_met_however_it_is_written(number: str) -> None:
    assert who("procedures/x.pdf", number) == {"board"}


def test_the_strictest_wins_each_rule_must_be_satisfied() -> None:
    audiences = rules().audiences(Placed("hr/x.eml", "QP-9", Kind.CORRESPONDENCE))

    assert Clearance.of(["hr", "board"]).sees(audiences)
    assert not Clearance.of(["hr"]).sees(audiences)
    assert not Clearance.of(["board", "sales"]).sees(audiences)


def test_a_rule_for_everybody_takes_a_folder_out_of_the_default() -> None:
    access = rules(
        "audiences: [staff]\ndefault: staff\nrules:\n  - path: /open/**\n    audience: public\n"
    )

    assert INSIDE.sees(access.audiences(Placed("open/a.pdf")))
    assert not INSIDE.sees(access.audiences(Placed("closed/open/a.pdf")))
    assert not INSIDE.sees(access.audiences(Placed("b.pdf")))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("rule: []", "access.yaml:1: access: unknown key 'rule', did you mean 'rules'?"),
        ("audiences: [hr]\nrules:\n  - path: hr\n    audience: hrr", "unknown audience 'hrr', did"),
        ("audiences: [hr]\nrules:\n  - audience: hr", "neither 'path' nor 'document' nor 'kind'"),
        ("rules:\n  - path: hr", "names nobody"),
        ("audiences: [hr]\nrules:\n  - kind: manuel\n    audience: hr", "did you mean 'manual'?"),
        ("rules:\n  - path: a\n    tag: x", "unknown tag 'x'"),
        ("audiences: [hr]\nrules:\n  - path: a\n    audience: [hr, public]", "stands beside"),
        ("audiences: [hr]\ndefault: [hrx]", "unknown audience 'hrx'"),
        ("- a", "expected keys and values"),
        ("a: [", "access.yaml:1"),
    ],
)
def test_a_fault_is_named_with_its_line_and_nothing_is_taken(text: str, told: str) -> None:
    with pytest.raises(InvalidAccess, match=r"access\.yaml") as raised:
        rules(text)

    assert told in str(raised.value)


def test_an_empty_file_keeps_nothing_from_anybody() -> None:
    assert not rules("").restricts


def test_people_in_one_room_see_what_each_of_them_may_see() -> None:
    hr, board = Clearance.of(["hr"]), Clearance.of(["board"])
    either = rules("audiences: [hr, board]\nrules:\n  - path: a\n    audience: [hr, board]\n")
    room = hr.with_(board)

    assert room.sees(either.audiences(Placed("a/x.pdf")))
    assert not room.sees(rules().audiences(Placed("hr/x.pdf")))
    assert not room.with_(INSIDE).sees(either.audiences(Placed("a/x.pdf")))
    assert EVERYTHING.with_(hr) == hr == hr.with_(EVERYTHING)


@pytest.mark.parametrize(
    ("made_for", "looks", "may"),
    [
        (INSIDE, Clearance.of(["hr"]), True),
        (Clearance.of(["hr"]), INSIDE, False),
        (Clearance.of(["hr"]), Clearance.of(["hr", "board"]), True),
        (Clearance.of(["hr"]), Clearance.of(["board"]), False),
        (EVERYTHING, Clearance.of(["hr"]), False),
        (INSIDE, EVERYTHING, True),
        (Clearance.of(["hr"]).with_(Clearance.of(["board"])), Clearance.of(["hr"]), True),
    ],
)
def test_what_was_made_for_some_eyes_is_for_those_that_see_as_much(
    made_for: Clearance, looks: Clearance, may: bool
) -> None:
    assert made_for.within(looks) is may


def test_groups_that_no_rule_speaks_of_make_no_view_of_their_own() -> None:
    assert rules().relevant(Clearance.of(["hr", "chess"])) == Clearance.of(["hr"])
    assert rules().relevant(EVERYTHING) == EVERYTHING
