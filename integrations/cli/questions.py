"""`ask`, `chat`, `search` and `replay`."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from integrations.cli.session import NO_DOCUMENTS, print_json, session

if TYPE_CHECKING:
    from integrations import shapes


def register(app: typer.Typer) -> None:
    """Add the commands to the tree."""
    app.command()(ask)
    app.command(short_help="Ask one question after another.")(chat)
    app.command()(search)
    app.command(short_help="Run an earlier reply again.")(replay)


def ask(
    context: typer.Context,
    question: Annotated[str, typer.Argument(help="In your own words, in quotes.")],
    conversation: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Go on with the conversation of an earlier reply."),
    ] = None,
) -> None:
    """Answer one question from the documents, or say why not."""
    from integrations import shapes
    from integrations.cli import reply_text
    from integrations.cli.screen import reading_along

    this = session(context)
    with this.reading() as services:
        with reading_along() as on_text:
            reply = services.ask(
                question, conversation=conversation, as_of=this.today, on_text=on_text
            )
        empty = not services.documents(as_of=this.today)
    if this.json:
        print_json(shapes.Reply.of(reply))
    else:
        reply_text.show(reply)
        if empty:
            print(NO_DOCUMENTS)


def chat(
    context: typer.Context,
    conversation: Annotated[
        str | None, typer.Option(metavar="ID", help="Go on with an earlier conversation.")
    ] = None,
) -> None:
    """Ask one question after another; follow-ups are understood. /help says what else there is."""
    from assistant.asking import conversation_id
    from assistant.errors import WrongUse
    from integrations.cli.chatting import Chat

    this = session(context)
    if this.json:
        raise WrongUse(
            "`chat` is for people and has no --json.",
            hint="Use `clausewise ask --json --conversation ID`.",
        )
    going_on = None if conversation is None else conversation_id(conversation)
    with this.reading() as services:
        Chat(services, today=this.today, conversation=going_on).run()


def search(
    context: typer.Context,
    query: Annotated[str | None, typer.Argument(help="Words, or a number such as 8.4.1.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many passages.")] = 10,
    batch: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help='Many queries: one {"id", "query"} per line; - for stdin.'
        ),
    ] = None,
) -> None:
    """Find passages, best first, as the answers see them."""
    from integrations import shapes
    from integrations.cli.batches import read_queries

    this = session(context)
    queries = read_queries(query, batch)
    with this.reading() as services:
        results = [
            shapes.Result.of(
                one.id, one.query, services.search(one.query, limit=limit, as_of=this.today)
            )
            for one in queries
        ]
        empty = not services.documents(as_of=this.today)
    if this.json:
        print_json(shapes.Results(results=results))
    elif empty:
        print(NO_DOCUMENTS)
    else:
        _show(results)


def replay(
    context: typer.Context,
    id: Annotated[str, typer.Argument(help="The id of a reply, such as r_7d1c.")],
) -> None:
    """Run an earlier reply again under the same day, and show what changed."""
    from integrations import shapes
    from integrations.cli import replay_text

    this = session(context)
    with this.reading() as services:
        found = services.asking.replay(id)
    if this.json:
        print_json(shapes.Replay.of(found))
    else:
        replay_text.show(found)


def _show(results: "Sequence[shapes.Result]") -> None:
    from integrations.cli.reply_text import citation_lines
    from integrations.cli.screen import console, plain

    screen = console()
    for result in results:
        if len(results) > 1:
            screen.print(f"{result.id}: {plain(result.query)}")
        if not result.hits:
            screen.print("Nothing found.")
        for number, hit in enumerate(result.hits, start=1):
            for line in citation_lines(hit, tag=number, score=hit.score):
                screen.print(line)
