"""What somebody may not see is in nothing that any use case gives them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.audits.starting import Order
from assistant.errors import NothingThere
from assistant.ledger.entries import Act
from assistant.ledger.listing import Wanted
from assistant.model.findings import TypedFinding
from assistant.people.clearance import Clearance
from assistant.people.person import OWNER, STRANGER, NotPermitted
from integrations.bootstrap import Services, build_services
from integrations.settings import Settings
from tests import confidential
from tests.company import TODAY
from tests.fakes.embedder import WordEmbedder

HR = replace(STRANGER, clearance=Clearance.of(["hr"]))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    folder = confidential.write(tmp_path_factory.mktemp("files"))
    data = tmp_path_factory.mktemp("data")
    (data / "access.yaml").write_text(confidential.ACCESS, encoding="utf-8")
    with build_services(Settings(data=data), today=TODAY, embedder=WordEmbedder()) as services:
        report = services.ingest([folder])
        assert report.refused == 0
        services.complete_vectors()
        yield services


QUESTIONS = (
    f"what is the {confidential.SECRET}?",
    "how long is the settlement kept in the safe?",
    "who decides on settlements?",
    "where do we cover clause 7.2?",
    "which lots were received?",
    "is HR-7 in force?",
    "what does QP-90 say?",
    "which trainings have expired?",
)
USES: dict[str, Callable[[Services], object]] = {
    "search": lambda its: its.search(confidential.SECRET, limit=50, as_of=TODAY),
    "coverage": lambda its: its.coverage(None, as_of=TODAY),
    "mappings": lambda its: its.ledger.mappings(Wanted(), as_of=TODAY),
    "queue": lambda its: its.ledger.queue(as_of=TODAY),
    "gaps": lambda its: its.gaps(None, as_of=TODAY),
    "calendar": lambda its: its.calendar(as_of=TODAY, days=None),
    "trace": lambda its: its.trace("B-501", as_of=TODAY).chains,
    "records": lambda its: its.records(as_of=TODAY).tables,
    "documents": lambda its: its.documents(as_of=TODAY),
    "checklist": lambda its: its.checklist(["7", "8", "10"], as_of=TODAY),
    "pack": lambda its: its.pack("7", None, as_of=TODAY),
    "changes": lambda its: its.ledger.changes(since=TODAY.replace(year=2020), until=TODAY),
    "legacy": lambda its: its.standards.legacy(as_of=TODAY),
    "files": lambda its: its.adapters.library.files(),
}


def leaks(told: object, *, asked: str = "") -> set[str]:
    text = repr(told).casefold()
    return {
        word
        for word in map(str.casefold, confidential.SECRET_WORDS)
        if word in text and word not in asked.casefold()
    }


@pytest.mark.parametrize("use", USES)
def test_what_is_confidential_is_in_no_use_case_of_a_stranger(use: str, whole: Services) -> None:
    told = USES[use](whole.seen_by(STRANGER))

    assert not leaks(told)
    assert leaks(USES[use](whole.seen_by(HR))), "the test would find it"
    assert leaks(USES[use](whole)), "the test would find it"


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_at_the_secret_finds_nothing_for_a_stranger(
    question: str, whole: Services
) -> None:
    seen = whole.seen_by(STRANGER)
    reply = seen.ask(question, as_of=TODAY)

    assert not leaks(reply, asked=question)
    assert not leaks(seen.asking.receipt(reply.id), asked=question)
    assert reply.searched.documents == 2
    assert leaks(whole.seen_by(HR).ask(question, as_of=TODAY), asked=question)


def test_a_hidden_document_is_told_as_one_that_is_not_there(whole: Services) -> None:
    seen = whole.seen_by(STRANGER)
    hidden = seen.ask("what does HR-7 say about settlements?", as_of=TODAY).outcome
    unknown = seen.ask("what does HR-8 say about settlements?", as_of=TODAY).outcome

    assert hidden.text.replace("HR-7", "HR-8") == unknown.text


def test_replies_made_for_other_eyes_are_not_there(whole: Services) -> None:
    seen, told = whole.seen_by(STRANGER), whole.seen_by(HR).ask(QUESTIONS[0], as_of=TODAY)
    public = seen.ask("how long are receiving inspection records retained?", as_of=TODAY)

    for asking in (seen.asking.receipt, seen.asking.as_given, seen.asking.replay):
        with pytest.raises(NothingThere, match="There is no reply"):
            asking(told.id)
    assert seen.asking.conversation(told.conversation, limit=5) == []
    assert whole.seen_by(HR).asking.receipt(public.id).reply == public
    assert whole.asking.receipt(told.id).reply == told


def test_a_conversation_remembers_nothing_that_was_told_to_others(whole: Services) -> None:
    whole.seen_by(HR).ask("what does HR-7 say?", as_of=TODAY, conversation="c_shared")

    follow = whole.seen_by(STRANGER).ask(
        "and who decides on it?", as_of=TODAY, conversation="c_shared"
    )

    assert not leaks(follow)


def test_nothing_is_decided_about_what_is_not_seen(whole: Services) -> None:
    seen = whole.seen_by(STRANGER)
    hidden = next(
        one.mapping.id for one in whole.ledger.mappings(Wanted(document="HR-7"), as_of=TODAY)
    )

    with pytest.raises(NothingThere, match="There is no mapping"):
        seen.ledger.decide([hidden], Act.CONFIRMED, by="A", note="", as_of=TODAY)
    with pytest.raises(NothingThere):
        seen.ledger.add("HR-7 §5", "7.2", by="A", note="", as_of=TODAY)
    with pytest.raises(NothingThere):
        seen.ledger.history(hidden, as_of=TODAY)


def test_decisions_about_what_is_not_seen_are_not_told(whole: Services) -> None:
    hidden = whole.ledger.mappings(Wanted(document="QP-90"), as_of=TODAY)[0].mapping
    whole.ledger.decide([hidden.id], Act.CONFIRMED, by="Zelda Quill", note="", as_of=TODAY)

    seen = whole.seen_by(STRANGER)
    assert not leaks(seen.adapters.ledger.entries())
    assert not leaks(seen.ledger.changes(since=TODAY.replace(year=2020), until=TODAY))
    assert seen.ledger.broken() is None


def test_a_view_is_made_once_for_all_who_see_the_same(whole: Services) -> None:
    other = replace(STRANGER, clearance=Clearance.of(["chess"]))

    assert whole.seen_by(STRANGER) is whole.seen_by(other)
    assert whole.seen_by(OWNER) is whole
    assert whole.seen_by(HR) is not whole.seen_by(STRANGER)


def test_documents_are_not_changed_through_a_view(whole: Services) -> None:
    with pytest.raises(NotPermitted):
        whole.seen_by(STRANGER).adapters.library.remove("d_1")


def test_an_old_issue_does_not_pass_for_the_one_in_force(tmp_path: Path) -> None:
    """A new issue that is for some people alone takes the old one away from the others too."""
    folder = tmp_path / "files"
    text = confidential.FILES["procedures/QP-84 Receiving.md"]
    new = text.replace("Revision: B", "Revision: C").replace("10 years", "12 years")
    draft = new.replace("Revision: C", "Revision: D").replace("2025-03-01", "2027-03-01")
    data = tmp_path / "data"
    data.mkdir()
    (data / "access.yaml").write_text("audiences: [b]\nrules:\n  - {path: b, audience: b}\n")
    (folder / "b").mkdir(parents=True)
    (folder / "old.md").write_text(text.strip())
    (folder / "b" / "coming.md").write_text(draft.replace("2025-03-01", "2027-03-01").strip())
    with build_services(Settings(data=data), today=TODAY, embedder=WordEmbedder()) as services:
        services.ingest([folder])
        seen = services.seen_by(STRANGER)
        before = [one.revision.identity.label for one in seen.documents(as_of=TODAY)]
        (folder / "b" / "new.md").write_text(new.replace("2025-03-01", "2026-03-01").strip())
        services.ingest([folder])
        after = seen.documents(as_of=TODAY)

    assert before == ["B"], "an issue that is still to come takes nothing away"
    assert after == []


def test_audits_and_findings_are_shown_to_those_who_see_what_they_were_made_of(
    whole: Services,
) -> None:
    typed = TypedFinding(clause="7.2", evidence="file 12 of 2026-09-01", grade="minor")

    def make(services: Services) -> str:
        order = Order(lead="Ann Lee")
        run = services.audits.new(order, clauses=["7", "8", "10"], as_of=TODAY)
        return services.findings.raise_(run.audit.id, typed, by="Ann Lee", on=TODAY).finding.id

    stranger, hr = whole.seen_by(STRANGER), whole.seen_by(HR)
    of_all, of_hr, of_stranger = make(whole), make(hr), make(stranger)

    def shown(services: Services) -> set[str]:
        lines = services.findings.register(as_of=TODAY).lines
        seen = {one.audit.id for one in services.audits.running.all()}
        assert {one.audit for one in lines} == seen
        assert {gap.subject for gap in services.gaps(None, as_of=TODAY).gaps} >= {
            one.id for one in lines
        }
        return {one.id for one in lines}

    assert shown(whole) == {of_all, of_hr, of_stranger}
    assert of_hr in shown(hr) and of_stranger in shown(hr)
    assert shown(stranger) == {of_stranger}
    with pytest.raises(NothingThere):
        stranger.audits.running.run(of_all.rpartition("-F")[0])
    with pytest.raises(NothingThere):
        stranger.findings.following.standing(of_hr, as_of=TODAY)
    assert not leaks(stranger.audits.running.all())
    assert not leaks(stranger.findings.register(as_of=TODAY))
