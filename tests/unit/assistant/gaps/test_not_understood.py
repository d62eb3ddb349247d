"""What nobody understood makes no gap by itself, and is told."""

from datetime import date
from pathlib import Path

from assistant.gaps.checking import lapses, sentence
from assistant.gaps.find import FindGaps
from assistant.gaps.ground import Ground
from assistant.gaps.papers import Papers
from assistant.gaps.rules import Rule, in_use
from assistant.model.audits import GapReport, Severity
from integrations.bootstrap import build_services
from integrations.settings import Settings
from tests.company import clause, edition
from tests.fakes.embedder import WordEmbedder
from tests.unit.assistant.gaps.made import Company, Paper, seen

TODAY = date(2026, 9, 30)
ACTIONS = """Corrective actions
No,Opened,Cause,Action,Due,Done,Stage
A-1,2025-01-02,habit,new card,2025-02-01,2025-01-20,closed by the owner
A-2,2025-01-09,wear,new belt,2025-02-10,2025-02-02,waits for goods
"""
KILNS = """Kiln book
Firing,Day,Kiln,Ware,Cracks,Set aside in
F-1,2026-01-02,K1,bowls,3,A4
F-2,2026-01-03,K2,plates,0,A5
F-3,2026-01-05,K1,mugs,1,A4
"""
REJECTS = """Put aside
Slip,Day,Part,Lot,Pieces,Ruling,Signature
S-1,2026-01-02,BW-1,L4,3,crush,AB
S-2,2026-01-03,BW-2,L5,2,glaze again,CD
S-3,2026-01-05,BW-1,L6,1,crush,AB
"""


def _report(folder: Path, files: dict[str, str]) -> GapReport:
    source = folder / "files"
    source.mkdir()
    for name, text in files.items():
        (source / name).write_text(text, encoding="utf-8")
    settings = Settings(data=folder / "data")
    with build_services(settings, today=TODAY, embedder=WordEmbedder()) as services:
        services.ingest([source])
        book = services.records(as_of=TODAY)
        wanted = edition(
            clause("8.7", "Rejects"), clause("8.7.2", "Records", retain="what was done")
        )
        return FindGaps(services.adapters.library, lambda _: book)(wanted, as_of=TODAY)


def test_a_register_that_nobody_could_place_is_named(tmp_path: Path) -> None:
    report = _report(tmp_path, {"kilns.csv": KILNS})

    assert [str(one) for one in report.not_understood] == ["kilns.csv"]
    assert "1 table looks like a register and was not understood" in report.not_looked_at
    assert "kilns.csv" in report.not_looked_at


def test_no_lack_of_a_record_is_major_while_a_table_may_be_it(tmp_path: Path) -> None:
    report = _report(tmp_path, {"put aside.csv": REJECTS})

    gaps = [one for one in report.gaps if one.rule == "clause-without-record"]

    assert report.not_understood[0].likeliest == "nonconformity"
    assert [one.severity for one in gaps] == [Severity.MINOR]
    assert (
        "put aside.csv looks like a register, was not understood and may be it" in gaps[0].message
    )


def test_where_a_column_left_over_may_say_that_it_was_done_the_gap_is_a_question(
    tmp_path: Path,
) -> None:
    source = tmp_path / "files"
    source.mkdir()
    (source / "corrective actions.csv").write_text(ACTIONS, encoding="utf-8")
    settings = Settings(data=tmp_path / "data")
    with build_services(settings, today=TODAY, embedder=WordEmbedder()) as services:
        services.ingest([source])
        ground = Ground(services.records(as_of=TODAY), Papers(services.adapters.library, TODAY))
        found = list(lapses(ground, [_rule("effectiveness-not-checked")]))
        told = {lapse.subject: sentence(rule, lapse) for rule, lapse in found}

    assert told["A-1"].endswith("not seen in the columns understood (left over: Stage).")
    assert "left over" not in told["A-2"]


def _rule(name: str) -> Rule:
    return next(one for one in in_use() if one.id == name)


def test_a_person_named_for_the_work_in_a_document_in_force_is_authorised() -> None:
    logs = {
        "competence": [{"person": "A. Smit", "task": "audits"}] * 2,
        "audit": [
            {"audit": "IA-1", "done": "2026-05-01", "auditor": "A. Smit"},
            {"audit": "IA-2", "done": "2026-05-02", "auditor": "A. Smit"},
            {"audit": "IA-3", "done": "2026-05-03", "auditor": "P. Blom"},
        ],
    }
    named = Paper("QP-4", texts=["Internal audits are held by A. Smit and P. Blom."])

    assert [lapse.subject for _, lapse in seen("auditor-not-authorised", Company(logs))] == ["IA-3"]
    assert seen("auditor-not-authorised", Company(logs, papers=[named])) == []


def test_a_list_of_other_work_says_nothing_of_who_may_do_this() -> None:
    logs = {
        "competence": [{"person": "A. Smit", "task": "final inspection"}],
        "audit": [{"audit": "IA-1", "done": "2026-05-01", "auditor": "A. Smit"}],
    }

    assert seen("auditor-not-authorised", Company(logs)) == []


def test_what_rests_on_a_certificate_is_not_asked_where_there_is_none() -> None:
    rows = [
        {"supplier": f"Firm {n}", "certificate": "ISO 9001", "certificate_expiry": "2027-01-31"}
        for n in range(4)
    ]
    company = Company(
        {"approved_supplier": [*rows, {"supplier": "Haulier", "certificate": "none (visited)"}]}
    )

    assert seen("supplier-cell-empty", company) == []


def test_of_a_lot_that_is_used_up_no_place_is_asked() -> None:
    rows = [{"lot": f"L{n}", "location": "A1", "quantity_left": "5"} for n in range(4)]
    company = Company({"lot": [*rows, {"lot": "L9", "quantity_left": "0"}]})

    assert seen("lot-cell-empty", company) == []


def test_an_interval_is_found_by_what_the_log_itself_calls_the_thing(tmp_path: Path) -> None:
    rows = (
        "Slip no,Found on,Part,Lot,What is wrong,Decision,Closed\n"
        "S-1,2026-08-01,BW-1,L4,cracked,scrap,\n"
        "S-2,2026-08-02,BW-2,L5,glaze thin,scrap,2026-08-09\n"
    )
    rule = (
        "# QP-9 Rejects\n\nRevision: B\nEffective: 1 March 2025\n\n"
        "## 4 Time\n\nA slip is closed within 20 days.\n"
    )
    source = tmp_path / "files"
    source.mkdir()
    (source / "defect log.csv").write_text(rows, encoding="utf-8")
    (source / "QP-9 Rejects.md").write_text(rule, encoding="utf-8")
    settings = Settings(data=tmp_path / "data")
    with build_services(settings, today=TODAY, embedder=WordEmbedder()) as services:
        services.ingest([source])
        ground = Ground(services.records(as_of=TODAY), Papers(services.adapters.library, TODAY))
        [(asked, lapse)] = lapses(ground, [_rule("nonconformity-open-too-long")])

    assert "the limit is 20 days (QP-9)" in sentence(asked, lapse)
