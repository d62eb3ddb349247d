"""What an organisation says of itself: read with every fault named, written back, applied."""

from dataclasses import replace
from io import BytesIO, StringIO

import pytest
import yaml
from openpyxl import load_workbook

from assistant.checklists import DraftChecklist, scope_of_clauses
from assistant.coverage import Documented, Practised, Required, ShowCoverage
from assistant.gaps.find import FindGaps
from assistant.model.clauses import Applicability
from assistant.model.organisation import NotApplicable, Organisation, Owner, Process
from assistant.organisation.matrix import ShowMatrix
from assistant.organisation.reading import InvalidOrganisation, read_organisation
from assistant.organisation.tailoring import BY_CUSTOM, tailored, why_not, why_not_lines
from assistant.organisation.writing import as_yaml
from assistant.reports import coverage_html
from integrations.cli import coverage_text, matrix_text
from integrations.cli.screen import console
from integrations.reports import coverage_xlsx, organisation_xlsx
from tests.company import TODAY, Text, clause, edition, number, store
from tests.fakes.library import MemoryLibrary

STANDARD = edition(
    clause("8", "Operation"),
    clause("8.3", "Design", maintain="plans"),
    clause("8.3.1", "General", retain="results"),
    clause("8.4", "Purchasing", maintain="criteria"),
    clause("8.10", "Returns", retain="returns"),
)
SAID = Organisation(
    name="A distributor",
    not_applicable=(NotApplicable(number("8.3"), "We distribute only."),),
    owners=(Owner(number("8"), "Director"), Owner(number("8.4"), "Buying Lead")),
    processes=(
        Process("Buying", "Buying Lead", (number("8.4"),), ("QP-1", "QP-9")),
        Process("Returns", clauses=(number("8.10"),)),
    ),
)


def faults(text: str) -> list[str]:
    with pytest.raises(InvalidOrganisation) as caught:
        read_organisation(text, "organisation.yaml", STANDARD)
    return [f"{one.line}: {one.where}: {one.message}" for one in caught.value.faults]


def test_what_is_written_is_read_again_as_it_was() -> None:
    text = as_yaml(SAID, note="Taken over by Ann.")

    assert text.startswith("# Taken over by Ann.\n")
    assert read_organisation(text, "x.yaml", STANDARD) == SAID
    assert read_organisation("", "x.yaml", STANDARD) == Organisation()


def test_a_workbook_holds_everything_also_a_clause_that_looks_like_a_number() -> None:
    content = organisation_xlsx.as_content(organisation_xlsx.render(SAID))

    assert read_organisation(yaml.safe_dump(content), "x.xlsx", STANDARD) == SAID


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("nmae: x", "1: organisation: unknown key 'nmae', did you mean 'name'?"),
        (
            "not_applicable:\n- {clause: '8.3'}",
            "2: not_applicable 8.3: a clause is not applicable only with a 'reason'",
        ),
        (
            "owners:\n- {clause: '9.9', owner: Ann}",
            "2: owner of clause 9.9: A test edition has no clause 9.9",
        ),
        (
            "processes:\n- name: Buying\n- name: buying",
            "3: organisation: 'buying' stands twice in 'processes'",
        ),
        ("owners:\n- {clause: eight, owner: Ann}", "2: owner of clause eight: 'eight' is not"),
        ("owners: [", "1: the file: "),
    ],
)
def test_a_fault_is_named_with_its_line(text: str, told: str) -> None:
    assert any(one.startswith(told) for one in faults(text)), faults(text)


def test_what_does_not_apply_holds_for_all_below_and_owners_for_the_nearest() -> None:
    used = tailored(STANDARD, SAID)

    below = used.clause("8.3.1")
    assert (below.applicability, below.justification) == (
        Applicability.NOT_APPLICABLE,
        "We distribute only.",
    )
    assert [used.clause(one).owner for one in ("8.4", "8.10")] == ["Buying Lead", "Director"]
    assert tailored(STANDARD, Organisation()) is STANDARD


def test_a_clause_that_does_not_apply_has_no_gap_and_says_so_in_coverage() -> None:
    library = MemoryLibrary()
    used = tailored(STANDARD, SAID)

    gaps = FindGaps(library)(used, as_of=TODAY).gaps
    [design, *_] = ShowCoverage(library)(used, as_of=TODAY, clause=number("8.3")).clauses

    assert {str(one.clause) for one in gaps} == {"8.4", "8.10"}
    assert design.required is Required.NOT_APPLICABLE


def test_the_reason_is_told_once_and_custom_is_told_as_custom() -> None:
    used = tailored(STANDARD, SAID)
    custom = replace(STANDARD.clause("8.3"), applicability=Applicability.NOT_APPLICABLE)

    assert why_not_lines(used.clauses) == ["8.3 and below not applicable: We distribute only."]
    assert why_not(custom) == BY_CUSTOM
    assert why_not(STANDARD.clause("8.3")) == ""


def test_every_layout_says_why_a_clause_does_not_apply() -> None:
    used = tailored(STANDARD, SAID)
    library = MemoryLibrary()
    report = ShowCoverage(library)(used, as_of=TODAY)
    designing = replace(SAID, processes=(Process("Design", clauses=(number("8.3"),)),))
    matrix = ShowMatrix(library)(used, designing, as_of=TODAY)
    checklist = DraftChecklist(library)(used, scope_of_clauses([number("8.3")]), as_of=TODAY)
    screen = StringIO()
    coverage_text.show(report, in_full=False, screen=console(screen))
    matrix_text.show(matrix, screen=console(screen))

    told = screen.getvalue()
    assert told.count("not applicable: We distribute only.") == 2
    for page in (coverage_html.render(report), coverage_html.render_matrix(matrix)):
        assert "We distribute only." in page
    for book in (coverage_xlsx.render(report), coverage_xlsx.render_matrix(matrix)):
        rows = load_workbook(BytesIO(book)).worksheets[0].values
        cells = [str(cell) for row in rows for cell in row]
        assert any("We distribute only." in cell for cell in cells)
    assert "Declared not applicable: We distribute only." in checklist.items[0].criterion


def test_the_matrix_counts_only_the_documents_of_the_process() -> None:
    library = MemoryLibrary()
    store(library, "QP-1", Text("Suppliers are chosen.", ("8.4",)))
    store(library, "QP-2", Text("Also on suppliers.", ("8.4",)), Text("Returns.", ("8.10",)))

    matrix = ShowMatrix(library)(tailored(STANDARD, SAID), SAID, as_of=TODAY)

    buying, returns = matrix.rows
    [purchasing] = buying.crossings
    assert (purchasing.places, purchasing.documented) == (1, Documented.PROPOSED)
    assert buying.not_held == ("QP-9",)
    assert returns.crossings[0].practised is Practised.NONE
    assert matrix.unserved == ()


def test_a_clause_that_only_another_edition_has_is_kept_and_has_no_effect() -> None:
    text = "processes:\n- {name: Buying, clauses: ['8.4', '8.3.9']}"
    other = number("8.3.9")

    said = read_organisation(text, "x.yaml", STANDARD, elsewhere=lambda one: one == other)
    matrix = ShowMatrix(MemoryLibrary())(STANDARD, said, as_of=TODAY)

    assert said.clauses == (other, number("8.4"))
    assert [str(one) for one in matrix.clauses] == ["8.4"]
    assert {str(one.number) for one in matrix.unserved} == {"8.3", "8.3.1", "8.10"}


def test_the_page_and_the_workbook_show_signs_with_words_and_no_live_text() -> None:
    library = MemoryLibrary()
    store(library, "QP-1", Text("<script>alert(1)</script> =1+1", ("8.4",)), title="A <b>title")
    used = tailored(STANDARD, SAID)
    report = ShowCoverage(library)(used, as_of=TODAY, clause=number("8.4"))

    page = coverage_html.render(report, in_full=True)

    assert "◐ proposed" in page
    assert "<script>" not in page
    assert "A &lt;b&gt;title" in page
    assert coverage_xlsx.render(report)[:2] == b"PK"
    matrix = ShowMatrix(library)(used, SAID, as_of=TODAY)
    assert "Buying names QP-9" in coverage_html.render_matrix(matrix)
    assert coverage_xlsx.render_matrix(matrix)[:2] == b"PK"
