"""Attachments of mails: documents below their mail."""

from tests.unit.ingest.office import Office, mail, outcomes, procedure


def test_attachments_of_a_mail_are_documents_below_it(office: Office) -> None:
    office.write("order.eml", mail(("QP-1.md", procedure("QP-1")), ("note.txt", "Call them.")))

    assert outcomes(office.ingest()) == {
        "order.eml": "added",
        "order.eml/QP-1.md": "added",
        "order.eml/note.txt": "added",
    }
    assert office.ingest().unchanged == 3


def test_attachments_go_with_their_mail(office: Office) -> None:
    file = office.write("order.eml", mail(("a.txt", "First."), ("b.txt", "Second.")))
    office.ingest()
    office.write("order.eml", mail(("b.txt", "Second."), ("c.txt", "Third."), text="Again."))

    assert outcomes(office.ingest()) == {
        "order.eml": "replaced",
        "order.eml/a.txt": "removed",
        "order.eml/b.txt": "unchanged",
        "order.eml/c.txt": "added",
    }
    file.unlink()
    office.write("other.md", procedure("QP-9"))
    assert office.ingest(prune=True).removed == 3
    assert office.held() == ["other.md"]


def test_an_attachment_that_is_a_file_too_is_a_duplicate_of_the_file(office: Office) -> None:
    office.write("a/order.eml", mail(("note.txt", "Call them.\n")))
    office.write("b/note.txt", "Call them.\n")

    result = outcomes(office.ingest())

    assert result == {
        "a/order.eml": "added",
        "a/order.eml/note.txt": "refused",
        "b/note.txt": "added",
    }
    assert outcomes(office.ingest()) == result | {
        "a/order.eml": "unchanged",
        "b/note.txt": "unchanged",
    }
