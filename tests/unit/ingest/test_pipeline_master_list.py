"""A master document list among the files identifies the others, whatever the order."""

from tests.unit.ingest.office import Office, outcomes


def master_list(*rows: tuple[str, str, str]) -> str:
    lines = ["Document No,Title,Revision", *(",".join(row) for row in rows)]
    return "\n".join(lines) + "\n"


ROWS = (
    ("QP-1", "Control of suppliers", "C"),
    ("QP-2", "Internal audit", "A"),
    ("QP-3", "Training", "B"),
)


def test_a_master_list_met_later_corrects_documents_ingested_before(office: Office) -> None:
    office.write("a.txt", "Control of suppliers\n\nThey are evaluated once a year.\n")
    office.ingest()
    office.write("zz/list.csv", master_list(*ROWS))

    result = outcomes(office.ingest())

    assert result == {"a.txt": "replaced", "zz/list.csv": "added"}
    [corrected] = [r for r in office.library.revisions() if r.path == "a.txt"]
    assert corrected.number == "QP-1"
    assert office.ingest().unchanged == 2


def test_a_master_list_in_the_same_folder_identifies_whatever_the_order(office: Office) -> None:
    office.write("a.txt", "Control of suppliers\n\nThey are evaluated once a year.\n")
    office.write(
        "zz/list.md",
        "| Document No | Title | Revision |\n|---|---|---|\n"
        + "\n".join(f"| {' | '.join(row)} |" for row in ROWS),
    )

    result = office.ingest()

    assert result.added == 2
    assert result.files[0].document == "QP-1"
