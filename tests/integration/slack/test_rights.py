"""Who may see what in Slack: bound people, strangers, channels, sharing, files, digests."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from assistant.errors import NothingThere
from assistant.people.access_log import Surface
from assistant.people.rights import Role
from integrations.slack.digests import due, put_due
from tests import confidential
from tests.slack_standin.blocks import pings
from tests.slack_standin.bot import (
    Bot,
    bot_of_both,
    direct,
    mention,
    pressed,
    services_for,
    shown,
)
from tests.slack_standin.server import BOT_USER, SlackStandIn

SECRET_QUESTION = "what shall be kept in the safe for 12 years?"
PUBLIC_QUESTION = "how long are receiving inspection records retained?"
ORGANISATION = """
owners:
  - clause: "8.6"
    owner: Rita Vale
"""


@pytest.fixture(scope="module")
def bots(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Bot]]:
    folder = tmp_path_factory.mktemp("rights")
    data = folder / "data"
    data.mkdir()
    (data / "access.yaml").write_text(confidential.ACCESS, encoding="utf-8")
    (data / "organisation.yaml").write_text(ORGANISATION, encoding="utf-8")
    with SlackStandIn() as slack, services_for(slack, data, auth="local") as services:
        services.ingest([confidential.write(folder / "documents")])
        for name, roles, groups in (
            ("rita", [Role.MANAGER], ["hr", "board"]),
            ("omar", [Role.READER], []),
        ):
            full = {"rita": "Rita Vale", "omar": "Omar Quill"}[name]
            services.people.accounts.add(name, full_name=full, email="", roles=roles, groups=groups)
        with bot_of_both(slack, services) as both:
            bind(both["socket"], "U1", "rita")
            bind(both["socket"], "U7", "omar")
            yield both


def bind(bot: Bot, member: str, name: str) -> str:
    bot.command("connect", user_id=member)
    bot.slack.wait(lambda: bool(bot.slack.responses), "a link")
    [link] = re.findall(r"/bind/([\w-]+)", shown(bot.slack.responses.pop()))
    people = bot.services.people
    people.bind(link, people.accounts.named(name), surface=Surface.WEB)
    return str(link)


def test_a_link_binds_once_and_is_sent_to_its_member_alone(bot: Bot, transport: str) -> None:
    member = {"socket": "U5", "http": "U6"}[transport]
    link = bind(bot, member, "omar")
    people = bot.services.people
    with pytest.raises(NothingThere):
        people.bind(link, people.accounts.named("omar"), surface=Surface.WEB)
    bot.command("connect", user_id=member)

    assert "I know you as Omar Quill." in shown(bot.slack.wait_for_responses(1)[0])


def test_somebody_bound_sees_what_is_theirs_and_a_stranger_what_is_public(bot: Bot) -> None:
    bot.event(direct(SECRET_QUESTION))
    bot.event(direct(SECRET_QUESTION, user="U9", channel="D9"))
    bot.event(direct(PUBLIC_QUESTION, user="U9", channel="D9"))
    posted = bot.slack.wait_for_posts(3)
    by_channel = {"D1": "", "D9": ""}
    for one in posted:
        by_channel[one["channel"]] += shown(one)

    assert confidential.SECRET in by_channel["D1"]
    assert [word for word in confidential.SECRET_WORDS if word in by_channel["D9"]] == []
    assert "retained for 10 years" in by_channel["D9"]


def test_in_a_channel_what_not_everybody_may_see_goes_to_the_asker_alone(bot: Bot) -> None:
    bot.slack.channel("CMIX").members = ["U1", "U9", BOT_USER]
    bot.event(mention(SECRET_QUESTION, channel="CMIX"))
    [private] = bot.slack.wait_for_private(1)

    assert private["user"] == "U1"
    assert confidential.SECRET in shown(private)
    assert "Only you see this" in shown(private)
    assert bot.slack.posted == []


def test_in_a_channel_of_people_who_may_see_it_the_answer_is_public(bot: Bot) -> None:
    bot.slack.channel("CHR").members = ["U1", BOT_USER]
    bot.event(mention(SECRET_QUESTION, channel="CHR"))
    [message] = bot.slack.wait_for_posts(1)

    assert confidential.SECRET in shown(message)


def test_what_is_shared_is_checked_again_when_it_is_shared(bot: Bot) -> None:
    bot.slack.channel("CSH").members = ["U1", "U9", BOT_USER]
    bot.command(f"ask {SECRET_QUESTION}", channel_id="CSH")
    bot.slack.wait(lambda: bool(bot.slack.responses), "an answer")
    told = bot.slack.responses[0]
    assert confidential.SECRET in shown(told)
    share = told["blocks"][-1]["elements"][0]
    where = {"channel": {"id": "CSH"}, "container": {}, "message": {}}
    bot.interaction(pressed(share["action_id"], share["value"], **where))
    [private] = bot.slack.wait_for_private(1)

    assert "cannot share this" in shown(private)
    assert bot.slack.posted == []


@pytest.mark.parametrize(
    "typed", ["gaps", "due 3000", "clause 7.2", "trace T-9009", "checklist 8.7", "pack 10.2"]
)
def test_a_command_of_a_stranger_holds_nothing_confidential(bot: Bot, typed: str) -> None:
    bot.command(typed, user_id="U9")
    bot.slack.wait(lambda: bool(bot.slack.responses), "an answer")
    files = b"".join(one["content"] for one in bot.slack.files.values())
    told = "\n".join(map(shown, [*bot.slack.responses, *bot.slack.posted]))

    for word in confidential.SECRET_WORDS:
        if word not in typed:
            assert word not in told
    assert b"Zelda" not in files


def test_what_of_a_confidential_document_is_shown_is_in_the_access_log(bot: Bot) -> None:
    before = len(list(bot.services.people.entries.in_order()))
    bot.event(direct(SECRET_QUESTION))
    bot.slack.wait_for_posts(1)
    new = list(bot.services.people.entries.in_order())[before:]

    read = [one for one in new if one.act == "read"]
    assert [(one.surface, one.name) for one in read] == [("slack", "Rita Vale")]
    assert "HR-7" in read[0].document
    assert "heron" not in read[0].subject


def test_whoever_may_not_decide_is_told_so_and_nothing_is_recorded(bot: Bot) -> None:
    [first, *_] = bot.services.ledger.queue(as_of=bot.service.desk.today())
    mapping = first.entry.mapping.id
    bot.slack.channel("C1").members += ["U9", "U7"]
    for member in ("U9", "U7"):
        bot.interaction(pressed("review", mapping, user={"id": member, "team_id": "T1"}))
    private = bot.slack.wait_for_private(2)

    told = {one["user"]: shown(one) for one in private}
    assert "do not know who you are" in told["U9"]
    assert "no right" in told["U7"]
    assert bot.slack.views == []


def test_a_decision_is_confirmed_in_a_modal_and_stands_in_the_ledger(bot: Bot) -> None:
    [first, *_] = bot.services.ledger.queue(as_of=bot.service.desk.today())
    mapping = first.entry.mapping.id
    bot.interaction(pressed("review", mapping))
    bot.slack.wait(lambda: bool(bot.slack.views), "a modal")
    values: dict[str, Any] = {
        "decision": {"decision": {"selected_option": {"value": "confirm"}}},
        "note": {"note": {"value": "Read it today."}},
    }
    view = {**bot.slack.views[0], "id": "V1", "hash": "h1", "state": {"values": values}}
    bot.interaction({"type": "view_submission", "view": view})
    [told] = bot.slack.wait_for_posts(1)

    assert "Recorded for clause" in shown(told)
    history = bot.services.ledger.history(mapping, as_of=bot.service.desk.today())
    assert "Rita Vale" in str(history)
    bot.slack.wait(lambda: "U1" in bot.slack.homes, "the Home anew")


def test_a_person_is_called_by_the_name_of_the_clauses_owner(bot: Bot) -> None:
    asked = mention(PUBLIC_QUESTION)
    bot.event(asked)
    [message] = bot.slack.wait_for_posts(1)
    row = [one for one in message["blocks"] if one["type"] == "actions"][-1]
    call = row["elements"][0]
    bot.interaction(pressed(call["action_id"], call["value"]))
    [_, called] = bot.slack.wait_for_posts(2)

    assert "<@U1>, <@U1> asks for a person about clause 8.6" in called["text"]
    assert pings(message) == []


def test_a_file_becomes_evidence_when_a_person_accepts_it(bot: Bot, transport: str) -> None:
    number = {"socket": "EV-12", "http": "EV-13"}[transport]
    text = (
        f"# Supplier evaluation of Keld Seals\n\nDocument No: {number}\nRevision: A\n"
        "Effective date: 2026-05-04\n\n## 1 Result\n\n"
        "The supplier was evaluated against clause 8.4.1 and stays approved.\n"
    )
    file = bot.slack.add_file(f"{number} Keld.md", text.encode())
    bot.event(direct("", files=[file], subtype="file_share"))
    [proposed] = bot.slack.wait_for_posts(1)
    assert number in shown(proposed)
    assert "8.4.1" in shown(proposed)
    assert "in force from 2026-05-04" in shown(proposed)
    [row] = [one for one in proposed["blocks"] if one["type"] == "actions"]
    where = {"channel": {"id": "D1"}, "container": {}, "message": {}}
    accept = row["elements"][0]
    bot.interaction(pressed(accept["action_id"], accept["value"], **where))
    bot.slack.wait(lambda: bool(bot.slack.views), "a modal")
    values: dict[str, Any] = {"clause": {"clause": {"selected_option": {"value": "8.4.1"}}}}
    view = {**bot.slack.views[0], "id": "V2", "hash": "h2", "state": {"values": values}}
    bot.interaction({"type": "view_submission", "view": view})
    [_, told] = bot.slack.wait_for_posts(2)

    assert f"taken in as {number}" in shown(told)
    held = bot.services.documents(as_of=bot.service.desk.today())
    assert number in [one.revision.number for one in held]


def test_a_file_that_cannot_be_read_gets_its_reason(bot: Bot) -> None:
    file = bot.slack.add_file("broken.pdf", b"%PDF-1.7 nothing follows")
    bot.event(direct("", files=[file], subtype="file_share"))
    [told] = bot.slack.wait_for_posts(1)

    assert "cannot become evidence" in shown(told)


def test_a_digest_comes_once_on_the_days_a_channel_chose(bot: Bot, transport: str) -> None:
    channel = f"CDIG{transport.upper()}"
    bot.command("digest wed 08:00 Europe/Berlin 3000", channel_id=channel)
    bot.slack.wait(lambda: bool(bot.slack.responses), "what is set")
    assert "gets a digest on wed at 08:00" in shown(bot.slack.responses[0])
    [times] = [one for one in bot.service.desk.store.digests() if one.channel == channel]
    wednesday = datetime(2026, 9, 30, 6, 30, tzinfo=UTC)  # 08:30 in Berlin
    assert due(times, wednesday.replace(hour=5)) is None
    assert due(times, wednesday.replace(day=29)) is None

    assert put_due(bot.service.desk, wednesday) == 1
    assert put_due(bot.service.desk, wednesday) == 0
    bot.service._workers.wake()
    [told] = bot.slack.wait_for_posts(1)

    assert told["channel"] == channel
    assert "What falls due and what changed" in shown(told)
    assert [word for word in confidential.SECRET_WORDS if word in shown(told)] == []
