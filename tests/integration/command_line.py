"""Running the command line: in this process, and as a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

Cli = Callable[..., tuple[int, str, str]]
ROOT = Path(__file__).parents[2]
CLAUSEWISE = (sys.executable, "-c", "from integrations.cli.main import main; main()")


def printed(cli: Cli, *arguments: str) -> Any:
    code, output, _ = cli(*arguments, "--json")
    assert code == 0
    return json.loads(output)


def process(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    bare = {name: it for name, it in os.environ.items() if not name.startswith("CLAUSEWISE_")}
    return subprocess.run(
        [*CLAUSEWISE, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env=bare | environment,
        timeout=120,
        check=False,
    )
