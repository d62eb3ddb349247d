"""Messages, modals and Home as Slack shows them, as HTML: to look at, not to ship.

Draws the blocks that the bot uses, in the sizes and colours of Slack's client. What Slack would
parse (`mrkdwn`, the text beside the blocks) is drawn with its formats, so that a slip is seen.
"""

import re
from collections.abc import Callable
from html import escape
from typing import Any

Block = dict[str, Any]

_STYLE = """
body { font: 15px/22px Lato, 'Liberation Sans', sans-serif; color: #1d1c1d; margin: 0; }
.page { width: 720px; padding: 16px 20px; background: #fff; }
.who { display: flex; gap: 8px; } .face { width: 36px; height: 36px; border-radius: 6px; flex: none;
  background: #0b4c6f; color: #fff; text-align: center; line-height: 36px; font-weight: 900; }
.name { font-weight: 900; } .app { font-size: 10px; background: #ddd; border-radius: 2px;
  padding: 0 3px; margin: 0 6px; color: #555; } .at { font-size: 12px; color: #616061; }
.only { font-size: 13px; color: #616061; } .body { flex: 1; min-width: 0; }
.rich, .section { margin: 4px 0 8px; white-space: pre-wrap; overflow-wrap: anywhere; }
.quote { border-left: 4px solid #ddd; padding-left: 12px; margin: 4px 0; }
.context { font-size: 12px; line-height: 18px; color: #616061; margin: 4px 0 8px;
  white-space: pre-wrap; overflow-wrap: anywhere; }
.header { font-size: 18px; font-weight: 900; margin: 8px 0; }
hr { border: 0; border-top: 1px solid #ddd; margin: 14px 0; }
.button { display: inline-block; border: 1px solid #bbb; border-radius: 8px; padding: 0 12px;
  font-weight: 700; font-size: 13px; line-height: 28px; margin: 2px 8px 8px 0; }
.primary { background: #007a5a; border-color: #007a5a; color: #fff; }
.danger { background: #e01e5a; border-color: #e01e5a; color: #fff; }
.thumb { border-radius: 14px; font-weight: 400; }
.line { white-space: nowrap; } a { color: #1264a3; text-decoration: none; }
code { border: 1px solid #ddd; background: #f8f8f8; color: #e01e5a; font-size: 12px;
  border-radius: 3px; padding: 1px 3px; } .member { background: #e8f5fa; color: #1264a3; }
table { border-collapse: collapse; font-size: 13px; margin: 6px 0 10px; } td { border: 1px solid
  #ddd; padding: 4px 8px; vertical-align: top; } tr:first-child td { font-weight: 700; }
label { font-weight: 700; display: block; margin-top: 10px; } .optional { color: #616061;
  font-weight: 400; } .field { border: 1px solid #999; border-radius: 4px; min-height: 34px;
  padding: 5px 10px; color: #777; } .tall { min-height: 70px; }
.modal { width: 520px; border: 1px solid #ccc; border-radius: 8px; }
.modal .top { font-weight: 900; font-size: 20px; padding-bottom: 10px; }
.modal .bottom { text-align: right; padding-top: 12px; }
.file { border: 1px solid #ddd; border-radius: 8px; padding: 8px 12px; width: 320px; }
"""


def of_message(sent: Block, *, only_you: bool = False, files: tuple[str, ...] = ()) -> str:
    """A message in a channel or thread; with `only_you` as an ephemeral one."""
    blocks = sent.get("blocks")
    body = _blocks(blocks) if blocks else f"<div class=section>{_parsed(sent['text'])}</div>"
    body += "".join(f"<div class=file><b>{escape(one)}</b></div>" for one in files)
    only = "<div class=only>Only visible to you</div>" if only_you else ""
    who = "<span class=name>Clausewise</span><span class=app>APP</span><span class=at>9:30</span>"
    inside = f"<div class=who><div class=face>C</div><div class=body>{only}{who}{body}</div></div>"
    return _page(f"<div class=page>{inside}</div>")


def of_view(view: Block) -> str:
    """A modal, or a Home tab."""
    if view["type"] == "home":
        return _page(f"<div class=page>{_blocks(view['blocks'])}</div>")
    below = [
        f"<span class='button {style}'>{escape(view[name]['text'])}</span>"
        for name, style in (("close", ""), ("submit", "primary"))
        if name in view
    ]
    top = f"<div class=top>{escape(view['title']['text'])}</div>"
    bottom = f"<div class=bottom>{''.join(below)}</div>"
    return _page(f"<div class='page modal'>{top}{_blocks(view['blocks'])}{bottom}</div>")


def _page(body: str) -> str:
    return f"<!doctype html><meta charset=utf-8><style>{_STYLE}</style>{body}"


def _blocks(blocks: list[Block]) -> str:
    return "".join(_DRAWN[one["type"]](one) for one in blocks)


def _rich(block: Block) -> str:
    return "".join(
        f"<div class='rich {'quote' if part['type'] == 'rich_text_quote' else ''}'>"
        f"{''.join(map(_run, part['elements']))}</div>"
        for part in block["elements"]
    )


def _run(run: Block) -> str:
    if run["type"] == "user":
        return f"<span class=member>@{escape(run['user_id'])}</span>"
    shown = escape(run["text"])
    if run["type"] == "link":
        shown = f"<a href='{escape(run['url'])}'>{shown}</a>"
    style = run.get("style", {})
    shown = f"<code>{shown}</code>" if style.get("code") else shown
    return f"<b>{shown}</b>" if style.get("bold") else shown


def _context(block: Block) -> str:
    return f"<div class=context>{' '.join(map(_text, block['elements']))}</div>"


def _text(text: Block) -> str:
    return _parsed(text["text"]) if text["type"] == "mrkdwn" else escape(text["text"])


def _parsed(text: str) -> str:
    """What Slack makes of a text that it parses."""
    shown = re.sub(r"&lt;(https?:[^|&]*)\|(.*?)&gt;", r"<a href='\1'>\2</a>", escape(text))
    shown = re.sub(r"\*(\S[^*\n]*)\*", r"<b>\1</b>", shown)
    shown = re.sub(r"~(\S[^~\n]*)~", r"<s>\1</s>", shown)
    shown = re.sub(r"`([^`\n]+)`", r"<code>\1</code>", shown)
    return (
        shown.replace("&amp;lt;", "&lt;").replace("&amp;gt;", "&gt;").replace("&amp;amp;", "&amp;")
    )


def _element(one: Block) -> str:
    if one["type"] == "feedback_buttons":
        sides = ((one["positive_button"], "Right"), (one["negative_button"], "Wrong"))
        return "".join(
            f"<span class='button thumb' title='{escape(side['text']['text'])}'>{sign}</span>"
            for side, sign in sides
        )
    style = one.get("style", "")
    return f"<span class='button {style}'>{escape(one['text']['text'])}</span>"


def _actions(block: Block) -> str:
    return f"<div>{''.join(map(_element, block['elements']))}</div>"


def _cell(cell: Block, *, wraps: bool) -> str:
    return f"<td class={'wraps' if wraps else 'line'}>{escape(cell['text'])}</td>"


def _table(block: Block) -> str:
    wraps = [one["is_wrapped"] for one in block["column_settings"]]
    rows = (
        "".join(_cell(cell, wraps=one) for cell, one in zip(row, wraps, strict=True))
        for row in block["rows"]
    )
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def _input(block: Block) -> str:
    element = block["element"]
    optional = " <span class=optional>(optional)</span>" if block.get("optional") else ""
    label = f"<label>{escape(block['label']['text'])}{optional}</label>"
    options = [escape(one["text"]["text"]) for one in element.get("options", [])]
    if element["type"] == "radio_buttons":
        return label + "".join(f"<div>◯ {one}</div>" for one in options)
    if options:
        chosen = element.get("initial_option", {}).get("text", {}).get("text", "Select an option")
        return f"{label}<div class=field>{escape(chosen)} ▾</div>"
    return f"{label}<div class='field {'tall' if element.get('multiline') else ''}'></div>"


_DRAWN: dict[str, Callable[[Block], str]] = {
    "rich_text": _rich,
    "section": lambda block: f"<div class=section>{_text(block['text'])}</div>",
    "context": _context,
    "header": lambda block: f"<div class=header>{escape(block['text']['text'])}</div>",
    "divider": lambda _: "<hr>",
    "actions": _actions,
    "context_actions": _actions,
    "table": _table,
    "input": _input,
}
