"""Editions, old numbers and the way to the next edition, wired: what every surface calls."""

from dataclasses import dataclass
from datetime import date

from assistant.legacy_report import LegacyReport, LegacyScope, ReportLegacyNumbers
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
