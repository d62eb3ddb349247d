"""What falls due on a day, and dates that could not be read."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant.model.replies import Citation


class DueKind(StrEnum):
    """What sort of thing falls due."""

    CALIBRATION = "calibration"
    TRAINING = "training"
    AUTHORISATION = "authorisation"
    STAMP = "stamp"
    SUPPLIER_CERTIFICATE = "supplier_certificate"
    SUPPLIER_APPROVAL = "supplier_approval"
    SUPPLIER_EVALUATION = "supplier_evaluation"
    SHELF_LIFE = "shelf_life"
    NONCONFORMITY = "nonconformity"
    CORRECTIVE_ACTION = "corrective_action"
    COMPLAINT = "complaint"
    AUDIT = "audit"
    AUDIT_FINDING = "audit_finding"
    MANAGEMENT_REVIEW = "management_review"
    REVIEW_ACTION = "review_action"  # decided by a management review
    DOCUMENT_REVIEW = "document_review"
    EXTERNAL_DOCUMENT = "external_document"
    ACKNOWLEDGEMENT = "acknowledgement"
    RISK = "risk"
    OBJECTIVE = "objective"
    CHANGE = "change"
    BACKUP = "backup"
    COUNTERFEIT_ALERT = "counterfeit_alert"
    CUSTOMER_PROPERTY = "customer_property"
    DELIVERY = "delivery"
    FIGURES = "figures"  # surveys, figures and context that are looked at again


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that falls due.

    `id` ("k_…") stays the same when its day is moved. `basis` is "" for a day that is written
    down, else a sentence that says how the day was reckoned. `owner` is "" when nobody is named.
    `days_left` is negative when it is overdue.
    """

    id: str
    kind: DueKind
    due: date
    what: str
    subject: str
    owner: str
    days_left: int
    basis: str
    evidence: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class UnreadDay:
    """A cell that should hold such a day and could not be read: with its text and why."""

    kind: DueKind
    subject: str
    heading: str
    text: str
    why: str
    evidence: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """What falls due until a day, overdue first, then by date; `days` is None for all there is.

    `later` counts what falls due after the last day shown.
    """

    as_of: date
    days: int | None
    entries: tuple[Due, ...]
    unread: tuple[UnreadDay, ...]
    later: int

    @property
    def overdue(self) -> int:
        """How many are past their day."""
        return sum(one.days_left < 0 for one in self.entries)
