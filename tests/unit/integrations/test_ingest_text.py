"""What an ingest says on a terminal."""

import pytest

from integrations import shapes
from integrations.cli import ingest_text
from integrations.shapes.base import Fault


def file(path: str, outcome: str, **more: object) -> shapes.File:
    blank: dict[str, object] = {
        "document": None, "revision": None, "title": None, "kind": None, "status": None,
        "effective_date": None, "pages": 0, "passages": 0, "records": 0,
        "pages_without_text": [], "ocr_pages": [], "duplicate_of": None, "error": None,
    }  # fmt: skip
    return shapes.File.model_validate({"path": path, "outcome": outcome} | blank | more)


def picture(name: str) -> shapes.File:
    fault = Fault(code="document-unsupported", message=f"{name} is a picture", hint="Run OCR.")
    return file(f"photos/{name}", "refused", error=fault)


def shown(capsys: pytest.CaptureFixture[str], *files: shapes.File) -> list[str]:
    ingest_text.show(
        shapes.Ingested(
            added=0, replaced=0, unchanged=0, removed=0, refused=0, took_ms=0, files=list(files)
        )
    )
    return [line.strip() for line in capsys.readouterr().out.splitlines()]


def test_files_refused_alike_are_one_entry_with_every_name_and_the_code(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = shown(capsys, picture("a.png"), picture("b.png"))

    assert lines[:3] == [
        "refused (document-unsupported): 2 files: photos/a.png, photos/b.png",
        "each is a picture",
        "-> Run OCR.",
    ]


def test_one_refused_file_keeps_its_own_message(capsys: pytest.CaptureFixture[str]) -> None:
    lines = shown(capsys, picture("a.png"))

    assert lines[:2] == ["refused (document-unsupported): photos/a.png", "a.png is a picture"]


def test_warnings_stand_below_what_was_replaced(capsys: pytest.CaptureFixture[str]) -> None:
    told = "P-7 issue 4 was in this file and is no longer held."
    lines = shown(capsys, file("p.md", "replaced", document="P-7", warnings=[told]))

    assert lines[0] == "replaced: p.md"
    assert f"! {told}" in lines


def test_a_removed_file_names_its_document(capsys: pytest.CaptureFixture[str]) -> None:
    lines = shown(
        capsys,
        file("p.md", "removed", document="P-7", revision="4", title="Purchasing"),
        file("x.png", "removed"),
    )

    assert "P-7 rev 4 · Purchasing" in lines[1]
    assert "None" not in " ".join(lines)


def test_a_folder_without_files_gets_a_hint(capsys: pytest.CaptureFixture[str]) -> None:
    assert any("No files were found" in line for line in shown(capsys))
