"""`people` and `access-log`: who has an account, and who did what."""

import sys
from typing import Annotated

import typer

from assistant.errors import WrongUse
from integrations.cli.session import print_json, say, session


def register(app: typer.Typer) -> None:
    """Add the commands to the tree."""
    group = typer.Typer(help="Accounts: who may sign in, what they may do, which groups they see.")
    group.command("list")(list_)
    for command in (add, role, group_, disable, enable, password, key, keys, revoke, bind):
        group.command(command.__name__.rstrip("_"))(command)
    app.add_typer(group, name="people")
    app.command("access-log")(access_log)


_Name = Annotated[str, typer.Argument(help="The name somebody signs in with.")]
_Roles = Annotated[
    list[str] | None,
    typer.Option("--role", metavar="ROLE", help="reader, auditor, manager or admin; several."),
]
_Groups = Annotated[
    list[str] | None,
    typer.Option("--group", metavar="GROUP", help="An audience of access.yaml; several."),
]
_FromInput = Annotated[
    bool, typer.Option("--password-stdin", help="Read the password from standard input.")
]


def list_(context: typer.Context) -> None:
    """List everybody with an account."""
    from integrations.cli.screen import console, table
    from integrations.shapes.people import Account, People

    this = session(context)
    with this.reading() as services:
        everyone = services.people.accounts.everyone()
    if this.json:
        print_json(People(people=[Account.of(one) for one in everyone]))
        return
    rows = [
        (
            one.name,
            one.full_name,
            ", ".join(sorted(one.roles)),
            ", ".join(sorted(one.groups)),
            "" if one.active else "disabled",
        )
        for one in everyone
    ]
    console().print(table(("Name", "Full name", "Roles", "Groups", ""), rows, wide="Full name"))


def add(
    context: typer.Context,
    name: _Name,
    full_name: Annotated[str, typer.Option("--full-name", metavar="TEXT")] = "",
    email: Annotated[str, typer.Option("--email", metavar="ADDRESS")] = "",
    roles: _Roles = None,
    groups: _Groups = None,
    password_stdin: _FromInput = False,
    no_password: Annotated[
        bool, typer.Option("--no-password", help="For somebody who signs in at the provider.")
    ] = False,
) -> None:
    """Add somebody; asks for a first password."""
    from assistant.people.accounts import roles_of

    this = session(context)
    with this.services() as services:
        secret = None if no_password else _password(from_input=password_stdin)
        services.people.accounts.add(
            name,
            full_name=full_name,
            email=email,
            roles=roles_of(roles or ["reader"]),
            groups=groups or (),
            password=secret,
        )
        services.people.note_command(f"people add {name}")
    say(f"{name} can sign in now." if secret else f"{name} has an account.")


def role(context: typer.Context, name: _Name, roles: list[str]) -> None:
    """Say which roles somebody has, in place of those before."""
    from assistant.people.accounts import Changed, roles_of

    with session(context).services() as services:
        services.people.accounts.change(name, Changed(roles=roles_of(roles)))
        services.people.note_command(f"people role {name} {' '.join(roles)}")


def group_(
    context: typer.Context,
    name: _Name,
    groups: Annotated[list[str] | None, typer.Argument(help="None: of no group.")] = None,
) -> None:
    """Say which groups somebody is in, in place of those before."""
    from assistant.people.accounts import Changed

    with session(context).services() as services:
        services.people.accounts.change(name, Changed(groups=groups or ()))
        services.people.note_command(f"people group {name} {' '.join(groups or ())}")


def disable(context: typer.Context, name: _Name) -> None:
    """Keep somebody out: sessions, keys and bindings end. Their name stays in the ledgers."""
    _set_active(context, name, active=False)


def enable(context: typer.Context, name: _Name) -> None:
    """Let somebody in again."""
    _set_active(context, name, active=True)


def password(context: typer.Context, name: _Name, password_stdin: _FromInput = False) -> None:
    """Give somebody a new password; they are signed out everywhere."""
    with session(context).services() as services:
        services.people.accounts.named(name)
        services.people.accounts.set_password(name, _password(from_input=password_stdin))
        services.people.note_command(f"people password {name}")


def key(
    context: typer.Context,
    name: _Name,
    label: Annotated[str, typer.Option("--label", metavar="TEXT", help="What it is for.")] = "",
    scopes: Annotated[
        list[str] | None,
        typer.Option("--scope", metavar="SCOPE", help="What it may do (read); several."),
    ] = None,
    days: Annotated[int, typer.Option("--days", min=1, max=366, metavar="N")] = 90,
) -> None:
    """Make a key for a program that acts for somebody; it is shown this once."""
    from assistant.people.accounts import scopes_of
    from integrations.shapes.people import NewKey

    this = session(context)
    with this.services() as services:
        made, secret = services.people.add_key(
            name, label, scopes_of(scopes or ["read"]), days=days
        )
        services.people.note_command(f"people key {name}: {made.id}")
    if this.json:
        print_json(NewKey.shown_once(made, secret))
        return
    print(secret)
    say(f"{made.id} is good for {days} days. It is shown this once; send it as a bearer token.")


def keys(context: typer.Context, name: _Name) -> None:
    """List the keys of somebody."""
    from integrations.cli.screen import console, table
    from integrations.shapes.people import Key, Keys

    this = session(context)
    with this.reading() as services:
        person = services.people.accounts.named(name)
        held = [Key.of(one) for one in services.people.sign_ins.keys(person.id)]
    if this.json:
        print_json(Keys(keys=held))
        return
    rows = [
        (one.id, one.label, ", ".join(one.scopes), one.expires, "revoked" if one.revoked else "")
        for one in held
    ]
    console().print(table(("Key", "Label", "Scopes", "Until", ""), rows, wide="Label"))


def revoke(context: typer.Context, key: Annotated[str, typer.Argument(metavar="KEY")]) -> None:
    """End a key at once."""
    from assistant.errors import NothingThere

    with session(context).services() as services:
        if not services.people.sign_ins.revoke(key):
            raise NothingThere(
                f"There is no key {key[:80]!r}.", hint="`clausewise people keys NAME` lists them."
            )
        services.people.note_command(f"people revoke {key}")


def bind(
    context: typer.Context,
    name: _Name,
    link: Annotated[str, typer.Argument(help="The link, or the end of it, that was sent there.")],
) -> None:
    """Say that an account of Slack is somebody's, with the link that was sent to it."""
    from assistant.people.access_log import Surface

    with session(context).services() as services:
        person = services.people.accounts.named(name)
        token = link.rstrip("/").rsplit("/", 1)[-1]
        say(services.people.bind(token, person, surface=Surface.COMMAND_LINE))


def access_log(
    context: typer.Context,
    person: Annotated[str | None, typer.Option("--person", metavar="NAME")] = None,
    document: Annotated[str | None, typer.Option("--document", metavar="TEXT")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, metavar="N")] = 50,
) -> None:
    """Show who wrote what, and who read what is confidential, the newest first."""
    from integrations.cli.screen import console, table
    from integrations.shapes.people import AccessEntry, AccessLog

    this = session(context)
    with this.reading() as services:
        found = services.people.entries.entries(person=person, document=document, limit=limit)
        broken = services.people.broken()
    if this.json:
        shown = [AccessEntry.of(one) for one in found]
        print_json(AccessLog(entries=shown, broken=broken.told if broken else None))
    else:
        rows = [
            (one.at[:19], one.name or "-", one.surface, one.act, one.document or one.subject)
            for one in found
        ]
        console().print(table(("When", "Who", "Where", "Did", "What"), rows, wide="What"))
        if broken:
            say(f"The log is not as it was written: {broken.told}.")
    if broken:
        raise typer.Exit(1)


def _set_active(context: typer.Context, name: str, *, active: bool) -> None:
    from assistant.people.accounts import Changed

    with session(context).services() as services:
        services.people.accounts.change(name, Changed(active=active))
        services.people.note_command(f"people {'enable' if active else 'disable'} {name}")


def _password(*, from_input: bool) -> str:
    if from_input:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise WrongUse(
            "There is nobody to ask for a password.", hint="Use --password-stdin, and send it."
        )
    return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
