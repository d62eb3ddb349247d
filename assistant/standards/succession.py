"""What an edition says of the one before it, and whether that fits."""

from assistant.model.clauses import Edition, LegacyReference
from assistant.references import plain_standard, standards_named
from assistant.standards.reading import Sections


def names_of(edition: Edition) -> frozenset[str]:
    """How the entries of a cross-walk may name an edition, evened out."""
    own = {plain_standard(edition.id), plain_standard(edition.id.replace("-", ":"))}
    return frozenset(own | {edition.id.casefold(), *standards_named(edition.name)[:1]})


def speaks_of(old: LegacyReference, older: Edition) -> bool:
    """Whether an entry of a cross-walk is about a clause of the edition `older`."""
    names = names_of(older)
    return any(plain_standard(one) in names or one.casefold() in names for one in old.editions)


def check_succession(edition: Edition, sections: Sections, older: Edition) -> None:
    """Note every old clause that the edition it is said to be of does not have."""
    told = 0
    for placed in sections.crosswalk:
        if not speaks_of(placed.value, older):
            continue
        told += 1
        if placed.value.number not in older:
            placed.entry.fault(
                f"clause {placed.value.number} does not exist in {older.id!r}, "
                f"which {edition.id!r} replaces"
            )
    if not told and sections.clauses:
        sections.clauses[0].entry.fault(
            f"the edition replaces {older.id!r}, but no entry of its crosswalk has {older.id!r} "
            "among its editions"
        )
