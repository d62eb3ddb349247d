"""A small edition and short ways to write passages, for the tests of mapping."""

from assistant.model.clauses import (
    Applicability,
    Clause,
    ClauseNumber,
    Edition,
    LegacyReference,
    RecordType,
    Relation,
)
from assistant.model.documents import Identity, Kind, Status
from assistant.model.passages import Passage


def number(text: str) -> ClauseNumber:
    return ClauseNumber.parse(text)


def clause(
    id: str,
    title: str,
    *phrases: str,
    asks: str = "",
    applicability: Applicability = Applicability.ACTIVE,
) -> Clause:
    return Clause(number(id), title, asks or title, phrases=phrases, applicability=applicability)


def old(id: str, title: str, relation: Relation, *current: str) -> LegacyReference:
    targets = tuple(number(one) for one in current)
    return LegacyReference(number(id), title, targets, relation, ("iso9001:2008", "as9120a"))


EDITION = Edition(
    id="as9120b",
    name="AS9120 Rev B",
    base="ISO 9001:2015",
    clauses=(
        clause("7", "Support"),
        clause("7.2", "Competence", "training record", "competence matrix", "training plan"),
        clause("7.4", "Communication", "communication matrix", "team meetings"),
        clause("7.5", "Documented Information", "document control"),
        clause("7.5.3", "Control of Documented Information", "record retention"),
        clause("8", "Operation"),
        clause("8.1", "Operational Planning and Control"),
        clause("8.1.1", "(not used)", "risk", applicability=Applicability.NOT_USED),
        clause("8.1.4", "Prevention of Counterfeit Parts", "counterfeit", "suspect counterfeit"),
        clause("8.3", "Design and Development", applicability=Applicability.NOT_APPLICABLE),
        clause("8.4", "Control of Externally Provided Products", "purchasing", "supplier control"),
        clause("8.4.1", "General", "supplier approval", "supplier evaluation", "annual survey"),
        clause("8.4.2", "Type and Extent of Control", "receiving inspection", "sampling plan"),
        clause("8.4.3", "Information for External Providers", "purchase order", "quality clauses"),
        clause("8.5", "Production and Service Provision", "warehousing"),
        clause("8.5.1", "Control of Production", "picking", "work instruction"),
        clause("8.5.2", "Identification and Traceability", "lot splitting", "heat number"),
        clause("8.5.3", "Property Belonging to Customers", "consignment stock"),
        clause("8.5.4", "Preservation", "shelf life", "cure date"),
        clause("8.7", "Control of Nonconforming Outputs", "nonconforming product"),
        clause("9", "Performance Evaluation"),
        clause("9.2", "Internal Audit", "internal audit procedure"),
        clause("9.3", "Management Review", "review by top management"),
        clause("10.2", "Nonconformity and Corrective Action", "root cause analysis", "CAR"),
    ),
    crosswalk=(
        old("4.2.3", "Control of documents", Relation.EQUAL, "7.5.3"),
        old("5.6", "Management review", Relation.EQUAL, "9.3"),
        old("6.2.2", "Competence, training and awareness", Relation.PART, "7.2"),
        old("7.4", "Purchasing", Relation.EQUAL, "8.4"),
        old("7.4.1", "Purchasing process", Relation.PART, "8.4.1", "8.4.2"),
        old("7.4.2", "Purchasing information", Relation.EQUAL, "8.4.3"),
        old("7.5.3", "Identification and traceability", Relation.EQUAL, "8.5.2"),
        old("8.2.2", "Internal audit", Relation.EQUAL, "9.2"),
        old("8.3", "Control of nonconforming product", Relation.EQUAL, "8.7"),
        old("8.5.2", "Corrective action", Relation.EQUAL, "10.2"),
        old("7.1.2", "Risk management", Relation.DROPPED),
    ),
    record_types=(
        RecordType(
            "training-log",
            "training log",
            (number("7.2"),),
            ("training matrix",),
            ("employee", "course", "date completed", "trainer"),
        ),
        RecordType(
            "receiving-log",
            "receiving inspection log",
            (number("8.4.2"), number("8.5.2")),
            ("goods-in log",),
            ("receipt no", "supplier", "part number", "lot", "accepted", "inspector"),
        ),
    ),
)


def identity(
    title: str = "Some procedure", *, kind: Kind = Kind.PROCEDURE, legacy: bool = False
) -> Identity:
    return Identity("XY-1", "A", title, kind, Status.IN_FORCE, legacy_numbering=legacy)


def passage(
    text: str,
    *headings: str,
    section: str | None = None,
    row: str | None = None,
    cells: tuple[tuple[str, str], ...] = (),
    ordinal: int = 0,
) -> Passage:
    """A passage under `headings`, outermost first."""
    return Passage(
        id=f"p_{ordinal}",
        revision="d_1",
        ordinal=ordinal,
        page=1,
        start=0,
        end=len(text),
        text=text,
        section=section,
        section_title=headings[-1] if headings else None,
        heading_path=headings,
        row=row,
        cells=cells,
    )
