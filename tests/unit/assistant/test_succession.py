"""What speaks against a file being the next issue of the document it claims to be."""

from dataclasses import replace
from datetime import date

from assistant.in_force import statuses
from assistant.model.documents import Kind, Revision, Status
from assistant.succession import doubts
from tests.builders import revision

TODAY = date(2026, 9, 30)
OLD = date(2025, 3, 1)
NEW = date(2026, 9, 1)


def issue(
    label: str,
    effective: date,
    *,
    title: str = "Receiving inspection",
    path: str = "procedures/a.docx",
    kind: Kind = Kind.PROCEDURE,
) -> Revision:
    made = revision("QP-840", label, effective=effective, status=Status.IN_FORCE, kind=kind)
    identity = replace(made.identity, title=title)
    return replace(made, id=f"d_{path}", path=path, identity=identity, content_hash=path)


def told(*held: Revision) -> list[str]:
    return [sentence for each in doubts(held, TODAY).values() for sentence in each]


def test_an_ordinary_next_issue_raises_no_doubt() -> None:
    assert told(issue("C", OLD), issue("D", NEW, path="procedures/b.docx")) == []


def test_another_title_another_kind_a_jump_and_a_mail_are_told() -> None:
    assert told(issue("C", OLD), issue("D", NEW, title="Lamp test", path="b.docx")) == [
        "It took the place of QP-840 rev C, but it is called 'Lamp test' and that was called "
        "'Receiving inspection'."
    ]
    assert "are missing" in told(issue("C", OLD), issue("Z", NEW, path="b.docx"))[0]
    assert "with a mail" in told(issue("C", OLD), issue("D", NEW, path="a.eml/b.docx"))[0]
    assert "is a form" in told(issue("C", OLD), issue("D", NEW, path="b", kind=Kind.FORM))[0]


def test_a_document_and_its_print_are_one_issue_and_two_texts_of_one_format_are_told() -> None:
    assert told(issue("C", OLD), issue("C", OLD, path="procedures/a.pdf")) == []
    assert len(told(issue("C", OLD), issue("C", OLD, path="mail/a.docx"))) == 2


def test_a_record_without_an_issue_takes_no_place() -> None:
    held = [issue("C", OLD), issue("", NEW, path="records/4711.docx")]
    assert statuses(held, TODAY)[held[0].id] is Status.IN_FORCE
    assert any("both count" in sentence for sentence in told(*held))
