"""The commands, `/audit …` or in a mention: what was typed, and what is shown. No call of Slack."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.errors import WrongUse
from assistant.model.audits import Gap, GapReport
from assistant.model.dues import Calendar
from assistant.reports import calendar_lines, gap_tables, trace_lines
from assistant.reports.report import Report
from integrations import shown as shown_documents
from integrations.bootstrap import Services
from integrations.places import counted
from integrations.slack import learning
from integrations.slack.answers import LinkTo, cited
from integrations.slack.messages import (
    Attached,
    Shown,
    context,
    fits_a_table,
    header,
    message,
    table,
)
from integrations.slack.rich import Block, Run, bold, code, cut, paragraph, paragraphs

DUE_DAYS = 30
_LINES = 12  # of a list in a message; the file has all
_ROWS = 15  # of a table in a message
_PLACES = 6
_QUESTIONS = 8  # of a checklist in a message

HELP = (
    ("ask QUESTION", "an answer from the documents, with its places"),
    ("clause 8.5", "what a clause asks, where it is documented and practised"),
    ("gaps", "what an auditor would ask for and nothing shows; gaps 8.4 for one clause"),
    ("due 30", "what is overdue and what falls due in so many days"),
    ("checklist 8.4", "a draft checklist, as a file; also of a process by its name"),
    ("pack 8.4", "an evidence pack, as a file"),
    ("trace LOT", "a lot, certificate or order followed both ways"),
    ("learn", "the roles there are; learn storekeeper: a role's way; learn 8.4: a clause"),
    (
        "digest mon,thu 08:00",
        "what falls due and what changed, in this channel; digest off ends it",
    ),
    ("connect", "tell Clausewise who you are; once"),
)


@dataclass(frozen=True, slots=True)
class Command:
    """A command by its name, and what stands after it."""

    name: str
    argument: str = ""

    def __str__(self) -> str:
        """As it is typed."""
        return f"{self.name} {self.argument}".strip()


_KNOWN = frozenset(typed.split()[0] for typed, _ in HELP) | {"help"}
_CLAUSE = r"\d{1,2}(?:\.\d{1,2}){0,4}"
# Only what can hardly be a question: in a mention anything else is asked.
_IN_A_MENTION = re.compile(
    rf"(?:(clause|pack|checklist|learn) ({_CLAUSE}(?:[ ,]+{_CLAUSE})*)|(gaps)(?: ({_CLAUSE}))?"
    r"|(due)(?: (\d{1,4}))?|(trace) (\S*\d\S*)|(help))",
    re.IGNORECASE,
)


def parse(text: str) -> Command:
    """The command of `/audit …`. Raises `WrongUse` for one that is not there."""
    name, _, argument = " ".join(text.split()).partition(" ")
    if not name:
        return Command("help")
    if name.casefold() not in _KNOWN:
        raise WrongUse(
            f"There is no command {name[:40]!r}.",
            hint=f"To ask a question: /audit ask … The commands: {', '.join(sorted(_KNOWN))}.",
        )
    return Command(name.casefold(), argument)


def in_a_mention(question: str) -> Command | None:
    """The command that a mention is, where it can hardly be a question."""
    found = _IN_A_MENTION.fullmatch(question.strip(" .!?"))
    if found is None:
        return None
    name, argument = (*filter(None, found.groups()), "")[:2]
    return Command(name.casefold(), argument)


class RunCommand:
    """Runs a command over what somebody may see."""

    def __init__(self, services: Services, *, as_of: date, link_to: LinkTo) -> None:
        self._services, self._as_of, self._link_to = services, as_of, link_to

    def __call__(self, command: Command) -> Shown:
        """What it shows. Raises what its use case raises, and `WrongUse` for what is missing."""
        with shown_documents.noting() as noted:
            made = self._runs[command.name](command.argument)
        return replace(made, paths=frozenset(noted))

    @property
    def _runs(self) -> dict[str, Callable[[str], Shown]]:
        return {
            "help": lambda _: help_shown(),
            "clause": self._clause,
            "gaps": self._gaps,
            "due": self._due,
            "checklist": self._checklist,
            "pack": self._pack,
            "trace": self._trace,
            "learn": self._learn,
        }

    def _clause(self, argument: str) -> Shown:
        number = _needed(argument, "clause 8.5")
        coverage = self._services.coverage(number, as_of=self._as_of)
        first = coverage.clauses[0]
        clause = first.clause
        told = [
            f"Documented: {_worded(first.documented)} · practised: {_worded(first.practised)}",
            *([f"Owner: {clause.owner}"] if clause.owner else []),
            *([f"Below it: {_below(coverage.clauses[1:])}"] if coverage.clauses[1:] else []),
        ]
        places = [place.citation for place in first.passages[:_PLACES]]
        blocks = [
            header(f"{clause.number} {clause.title}"),
            *paragraphs(clause.asks),
            context("\n".join(told)),
            *(cited(one, mark="• ", link_to=self._link_to) for one in places),
        ]
        if len(first.passages) > _PLACES:
            blocks.append(context(f"… and {len(first.passages) - _PLACES} more places."))
        if first.gaps:
            blocks.append(context(f"{counted(len(first.gaps), 'gap')}: /audit gaps {number}"))
        return Shown(message(f"{clause.number} {clause.title}\n{clause.asks}", blocks))

    def _gaps(self, argument: str) -> Shown:
        report = self._services.gaps(argument or None, as_of=self._as_of)
        of = f" of {argument}" if argument else ""
        lead = f"{counted(len(report.gaps), 'gap')}{of} as of {report.as_of.isoformat()}"
        blocks = [paragraph(bold(lead)), *_gap_blocks(report)]
        file = None
        if len(report.gaps) > _LINES:
            blocks.append(context(f"{_LINES} of {len(report.gaps)} are shown; the file has all."))
            file = Attached(f"gaps {self._as_of}.xlsx", _sheet(gap_tables.tables(report)))
        blocks.append(context("How grave each is, is a proposal for a person to grade."))
        return Shown(message(lead, blocks), file)

    def _due(self, argument: str) -> Shown:
        days = _number(argument, DUE_DAYS)
        calendar = self._services.calendar(as_of=self._as_of, days=days)
        return due_shown(calendar)

    def _checklist(self, argument: str) -> Shown:
        from integrations.reports.checklists import render

        wanted = _needed(argument, "checklist 8.4")
        clauses = re.split(r"[ ,]+", wanted) if wanted[0].isdigit() else []
        made = self._services.checklist(
            clauses, as_of=self._as_of, process=None if clauses else wanted
        )
        lead = f"Draft checklist, {made.title}: {counted(len(made.items), 'question')}"
        blocks = [paragraph(bold(lead))]
        for one in made.items[:_QUESTIONS]:
            blocks.append(paragraph(bold(f"{one.no}. {one.clause} "), cut(one.question, 900)))
        shown = f"{_QUESTIONS} of {len(made.items)} are shown; the file has all, with samples. "
        shown = shown if len(made.items) > _QUESTIONS else "The file has samples too. "
        blocks.append(context(f"{shown}A draft for an auditor to change."))
        file = Attached(f"checklist {_in_a_name(wanted)}.xlsx", render(made, "xlsx"))
        return Shown(message(lead, blocks), file)

    def _pack(self, argument: str) -> Shown:
        from integrations.packs.words import totals

        wanted = _needed(argument, "pack 8.4")
        clause = wanted if wanted[0].isdigit() else None
        made = self._services.pack(clause, None if clause else wanted, as_of=self._as_of)
        lead = f"Evidence pack, {made.scope}: {totals(made)}"
        content = self._services.packs.zipped(made)
        return Shown(message(lead), Attached(f"pack {_in_a_name(wanted)}.zip", content))

    def _trace(self, argument: str) -> Shown:
        from assistant.reports import trace_markdown

        found = self._services.trace(_needed(argument, "trace LOT"), as_of=self._as_of)
        text = trace_markdown.render(found)
        lines = [line for line in text.splitlines() if line.strip()]
        plain = "\n".join(map(_without_markdown, lines))
        shown = message(plain)
        if len(plain) > 6_000:
            shown = message(plain[:3_000] + "\n… the file has all of it.")
            return Shown(shown, Attached(f"trace {_in_a_name(found.key)}.md", text.encode()))
        return Shown(message(f"{trace_lines.heading(found)}\n{plain}", paragraphs(plain)))

    def _learn(self, argument: str) -> Shown:
        from assistant.reports.learning_tables import report_of
        from integrations import shapes
        from integrations.reports import handouts

        services, wanted = self._services, argument.strip()
        if not wanted:
            return Shown(learning.roles(services, as_of=self._as_of))
        if wanted[0].isdigit():
            return Shown(learning.clause(services.adapters.edition.clause(wanted)))
        path = services.learning.procedures.path(wanted, None, as_of=self._as_of)
        shown_documents.note_in(path)
        content = handouts.render(report_of(path), shapes.LearningPath.of(path), "docx")
        file = Attached(f"learn {_in_a_name(wanted)}.docx", content)
        return Shown(learning.way(path, link_to=self._link_to), file)


def help_shown() -> Shown:
    """Every command with what it does."""
    lines = [f"/audit {typed}: {what}" for typed, what in HELP]
    typed_runs: list[Run | str] = []
    for typed, what in HELP:
        typed_runs += [code(f"/audit {typed}"), f" {what}\n"]
    first = (
        "Mention me in a channel, write to me directly, or use a command. "
        "Only you see a command's answer until you share it."
    )
    blocks = [paragraph(first), paragraph(*typed_runs)]
    return Shown(message("\n".join([first, *lines]), blocks))


def due_shown(calendar: Calendar) -> Shown:
    """What falls due, as a table, with a file where it is long."""
    lead = calendar_lines.lead(calendar)
    heads = ("Due", "Days", "Kind", "What", "Owner")
    rows = [
        (one.due.isoformat(), calendar_lines.days(one), calendar_lines.kind(one), one.what,
         one.owner)
        for one in calendar.entries[:_ROWS]
    ]  # fmt: skip
    while rows and not fits_a_table(heads, rows):
        rows.pop()
    blocks = [*paragraphs(lead)]
    if rows:
        blocks.append(table(heads, rows))
    if len(rows) == len(calendar.entries):
        return Shown(message(lead, blocks))
    blocks.append(context(f"{len(rows)} of {len(calendar.entries)} are shown; the file has all."))
    name = f"due {calendar.as_of}.xlsx"
    return Shown(message(lead, blocks), Attached(name, _sheet(calendar_lines.report(calendar))))


def _gap_blocks(report: GapReport) -> Iterator[Block]:
    for gap in report.gaps[:_LINES]:
        yield _gap(gap)


def _gap(gap: Gap) -> Block:
    kind = gap.kind.value.replace("_", " ")
    more = [kind, gap.severity.value]
    more += [f"due {gap.due.isoformat()}"] if gap.due else []
    more += [f"owner {gap.owner}"] if gap.owner else []
    more += ["accepted"] if gap.accepted is not None else []
    head = bold(cut(f"{gap.clause} {gap.subject}", 200))
    told = f"{cut(gap.message, 900)}\n→ {cut(gap.hint, 500)}"
    return paragraph(head, f" · {' · '.join(more)}\n{told}")


def _sheet(report: Report) -> bytes:
    from integrations.reports import report_xlsx

    return report_xlsx.render(report)


def _without_markdown(line: str) -> str:
    """A line of a report as words: no marks, and no backslashes that keep marks from working."""
    bare = line.lstrip("#").removeprefix(" ") if line.startswith("#") else line
    return re.sub(r"\\([^\w\s])", r"\1", bare.replace("**", ""))


def _below(clauses: Sequence[object]) -> str:
    return ", ".join(str(getattr(one, "clause").number) for one in clauses)  # noqa: B009


def _worded(state: str) -> str:
    return {"none": "nothing found"}.get(str(state), str(state).replace("_", " "))


def _needed(argument: str, example: str) -> str:
    if not argument.strip():
        raise WrongUse("Something is missing after the command.", hint=f"Type /audit {example}.")
    return argument.strip()


def _number(argument: str, usual: int) -> int:
    if not argument:
        return usual
    if not argument.isdecimal() or int(argument) > 3650:
        raise WrongUse(f"{argument[:20]!r} is no number of days.", hint="Type /audit due 30.")
    return int(argument)


def _in_a_name(text: str) -> str:
    return re.sub(r"[^\w.,-]+", "_", text)[:60]
