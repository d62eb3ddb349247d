"""The demo: a company that does not exist, from files to cited answers in one go."""

import sys
from collections.abc import Sequence
from pathlib import Path
from shutil import which

from evals.sample import gold
from evals.sample.build import build_sample
from integrations import shapes
from integrations.bootstrap import build_services
from integrations.cli import ingest_text, reply_text
from integrations.cli.screen import FileBar, console, progress
from integrations.cli.session import Session, print_json, say


def play(session: Session, questions: Sequence[str]) -> None:
    """Make the sample company below the data directory, ingest it and answer the questions."""
    settings = session.settings()
    today = session.as_of or gold.AS_OF
    folder = settings.data / "sample-company"
    say(f"Making the sample company in {folder}")
    build_sample(folder)
    with build_services(settings, today=today) as services:
        with progress("Reading") as draw:
            report = shapes.Ingested.of(services.ingest([folder], progress=FileBar(draw)))
        if not session.json:
            again = f"{program()} --data {settings.data} ingest {folder}"
            ingest_text.show_in_brief(report, again=again)
        replies: list[shapes.Reply] = []
        for question in questions:
            reply = services.ask(question, as_of=today)
            if not session.json:
                console().print(f"\n> {question}\n", style="bold")
                reply_text.show(reply, said=[w for one in replies for w in one.warnings])
            replies.append(shapes.Reply.of(reply))
        services.start_vectors()
    if session.json:
        print_json(Demo(ingested=report, replies=replies))
    else:
        print(f'\nAsk your own: {program()} --data {settings.data} ask "…"')
        print("Search by meaning follows in the background; `doctor` says how far it is.")


def program() -> str:
    """How to call this program from here: its name where the shell finds it, else its path."""
    called = Path(sys.argv[0])
    return "clausewise" if which("clausewise") or not called.is_file() else str(called)


class Demo(shapes.Shape):
    """`demo --json`."""

    ingested: shapes.Ingested
    replies: list[shapes.Reply]
