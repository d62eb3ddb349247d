"""What an index says of a place, a record and a page: the same in print and in any other form."""

from assistant.coverage import MappedPlace, RecordPlace
from assistant.evidence import standing
from assistant.model.packs import Pack
from assistant.model.replies import Citation
from integrations.places import counted

JUDGED_BY_PEOPLE = (
    "This pack shows what is held; whether a requirement is met is for people to judge."
)


def place_line(citation: Citation) -> str:
    """`QP-840 rev C, 6.2 Records, page 4`."""
    revision = f" rev {citation.revision}" if citation.revision else ""
    section = " ".join(part for part in (citation.section, citation.section_title) if part)
    parts = [f"{citation.document}{revision}", section, f"page {citation.page}"]
    return ", ".join(part for part in parts if part)


def decided(place: MappedPlace) -> str:
    """Who decided what and when: `confirmed by Ann Lee on 2026-09-30: “note”`."""
    mapping = place.mapping
    said = standing(mapping)
    if mapping.decided_by:
        said += f" by {mapping.decided_by}"
        said += f" on {mapping.decided_at[:10]}" if mapping.decided_at else ""
    return f"{said}: “{mapping.note}”" if mapping.note else said


def record_line(record: RecordPlace) -> str:
    """`F-841 Register!12, 2026-03-04, valid until 2027-03-03`."""
    citation = record.citation
    parts = [f"{citation.document} {citation.row or f'page {citation.page}'}"]
    parts += [record.day.isoformat()] if record.day else ["no date stated"]
    parts += [f"valid until {record.valid_until}"] if record.valid_until else []
    return ", ".join(parts)


def totals(pack: Pack) -> str:
    """`4 clauses, 12 places (3 confirmed), 40 records, 2 gaps`."""
    places = [place for one in pack.clauses for place in one.places]
    confirmed = sum(place.mapping.decided_by is not None for place in places)
    return ", ".join(
        [
            counted(len(pack.clauses), "clause"),
            f"{counted(len(places), 'place')} ({confirmed} decided by a person)",
            counted(sum(len(one.records) for one in pack.clauses), "record"),
            counted(sum(len(one.gaps) for one in pack.clauses), "gap"),
        ]
    )
