"""Checklists: every promise of the procedures in scope, string-checked, or listed with why not."""

from datetime import date

import pytest

from assistant.audits.drafting import NO_OWN_TEXT
from assistant.checklists import DraftChecklist, Scope, scope_of_clauses, scope_of_process
from assistant.errors import WrongUse
from assistant.ledger.entries import Act
from assistant.model.audits import Checklist
from assistant.model.clauses import Applicability
from assistant.model.documents import Kind
from assistant.model.obligations import WhyLeftOut
from assistant.model.organisation import Organisation, Process
from assistant.reports import checklist_csv, checklist_markdown
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
    clause("8.5.2", "Traceability", "Each part can be followed back and forward."),
)
RULE = "The buyer shall evaluate every supplier each year by the form."


@pytest.fixture
def library() -> MemoryLibrary:
    return MemoryLibrary()


def draft(library: MemoryLibrary, *clauses: str) -> Checklist:
    scope = scope_of_clauses([number(one) for one in clauses])
    return DraftChecklist(library)(STANDARD, scope, as_of=TODAY)


def test_a_clause_without_own_text_is_asked_about_from_the_catalogue(
    library: MemoryLibrary,
) -> None:
    items = draft(library, "8.4").items

    assert {str(item.clause) for item in items} == {"8.4.1", "8.4.2", "8.4.3"}
    assert sorted(item.no for item in items) == [1, 2, 3]
    [receiving] = [item for item in items if str(item.clause) == "8.4.2"]
    assert receiving.sources == ()
    assert NO_OWN_TEXT in receiving.criterion
    assert "where is it written down" in receiving.question


def test_a_clause_without_a_promise_names_the_places_that_speak_of_it_or_of_those_below(
    library: MemoryLibrary,
) -> None:
    divided = edition(
        clause("8.4", "Suppliers"),
        clause("8.4.1", "Approval", retain="evaluations"),
        clause("8.4.1.1", "Register", maintain="a register"),
    )
    store(library, "QP-7", Text("The register.", ("8.4.1.1",), section="4"))

    scope = scope_of_clauses([number("8.4.1")])
    items = DraftChecklist(library)(divided, scope, as_of=TODAY).items

    told = {str(item.clause): item.criterion for item in items}
    assert "speaks of it in QP-7 rev A §4 p.1 for 8.4.1.1." in told["8.4.1"]
    assert "speaks of it in QP-7 rev A §4 p.1." in told["8.4.1.1"]
    assert not any(NO_OWN_TEXT in one for one in told.values())


def test_every_promise_becomes_a_question_and_the_rest_is_listed_with_why(
    library: MemoryLibrary,
) -> None:
    store(
        library,
        "QP-7",
        Text("Supplier evaluation", ("8.4.1",), section="4"),
        Text(
            "This procedure implements AS9120 clause 8.4. The buyer shall evaluate each supplier"
            " within 30 days. No order is placed without approval. Tea is at ten.",
            ("8.4.1",),
            section="4.1",
        ),
    )

    checklist = draft(library, "8.4.1")

    assert [item.sources[0].quote for item in checklist.items] == [
        "The buyer shall evaluate each supplier within 30 days.",
        "No order is placed without approval.",
        "Tea is at ten.",
    ]
    assert [(one.citation.quote, one.why) for one in checklist.left_out] == [
        ("Supplier evaluation", WhyLeftOut.NO_SENTENCE),
        ("This procedure implements AS9120 clause 8.4.", WhyLeftOut.ABOUT_ITSELF),
    ]


def test_a_question_quotes_the_promise_and_says_how_it_is_checked(library: MemoryLibrary) -> None:
    store(
        library,
        "QP-7",
        Text(
            "Surveys are kept for 7 years. Nobody may order from a supplier that is suspended."
            " The buyer signs the survey.",
            ("8.4.1",),
            section="4.1",
        ),
    )

    kept, forbidden, signed = draft(library, "8.4.1").items

    assert kept.question == (
        "Show the oldest one still held, and one whose time has just run out. Is it really kept"
        " “for 7 years”? “Surveys are kept for 7 years.”"
    )
    assert "what would stop them" in forbidden.question
    assert "written down" in signed.question
    assert len({item.question for item in (kept, forbidden, signed)}) == 3


def test_the_clause_is_told_in_full_once_and_by_its_title_afterwards(
    library: MemoryLibrary,
) -> None:
    store(library, "QP-7", Text(f"{RULE} Surveys are kept for 7 years.", ("8.4.1",)))

    first, second = draft(library, "8.4.1").items

    assert "Suppliers are evaluated before the first order." in first.criterion
    assert "Suppliers are evaluated before the first order." not in second.criterion
    assert RULE in first.criterion
    assert second.criterion.startswith("8.4.1 Approval\n")


def test_the_same_words_in_two_procedures_are_asked_about_once(library: MemoryLibrary) -> None:
    store(library, "QP-7", Text(RULE, ("8.4.1",)))
    store(library, "QP-8", Text(RULE.upper(), ("8.4.1",)))

    store(library, "QP-9", Text(RULE.replace("each year", "within 30 days"), ("8.4.1",)))

    asked = {item.sources[0].document: item for item in draft(library, "8.4.1").items}

    assert [one.document for one in asked["QP-7"].sources] == ["QP-7", "QP-8"]
    assert "QP-8 rev A" in asked["QP-7"].criterion
    assert [one.document for one in asked["QP-9"].sources] == ["QP-9"]


def test_a_table_and_what_only_goes_on_are_one_question(library: MemoryLibrary) -> None:
    store(
        library,
        "QP-7",
        Text("Value | Who signs\nup to 500 | buyer\nabove 500 | director", ("8.4.1",)),
        Text("The lot is blocked. It stays so until the papers are here.", ("8.4.1",)),
    )

    assert [item.sources[0].quote for item in draft(library, "8.4.1").items] == [
        "Value | Who signs up to 500 | buyer above 500 | director",
        "The lot is blocked. It stays so until the papers are here.",
    ]


def test_a_passage_of_two_clauses_is_asked_about_under_the_one_it_speaks_of(
    library: MemoryLibrary,
) -> None:
    store(library, "QP-7", Text("Bought parts are checked on receipt.", ("8.4.1", "8.4.2")))

    asked = {str(item.clause): item for item in draft(library, "8.4").items}

    assert asked["8.4.2"].sources
    assert not asked["8.4.1"].sources


def test_a_clause_whose_sub_clauses_have_text_is_not_said_to_have_none(
    library: MemoryLibrary,
) -> None:
    parent = edition(
        clause("8.4", "Suppliers"),
        clause("8.4.1", "Approval", retain="evaluations"),
        clause("8.4.1.1", "Register", maintain="a register"),
    )
    store(library, "QP-7", Text("The buyer shall keep the register of suppliers.", ("8.4.1.1",)))
    store(library, "ASL-1", Text("Aero Ltd | approved", ("8.4.1.1",)), kind=Kind.RECORD)

    scope = scope_of_clauses([number("8.4")])
    items = DraftChecklist(library)(parent, scope, as_of=TODAY).items

    assert [str(item.clause) for item in items] == ["8.4.1.1"]


def test_a_paper_that_lays_nothing_down_is_asked_about_only_where_nothing_else_is(
    library: MemoryLibrary,
) -> None:
    store(
        library,
        "A note",
        Text("The first van comes at half past seven.", ("8.4.2",)),
        kind=Kind.OTHER,
        label="",
    )

    assert [item.sources[0].section for item in draft(library, "8.4.2").items] == [None]

    store(library, "QP-7", Text("Bought parts are checked on receipt.", ("8.4.2",)))
    checklist = draft(library, "8.4.2")

    assert [item.sources[0].document for item in checklist.items] == ["QP-7"]
    assert [one.why for one in checklist.left_out] == [WhyLeftOut.NOT_BINDING]


def test_rejected_mappings_and_records_are_no_promises(library: MemoryLibrary) -> None:
    store(library, "QP-7", Text(RULE, ("8.4.1",)))
    store(library, "ASL-1", Text("Aero Ltd shall be approved soon", ("8.4.1",)), kind=Kind.RECORD)
    [own] = [m for m in library.mappings(edition=STANDARD.id) if m.passage.text == RULE]
    MemoryLedger(library).record([own.mapping.id], Act.REJECTED, by="Ann", note="")

    [item] = draft(library, "8.4.1").items

    assert item.sources == ()


def test_traceability_is_tried_both_ways(library: MemoryLibrary) -> None:
    store(library, "QP-75", Text("Each part carries its lot number.", ("8.5.2",)))

    questions = [item.question for item in draft(library, "8.5.2").items]

    assert any("follow it back" in one for one in questions)
    assert any("follow it forward" in one for one in questions)


def test_the_order_is_that_of_an_order_through_the_house(library: MemoryLibrary) -> None:
    wide = edition(
        clause("7.2", "Competence"),
        clause("8.2", "Orders"),
        clause("8.4.1", "Approval"),
        clause("8.4.2", "Receiving"),
        clause("8.4.3", "Purchase orders"),
        clause("8.6", "Release"),
    )
    scope = scope_of_clauses([one.number for one in wide.clauses])
    items = DraftChecklist(library)(wide, scope, as_of=TODAY).items

    assert [str(item.clause) for item in items] == ["8.2", "8.4.1", "8.4.3", "8.4.2", "8.6", "7.2"]


def test_a_process_of_the_organisation_reads_its_documents_whole(library: MemoryLibrary) -> None:
    store(library, "QP-7", Text(RULE, ("8.4.1",)), Text("Boxes are stacked three high."))
    store(library, "QP-8", Text("Bought parts are checked on receipt.", ("8.4.2",)))
    ours = Organisation(
        processes=(Process("Buying", clauses=(number("8.4"),), documents=("qp-7",)),)
    )

    scope = scope_of_process("buying", ours, STANDARD)
    items = DraftChecklist(library)(STANDARD, scope, as_of=TODAY).items
    quotes = [item.sources[0].quote for item in items if item.sources]

    assert quotes == [RULE, "Boxes are stacked three high."]


def test_a_customary_process_is_found_by_what_people_call_it() -> None:
    scope = scope_of_process("goods in", Organisation(), STANDARD)
    assert (scope.title, scope.clauses) == ("Receiving", (number("8.4.2"),))


def test_an_unknown_process_names_those_there_are() -> None:
    with pytest.raises(WrongUse, match="There is no process 'Baking'") as caught:
        scope_of_process("Baking", Organisation(processes=(Process("Buying"),)), STANDARD)
    assert "Buying, " in caught.value.hint


def test_a_process_without_clauses_is_an_error_that_says_what_to_do(
    library: MemoryLibrary,
) -> None:
    with pytest.raises(WrongUse, match="serves no clause"):
        DraftChecklist(library)(STANDARD, Scope("Buying", ()), as_of=TODAY)


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
    [own] = [row for row in rows if "Suppliers" in row and "evaluated &lt;b>" in row]

    assert "Suppliers \\| shall be evaluated" in own
    assert {row.replace("\\|", "").count("|") for row in rows[:5]} == {15}


def test_csv_has_every_item_and_no_formula(library: MemoryLibrary) -> None:
    store(library, "QP-7", Text("=cmd() shall be evaluated by the buyer.", ("8.4.1",)))

    lines = checklist_csv.render(draft(library, "8.4.1"))

    assert lines.startswith("No,Core,Clause,Process,Question")
    assert "\n=" not in lines
    assert "“=cmd() shall be evaluated by the buyer.”" in lines


def test_a_confirmed_sentence_that_changed_since_says_so(library: MemoryLibrary) -> None:
    store(library, "QP-7", Text(RULE, ("8.4.1",), section="4"))
    [kept] = library.mappings(edition=STANDARD.id)
    MemoryLedger(library).record([kept.mapping.id], Act.CONFIRMED, by="Ann", note="")
    store(
        library, "QP-7", Text(RULE.replace("form", "list"), ("8.4.1",), section="4"),
        label="B", effective=date(2026, 1, 1),
    )  # fmt: skip

    [item] = draft(library, "8.4.1").items

    assert "confirmed, suspect: the text changed" in item.criterion


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
