"""A company with documents that some people may not see, each with words nobody else has."""

from pathlib import Path

SECRET = "blue heron settlement"
"""Words of confidential documents alone."""
SECRET_NUMBERS = ("HR-7", "QP-90")
SECRET_WORDS = (SECRET, "HR-7", "QP-90", "Zelda Quill", "T-9009", "NCR-77-SECRET", "hr/", "board/")
"""What no surface may show to somebody who may not see these documents."""

ACCESS = """
audiences: [hr, board]
rules:
  - path: hr/**
    audience: hr
  - document: QP-90
    audience: [board, hr]
  - path: Zelda*
    audience: hr
"""

FILES = {
    "procedures/QP-84 Receiving.md": """
# Receiving inspection

Document No: QP-84
Revision: B
Effective date: 2025-03-01

## 4.1 Suppliers

The buyer shall evaluate every supplier once a year (clause 8.4.1).

## 6.2 Records

Receiving inspection records are retained for 10 years (clause 8.6).
""",
    "hr/HR-7 Conduct.md": f"""
# Conduct of staff

Document No: HR-7
Revision: A
Effective date: 2025-03-01

## 5 Settlements

The {SECRET} of 41,500 shall be kept in the safe for 12 years (clause 7.2, clause 7.5.3).
Training of staff is recorded by Zelda Quill every 6 months (clause 7.2).
""",
    "procedures/QP-90 Escalation.md": f"""
# Escalation to the board

Document No: QP-90
Revision: C
Effective date: 2025-04-01

## 3 Who decides

Zelda Quill decides on the {SECRET} within 4 days (clause 8.7, clause 10.2).
""",
    "hr/Training records.csv": f"""
Employee,Training,Date,Valid until,Trainer
Zelda Quill,{SECRET},2024-03-01,2025-03-01,R. Vale
Omar Quill,Forklift,2026-03-01,2027-03-01,Zelda Quill
""",
    "hr/Receiving log.csv": """
Lot,Received,PO,Supplier,Part number,Qty received,Maker's batch,Inspector,Result
T-9009,2026-03-02,B-501,Northern Bolt Ltd,NAS1-4,1000,NB-77,Zelda Quill,Accept
""",
    "hr/NCR log.csv": f"""
NCR,Opened,Lot,Part number,Qty,Description,Decision,Closed
NCR-77-SECRET,2026-01-20,T-9009,NAS1-4,300,{SECRET},Replace labels,
""",
    "registers/Approved suppliers.csv": """
Supplier,Scope,Status,Certificate,Valid until
Northern Bolt Limited,bolts,Approved,Q-1,2027-01-31
Keld Seals,seals,Approved,Q-2,2026-02-28
""",
}


def write(folder: Path) -> Path:
    """The files in a folder, without any rules of access."""
    for name, text in FILES.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text.strip() + "\n", encoding="utf-8")
    return folder
