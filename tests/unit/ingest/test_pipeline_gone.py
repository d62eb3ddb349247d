"""Files that are gone, replaced, moved or renamed: what becomes of their documents."""

import shutil
from pathlib import Path

import pytest

from assistant.errors import WrongUse
from ingest.outcomes import Outcome
from tests.unit.ingest.office import Office, outcomes, procedure


def test_files_that_are_gone_are_removed_only_when_asked_for(office: Office) -> None:
    gone = office.write("sub/a.md", procedure("QP-1"))
    office.write("b.md", procedure("QP-2"))
    office.ingest()
    gone.unlink()

    assert outcomes(office.ingest()) == {"b.md": "unchanged"}
    assert office.held() == ["b.md", "sub/a.md"]
    assert outcomes(office.ingest(prune=True)) == {"b.md": "unchanged", "sub/a.md": "removed"}
    assert office.held() == ["b.md"]


def test_a_folder_that_is_gone_is_pruned_from_the_folder_above(office: Office) -> None:
    office.write("sub/a.md", procedure("QP-1"))
    office.write("b.md", procedure("QP-2"))
    office.ingest()
    shutil.rmtree(office.folder / "sub")

    assert outcomes(office.ingest(prune=True)) == {"b.md": "unchanged", "sub/a.md": "removed"}


@pytest.mark.parametrize("state", ["is empty", "is not there"])
def test_a_folder_without_any_file_left_is_not_pruned(office: Office, state: str) -> None:
    office.write("sub/a.md", procedure("QP-1"))
    office.ingest()
    shutil.rmtree(office.folder)
    if state == "is empty":
        office.folder.mkdir()

    with pytest.raises(WrongUse, match=f"{state}.*nothing was removed") as caught:
        office.ingest(prune=True)

    assert "folder above" in caught.value.hint
    assert office.held() == ["sub/a.md"]


def test_a_file_that_is_gone_can_be_pruned_by_its_name(office: Office) -> None:
    gone = office.write("a.md", procedure("QP-1"))
    office.ingest()
    gone.unlink()

    assert outcomes(office.ingest(gone, prune=True)) == {"a.md": "removed"}


def issue(label: str) -> str:
    return procedure("QP-1").replace("## 1", f"Revision: {label}\n\n## 1")


def test_an_issue_replaced_in_its_file_is_named_as_no_longer_held(office: Office) -> None:
    office.write("a.md", issue("4"))
    office.ingest()
    office.write("a.md", issue("5"))

    [file] = office.ingest().files

    assert (file.outcome, file.revision) == (Outcome.REPLACED, "5")
    assert file.warnings[0] == (
        "QP-1 issue 4 was in this file and is no longer held; keep superseded issues in files of "
        "their own, e.g. in obsolete/, if you ask about past days."
    )


def test_an_issue_that_is_kept_elsewhere_is_not_missed(office: Office) -> None:
    office.write("a.md", issue("4"))
    office.ingest()
    office.write("obsolete/a.md", issue("4"))
    office.write("a.md", issue("5"))

    files = {file.path: file for file in office.ingest().files}

    assert not any("no longer held" in told for told in files["a.md"].warnings)


def test_the_same_issue_saved_again_is_no_loss(office: Office) -> None:
    office.write("a.md", issue("4"))
    office.ingest()
    office.write("a.md", issue("4") + "\nOne more line.\n")

    [file] = office.ingest().files

    assert file.outcome is Outcome.REPLACED
    assert not any("no longer held" in told for told in file.warnings)


def test_pruning_one_folder_leaves_documents_of_others_alone(
    office: Office, tmp_path: Path
) -> None:
    gone = office.write("a.md", procedure("QP-1"))
    office.ingest()
    gone.unlink()
    other = tmp_path / "qms-other"
    other.mkdir()

    office.ingest(other, prune=True)

    assert office.held() == ["a.md"]


def test_a_folder_moved_elsewhere_is_unchanged(office: Office, tmp_path: Path) -> None:
    office.write("sub/a.md", procedure("QP-1"))
    office.write("b.md", procedure("QP-2"))
    office.ingest()
    moved = office.folder.rename(tmp_path / "moved")

    result = office.ingest(moved)

    assert outcomes(result) == {"b.md": "unchanged", "sub/a.md": "unchanged"}
    assert office.held() == ["b.md", "sub/a.md"]


def test_a_renamed_file_moves_its_document(office: Office) -> None:
    file = office.write("a.md", procedure("QP-1"))
    office.ingest()
    file.rename(office.folder / "b.md")

    assert outcomes(office.ingest()) == {"a.md": "removed", "b.md": "added"}
    assert office.held() == ["b.md"]
