"""Editions, old numbers and the way to the next edition, wired: what every surface calls."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.errors import NothingThere
from assistant.legacy_report import LegacyReport, LegacyScope, ReportLegacyNumbers
from assistant.model.clauses import Edition
from assistant.transition.plan import PlanTransition, Transition
from integrations.bootstrap.adapters import Adapters


@dataclass(frozen=True)
class StandardsServices:
    """Reports about clause numbers and editions."""

    adapters: Adapters

    def legacy(self, *, as_of: date, scope: LegacyScope | None = None) -> LegacyReport:
        """Documents that still use old clause numbers. Raises `NothingThere`."""
        library = self.adapters.library
        report = ReportLegacyNumbers(library, library)
        return report(self.adapters.edition, as_of=as_of, scope=scope or LegacyScope())

    def transition(self, new: str, *, as_of: date) -> Transition:
        """From the edition in use to `new`, an id or the path of an edition file.

        Raises `NothingThere`, `UnknownEdition`, `InvalidEdition` or `NoWayBetween`.
        """
        library = self.adapters.library
        plan = PlanTransition(library, library)
        return plan(self.adapters.edition, self._edition(new), as_of=as_of)

    def _edition(self, named: str) -> Edition:
        path = Path(named)
        if path.suffix.lower() in (".yaml", ".yml") or path.is_file():
            if not path.is_file():
                raise NothingThere(f"There is no file {named!r}.", hint="Check the path.")
            return self.adapters.editions.from_file(path)
        return self.adapters.editions.get(named)
