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
        |paper no|paper number|leaf no|leaf number|sheet ref
        |dokument nr|dokumentnummer|dokumentennummer|dok nr
        |numéro de document|n° document|código|código del documento
        |référence du document""",
    (Role.NUMBER, 1): """number|no|nr|nummer|ref|ref no|our ref|reference|reference no
        |reference number|id|identifier|identification|code|código""",
    (Role.NUMBER, 2): """document|dokument|documento|paper|procedure|policy|manual
        |work instruction|instruction|sop
        |checklist|standard operating procedure""",
    (Role.NUMBER, 3): "form|template|on form",  # a record names the form it was written on
    (Role.REVISION, 0): """rev|revision|rev no|revision no|revision number|rev number|revision nr
        |rev level|revision level|revision letter|revision status|rev status|current revision
        |doc rev|document revision|form rev|rev ltr|révision|revisión|revisionsstand
        |revisionsindex|änderungsindex|änderungsstand""",
    (Role.REVISION, 1): """issue|issue no|issue number|issue nr|iss|iss no|version|version no
        |version number|ver|ver no|index|index no|indice|indice de révision
        |edition|edition no|document version|document issue|ausgabe
        |versión|édition|edición|amendment|amendment no""",
    (Role.TITLE, 0): """title|document title|doc title|document name|procedure title|form title
        |policy title|manual title|title of document|name of document|procedure name|form name
        |titel|titre|título""",
    (Role.TITLE, 1): "subject|name|re|betreff|objet|asunto",
    (Role.EFFECTIVE, 0): """effective date|effective|date effective|effective from
        |effective as of|effectivity|effectivity date|in force from|in force since|valid from
        |in effect from|in effect since|in use from|in use since|effective since|valid since
        |holds from
        |gültig ab|gültig von|in kraft seit|in kraft ab|valable à partir du|válido desde|gültig seit
        |fecha de vigencia|date d'effet|applicable from
        |implementation date|go live date|date of effect|fecha de entrada en vigor""",
    (Role.EFFECTIVE, 1): """issue date|date of issue|issued|issued on|date issued|issued date
        |release date|released|released on|date of release|date released|ausgabedatum
        |date d'émission|fecha de emisión""",
    (Role.EFFECTIVE, 2): """revision date|rev date|date of revision|revised|revised on
        |date revised|last revised|last revision|last revision date|version date|publication date
        |published|date of this revision|last changed|last changed on|last modified|last modified on
        |last edited|last edited on|changed on|stand|stand vom|state of|état au""",
    (Role.EFFECTIVE, 3): """approved on|approval date|date of approval|date approved|approved date
        |approved|dated|date|datum|fecha|last updated|document date|report date|date of report
        |audit date|date of audit|meeting date|date of meeting|calibration date|calibrated on
        |date of calibration|test date|date of test|inspection date|date of inspection|date received
        |order date|date of order|invoice date|held on""",
    (Role.REVIEW, 0): """review date|next review|next review date|next review due|review due
        |review due date|review due by|review by|reviewed by date|due for review|date of next review
        |next look|next look at|look again|look again by|to be looked at again|next check
        |to be looked at again by|to be looked at by|to be reviewed by|to be reviewed again by
        |to be reviewed|review again by|next revision due|next examination
        |wiedervorlage|nächste prüfung|überprüfung bis
        |next scheduled review|scheduled review|revalidation date|review before
        |nächste überprüfung|prochaine révision|próxima revisión|periodic review due""",
    (Role.OWNER, 0): """owner|process owner|document owner|procedure owner|policy owner|doc owner
        |form owner|owned by|owner role|document custodian|custodian|prozesseigner
        |keeper|document keeper|kept by|looked after by|in the care of|maintained by
        |dokumenteneigner|eigner|inhaber|propriétaire
        |propietario""",
    (Role.OWNER, 1): """responsible|responsible person|responsible function|responsible department
        |responsible manager|responsible party|responsibility|process responsible|verantwortlich
        |verantwortlicher        |verantwortung|zuständig
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
    (Role.SUPERSEDED_BY, 0): """superseded by|replaced by|superseded on|superseded|ersetzt durch
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


_LONGEST_LABEL = 5  # words, in each of two languages
_UNMISTAKABLE = frozenset(
    (role, rank)
    for role in (Role.REVISION, Role.EFFECTIVE, Role.REVIEW, Role.APPROVER)
    for rank in (0, 1)
)
"""Believed though what stands beside them in another language is not understood."""


@lru_cache(maxsize=10_000)
def role_of(label: str) -> tuple[Role, int] | None:
    """What a label announces and how much it is believed (0 most); None for any other words."""
    return _plain_role(label) or _in_two_languages(label)


def _plain_role(label: str) -> tuple[Role, int] | None:
    plain = re.sub(r"[.:#_*/\\()\[\]–—-]+", " ", label.casefold().replace("№", "no"))
    return _LABELS.get(" ".join(plain.split()))


def _in_two_languages(label: str) -> tuple[Role, int] | None:
    """The role of `Gültig ab / Valid from`: one label said twice, of which one is understood.

    Two understood that say different things ("Name / Date") are no label.
    """
    pieces = [piece for piece in re.split(r"\s*[/|()]\s*", label) if piece.strip()]
    if len(pieces) != 2 or any(len(piece.split()) > _LONGEST_LABEL for piece in pieces):
        return None
    known = [role for role in map(_plain_role, pieces) if role]
    if len({role for role, _ in known}) != 1:
        return None
    return min(known) if len(known) == 2 or known[0] in _UNMISTAKABLE else None


def _spelling(label: str) -> str:
    """A pattern for a label as written: `Doc. No.`, `doc_id`."""
    return r"[\s._-]{1,2}".join(re.escape(word) for word in label.split())


# Longest first, so that "issue date" is not read as "issue".
LABEL_PATTERN = (
    r"(?<![\w])(?:" + "|".join(_spelling(n) for n in sorted(_LABELS, key=len, reverse=True)) + ")"
)
