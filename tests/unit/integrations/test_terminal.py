"""What results look like on a terminal, and as text in a file."""

from datetime import date

import pytest

from integrations import shapes
from integrations.cli import ingest_text
from integrations.cli.screen import Indented, console
from integrations.shapes.base import Fault


def _file(path: str, code: str | None) -> shapes.File:
    error = Fault(code=code, message="It is so.", hint="Do this.") if code else None
    return shapes.File(
        path=path,
        outcome="refused" if code else "added",
        document=None if code else "QP-1",
        revision=None,
        title=None,
        kind=None,
        status=None,
        effective_date=None if code else date(2026, 1, 2),
        pages=1,
        passages=1,
        records=0,
        pages_without_text=[],
        ocr_pages=[],
        duplicate_of=None,
        error=error,
    )


def _report(*codes: str | None) -> shapes.Ingested:
    files = [_file(f"{number}.pdf", code) for number, code in enumerate(codes)]
    refused = sum(1 for code in codes if code)
    return shapes.Ingested(
        added=len(codes) - refused,
        replaced=0,
        unchanged=0,
        removed=0,
        refused=refused,
        took_ms=1500,
        files=files,
    )


def test_in_brief_refused_files_are_counted_by_reason(capsys: pytest.CaptureFixture[str]) -> None:
    report = _report(None, "document-empty", "document-zip-bomb", "document-empty")

    ingest_text.show_in_brief(report, again="clausewise ingest here")

    assert capsys.readouterr().out.splitlines() == [
        "1 added, 0 replaced, 0 unchanged, 0 removed, 3 refused in 1.5 s",
        "refused: 2 empty, 1 zip bomb",
        "Each by name, with what to do: clausewise ingest here",
    ]


def test_in_brief_says_nothing_of_refusals_when_there_are_none(
    capsys: pytest.CaptureFixture[str],
) -> None:
    ingest_text.show_in_brief(_report(None), again="clausewise ingest here")

    assert "refused:" not in capsys.readouterr().out


def test_an_ingest_names_each_refused_file_with_what_to_do(
    capsys: pytest.CaptureFixture[str],
) -> None:
    ingest_text.show(_report("document-empty"))

    assert capsys.readouterr().out.splitlines()[:3] == [
        "refused (document-empty): 0.pdf",
        "    It is so.",
        "    -> Do this.",
    ]


def test_every_line_of_an_indented_text_is_moved_and_none_trails(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")

    console().print(Indented("one two three four five six seven eight nine ten"))

    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert [line for line in lines if line != line.rstrip() or line[:4].strip()] == []


def test_an_ingest_names_the_files_it_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    ingest_text.show(_report(None).model_copy(update={"ignored": ["a/.DS_Store", "~$b.docx"]}))

    assert "left out, as no documents: a/.DS_Store, ~$b.docx" in capsys.readouterr().out
