"""Audits on paper, wired: report, working papers, and what was filled in offline."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from assistant.audits.filling_in import FilledIn, fill_in
from assistant.errors import WrongUse
from assistant.findings.raising_many import RaisedMany, raise_many
from assistant.model.audit_runs import AuditRun
from assistant.model.findings import FindingDraft, FindingStanding
from assistant.reports import audit_papers, audit_report, finding_tables
from assistant.reports.report import Report

if TYPE_CHECKING:
    from integrations.bootstrap.audits import AuditServices
    from integrations.bootstrap.findings import FindingServices


class AuditPapers:
    """An audit written down, with its findings."""

    def __init__(
        self, audits: "AuditServices", findings: "FindingServices", organisation: str
    ) -> None:
        self._audits, self._findings, self._organisation = audits, findings, organisation

    def findings(self, run: AuditRun, as_of: date) -> list[FindingStanding]:
        """The findings raised in the audit, as they stand on the day."""
        return [one for one in self._findings.standings(as_of) if one.finding.audit == run.audit.id]

    def drafts(self, run: AuditRun) -> list[FindingDraft]:
        """Findings of the audit that are not complete yet."""
        return self._findings.drafts(run.audit.id)

    def report(self, run: AuditRun, as_of: date) -> Report:
        """The report as it stands on the day."""
        raised = finding_tables.read_findings(self.findings(run, as_of))
        return audit_report.audit_report(run, raised, self._organisation)

    def whole(self, run: AuditRun, as_of: date, *, offline: bool = False) -> Report:
        """Everything kept; `offline` adds a table in which findings can be raised."""
        found = self.findings(run, as_of)
        tables = finding_tables.kept_findings(found, self.drafts(run), offline=offline)
        return audit_papers.working_papers(run, tables)

    def files(self, run: AuditRun, as_of: date) -> dict[str, bytes]:
        """Report, working papers and attached files by name, for a pack."""
        from integrations.reports import report_pdf, report_xlsx

        kept = {file.sha256: file for one in run.items for file in one.attachments}
        files = {
            f"audit/attachments/{file.sha256[:12]}-{file.name}": self._audits.attachments.content(
                file
            )
            for file in kept.values()
        }
        files["audit/report.pdf"] = report_pdf.render(self.report(run, as_of))
        files["audit/papers.xlsx"] = report_xlsx.render(self.whole(run, as_of))
        return files

    def filled_in(
        self, audit: str | None, content: bytes, *, by: str, on: date, file: str
    ) -> tuple[FilledIn, RaisedMany, AuditRun]:
        """Take over an exported workbook that was filled in; it names its audit itself.

        Raises `WrongUse` where `audit` is another, else like `fill_in` and `filled_items.read`:
        then nothing is taken over.
        """
        from integrations.reports import filled_items

        audit = _meant(audit, filled_items.audit_of(content, file), file)
        audit = audit or self._audits.running.the_open_one()
        rows = filled_items.read(content, file)
        typed = filled_items.read_findings(content, file)
        running = self._audits.running
        done = fill_in(running, audit, rows, by=by, file=file)
        run = running.run(audit)
        many = raise_many(
            typed,
            lambda one: self._findings.raise_(run.audit.id, one, by=by, on=on),
            findings=[one.finding for one in self.findings(run, on)],
            drafts=self.drafts(run),
        )
        return replace(done, told=(*done.told, *many.told)), many, running.run(audit)


def _meant(asked: str | None, named: str, file: str) -> str:
    """The audit asked for or named in the file. Raises `WrongUse` where they differ."""
    if asked and named and asked.strip().casefold() != named.casefold():
        raise WrongUse(f"{file!r} is of {named}, not of {asked}.", hint=f"Import it into {named}.")
    return asked or named
