"""The organisation's settings on a terminal."""

from integrations import shapes
from integrations.cli.screen import console, plain, table


def show(organisation: shapes.Organisation) -> None:
    """Print the settings as tables."""
    screen = console()
    if organisation.name:
        screen.print(plain(organisation.name))
    if not (
        organisation.not_applicable
        or organisation.owners
        or organisation.processes
        or organisation.gap_rules
        or organisation.auditors
    ):
        screen.print("Nothing is said yet: `clausewise organisation export -o FILE.xlsx`, fill it")
        screen.print("in, and `clausewise organisation import FILE.xlsx --by NAME`.")
        return
    for columns, rows, wide in _tables(organisation):
        if rows:
            screen.print(table(columns, rows, wide=wide))
            screen.print()


def _tables(
    organisation: shapes.Organisation,
) -> tuple[tuple[tuple[str, ...], list[tuple[str, ...]], str], ...]:
    """Columns, rows and the wide column of each part."""
    return (
        (
            ("Not applicable", "Reason"),
            [(one.clause, one.reason) for one in organisation.not_applicable],
            "Reason",
        ),
        (("Clause", "Owner"), [(one.clause, one.owner) for one in organisation.owners], "Owner"),
        (
            ("Process", "Owner", "Clauses", "Documents"),
            [
                (one.name, one.owner, ", ".join(one.clauses), ", ".join(one.documents))
                for one in organisation.processes
            ],
            "Documents",
        ),
        (
            ("Gap rule", "Change", "Reason"),
            [
                (
                    one.rule,
                    "off" if one.off else ", ".join(f"{k} {v}" for k, v in one.limits.items()),
                    one.reason,
                )
                for one in organisation.gap_rules
            ],
            "Reason",
        ),
        (
            ("Auditor", "Roles", "Works in"),
            [
                (one.name, ", ".join(one.roles), ", ".join(one.works_in))
                for one in organisation.auditors
            ],
            "Works in",
        ),
    )
