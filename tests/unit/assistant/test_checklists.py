"""Checklists: the clause in our words beside the organisation's own sentence, string-checked."""

from datetime import date

import pytest

from assistant.checklists import NO_OWN_TEXT, DraftChecklist
from assistant.ledger.entries import Act
from assistant.model.audits import Checklist
from assistant.model.clauses import Applicability
from assistant.model.documents import Kind
from assistant.reports import checklist_markdown
from tests.company import TODAY, Text, clause, edition, number, store
from tests.fakes.ledger import MemoryLedger
from tests.fakes.library import MemoryLibrary

STANDARD = edition(
    clause("8.4", "Suppliers"),
    clause(
        "8.4.1",
        "Approval",
        "Suppliers are evaluated before the first order. A list says who may supply.",
        retain="evaluations",
        records=("supplier survey", "scorecard"),
    ),
    clause("8.4.2", "Receiving", "Bought parts are checked on receipt."),
    clause("8.4.3", "Reserved", "", applicability=Applicability.NOT_USED),
)


@pytest.fixture
def library() -> MemoryLibrary:
    return MemoryLibrary()


def draft(library: MemoryLibrary, *clauses: str) -> Checklist:
    return DraftChecklist(library)(STANDARD, [number(one) for one in clauses], as_of=TODAY)


def test_each_clause_with_a_requirement_of_its_own_gets_one_item(library: MemoryLibrary) -> None:
    items = draft(library, "8.4", "8.4.1").items

    assert [(item.no, str(item.clause)) for item in items] == [
        (1, "8.4.1"),
        (2, "8.4.2"),
        (3, "8.4.3"),
    ]


def test_the_own_sentence_with_a_duty_is_chosen_over_a_heading(library: MemoryLibrary) -> None:
    store(
        library,
        "QP-7",
        Text("Supplier evaluation", ("8.4.1",), section="4"),
        Text(
            "This section is about suppliers. The buyer shall evaluate each supplier within"
            " 30 days. Tea is at ten.",
            ("8.4.1",),
            section="4.1",
        ),
    )

    [item] = draft(library, "8.4.1").items

    [source] = item.sources
    assert source.quote == "The buyer shall evaluate each supplier within 30 days."
    assert source.section == "4.1"
    assert source.quote in item.question
    assert source.quote in item.criterion
    assert "Suppliers are evaluated before the first order." in item.criterion


def test_a_confirmed_place_comes_before_a_stronger_proposal(library: MemoryLibrary) -> None:
    store(
        library,
        "QP-7",
        Text("Suppliers are looked at now and then.", ("8.4.1",)),
        Text("The buyer shall evaluate every supplier each year.", ("8.4.1",)),
    )
    weak, _ = library.mappings(edition=STANDARD.id)
    MemoryLedger(library).record([weak.mapping.id], Act.CONFIRMED, by="Ann", note="")

    [item] = draft(library, "8.4.1").items

    assert item.sources[0].quote == "Suppliers are looked at now and then."


def test_a_clause_without_own_text_says_so_and_asks_for_it(library: MemoryLibrary) -> None:
    [item] = draft(library, "8.4.2").items

    assert item.sources == ()
    assert NO_OWN_TEXT in item.criterion
    assert "where is it written down" in item.question


def test_a_clause_takes_the_words_of_the_clauses_below_it_and_says_so(
    library: MemoryLibrary,
) -> None:
    parent = edition(
        clause("8.4", "Suppliers"),
        clause("8.4.1", "Approval", retain="evaluations"),
        clause("8.4.1.1", "Register", maintain="a register"),
    )
    one = Text("The buyer shall keep the register of suppliers.", ("8.4.1.1",))
    two = Text("Each supplier shall be approved by two people.", ("8.4.1.1",))
    store(library, "QP-7", one, two)

    items = DraftChecklist(library)(parent, [number("8.4")], as_of=TODAY).items

    assert [str(item.clause) for item in items] == ["8.4.1", "8.4.1.1"]
    assert {item.sources[0].quote for item in items} == {one.text, two.text}
    assert "mapped to 8.4.1.1 below it" in items[0].criterion
    assert NO_OWN_TEXT not in items[0].criterion


def test_what_to_look_at_names_the_records_and_those_held(library: MemoryLibrary) -> None:
    store(library, "ASL-1", Text("Aero Ltd | approved", ("8.4.1",)), kind=Kind.RECORD)

    [item] = draft(library, "8.4.1").items

    assert "supplier survey, scorecard" in item.look_at
    assert "ASL-1" in item.look_at


def test_known_gaps_stand_with_their_clause_and_the_auditors_fields_are_empty(
    library: MemoryLibrary,
) -> None:
    [item] = draft(library, "8.4.1").items

    assert len(item.known_gaps) == 1
    assert (item.evidence_seen, item.result, item.finding) == ("", "", "")


def test_markdown_keeps_every_item_on_one_row_whatever_stands_in_it(
    library: MemoryLibrary,
) -> None:
    store(library, "QP-7", Text("Suppliers | shall be evaluated <b>.", ("8.4.1",)))

    text = checklist_markdown.render(draft(library, "8.4"))
    rows = [line for line in text.splitlines() if line.startswith("|")]

    assert len(rows) == 2 + 3
    assert "Suppliers \\| shall be evaluated &lt;b>." in rows[2]
    assert {row.replace("\\|", "").count("|") for row in rows} == {12}


COUNTERFEITS = edition(
    clause("8.1.3", "Safety", "Safety of parts is planned."),
    clause(
        "8.1.4", "Prevention of counterfeit parts", "Counterfeit parts are kept out.",
        phrases=("counterfeit", "broker"),
    ),
    clause("8.1.5", "Unapproved parts", "Unapproved parts are reported."),
    clause("8.2.1", "Contact with customers", "Customers are told of what concerns them."),
)  # fmt: skip
GENERAL = "Every buyer must be trained every year and shall keep at least one record of parts."
COUNTERFEIT = "Purchases through a broker are screened for counterfeit stock."


def test_the_sentence_about_the_clauses_own_subject_comes_before_a_general_duty(
    library: MemoryLibrary,
) -> None:
    store(library, "QP-7", Text(GENERAL, ("8.1.4",)), Text(COUNTERFEIT, ("8.1.4",)))

    [item] = DraftChecklist(library)(COUNTERFEITS, [number("8.1.4")], as_of=TODAY).items

    assert item.sources[0].quote == COUNTERFEIT


def test_two_clauses_do_not_carry_the_same_sentence_while_another_is_mapped(
    library: MemoryLibrary,
) -> None:
    store(
        library, "QP-7", Text(GENERAL, ("8.1.4", "8.1.5")),
        Text("The quality lead reports them to the authority.", ("8.1.4",)),
    )  # fmt: skip

    items = DraftChecklist(library)(COUNTERFEITS, [number("8.1.4"), number("8.1.5")], as_of=TODAY)

    assert [item.sources[0].quote for item in items.items] == [
        "The quality lead reports them to the authority.",
        GENERAL,
    ]


def test_the_only_sentence_there_is_may_stand_twice(library: MemoryLibrary) -> None:
    store(library, "QP-7", Text(GENERAL, ("8.1.4", "8.1.5")))

    items = DraftChecklist(library)(COUNTERFEITS, [number("8.1.4"), number("8.1.5")], as_of=TODAY)

    assert [item.sources[0].quote for item in items.items] == [GENERAL, GENERAL]


def test_a_confirmed_sentence_that_changed_since_says_so(library: MemoryLibrary) -> None:
    rule = "The buyer shall evaluate every supplier each year by the form."
    store(library, "QP-7", Text(rule, ("8.4.1",), section="4"))
    [kept] = library.mappings(edition=STANDARD.id)
    MemoryLedger(library).record([kept.mapping.id], Act.CONFIRMED, by="Ann", note="")
    store(
        library, "QP-7", Text(rule.replace("form", "list"), ("8.4.1",), section="4"),
        label="B", effective=date(2026, 1, 1),
    )  # fmt: skip

    [item] = draft(library, "8.4.1").items

    assert "confirmed, suspect: the text changed)" in item.criterion


@pytest.mark.parametrize(
    ("held", "title", "named"),
    [
        ("Gauge log", "Gauge Log", "Held here: Gauge Log"),
        ("Gauge log 2026", "The Gauge Log", "Held here: Gauge log 2026"),
        ("F-7", "F-7 Gauge log", "Held here: F-7 Gauge log"),
        ("F-7", "Gauge log", "Held here: F-7 Gauge log"),
    ],
)
def test_a_record_is_named_without_saying_the_same_twice(
    library: MemoryLibrary, held: str, title: str, named: str
) -> None:
    row = Text("G-1 | 2026-05-02", ("8.4.1",))
    store(library, held, row, kind=Kind.RECORD, title=title)

    [item] = draft(library, "8.4.1").items

    assert named in item.look_at.splitlines()


def test_known_gaps_are_told_in_words_in_the_printed_checklist(library: MemoryLibrary) -> None:
    text = checklist_markdown.render(draft(library, "8.4.1"))

    assert "No record is mapped to clause 8.4.1" in text
