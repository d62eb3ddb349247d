"""Pictures of typical messages: `python -m tests.slack_standin.gallery DATA FOLDER`.

The bot answers over a copy of `DATA`, the sample company's documents, against the stand-in; what
it sent is drawn into `FOLDER`. For looking at by eye, after messages were changed.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import sync_playwright

from integrations.slack import answers
from tests.replies import answered, citation
from tests.slack_standin import picture
from tests.slack_standin.bot import Bot, direct, mention, pressed, services_for, socket_bot
from tests.slack_standin.server import SlackStandIn

CHROMIUM = "/usr/bin/chromium"
Drawn = Iterator[tuple[str, str]]

QUESTIONS = {
    "fact": "how long do we keep receiving records?",
    "declined": "what is our policy on remote work?",
    "list": "who did the dangerous goods course this year?",
    "ambiguous": "8.5",
    "where": "where do we cover clause 8.5?",
}
COMMANDS = ("clause 8.4", "gaps 8.4", "gaps", "due 60", "checklist 8.4", "trace L26-0125", "learn",
            "help", "nonsense", "pack 8.4")  # fmt: skip


def drawn(bot: Bot) -> Drawn:
    """Each picture by its name."""
    for name, question in QUESTIONS.items():
        yield name, _public(bot, mention(question))
    yield from _followed_up(bot)
    for typed in COMMANDS:
        bot.slack.forget()
        bot.command(typed)
        [told] = bot.slack.wait_for_responses(1)
        bot.settle()
        files = tuple(one["name"] for one in bot.slack.files.values())
        yield typed, picture.of_message(told, only_you=True)
        if files:
            print(f"{typed}: {', '.join(files)} in the direct messages")
    yield from _views(bot)
    yield from _too_long()
    yield from _file(bot)


def _public(bot: Bot, event: dict[str, Any]) -> str:
    bot.slack.forget()
    bot.event(event)
    bot.settle()
    [told] = bot.slack.posted or bot.slack.private
    files = tuple(one["name"] for one in bot.slack.files.values())
    return picture.of_message(told, only_you=bool(bot.slack.private), files=files)


def _followed_up(bot: Bot) -> Drawn:
    asked = mention("how long do we keep receiving records?")
    bot.event(asked)
    bot.settle()
    yield "follow-up", _public(bot, mention("and training records?", thread_ts=asked["ts"]))


def _views(bot: Bot) -> Drawn:
    bot.event({"type": "app_home_opened", "user": "U1", "tab": "home"})
    bot.slack.wait(lambda: "U1" in bot.slack.homes, "a Home")
    yield "home", picture.of_view(bot.slack.homes["U1"])
    bot.event(mention("how long do we keep receiving records?"))
    bot.settle()
    [thumbs] = [one for one in bot.slack.posted[-1]["blocks"] if one["type"] == "context_actions"]
    down = thumbs["elements"][0]["negative_button"]["value"]
    bot.interaction(pressed("feedback", down))
    bot.slack.wait(lambda: bool(bot.slack.views), "a modal")
    yield "modal", picture.of_view(bot.slack.views[-1])


def _too_long() -> Drawn:
    text = "The buyer shall evaluate every supplier once a year [1]. " * 400
    shown = answers.shown(answered(text, [citation()]))
    assert shown.file is not None
    yield "too long", picture.of_message(shown.message.fields(), files=(shown.file.name,))


def _file(bot: Bot) -> Drawn:
    content = b"# Evaluation of Keld Seals\n\nDocument No: EV-12\nRevision: A\n\nClause 8.4.1.\n"
    file = bot.slack.add_file("EV-12 Keld.md", content)
    bot.slack.posted.clear()
    bot.event(direct("", files=[file], subtype="file_share"))
    bot.settle()
    yield "evidence", picture.of_message(bot.slack.posted[-1])


def main(data: Path, folder: Path) -> None:
    """Draw everything."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        TemporaryDirectory() as work,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"]) as browser,
        SlackStandIn() as slack,
        services_for(slack, Path(copytree(data, Path(work) / "data"))) as services,
        socket_bot(slack, services) as bot,
    ):
        page = browser.new_page(viewport={"width": 780, "height": 400})
        for name, html in drawn(bot):
            page.set_content(html)
            page.screenshot(path=folder / f"{name}.png", full_page=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
