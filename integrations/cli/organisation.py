"""`organisation`: what does not apply and why, who owns which clause, the processes."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from assistant.errors import NothingThere, StoreUnavailable, WrongUse
from integrations.cli.session import print_json, say, session


def register(app: typer.Typer) -> None:
    """Add the commands to the tree."""
    group = typer.Typer(help="Show, check, export or import what your organisation says of itself.")
    for command in (show, check):
        group.command(command.__name__)(command)
    group.command("export")(export_)
    group.command("import")(import_)
    app.add_typer(group, name="organisation")


def show(context: typer.Context) -> None:
    """Show what does not apply and why, the owners of clauses, and the processes."""
    from integrations import shapes
    from integrations.cli import organisation_text

    this = session(context)
    with this.services() as services:
        organisation = services.adapters.organisation
        shape = shapes.Organisation.of(organisation)
    if this.json:
        print_json(shape)
    else:
        organisation_text.show(shape)


def check(context: typer.Context) -> None:
    """Check the file; every fault is named with its line."""
    from integrations import shapes

    this = session(context)
    with this.services() as services:
        organisation = services.adapters.organisation
        edition = services.adapters.whole_edition
    if this.json:
        print_json(shapes.Organisation.of(organisation))
        return
    said = (
        organisation.not_applicable,
        organisation.owners,
        organisation.processes,
        organisation.gap_rules,
        organisation.auditors,
    )
    one = ("clause not applicable", "owner", "process", "changed gap rule", "auditor")
    several = (
        "clauses not applicable", "owners", "processes", "changed gap rules", "auditors",
    )  # fmt: skip
    nouns = zip(said, one, several, strict=True)
    print(", ".join(f"{len(each)} {a if len(each) == 1 else b}" for each, a, b in nouns))
    if others := [str(number) for number in organisation.clauses if number not in edition]:
        print(f"of other editions, without effect under {edition.id}: {', '.join(others)}")


_Output = Annotated[
    Path, typer.Option("-o", "--output", metavar="FILE", help="A file .xlsx or .yaml.")
]


def export_(context: typer.Context, output: _Output) -> None:
    """Write the settings as a workbook to fill in (.xlsx), or as they are kept (.yaml)."""
    from assistant.organisation.writing import as_yaml
    from integrations import shapes
    from integrations.reports import organisation_xlsx

    this = session(context)
    with this.services() as services:
        organisation = services.adapters.organisation
    match output.suffix.casefold():
        case ".xlsx":
            content = organisation_xlsx.render(organisation)
        case ".yaml" | ".yml":
            content = as_yaml(organisation).encode()
        case other:
            raise WrongUse(f"Settings are not written as {other!r}.", hint="Use .xlsx or .yaml.")
    try:
        output.write_bytes(content)
    except OSError as error:
        raise StoreUnavailable(
            f"{str(output)!r} cannot be written: {error.strerror}.",
            hint="Check that the folder exists and that the file is not open elsewhere.",
        ) from error
    if this.json:
        print_json(shapes.Organisation.of(organisation))
    say(f"written to {output}")


def import_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A workbook that was exported, or a YAML file.")],
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who changes the settings.")],
) -> None:
    """Take settings over from a file, once all of it is right; the old ones are kept beside."""
    import yaml

    from assistant.organisation.reading import read_organisation
    from integrations import organisation_file, shapes
    from integrations.reports import organisation_xlsx

    try:
        content = file.read_bytes()
    except OSError as error:
        raise NothingThere(
            f"{str(file)!r} cannot be read: {error.strerror}.", hint="Check the path."
        ) from error
    if not by.strip():
        raise WrongUse("A change needs a name.", hint="Say who changes it with --by NAME.")
    text = content.decode("utf-8-sig", errors="replace")
    if content[:2] == b"PK":
        text = yaml.safe_dump(organisation_xlsx.as_content(content), allow_unicode=True)
    this = session(context)
    with this.services() as services:
        parts = services.adapters
        taken = read_organisation(
            text, file.name, parts.whole_edition, elsewhere=parts.editions.know
        )
        target = services.settings.organisation or services.settings.data / "organisation.yaml"
        now = datetime.now(UTC)
        organisation_file.replace(target, taken, by=by.strip(), at=now, source=file.name)
    if this.json:
        print_json(shapes.Organisation.of(taken))
    say(f"taken over into {target}")
