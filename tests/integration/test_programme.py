"""The programme of audits, from files to a plan, out to a workbook and back."""

import json
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from icalendar import Calendar as Imported
from openpyxl import load_workbook

from assistant.people.person import STRANGER
from integrations.bootstrap import Services, build_services
from integrations.cli.main import run
from integrations.settings import Settings
from integrations.web.app import build_app
from tests.company import TODAY
from tests.fakes.embedder import WordEmbedder

FILES = {
    "QP-84 Buying.md": """
# QP-84 Buying

| Document | QP-84 |
| --- | --- |
| Revision | B |
| Effective date | 2025-01-15 |
| Owner | Ann Lee, Buying Lead |
| Approved by | Cy Dow |

## 8.4.1 Evaluation of suppliers
The buyer shall evaluate every supplier once a year (clause 8.4.1).

## 8.4.3 Purchase orders
Purchase orders shall state the part number, the revision and the release certificate wanted.
""",
    "QP-75 Documents.md": """
# QP-75 Documents and records

| Document | QP-75 |
| --- | --- |
| Revision | A |
| Effective date | 2025-01-15 |
| Owner | Document Controller |

## 7.5 Control of documented information
The document controller shall approve every issue before use. Records are retained for 10 years.
""",
    "Internal audit programme.csv": """
Audit,Process,Clauses,Auditor,Planned,Done,Majors,Minors
IA-25-1,Buying,8.4,Bo Ray,2025-03,2025-03-12,1,2
IA-25-2,Goods-in,8.4.2; 8.6,Ann Lee,2025-05,2025-05-20,0,0
IA-26-1,Buying,8.4,Bo Ray,2026-03,,,
""",
    "Training log.csv": """
Name,Course,Date,Trainer,Valid until
Bo Ray,AS9120 internal auditor,2024-05-19,NorthCert,2027-04-30
Ann Lee,Internal auditor,2025-05-19,NorthCert,
Cy Dow,Forklift,2025-05-19,NorthCert,
""",
}
ORGANISATION = """
name: A distributor
not_applicable:
  - {clause: "8.3", reason: We distribute only.}
owners:
  - {clause: "8.6", owner: Ann Lee}
processes:
  - {name: Buying, owner: Buying Lead, clauses: ["8.4.1", "8.4.3"], documents: [QP-84]}
  - {name: Goods-in, owner: Ed Fay, clauses: ["8.4.2", "8.6"]}
auditors:
  - {name: Ann Lee}
  - {name: Bo Ray, works_in: [Goods-in]}
"""
Cli = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    folder, data = tmp_path_factory.mktemp("files"), tmp_path_factory.mktemp("data")
    for name, text in FILES.items():
        (folder / name).write_text(text.strip() + "\n", encoding="utf-8")
    (data / "organisation.yaml").write_text(ORGANISATION, encoding="utf-8")
    with build_services(Settings(data=data), today=TODAY, embedder=WordEmbedder()) as services:
        services.ingest([folder])
        yield services


@pytest.fixture
def cli(services: Services, capfd: pytest.CaptureFixture[str]) -> Cli:
    def call(*arguments: str) -> tuple[int, str, str]:
        capfd.readouterr()
        data = str(services.settings.data)
        code = run(["--as-of", "2026-09-30", "programme", *arguments, "--data", data])
        captured = capfd.readouterr()
        return code, captured.out, captured.err

    return call


def proposed(cli: Cli, *options: str) -> dict[str, list[dict[str, object]]]:
    code, told, said = cli("propose", "--start", "2027-01", *options, "--json")
    assert code == 0, said
    found: dict[str, list[dict[str, object]]] = json.loads(told)
    return found


def test_every_clause_and_process_has_an_audit_and_nobody_own_work(cli: Cli) -> None:
    found = proposed(cli)

    buying = [one for one in found["audits"] if one["process"] == "Buying"]
    assert {one["auditor"] for one in buying} == {"Bo Ray"}  # QP-84 is Ann Lee's
    assert {one["process"] for one in found["audits"]} == {
        one["name"] for one in found["processes"]
    }
    assert {one["code"] for one in found["left_open"]} <= {"no-auditor"}
    assert {"clause": "8.3", "why": "We distribute only."} in found["out_of_scope"]


def test_a_clause_an_auditor_answers_for_is_left_open_with_the_reasons(cli: Cli) -> None:
    found = proposed(cli)

    goods_in = [one for one in found["audits"] if one["process"] == "Goods-in"]
    assert [(one["auditor"], one["clauses"]) for one in goods_in] == [
        ("Ann Lee", ["8.4.2"]),
        (None, ["8.6"]),
    ]
    [said] = [str(one["message"]) for one in found["left_open"]]
    assert "Ann Lee: answers for the clause" in said
    assert "Bo Ray: works in it" in said


def test_another_auditor_closes_what_is_open(cli: Cli) -> None:
    found = proposed(cli, "--auditor", "Cy Dow (Store Lead)")

    assert found["left_open"] == []
    [cy] = [one for one in found["auditors"] if one["name"] == "Cy Dow"]
    assert cy["roles"] == ["Store Lead"]
    assert any("No record says that Cy Dow may audit" in str(one) for one in found["notes"])


def test_the_risk_of_a_process_shows_each_reason(cli: Cli) -> None:
    found = proposed(cli)

    [buying] = [one for one in found["processes"] if one["name"] == "Buying"]
    assert (buying["last_audited"], buying["findings"]) == ("2025-03-12", 3)
    reasons = json.dumps(buying["reasons"])
    for told in (
        "1 major finding of earlier audits (IA-25-1)",
        "2 other findings",
        "last audited 2025-03-12, 18 months ago",
        "planned and not recorded as done: IA-26-1 of 2026-03",
    ):
        assert told in reasons
    assert buying["documents"] == ["QP-84"]


def test_competence_is_that_of_the_training_log(cli: Cli) -> None:
    found = proposed(cli, "--cycle", "24")

    [bo] = [one for one in found["auditors"] if one["name"] == "Bo Ray"]
    assert (bo["competent_since"], bo["competent_until"]) == ("2024-05-19", "2027-04-30")
    his = [str(one["month"]) for one in found["audits"] if one["auditor"] == "Bo Ray"]
    assert his
    assert max(his) <= "2027-04"


def test_the_same_ground_gives_the_same_proposal(cli: Cli) -> None:
    assert proposed(cli, "--cycle", "36") == proposed(cli, "--cycle", "36")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--cycle", "0"), "A cycle of 0 months cannot be planned."),
        (("--start", "January"), "'January' is no month."),
        (("--auditor", "(Buyer)"), "An auditor has no name."),
        (("-o", "plan.docx"), "A programme is not written as .docx."),
        (("--format", "md", "-o", "plan.ics"), "--format md does not go with a file named .ics."),
    ],
)
def test_what_cannot_be_meant_is_refused(cli: Cli, options: tuple[str, ...], told: str) -> None:
    code, _, said = cli("propose", *options)

    assert code == 2
    assert said.splitlines()[0] == f"error: {told}"


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_a_programme_fits_the_terminal(
    cli: Cli, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))

    code, told, _ = cli("propose", "--cycle", "36", "--clauses", "--why")

    assert code == 0
    assert max(map(len, told.splitlines())) <= width
    assert "Left open" in told


def test_it_is_saved_edited_offline_taken_back_and_approved(
    cli: Cli, services: Services, tmp_path: Path
) -> None:
    """One story: the plan of a year from the proposal to the approval."""
    assert cli("save", "--start", "2027-01", "--by", "Dee Fox")[0] == 0
    code, _, said = cli("approve", "--by", "Gil Hay")
    assert code == 2
    assert "leaves 1 things open" in said

    book = tmp_path / "plan.xlsx"
    assert cli("export", "-o", str(book))[0] == 0
    code, _, said = cli("import", str(book), "--by", "Ed Fay")
    assert (code, said.splitlines()[-1]) == (0, "Nothing was changed in version 1 of P-2027-01.")
    sheet = load_workbook(book)
    row = next(
        one for one in sheet["Programme"].iter_rows(min_row=4) if one[2].value and not one[4].value
    )
    sheet["Auditors"].cell(6, 1).value = "Xe Yu"
    row[4].value = "Xe Yuu"
    sheet.save(book)
    code, _, said = cli("import", str(book), "--by", "Dee Fox")
    assert code == 2
    assert f"Programme!E{row[4].row}: 'Xe Yuu' does not stand on sheet 'Auditors'" in said
    assert "did you mean 'Xe Yu'?" in said

    row[4].value, row[5].value = "Xe Yu", "from outside"
    sheet.save(book)
    code, _, said = cli("import", str(book), "--by", "Dee Fox")
    assert code == 0, said
    assert "auditor none -> Xe Yu; note none -> from outside" in said
    assert "is saved as version 2" in said
    code, _, said = cli("import", str(book), "--by", "Ed Fay")
    assert code == 0
    assert "Nothing was changed" in said

    assert cli("approve", "P-2027-01", "--by", "Gil Hay")[0] == 0
    kept = json.loads(cli("show", "--json")[1])
    assert kept["left_open"] == []
    assert [(one["act"], one["by"]) for one in kept["history"]] == [
        ("saved", "Dee Fox"), ("saved", "Dee Fox"), ("approved", "Gil Hay"),
    ]  # fmt: skip

    dues = services.calendar(as_of=TODAY, days=None).entries
    ours = [one for one in dues if one.subject.startswith("IA-2027-")]
    assert len(ours) == len(kept["audits"])
    assert all("approved by Gil Hay" in one.basis for one in ours)


def test_audits_moved_in_a_calendar_program_are_taken_back(cli: Cli, tmp_path: Path) -> None:
    assert cli("save", "--start", "2031-01", "--by", "Dee Fox")[0] == 0
    file = tmp_path / "plan.ics"
    assert cli("export", "P-2031-01", "-o", str(file))[0] == 0
    text = file.read_bytes().decode()
    file.write_bytes(text.replace("DATE:203101", "DATE:203108").encode())

    code, _, said = cli("import", str(file), "--by", "Dee Fox")

    assert code == 0, said
    assert "month 2031-01 -> 2031-08" in said
    kept = json.loads(cli("show", "P-2031-01", "--json")[1])
    assert "2031-01" not in {one["month"] for one in kept["audits"]}


def test_a_planned_audit_is_listed_made_and_no_longer_due_once_it_is_closed(
    cli: Cli, services: Services
) -> None:
    assert cli("save", "--start", "2026-11", "--by", "Dee Fox")[0] == 0
    kept = json.loads(cli("show", "P-2026-11", "--json")[1])
    first = next(one for one in kept["audits"] if one["process"] == "Buying")
    data = ("--data", str(services.settings.data), "--as-of", "2026-09-30")
    waiting = services.programme.not_begun(TODAY)

    code, _, said = cli("start", first["id"].lower(), "--seed", "7")

    assert code == 0, said
    run_here = services.audits.running.run(first["id"])
    assert (run_here.audit.plan.lead, run_here.audit.process) == ("Bo Ray", "Buying")
    assert str(run_here.audit.plan.planned_from)[:7] == first["month"]
    left = services.programme.not_begun(TODAY)
    assert {one.id for one in waiting} - {one.id for one in left} == {first["id"]}
    assert first["id"] in {one.subject for one in services.programme.due(TODAY)}
    assert run(["audit", "list", *data]) == 0

    assert run(["audit", "conclude", first["id"], "--text", "Done.", "--by", "Bo Ray", *data]) == 0
    assert run(["audit", "close", first["id"], "--by", "Bo Ray", *data]) == 0
    today = run_here.audit.as_of.replace(year=2030)
    assert first["id"] not in {one.subject for one in services.programme.due(today)}
    assert cli("start", "IA-1")[0] == 2


def test_no_two_programmes_give_an_audit_one_number(cli: Cli) -> None:
    numbers = []
    for start in ("2032-01", "2032-07"):
        assert cli("save", "--start", start, "--by", "Dee Fox")[0] == 0
        kept = json.loads(cli("show", f"P-{start}", "--json")[1])
        numbers += [one["id"] for one in kept["audits"]]

    assert len(numbers) == len(set(numbers))


def test_every_layout_is_written_and_the_web_gives_the_same(
    cli: Cli, services: Services, tmp_path: Path
) -> None:
    assert cli("save", "--start", "2028-01", "--cycle", "36", "--by", "Dee Fox")[0] == 0
    for layout in ("xlsx", "ics", "md", "csv", "json"):
        code, _, said = cli("export", "P-2028-01", "-o", str(tmp_path / f"plan.{layout}"))
        assert code == 0, said
    written = json.loads((tmp_path / "plan.json").read_text(encoding="utf-8"))

    with TestClient(build_app(services), base_url="http://127.0.0.1") as client:
        told = client.get("/api/v1/programme", params={"id": "P-2028-01"}).json()
        made = client.get(
            "/api/v1/programme/proposal",
            params={"start": "2028-01", "cycle": 36, "as_of": "2026-09-30"},
        ).json()
        events = client.get("/api/v1/programme.ics", params={"id": "P-2028-01"})
        book = client.get("/api/v1/programme.xlsx", params={"id": "P-2028-01"})
        unknown = client.get("/api/v1/programme", params={"id": "P-1"})

    assert told == written
    assert made["audits"] == written["audits"]
    assert len(Imported.from_ical(events.text).walk("VEVENT")) == len(told["audits"])
    assert "Programme" in load_workbook(BytesIO(book.content)).sheetnames
    assert unknown.status_code == 404
    assert (tmp_path / "plan.xlsx").read_bytes() == book.content
    text = (tmp_path / "plan.md").read_text(encoding="utf-8")
    assert "Bo Ray" in text
    assert "IA-25-1" in text


def test_whoever_may_not_see_a_document_learns_nothing_of_it(
    services: Services, cli: Cli, tmp_path: Path
) -> None:
    assert cli("save", "--start", "2029-01", "--by", "Dee Fox")[0] == 0
    access = services.settings.data / "access.yaml"
    rules = "audiences: [buyers]\nrules:\n  - {document: QP-84, audience: buyers}\n"
    access.write_text(rules, encoding="utf-8")
    try:
        with build_services(services.settings, today=TODAY, embedder=WordEmbedder()) as anew:
            seen = anew.seen_by(STRANGER).programme
            told = str(seen.kept("P-2029-01")) + str(seen.propose(as_of=TODAY, start="2029-01"))
    finally:
        access.unlink()
    assert "QP-84" not in told
