"""What people do in Slack: ask, go on, use commands, buttons, modals, shortcuts and Home."""

import pytest

from tests.slack_standin.blocks import formatted, pings
from tests.slack_standin.bot import Bot, direct, mention, pressed, said_in_channel, shown

QUESTION = "how long are receiving inspection records retained?"


def test_a_mention_is_answered_in_its_thread_with_the_citation_linked(bot: Bot) -> None:
    asked = mention(QUESTION)
    bot.event(asked)
    [message] = bot.slack.wait_for_posts(1)

    told = shown(message)
    assert message["channel"] == "C1"
    assert message["thread_ts"] == asked["ts"]
    assert "retained for 10 years" in told
    assert "<https://audit.example.com/api/v1/passages/p_" in told
    assert "|QP-84 rev B §6.2 p.1> · in force" in told
    assert message["unfurl_links"] is False
    assert pings(message) == formatted(message) == []


def test_a_thread_goes_on_without_a_mention_and_other_talk_is_left_alone(bot: Bot) -> None:
    asked = mention(QUESTION)
    bot.event(said_in_channel("is this 10 years?", thread_ts="0.9"))
    bot.event(asked)
    bot.slack.wait_for_posts(1)
    bot.event(said_in_channel("where?", thread_ts=asked["ts"]))
    [_, follow_up] = bot.slack.wait_for_posts(2)

    assert follow_up["thread_ts"] == asked["ts"]
    assert "Understood as: where are receiving inspection records retained?" in shown(follow_up)


def test_a_direct_message_is_answered_and_a_bots_own_is_not(bot: Bot) -> None:
    bot.event(direct(QUESTION, bot_id="B1"))
    bot.event(direct(QUESTION, subtype="message_changed"))
    bot.event(direct(QUESTION))
    posted = bot.slack.wait_for_posts(1)
    bot.settle()

    assert [message["channel"] for message in posted] == ["D1"]
    assert bot.slack.statuses[0]["status"] == "is searching the documents…"


def test_a_command_is_answered_for_the_asker_alone_and_shared_when_they_say_so(bot: Bot) -> None:
    bot.command(f"ask {QUESTION}")
    [private] = bot.slack.wait_for_responses(1)
    share = private["blocks"][-1]["elements"][0]
    assert private["response_type"] == "ephemeral"
    assert share["text"]["text"] == "Share in channel"
    assert bot.slack.posted == []

    bot.interaction(pressed(share["action_id"], share["value"]))
    [shared] = bot.slack.wait_for_posts(1)

    assert shared["channel"] == "C1"
    assert "retained for 10 years" in shown(shared)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("clause 8.4.1", "8.4.1"),
        ("gaps 8.4", "as of 2026-09-30"),
        ("due 30", "overdue"),
        ("checklist 8.4", "Draft checklist"),
        ("pack 8.6", "Evidence pack"),
        ("trace L-77", "L-77"),
        ("learn 8.4.1", "Try to answer"),
        ("learn", "Buyer"),
        ("learn buyer", "QP-84"),
        ("learn wizard", "wizard"),
        ("help", "/audit clause 8.5"),
        ("", "/audit clause 8.5"),
        ("frobnicate", "There is no command 'frobnicate'"),
        ("due soon", "no number of days"),
        ("clause 99.9", "99.9"),
        ("pack", "Something is missing"),
    ],
)
def test_every_command_answers(bot: Bot, typed: str, told: str) -> None:
    bot.command(typed)
    [answer] = bot.slack.wait_for_responses(1)

    assert told in shown(answer)
    assert formatted(answer) == pings(answer) == []


def test_a_trace_is_shown_without_marks_of_markdown(bot: Bot) -> None:
    bot.command("trace L-77")
    told = shown(bot.slack.wait_for_responses(1)[0])

    assert "\\" not in told
    assert "**" not in told
    assert "#" not in told


def test_a_pack_asked_for_in_a_thread_is_put_there_as_a_file(bot: Bot) -> None:
    asked = mention("pack 8.6")
    bot.event(asked)
    bot.slack.wait(lambda: any("title" in one for one in bot.slack.files.values()), "a file")

    [file] = bot.slack.files.values()
    assert file["name"] == "pack 8.6.zip"
    assert file["content"][:2] == b"PK"
    assert (file["channel"], file["thread_ts"]) == ("C1", asked["ts"])
    assert file["comment"] is None  # Slack would parse it


def test_home_shows_coverage_what_falls_due_and_what_to_confirm(bot: Bot) -> None:
    bot.event({"type": "app_home_opened", "user": "U1", "tab": "home"})
    bot.slack.wait(lambda: "U1" in bot.slack.homes, "a Home")

    told = shown(bot.slack.homes["U1"])
    for part in ("Coverage", "My open items", "What falls due", "Mappings to confirm"):
        assert part in told


def test_the_messages_tab_gets_its_prompts(bot: Bot) -> None:
    opened = {"type": "app_home_opened", "user": "U1", "tab": "messages", "channel": "D1"}
    bot.event(opened)
    bot.slack.wait(lambda: bool(bot.slack.prompts), "prompts")

    assert len(bot.slack.prompts[0]["prompts"]) == 4


def test_thumbs_down_asks_what_was_wrong_and_keeps_it_for_the_evaluation(bot: Bot) -> None:
    kept_before = {one.reply for one, _, _ in bot.services.asking.said()}
    bot.event(mention(QUESTION))
    [message] = bot.slack.wait_for_posts(1)
    [thumbs] = [one for one in message["blocks"] if one["type"] == "context_actions"]
    down = thumbs["elements"][0]["negative_button"]["value"]
    bot.interaction(pressed("feedback", down))
    bot.slack.wait(lambda: bool(bot.slack.views), "a modal")
    view = bot.slack.views[0]
    values = {
        "wrong": {"wrong": {"selected_option": {"value": "wrong_place"}}},
        "correction": {"correction": {"value": "It stands in QP-9."}},
        "document": {"document": {"value": "QP-9"}},
    }
    filled = {**view, "id": "V1", "hash": "h", "state": {"values": values}}
    bot.interaction({"type": "view_submission", "view": filled})
    bot.slack.wait_for_private(1)

    new = [one for one in bot.services.asking.said() if one[0].reply not in kept_before]
    [(kept, reply, _)] = new
    assert (kept.wrong.value, kept.document) == ("wrong_place", "QP-9")
    assert reply.question == QUESTION


def test_a_shortcut_asks_about_a_message_for_whoever_used_it(bot: Bot) -> None:
    payload = {
        "type": "message_action",
        "callback_id": "ask_about_this",
        "channel": {"id": "C1"},
        "message": {"ts": "5.0", "text": QUESTION},
    }
    bot.interaction(payload)
    [private] = bot.slack.wait_for_private(1)

    assert private["user"] == "U1"
    assert "retained for 10 years" in shown(private)


def test_a_file_that_comes_without_its_content_is_asked_for_and_refused_by_reason(bot: Bot) -> None:
    payload = {
        "type": "message_action",
        "callback_id": "save_as_evidence",
        "channel": {"id": "C1"},
        "message": {"ts": "5.0", "text": "see the certificate"},
    }
    bot.interaction(payload)
    [private] = bot.slack.wait_for_private(1)

    assert "There is no file in that message" in shown(private)
