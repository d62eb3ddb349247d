"""What header blocks call the things that identify a document."""

import re
from enum import StrEnum
from functools import lru_cache


class Role(StrEnum):
    """What a label announces."""

    NUMBER = "number"
    REVISION = "revision"
    TITLE = "title"
    EFFECTIVE = "effective date"
    REVIEW = "review date"
    OWNER = "owner"
    APPROVER = "approver"
    STATUS = "status"
    TYPE = "type"
    SUPERSEDED_BY = "superseded by"
    OTHER = "other"  # known, so that it ends the value before it


# Rank 0 is believed before rank 1: "Effective date" before "Approved on" before a bare "Date".
_SYNONYMS: dict[tuple[Role, int], str] = {
    (Role.NUMBER, 0): """document no|document number|document nr|document id|document identifier
        |document ref|document reference|document code|doc no|doc number|doc nr|doc id|doc ref
        |doc reference|doc code|doc|document control no|document control number|control no
        |control number|procedure no|procedure number|procedure id|procedure ref|form no
        |form number|form id|form ref|work instruction no|work instruction number|instruction no
        |instruction number|wi no|wi number|sop no|sop number|sop id|policy no|policy number
        |policy id|manual no|manual number|record no|record number|record id|template no
        |template number|checklist no|register no|report no|report number|plan no|minutes no
        |certificate no|certificate number|certificate registration no|registration no
        |certificate id|cert no|specification no|spec no|qms no|qms ref|qms reference
        |dokument nr|dokumentnummer|dokumentennummer|dok nr
        |numéro de document|n° document|código|código del documento
        |référence du document""",
    (Role.NUMBER, 1): """number|no|nr|nummer|ref|ref no|our ref|reference|reference no
        |reference number|id|identifier|identification|code|código""",
    (Role.NUMBER, 2): """document|procedure|policy|manual|work instruction|instruction|sop
        |checklist|standard operating procedure""",
    (Role.NUMBER, 3): "form|template|on form",  # a record names the form it was written on
    (Role.REVISION, 0): """rev|revision|rev no|revision no|revision number|rev number|revision nr
        |rev level|revision level|revision letter|revision status|rev status|current revision
        |doc rev|document revision|form rev|rev ltr|révision|revisión|revisionsstand""",
    (Role.REVISION, 1): """issue|issue no|issue number|issue nr|iss|iss no|version|version no
        |version number|ver|ver no|edition|edition no|document version|document issue|ausgabe
        |versión|édition|edición|amendment|amendment no""",
    (Role.TITLE, 0): """title|document title|doc title|document name|procedure title|form title
        |policy title|manual title|title of document|name of document|procedure name|form name
        |titel|titre|título""",
    (Role.TITLE, 1): "subject|name|re|betreff|objet|asunto",
    (Role.EFFECTIVE, 0): """effective date|effective|date effective|effective from
        |effective as of|effectivity|effectivity date|in force from|in force since|valid from
        |in effect from|gültig ab|gültig seit|fecha de vigencia|date d'effet|applicable from
        |implementation date|go live date|date of effect|fecha de entrada en vigor""",
    (Role.EFFECTIVE, 1): """issue date|date of issue|issued|issued on|date issued|issued date
        |release date|released|released on|date of release|date released|ausgabedatum
        |date d'émission|fecha de emisión""",
    (Role.EFFECTIVE, 2): """revision date|rev date|date of revision|revised|revised on
        |date revised|last revised|last revision|last revision date|version date|publication date
        |published|date of this revision""",
    (Role.EFFECTIVE, 3): """approved on|approval date|date of approval|date approved|approved date
        |approved|dated|date|datum|fecha|last updated|document date|report date|date of report
        |audit date|date of audit|meeting date|date of meeting|calibration date|calibrated on
        |date of calibration|test date|date of test|inspection date|date of inspection|date received
        |order date|date of order|invoice date|held on""",
    (Role.REVIEW, 0): """review date|next review|next review date|next review due|review due
        |review due date|review due by|review by|reviewed by date|due for review|date of next review
        |next scheduled review|scheduled review|revalidation date|review before
        |nächste überprüfung|prochaine révision|próxima revisión|periodic review due""",
    (Role.OWNER, 0): """owner|process owner|document owner|procedure owner|policy owner|doc owner
        |form owner|owned by|owner role|document custodian|custodian|prozesseigner|propriétaire
        |propietario""",
    (Role.OWNER, 1): """responsible|responsible person|responsible function|responsible department
        |responsible manager|responsible party|responsibility|process responsible|verantwortlich
        |responsable|department""",
    (Role.APPROVER, 0): """approved by|approver|approval|authorised by|authorized by|authoriser
        |authorizer|approval authority|approving authority|authorisation|authorization
        |approved for release by|approved for issue by|signed off by|approvals|freigegeben von
        |approuvé par|aprobado por""",
    (Role.APPROVER, 1): "released by|released for use by",
    (Role.STATUS, 0): """status|document status|doc status|revision state|state|lifecycle status
        |lifecycle state|approval status|statut|estado""",
    (Role.TYPE, 0): """document type|doc type|type of document|document class|document category
        |type|category|documenttype|dokumenttyp|document level""",
    (Role.SUPERSEDED_BY, 0): """superseded by|replaced by|superseded on|superseded
        |withdrawn on|obsolete from""",
    (Role.OTHER, 0): """supersedes|replaces|page|sheet|pages|page no|page number|company|site
        |location|department name|distribution|classification|reviewed by|reviewer|checked by
        |change|change summary|description|description of change|reason for change|copy no
        |copy number|language|printed|print date|retention|from|to|cc|sent|attendees|applies to
        |author|prepared by|written by|originator|originated by|issued by|compiled by|created by
        |drafted by|erstellt von|rédigé par|preparado por|autor|auteur
        |scope|purpose|clause|clauses|related documents|related|tags|signature|file name""",
}  # fmt: skip

_LABELS: dict[str, tuple[Role, int]] = {
    " ".join(name.split()): key for key, names in _SYNONYMS.items() for name in names.split("|")
}

# Labels that announce their value without a colon: "Doc No QP-1  Rev C".
BARE_LABELS = ("doc no", "document no", "document number", "doc number", "form no", "procedure no")


@lru_cache(maxsize=10_000)
def role_of(label: str) -> tuple[Role, int] | None:
    """What a label announces and how much it is believed (0 most); None for any other words."""
    plain = re.sub(r"[.:#_*/\\()\[\]–—-]+", " ", label.casefold().replace("№", "no"))
    return _LABELS.get(" ".join(plain.split()))


def _spelling(label: str) -> str:
    """A pattern for a label as written: `Doc. No.`, `doc_id`."""
    return r"[\s._-]{1,2}".join(re.escape(word) for word in label.split())


# Longest first, so that "issue date" is not read as "issue".
LABEL_PATTERN = (
    r"(?<![\w])(?:" + "|".join(_spelling(n) for n in sorted(_LABELS, key=len, reverse=True)) + ")"
)
