"""A small house whose procedures name roles in many ways."""

from assistant.learning.use import LearnFromProcedures
from assistant.model.documents import Kind
from assistant.model.organisation import Organisation, Process
from tests.company import Text, clause, edition, number, store
from tests.fakes.library import MemoryLibrary

STANDARD = edition(clause("7.5", "Documents"), clause("8.4", "Suppliers"), clause("8.6", "Release"))
SIGNS = "The receiving inspector signs form GF-3 within 2 working days and tells the Store Lead."
SPLITS = "The Receiving Inspectors check each lot; 13 pieces are measured at 20 °C."
COLD = "If the cold room fails, the receiving inspector moves the lots to room B within 4 hours."
KEPT = "Signed forms are kept for 9 years in the archive room by the Records Clerk (RCL)."
OWN = "The receiving inspector never releases goods that he or she ordered."
LEFT = "The RCL destroys papers every 5 years after the Store Lead has signed list GF-8."
BUYS = "The Buying Lead approves orders above 4,000 EUR and notifies the customer within 3 days."


def workshop(**more: Text) -> LearnFromProcedures:
    """The use cases over three procedures in force, an old issue and a letter."""
    library = MemoryLibrary()
    store(
        library, "GP-6", Text(SIGNS, ("8.6",), section="2"), Text(SPLITS, ("8.6",), section="3"),
        Text(COLD, section="4"), Text(OWN, section="5"), title="Checking in",
    )  # fmt: skip
    store(library, "GP-6", Text("The old inspector signs form GF-1."), label="-", effective=None)
    store(library, "GP-1", Text(KEPT, ("7.5",)), Text(LEFT, ("7.5",)), title="Papers")
    store(library, "GP-4", Text(BUYS, ("8.4",)), *more.values(), title="Buying")
    store(library, "LETTER", Text("The Sales Baron shall ring us."), label="", kind=Kind.OTHER)
    processes = (Process("Dock", "Store Lead", (number("8.6"),), ("GP-6",)),)
    return LearnFromProcedures(library, STANDARD, Organisation(processes=processes))
