"""Pictures of pages and evidence packs, as every surface asks for them."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from assistant.packing import PackEvidence, of_process
from integrations import shown
from integrations.pages.originals import Originals
from integrations.pages.picturing import PicturePages

if TYPE_CHECKING:
    from assistant.model.audit_runs import Audit
    from assistant.model.audits import GapReport
    from assistant.model.packs import Pack
    from integrations.bootstrap.adapters import Adapters

NOTHING_MORE: Final[Mapping[str, bytes]] = MappingProxyType({})


class PackServices:
    """Evidence packs over one collection."""

    def __init__(self, adapters: "Adapters") -> None:
        self._adapters = adapters

    @cached_property
    def pictures(self) -> PicturePages:
        """Pages as pictures with a quote marked."""
        library = self._adapters.library
        return PicturePages(library, Originals(library.files))

    def of_clause(self, clause: str, gaps: "GapReport", *, as_of: date) -> "Pack":
        """What is held for a clause and all below it. Raises `UnknownClause`."""
        parts = self._adapters
        number = parts.edition.clause(clause.strip()).number
        return PackEvidence(parts.library)(
            parts.edition,
            parts.organisation,
            [number],
            gaps.gaps,
            scope=f"Clause {number} {parts.edition.clause(number).title}",
            as_of=as_of,
        )

    def of_process(self, name: str, gaps: "GapReport", *, as_of: date) -> "Pack":
        """What is held for the clauses of a process, in its own documents. Raises `WrongUse`."""
        parts = self._adapters
        process = of_process(parts.organisation, name)
        return PackEvidence(parts.library)(
            parts.edition,
            parts.organisation,
            [number for number in process.clauses if number in parts.edition],
            gaps.gaps,
            scope=f"Process {process.name}",
            as_of=as_of,
            documents=process.documents,
        )

    def of_audit(self, audit: "Audit", gaps: "GapReport", *, as_of: date) -> "Pack":
        """What is held for the clauses of an audit's scope."""
        parts = self._adapters
        return PackEvidence(parts.library)(
            parts.edition,
            parts.organisation,
            [number for number in audit.scope if number in parts.edition],
            gaps.gaps,
            scope=f"Audit {audit.id} {audit.plan.title}",
            as_of=as_of,
        )

    def zipped(self, pack: "Pack", more: Mapping[str, bytes] = NOTHING_MORE) -> bytes:
        """The pack as a ZIP file; `more` are further files of it, by name."""
        from integrations.packs import zipping

        shown.note_in(pack)
        return zipping.render(pack, self.pictures, more)
