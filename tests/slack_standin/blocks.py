"""Slack's published limits of Block Kit, checked as Slack checks them: one fault, or none.

Sizes from the block and view references: characters, counts and which elements go where.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

Fault = str | None
IN_ALL = 13_200  # characters of a message's blocks: seen by others, published nowhere
_IN_ACTIONS = {
    "button", "static_select", "users_select", "conversations_select", "overflow", "datepicker",
    "timepicker", "radio_buttons", "checkboxes", "multi_static_select", "workflow_button",
}  # fmt: skip
_MENTION = re.compile(r"<(?:!(?:channel|here|everyone|subteam)|@[UW]|#C)")
_FORMAT = re.compile(r"([*_~`])\S(?:[^\n]*?\S)?\1|<https?:[^>]*>|https?://\S+|^>.*", re.MULTILINE)
_PINGING = {"user", "usergroup", "broadcast", "channel"}  # elements of a rich text
_IN_RICH_TEXT = {
    "rich_text_section", "rich_text_quote", "rich_text_preformatted", "rich_text_list",
}  # fmt: skip
_STYLES = {"bold", "italic", "strike", "code"}


def fault_of_blocks(blocks: Any, *, where: str = "message") -> Fault:
    """What Slack would refuse of the blocks of a message, a modal or a Home tab."""
    if not isinstance(blocks, list):
        return "blocks must be an array"
    most = 50 if where == "message" else 100
    if len(blocks) > most:
        return f"no more than {most} items allowed"
    if sum(isinstance(one, dict) and one.get("type") == "table" for one in blocks) > 1:
        return "only_one_table_allowed"
    ids = [one["block_id"] for one in blocks if isinstance(one, dict) and "block_id" in one]
    if len(ids) != len(set(ids)):
        return "block_id already exists"
    if where == "message" and sum(map(len, _words(blocks))) > IN_ALL:
        return "msg_blocks_too_long"
    return _first(_of_block(one, where) for one in blocks)


def fault_of_view(view: Any) -> Fault:
    """What Slack would refuse of a modal or Home view."""
    if not isinstance(view, dict) or view.get("type") not in ("modal", "home"):
        return "view must be a modal or home"
    if len(str(view.get("private_metadata", ""))) > 3000:
        return "private_metadata is over 3000"
    if len(str(view.get("callback_id", ""))) > 255:
        return "callback_id is over 255"
    if view["type"] == "modal":
        for part in ("title", "submit", "close"):
            if (found := _of_text(view.get(part), 24, part, needed=part == "title")) is not None:
                return found
        has_input = any(one.get("type") == "input" for one in view.get("blocks", []))
        if has_input and "submit" not in view:
            return "a modal with inputs needs submit"
    return fault_of_blocks(view.get("blocks"), where=str(view["type"]))


def pings(value: Any) -> list[str]:
    """Mentions of people, channels or groups in what Slack would make of a message."""
    parsed = [found for text in _parsed(value) for found in _MENTION.findall(text)]
    return parsed + [str(one["type"]) for one in _objects(value) if one.get("type") in _PINGING]


def formatted(value: Any) -> list[str]:
    """What Slack would show as bold, struck, code or a link because of characters in a text."""
    texts = (
        _parsed(value)
        if not isinstance(value, dict) or value.get("mrkdwn", True)
        else (text for text in _parsed({**value, "text": ""}))
    )
    return [found[0] for text in texts for found in _FORMAT.finditer(text)]


def _parsed(value: Any) -> Iterator[str]:
    """The texts that Slack parses: those beside the blocks, and `mrkdwn` inside them."""
    if isinstance(value, dict) and isinstance(value.get("text"), str) and "type" not in value:
        yield value["text"]
    yield from (str(one["text"]) for one in _objects(value) if one.get("type") == "mrkdwn")


def _words(value: Any) -> Iterator[str]:
    return (one["text"] for one in _objects(value) if isinstance(one.get("text"), str))


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from _objects(one)


def _first(faults: Iterable[Fault]) -> Fault:
    return next((one for one in faults if one is not None), None)


def _of_block(block: Any, where: str) -> Fault:
    if not isinstance(block, dict):
        return "a block must be an object"
    kind = str(block.get("type"))
    if len(str(block.get("block_id", ""))) > 255:
        return "block_id is over 255"
    if kind == "input" and where == "message":
        return "input is not allowed in a message"
    check = _BLOCKS.get(kind)
    return f"unsupported type: {kind}" if check is None else check(block)


def _section(block: dict[str, Any]) -> Fault:
    fields = block.get("fields")
    if fields is not None:
        if not 1 <= len(fields) <= 10:
            return "1 to 10 fields"
        if found := _first(_of_text(one, 2000, "field") for one in fields):
            return found
    found = _of_text(block.get("text"), 3000, "text", needed=fields is None)
    if found or "accessory" not in block:
        return found
    return _of_element(block["accessory"])


def _header(block: dict[str, Any]) -> Fault:
    if block.get("text", {}).get("type") != "plain_text":
        return "a header is plain_text"
    return _of_text(block.get("text"), 150, "header")


def _context(block: dict[str, Any]) -> Fault:
    elements = block.get("elements", [])
    if not 1 <= len(elements) <= 10:
        return "1 to 10 elements in context"
    texts = [one for one in elements if one.get("type") != "image"]
    return _first(_of_text(one, 3000, "context") for one in texts)


def _actions(block: dict[str, Any]) -> Fault:
    elements = block.get("elements", [])
    if not 1 <= len(elements) <= 25:
        return "1 to 25 elements in actions"
    ids = [one.get("action_id") for one in elements]
    if len(ids) != len(set(ids)):
        return "action_id must be unique in a block"
    return _first(_of_element(one) for one in elements)


def _context_actions(block: dict[str, Any]) -> Fault:
    elements = block.get("elements", [])
    if not 1 <= len(elements) <= 5:
        return "1 to 5 elements in context_actions"
    for one in elements:
        if one.get("type") == "feedback_buttons":
            for side in ("positive_button", "negative_button"):
                button = one.get(side, {})
                if found := _of_text(button.get("text"), 75, side):
                    return found
                if len(button.get("value", "")) > 2000:
                    return "value is over 2000"
        elif one.get("type") != "icon_button":
            return f"{one.get('type')} is not for context_actions"
    return None


def _input(block: dict[str, Any]) -> Fault:
    return _of_text(block.get("label"), 2000, "label") or _of_element(block.get("element"))


def _markdown(block: dict[str, Any]) -> Fault:
    text = block.get("text")
    return None if isinstance(text, str) and 1 <= len(text) <= 12_000 else "markdown: 1 to 12000"


def _table(block: dict[str, Any]) -> Fault:
    rows = block.get("rows", [])
    if not 1 <= len(rows) <= 100:
        return "1 to 100 rows"
    if len(block.get("column_settings", [])) > 20:
        return "1 to 20 columns"
    if any(set(one or {}) - {"align", "is_wrapped"} for one in block.get("column_settings", [])):
        return "a column has align and is_wrapped"
    if any(not 1 <= len(row) <= 20 for row in rows):
        return "1 to 20 cells in a row"
    cells = [cell for row in rows for cell in row]
    if any(cell.get("type") not in ("raw_text", "rich_text", "raw_number") for cell in cells):
        return "a cell is raw_text or rich_text"
    if any(cell["type"] == "raw_text" and not cell.get("text") for cell in cells):
        return "a cell must not be empty"
    total = sum(len(cell.get("text", "")) for cell in cells)
    return "over 10000 characters in the table" if total > 10_000 else None


def _rich_text(block: dict[str, Any]) -> Fault:
    parts = block.get("elements", [])
    if not parts:
        return "a rich text has elements"
    for part in parts:
        if part.get("type") not in _IN_RICH_TEXT:
            return f"{part.get('type')} is not for rich_text"
        if not part.get("elements"):
            return f"an empty {part['type']}"
    return _first(_of_run(one) for part in parts for one in part["elements"])


def _of_run(run: dict[str, Any]) -> Fault:
    if set(run.get("style", {})) - _STYLES:
        return "unknown style"
    match run.get("type"):
        case "text":
            return None if run.get("text") else "an empty text"
        case "link":
            return None if str(run.get("url")).startswith(("http://", "https://")) else "no address"
        case "user":
            return None if run.get("user_id") else "no user_id"
    return None if run.get("type") == "rich_text_section" else f"unsupported: {run.get('type')}"


def _of_text(text: Any, longest: int, what: str, *, needed: bool = True) -> Fault:
    if text is None:
        return f"{what} is missing" if needed else None
    if not isinstance(text, dict) or text.get("type") not in ("plain_text", "mrkdwn"):
        return f"{what} must be a text object"
    if text["type"] == "mrkdwn" and "emoji" in text:
        return "emoji is of plain_text"
    length = len(str(text.get("text", "")))
    return None if 1 <= length <= longest else f"{what}: must be 1 to {longest}, is {length}"


def _of_element(element: Any) -> Fault:
    if not isinstance(element, dict):
        return "an element must be an object"
    kind = element.get("type")
    if len(str(element.get("action_id", ""))) > 255:
        return "action_id is over 255"
    if kind == "button":
        if len(str(element.get("value", ""))) > 2000:
            return "value is over 2000"
        return _of_text(element.get("text"), 75, "button")
    if kind in ("static_select", "radio_buttons", "checkboxes", "multi_static_select"):
        options = element.get("options", [])
        most = 100 if "select" in str(kind) else 10
        if not 1 <= len(options) <= most:
            return f"1 to {most} options"
        faulty = (_of_option(one) for one in options)
        return _first(faulty)
    known = _IN_ACTIONS | {"plain_text_input", "image", "file_input"}
    return None if kind in known else f"unsupported element: {kind}"


def _of_option(option: dict[str, Any]) -> Fault:
    if not 1 <= len(str(option.get("value", ""))) <= 150:
        return "an option's value is 1 to 150"
    return _of_text(option.get("text"), 75, "option")


_BLOCKS: dict[str, Callable[[dict[str, Any]], Fault]] = {
    "section": _section,
    "header": _header,
    "context": _context,
    "actions": _actions,
    "context_actions": _context_actions,
    "input": _input,
    "markdown": _markdown,
    "table": _table,
    "divider": lambda _: None,
    "image": lambda _: None,
    "rich_text": lambda block: _rich_text(block),
}
