"""Entry point of `clausewise`: options in any place, known errors in two lines, exit codes."""

import os
import re
import sys
from collections.abc import Sequence

from typer import Abort
from typer.exceptions import TyperException

from assistant.errors import ClausewiseError
from assistant.visible_text import visible
from integrations.cli.app import app

DONE, NO, WRONG, INTERRUPTED = 0, 1, 2, 130

_WITH_VALUE = ("--data", "--as-of", "--edition", "--as")
_FLAGS = ("--json",)


def main() -> None:
    """Run the command line with the arguments of this process."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal that cannot show "·" shows "?"
            stream.reconfigure(errors="replace")
    raise SystemExit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command line and give its exit code: 0 done, 1 the command's "no", 2 wrong use."""
    try:
        code = app(globals_first(arguments), prog_name="clausewise", standalone_mode=False)
    except ClausewiseError as error:
        return _explain(str(error), error.hint)
    except TyperException as error:
        message = in_our_words(" ".join(error.format_message().split()))
        return _explain(message, _usage_hint(error))
    except (Abort, KeyboardInterrupt):
        print("interrupted", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output has seen enough, as in `… | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    return code if isinstance(code, int) else DONE


def globals_first(arguments: Sequence[str]) -> list[str]:
    """Move the options of every command in front: people type them anywhere."""
    front: list[str] = []
    rest: list[str] = []
    remaining = list(arguments)
    while remaining:
        word = remaining.pop(0)
        if word == "--":
            return [*front, *rest, word, *remaining]
        if word in _FLAGS or word.startswith(tuple(f"{name}=" for name in _WITH_VALUE)):
            front.append(word)
        elif word in _WITH_VALUE:
            front += [word, *remaining[:1]]
            remaining = remaining[1:]
        else:
            rest.append(word)
    return [*front, *rest]


_NO_NUMBER = re.compile(r"Input should be a valid integer.*")
_BOUND = re.compile(r"Input should be (?:(less)|greater) than (or equal to )?(\d+)")


def in_our_words(message: str) -> str:
    """The message about an argument without the wording of the library that checked it."""
    told = message.replace("Value error, ", "")
    told = _NO_NUMBER.sub("a whole number is needed.", told)
    return _BOUND.sub(_bound, told)


def _bound(found: re.Match[str]) -> str:
    less, inclusive, number = found.groups()
    if inclusive:
        return f"the {'largest' if less else 'smallest'} number is {number}."
    return f"the number must be {'below' if less else 'above'} {number}."


def _explain(message: str, hint: str) -> int:
    for line in message.splitlines():
        print(f"error: {visible(line)}", file=sys.stderr)
    print(f"hint: {visible(hint)}", file=sys.stderr)
    return WRONG


def _usage_hint(error: TyperException) -> str:
    context = getattr(error, "ctx", None)
    return f"See `{context.command_path if context else 'clausewise'} --help`."
