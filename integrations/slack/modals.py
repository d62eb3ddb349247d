"""The modals: what they ask, and what was filled in. Pure."""

import json
from collections.abc import Mapping
from typing import Any

from assistant.ledger.queue import Queued
from assistant.model.feedback import Wrong
from integrations.places import place
from integrations.slack.messages import context, message
from integrations.slack.rich import SECTION, Block, bold, cut, paragraph, paragraphs

FEEDBACK, DECIDE, ACCEPT = "feedback", "decide", "accept evidence"
_LONGEST_METADATA = 3000

WRONG = {
    Wrong.WRONG_ANSWER: "The answer is wrong",
    Wrong.WRONG_PLACE: "It points at the wrong document or place",
    Wrong.INCOMPLETE: "Something is missing",
    Wrong.MISUNDERSTOOD: "I asked something else",
    Wrong.SHOULD_HAVE_ANSWERED: "It should have answered",
    Wrong.SHOULD_HAVE_DECLINED: "It should not have answered",
    Wrong.OTHER: "Something else",
}


def feedback(carried: Mapping[str, str]) -> dict[str, Any]:
    """Asks what was wrong with a reply."""
    return _modal(
        FEEDBACK,
        "What was wrong?",
        "Send",
        carried,
        [
            _select("wrong", "Which of these?", {one.value: told for one, told in WRONG.items()}),
            _text("correction", "What would be right? (if you know)", lines=True),
            _text("document", "Which document says so? (its number)"),
            _text("section", "Which section?"),
            context("What you write is kept with your name, to test later versions against."),
        ],
    )


def decide(one: Queued, carried: Mapping[str, str]) -> dict[str, Any]:
    """Shows a proposed mapping with its words, and asks what the person decides."""
    proposal = one.entry.mapping.proposal
    cited = one.entry.citation
    quote = cut(" ".join(cited.quote.split()), SECTION)
    reason = f"Proposed because: {proposal.reason} ({proposal.confidence:.0%})"
    return _modal(
        DECIDE,
        "Does this bear on it?",
        "Record",
        carried,
        [
            paragraph(bold(f"Clause {proposal.clause}"), f"\n{place(cited)}", quote=quote),
            context(reason),
            _radio("decision", "Your decision", {"confirm": "It does", "reject": "It does not"}),
            _text("note", "Why? (kept in the ledger)"),
        ],
    )


def accept(
    lead: str, carried: Mapping[str, str], *, clauses: Mapping[str, str], chosen: str
) -> dict[str, Any]:
    """Asks which clause a file is evidence for, before it is taken in."""
    blocks = [*paragraphs(lead)]
    if clauses:
        blocks.append(_select("clause", "Evidence for", clauses, chosen=chosen))
    else:
        blocks.append(_text("clause", "Evidence for clause (number)"))
    blocks.append(_text("note", "Remark (kept in the ledger)"))
    blocks.append(context("It is read into the documents, and the clause recorded in your name."))
    return _modal(ACCEPT, "Save as evidence", "Accept", carried, blocks)


def notice(title: str, text: str) -> dict[str, Any]:
    """A modal that only says something."""
    blocks = list(message(text).blocks)
    return {"type": "modal", "title": _plain(title), "close": _plain("Close"), "blocks": blocks}


def carried_by(view: Mapping[str, Any]) -> dict[str, str]:
    """What a modal was opened with. It came back from outside: ids in it are looked up again."""
    try:
        found = json.loads(view.get("private_metadata") or "{}")
    except ValueError:
        return {}
    return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}


def filled_in(view: Mapping[str, Any]) -> dict[str, str]:
    """What a person filled in, by the name of the field; "" for what they left out."""
    found = {}
    values = (view.get("state") or {}).get("values") or {}
    for name, fields in values.items():
        for field in fields.values():
            chosen = field.get("selected_option") or {}
            found[str(name)] = str(chosen.get("value") or field.get("value") or "")
    return found


def _modal(
    name: str, title: str, submit: str, carried: Mapping[str, str], blocks: list[Block]
) -> dict[str, Any]:
    return {
        "type": "modal",
        "callback_id": name,
        "title": _plain(title),
        "submit": _plain(submit),
        "close": _plain("Cancel"),
        "private_metadata": json.dumps(dict(carried))[:_LONGEST_METADATA],
        "blocks": blocks,
    }


def _plain(text: str) -> Block:
    return {"type": "plain_text", "text": text[:75]}


def _text(name: str, label: str, *, lines: bool = False) -> Block:
    element = {"type": "plain_text_input", "action_id": name, "multiline": lines,
               "max_length": 3000 if lines else 200}  # fmt: skip
    return _input(name, label, element, optional=True)


def _select(name: str, label: str, options: Mapping[str, str], *, chosen: str = "") -> Block:
    made = [_option(value, told) for value, told in list(options.items())[:100]]
    element: Block = {"type": "static_select", "action_id": name, "options": made}
    first = [one for one in made if one["value"] == chosen]
    return _input(name, label, element | ({"initial_option": first[0]} if first else {}))


def _radio(name: str, label: str, options: Mapping[str, str]) -> Block:
    made = [_option(value, told) for value, told in options.items()]
    return _input(name, label, {"type": "radio_buttons", "action_id": name, "options": made})


def _option(value: str, told: str) -> Block:
    return {"text": _plain(told), "value": value}


def _input(name: str, label: str, element: Block, *, optional: bool = False) -> Block:
    return {"type": "input", "block_id": name, "label": _plain(label), "element": element,
            "optional": optional}  # fmt: skip
