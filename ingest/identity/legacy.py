"""Whether a document numbers its clause references after ISO 9001:2008 / AS9120A."""

import re
from collections.abc import Iterable, Mapping

from assistant.model.documents import BlockKind, ReadDocument
from assistant.references import clause_references, standards_named

# Short titles of the two structures, for the numbers that tell them apart. A catalogue's own
# titles may be given instead.
LEGACY_TITLES: Mapping[str, str] = {
    "4.2.1": "general documentation requirements",
    "4.2.2": "quality manual",
    "4.2.3": "control of documents",
    "4.2.4": "control of records",
    "4.3": "configuration management",
    "5.1": "management commitment",
    "5.2": "customer focus",
    "5.3": "quality policy",
    "5.4": "planning",
    "5.4.1": "quality objectives",
    "5.4.2": "quality management system planning",
    "5.5": "responsibility authority and communication",
    "5.5.1": "responsibility and authority",
    "5.5.2": "management representative",
    "5.5.3": "internal communication",
    "5.6": "management review",
    "5.6.1": "management review general",
    "5.6.2": "review input",
    "5.6.3": "review output",
    "6.1": "provision of resources",
    "6.2": "human resources",
    "6.2.1": "human resources general",
    "6.2.2": "competence training and awareness",
    "6.3": "infrastructure",
    "6.4": "work environment",
    "7.1": "planning of product realization",
    "7.2": "customer related processes",
    "7.2.1": "determination of requirements related to the product",
    "7.2.2": "review of requirements related to the product contract review",
    "7.2.3": "customer communication",
    "7.3": "design and development",
    "7.4": "purchasing supplier",
    "7.4.1": "purchasing process supplier evaluation approval",
    "7.4.2": "purchasing information purchase order",
    "7.4.3": "verification of purchased product receiving inspection",
    "7.5": "production and service provision",
    "7.5.1": "control of production and service provision",
    "7.5.2": "validation of processes",
    "7.5.3": "identification and traceability",
    "7.5.4": "customer property",
    "7.5.5": "preservation of product storage",
    "7.6": "control of monitoring and measuring equipment calibration",
    "8.1": "measurement analysis general",
    "8.2": "monitoring and measurement",
    "8.2.1": "customer satisfaction",
    "8.2.2": "internal audit",
    "8.2.3": "monitoring and measurement of processes",
    "8.2.4": "monitoring and measurement of product inspection",
    "8.3": "control of nonconforming product",
    "8.4": "analysis of data",
    "8.5": "improvement",
    "8.5.1": "continual improvement",
    "8.5.2": "corrective action",
    "8.5.3": "preventive action",
}
CURRENT_TITLES: Mapping[str, str] = {
    "4.1": "context of the organization",
    "4.2": "needs and expectations of interested parties",
    "4.3": "scope of the quality management system",
    "4.4": "quality management system and its processes",
    "5.1": "leadership and commitment",
    "5.2": "policy",
    "5.3": "organizational roles responsibilities and authorities",
    "6.1": "actions to address risks and opportunities",
    "6.2": "quality objectives and planning to achieve them",
    "6.3": "planning of changes",
    "7.1": "resources",
    "7.1.3": "infrastructure",
    "7.1.4": "environment for the operation of processes",
    "7.1.5": "monitoring and measuring resources calibration",
    "7.1.6": "organizational knowledge",
    "7.2": "competence training",
    "7.3": "awareness",
    "7.4": "communication",
    "7.5": "documented information",
    "7.5.1": "documented information general",
    "7.5.2": "creating and updating documents",
    "7.5.3": "control of documented information records documents",
    "8.1": "operational planning and control",
    "8.1.4": "prevention of counterfeit parts",
    "8.1.5": "prevention of suspected unapproved parts",
    "8.2": "requirements for products and services",
    "8.2.1": "customer communication",
    "8.2.2": "determining the requirements for products and services",
    "8.2.3": "review of the requirements for products and services contract review",
    "8.2.4": "changes to requirements for products and services",
    "8.3": "design and development",
    "8.4": "control of externally provided processes purchasing supplier",
    "8.4.1": "external providers supplier evaluation approval",
    "8.4.2": "type and extent of control receiving verification",
    "8.4.3": "information for external providers purchase order",
    "8.5": "production and service provision",
    "8.5.1": "control of production and service provision",
    "8.5.2": "identification and traceability",
    "8.5.3": "property belonging to customers or external providers",
    "8.5.4": "preservation storage",
    "8.5.5": "post delivery activities",
    "8.5.6": "control of changes",
    "8.6": "release of products and services",
    "8.7": "control of nonconforming outputs",
    "9.1": "monitoring measurement analysis and evaluation",
    "9.1.2": "customer satisfaction",
    "9.2": "internal audit",
    "9.3": "management review",
    "10.2": "nonconformity and corrective action",
    "10.3": "continual improvement",
}
_LEGACY_EDITIONS = {"as9120", "as9120a", "iso9001:2008", "iso9001:2000", "as9100c", "as9100b"}
_CURRENT_EDITIONS = {"as9120b", "iso9001:2015", "as9100d"}
_BARE_EDITION = {"as9120"}  # a name without a letter tells nothing
_HEADING = re.compile(r"^\s*(?P<number>\d{1,2}(?:\.\d{1,2}){1,3})\.?\s+(?P<title>\D.*)$")
_WORD = re.compile(r"[a-z]{4,}")
_COMMON = frozenset(
    "control general process processes product products service services requirements related "
    "information management quality system with from that this shall their".split()
)
_WINDOW = 70  # characters around a cited number that tell what the writer means by it
_MOST_PAGES = 60


def uses_legacy_numbering(
    read: ReadDocument,
    *,
    legacy_titles: Mapping[str, str] = LEGACY_TITLES,
    current_titles: Mapping[str, str] = CURRENT_TITLES,
) -> bool:
    """Decided from the editions it names and from the words beside the numbers it cites.

    False without evidence, or with as much for the current structure.
    """
    titles = _Titles(legacy_titles, current_titles)
    balance = 0.0
    for page in read.pages[:_MOST_PAGES]:
        balance += _editions(page.text)
        balance += sum(titles.balance(n, words) for n, words in _cited(page.text))
        headings = (b.text for b in page.blocks if b.kind is BlockKind.HEADING)
        balance += sum(titles.balance(n, words) for n, words in _numbered(headings))
    return balance > 0


class _Titles:
    """Which of two structures a number with its words belongs to."""

    def __init__(self, legacy: Mapping[str, str], current: Mapping[str, str]) -> None:
        self._legacy = {number: _stems(title) for number, title in legacy.items()}
        self._current = {number: _stems(title) for number, title in current.items()}

    def balance(self, number: str, words: str) -> float:
        """Above 0 for the legacy structure, below 0 for the current one."""
        old, new = self._legacy.get(number), self._current.get(number)
        said = _stems(words)
        if old is None or new is None:
            alone = 0.5 if old is not None else -0.5 if new is not None else 0.0
            return alone + (alone if said & (old or new or set()) else 0)
        return float(len(said & (old - new)) > 0) - float(len(said & (new - old)) > 0)


def _stems(text: str) -> set[str]:
    """Words cut to six letters, so that "purchasing" meets "purchase"."""
    return {word[:6] for word in _WORD.findall(text.casefold()) if word not in _COMMON}


def _editions(text: str) -> float:
    named = [name for name in standards_named(text) if name not in _BARE_EDITION]
    legacy = any(name in _LEGACY_EDITIONS for name in named)
    current = any(name in _CURRENT_EDITIONS for name in named)
    return 3.0 * (legacy - current)


def _cited(text: str) -> Iterable[tuple[str, str]]:
    for reference in clause_references(text):
        if not reference.explicit and reference.number.depth < 3:
            continue
        yield (
            str(reference.number),
            text[max(0, reference.start - _WINDOW) : reference.end + _WINDOW],
        )


def _numbered(headings: Iterable[str]) -> Iterable[tuple[str, str]]:
    for heading in headings:
        match = _HEADING.match(heading)
        if match:
            yield match["number"], match["title"]
