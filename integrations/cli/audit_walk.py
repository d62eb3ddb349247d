"""`audit fill` without an item: one open item after the other, each kept as soon as it is said."""

from assistant.audits.running import RunAudit, Written, item_of, result_of
from assistant.errors import WrongUse
from integrations.cli.audit_text import entry_lines, question_lines
from integrations.cli.screen import console
from integrations.cli.session import say

_HOW = "For each item: the result, then what was seen. Enter leaves an item, q ends the walk."
_ASKED = (
    ("evidence", "seen"),
    ("interviewed", "interviewed (role)"),
    ("note", "note"),
)


class _Ended(Exception):
    """The person wants no more items."""


def walk(running: RunAudit, audit: str, *, by: str) -> None:
    """Ask for each item without a result; what was kept stays, wherever the walk ends.

    Raises `NothingThere`, `AuditClosed`.
    """
    todo = running.run(audit).unfilled
    if not todo:
        say("Every item has a result. `clausewise audit show` shows them.")
        return
    say(_HOW)
    kept = 0
    try:
        for one in todo:
            kept += _item(running, audit, one.item.id, by)
    except (_Ended, EOFError, KeyboardInterrupt):
        pass
    left = len(running.run(audit).unfilled)
    print(f"{kept} kept, {left} without a result.")


def _item(running: RunAudit, audit: str, item: str, by: str) -> bool:
    """Whether something was kept of the item; what others wrote meanwhile is shown first."""
    screen = console()
    one = item_of(running.run(audit), item)
    for line in question_lines(one):
        screen.print(line)
    for entry in one.heads:
        for line in entry_lines(entry):
            screen.print(line)
    said = _result()
    if not said:
        return False
    typed: dict[str, str] = {}
    while True:
        _ask(typed)
        written = Written(said, *(typed[name] or None for name, _ in _ASKED))
        try:
            running.fill(audit, item, written, by=by, based_on=[e.id for e in one.heads])
        except WrongUse as error:
            if error.code != WrongUse.code:
                raise
            say(f"error: {error}\nhint: {error.hint}")
            continue
        return True


def _ask(typed: dict[str, str]) -> None:
    """Ask for what is not typed yet."""
    for name, prompt in _ASKED:
        if not typed.get(name):
            typed[name] = _line(f"{prompt}> ")


def _result() -> str:
    """A result as it was typed and can be read; "" to leave the item."""
    while True:
        said = _line("result> ")
        try:
            return said and result_of(said).value
        except WrongUse as error:
            say(f"error: {error}\nhint: {error.hint}")


def _line(prompt: str) -> str:
    said = input(prompt).strip()
    if said.casefold() in ("q", "quit"):
        raise _Ended
    return said
