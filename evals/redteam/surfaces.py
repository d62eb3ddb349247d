"""The same replies and documents as every surface shows them, as text to be looked at."""

import json
from contextlib import redirect_stdout
from io import BytesIO, StringIO
from zipfile import ZipFile

from assistant.model.audits import Checklist
from assistant.model.replies import Reply
from integrations import shapes
from integrations.cli import ingest_text, reply_text
from integrations.reports.checklists import render
from integrations.slack import answers as slack
from integrations.slack.messages import escaped


def of_reply(reply: Reply) -> dict[str, str]:
    """A reply on the command line, in Slack and as JSON, by the surface's name."""
    terminal = StringIO()
    with redirect_stdout(terminal):
        reply_text.show(reply)
    message = slack.reply(reply)
    shown = [message.text, *_parsed(list(message.blocks))]
    return {
        "terminal": terminal.getvalue(),
        "slack": "\n".join(shown),
        "json": shapes.Reply.of(reply).as_json(),
    }


def _parsed(blocks: object) -> list[str]:
    """Every text of a message's blocks; what Slack shows as it stands is escaped, as it would be.

    An element that pings by itself is written as Slack writes it in a text.
    """
    if isinstance(blocks, list):
        return [text for one in blocks for text in _parsed(one)]
    if not isinstance(blocks, dict):
        return []
    own = []
    if blocks.get("type") in ("user", "usergroup", "broadcast", "channel"):
        own = [f"<@{blocks}>"]
    elif isinstance(blocks.get("text"), str):
        text = blocks["text"]
        own = [text if blocks.get("type") == "mrkdwn" else escaped(text)]
    return own + [text for value in blocks.values() for text in _parsed(value)]


def of_ingest(report: shapes.Ingested) -> dict[str, str]:
    """What an ingest tells on the command line and as JSON."""
    terminal = StringIO()
    with redirect_stdout(terminal):
        ingest_text.show(report)
    return {"ingest on the terminal": terminal.getvalue(), "ingest as json": report.as_json()}


def of_checklist(checklist: Checklist) -> dict[str, str]:
    """A checklist as Markdown, and what of the spreadsheet a program would run."""
    return {
        "markdown checklist": render(checklist, "md").decode(),
        "json checklist": json.dumps(json.loads(render(checklist, "json")), ensure_ascii=True),
    }


def runs_in(checklist: Checklist) -> list[str]:
    """The formulas in a checklist's spreadsheet; there should be none."""
    with ZipFile(BytesIO(render(checklist, "xlsx"))) as book:
        sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        return [name for name in sheets if b"<f>" in book.read(name) or b"<f " in book.read(name)]
