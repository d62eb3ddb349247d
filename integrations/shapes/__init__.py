"""The JSON of the outside contract, made from the core's values. One place for every surface.

Field names are fixed: more may be added, none renamed or dropped. `of` makes a shape from a
value; `as_json` prints it.
"""

from integrations.shapes.audits import (
    Checked,
    Checklist,
    ChecklistItem,
    Gap,
    GapDecision,
    GapHistory,
    GapRule,
    GapRules,
    Gaps,
    Sample,
)
from integrations.shapes.base import Fault, Problem, Shape
from integrations.shapes.clauses import (
    ClauseCoverage,
    Coverage,
    Crosswalk,
    CurrentClause,
    LegacyClause,
    Onward,
    RecordPlace,
)
from integrations.shapes.documents import Document, Documents, File, Ingested, Rebuilt
from integrations.shapes.dues import Calendar, Due, UnreadDay
from integrations.shapes.ledger import (
    ChangedDocument,
    ChangedSentence,
    Changes,
    History,
    MappedPassage,
    Mapping,
    Mappings,
    Origin,
    Queue,
    QueuedMapping,
)
from integrations.shapes.organisation import Matrix, Organisation
from integrations.shapes.packs import Packed
from integrations.shapes.receipts import Change, Receipt, Replay, SearchedRevision, ShownPassage
from integrations.shapes.replies import Choice, Citation, Hit, Reply, Result, Results, Searched
from integrations.shapes.standards import (
    ClauseTask,
    DocumentTask,
    LegacyDocument,
    LegacyReport,
    LegacyUse,
    Transition,
)
from integrations.shapes.traces import Nearest, Trace, TraceBreak, TraceChain, TraceStep

__all__ = [
    "Calendar",
    "Change",
    "ChangedDocument",
    "ChangedSentence",
    "Changes",
    "Checked",
    "Checklist",
    "ChecklistItem",
    "Choice",
    "Citation",
    "ClauseCoverage",
    "ClauseTask",
    "Coverage",
    "Crosswalk",
    "CurrentClause",
    "Document",
    "DocumentTask",
    "Documents",
    "Due",
    "Fault",
    "File",
    "Gap",
    "GapDecision",
    "GapHistory",
    "GapRule",
    "GapRules",
    "Gaps",
    "History",
    "Hit",
    "Ingested",
    "LegacyClause",
    "LegacyDocument",
    "LegacyReport",
    "LegacyUse",
    "MappedPassage",
    "Mapping",
    "Mappings",
    "Matrix",
    "Nearest",
    "Onward",
    "Organisation",
    "Origin",
    "Packed",
    "Problem",
    "Queue",
    "QueuedMapping",
    "Rebuilt",
    "Receipt",
    "RecordPlace",
    "Replay",
    "Reply",
    "Result",
    "Results",
    "Sample",
    "Searched",
    "SearchedRevision",
    "Shape",
    "ShownPassage",
    "Trace",
    "TraceBreak",
    "TraceChain",
    "TraceStep",
    "Transition",
    "UnreadDay",
]
