"""Receipts and replays over a real database: what changed is told, and old ones stay readable."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import insert

from assistant.errors import NothingThere
from assistant.model.replays import Changed
from integrations.bootstrap import Services, build_services
from integrations.database import tables as t
from integrations.database.engine import open_database
from integrations.database.library import SqlLibrary
from integrations.settings import Settings
from tests.company import Text, store
from tests.fakes.language_model import ScriptedModel
from tests.integration.conftest import EDITION

DAY = date(2026, 9, 30)
ASKED = "how long are receiving inspection records retained?"


@pytest.fixture
def services(data: Path) -> Iterator[Services]:
    with build_services(Settings.load(data=data)) as built:
        yield built


def test_a_receipt_holds_what_was_searched_and_shown(services: Services) -> None:
    reply = services.ask(ASKED, as_of=DAY)
    receipt = services.asking.receipt(reply.id)

    assert receipt.reply == reply
    assert receipt.edition == "as9120b"
    assert receipt.program
    assert [(one.document, one.revision) for one in receipt.documents] == [
        ("ASL-1", "A"),
        ("QP-84", "B"),
    ]
    assert receipt.passages[0].text == "Receiving inspection records are retained for 10 years."


def test_a_replay_of_an_unchanged_library_is_the_same(services: Services) -> None:
    reply = services.ask(ASKED, as_of=DAY)

    replay = services.asking.replay(reply.id)

    assert replay.is_same
    assert replay.changes == ()


def test_a_replay_tells_what_a_new_text_changed(services: Services, data: Path) -> None:
    reply = services.ask(ASKED, as_of=DAY)
    database = open_database(data)
    store(
        SqlLibrary(database),
        "QP-84",
        Text("The buyer shall evaluate every supplier once a year.", section="4.1"),
        Text("Receiving inspection records are retained for 12 years.", section="6.2"),
        label="B",
        edition_id=EDITION,
    )
    database.close()

    changes = {one.what: one for one in services.asking.replay(reply.id).changes}

    assert "10 years" in changes[Changed.ANSWER].was
    assert "12 years" in changes[Changed.ANSWER].now
    assert "12 years" in changes[Changed.PASSAGE_CHANGED].now


def test_a_replay_tells_that_a_passage_and_its_revision_are_gone(
    services: Services, data: Path
) -> None:
    reply = services.ask(ASKED, as_of=DAY)
    database = open_database(data)
    library = SqlLibrary(database)
    for held in library.revisions():
        if held.number == "QP-84":
            library.remove(held.id)
    database.close()

    changes = [(one.what, one.subject) for one in services.asking.replay(reply.id).changes]

    assert (Changed.PASSAGE_GONE, "QP-84 rev B 6.2") in changes
    assert (Changed.REVISION_GONE, "QP-84 rev B") in changes
    assert (Changed.STATUS, "status") in changes
    assert services.asking.receipt(reply.id).passages  # its words are kept all the same


def test_the_same_words_in_a_new_revision_are_the_same_reply(
    services: Services, data: Path
) -> None:
    reply = services.ask(ASKED, as_of=DAY)
    database = open_database(data)
    library = SqlLibrary(database)
    for held in library.revisions():
        if held.number == "QP-84":
            library.remove(held.id)
    store(
        library,
        "QP-84",
        Text("The buyer shall evaluate every supplier once a year.", section="4.1"),
        Text("Receiving inspection records are retained for 10 years.", section="6.2"),
        label="C",
        edition_id=EDITION,
    )
    database.close()

    replay = services.asking.replay(reply.id)

    told = {one.what: one for one in replay.changes}
    assert replay.is_same
    assert told[Changed.SAME_WORDS].subject == "QP-84 rev B 6.2"
    assert told[Changed.SAME_WORDS].now == "same words, now in revision C"
    assert not {Changed.CITATION_GONE, Changed.CITATION_NEW, Changed.PASSAGE_GONE} & set(told)


def test_an_unknown_reply_is_one_clear_error(services: Services) -> None:
    for call in (services.asking.as_given, services.asking.receipt, services.asking.replay):
        with pytest.raises(NothingThere, match="There is no reply 'r_0'"):
            call("r_0")


def test_a_reply_from_before_receipts_is_read_and_replayed(services: Services) -> None:
    body = {
        "id": "r_old", "conversation": "c_old", "question": ASKED, "understood_as": ASKED,
        "status": "answered", "reason": None, "answer": "They are kept for 5 years [1].",
        "answered_by": "extract", "near_misses": [], "clauses": [], "warnings": [],
        "citations": [{"tag": 1, "document": "QP-84", "revision": "0", "passage": "p_gone",
                       "quote": "kept for 5 years", "a_field_of_then": 1}],
        "searched": {"documents": 1, "passages": 3, "vectors_ready": 1.0, "as_of": "2026-09-30"},
        "took_ms": 3,
    }  # fmt: skip
    with services.adapters.database.writing() as connection:
        values = {"id": "r_old", "conversation": "c_old", "asked_at": "2026-01-01T00:00:00+00:00"}
        connection.execute(insert(t.replies).values(body=json.dumps(body), **values))

    replay = services.asking.replay("r_old")

    assert json.loads(services.asking.as_given("r_old")) == body
    assert not replay.before.is_whole
    assert {Changed.ANSWER, Changed.PASSAGE_GONE} <= {one.what for one in replay.changes}


def test_two_people_in_one_conversation_at_once_lose_nothing(services: Services) -> None:
    services.warm_up()

    def person(name: str) -> None:
        for number in range(5):
            services.ask(f"how does {name} evaluate supplier {number}?", as_of=DAY,
                         conversation="c_two")  # fmt: skip

    people = [Thread(target=person, args=(name,)) for name in ("Ann", "Bob")]
    for one in people:
        one.start()
    for one in people:
        one.join()

    kept = services.asking.conversation("c_two", limit=20)
    assert len({one.question for one in kept}) == 10


def test_a_draft_is_kept_with_its_checks_and_a_replay_tells_of_another_model(
    services: Services, data: Path
) -> None:
    said = "Receiving inspection records are retained for 10 years [E1]."
    drafted = _asked_with(data, ScriptedModel([said, said], name="scripted:one"))
    draft = services.asking.receipt(drafted).draft

    assert draft is not None
    assert (draft["model"], draft["prompt_id"]) == ("scripted:one", "answer_question")
    assert "struck" in draft

    changes = {one.what: one for one in services.asking.replay(drafted).changes}
    assert changes[Changed.MODEL].was == "scripted:one"
    assert changes[Changed.PROMPT].was == "answer_question 1"


def _asked_with(data: Path, model: ScriptedModel) -> str:
    with build_services(Settings.load(data=data), language_model=model) as built:
        return built.ask(ASKED, as_of=DAY).id
