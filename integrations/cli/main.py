"""Entry point of `clausewise`: options in any place, known errors in two lines, exit codes."""

import os
import sys
from collections.abc import Sequence

from typer import Abort
from typer.exceptions import TyperException

from assistant.errors import ClausewiseError
from integrations.cli.app import app

DONE, NO, WRONG, INTERRUPTED = 0, 1, 2, 130

_WITH_VALUE = ("--data", "--as-of", "--edition")
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
        message = " ".join(error.format_message().split()).replace("Value error, ", "")
        return _explain(message, _usage_hint(error))
    except (Abort, KeyboardInterrupt):
        print("interrupted", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output has seen enough, as in `… | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    return code if isinstance(code, int) else DONE


def globals_first(arguments: Sequence[str]) -> list[str]:
    """Move `--data`, `--as-of`, `--edition` and `--json` in front: people type them anywhere."""
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


def _explain(message: str, hint: str) -> int:
    for line in message.splitlines():
        print(f"error: {line}", file=sys.stderr)
    print(f"hint: {hint}", file=sys.stderr)
    return WRONG


def _usage_hint(error: TyperException) -> str:
    context = getattr(error, "ctx", None)
    return f"See `{context.command_path if context else 'clausewise'} --help`."
