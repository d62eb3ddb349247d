"""Ways to learn, checks, questions and scores as a person reads them on a terminal."""

from collections import Counter
from collections.abc import Sequence

from assistant.audits.drafting import short_place
from assistant.model.learning import (
    AnswerScore,
    Check,
    Covered,
    LearningPath,
    Outcome,
    PartKind,
    Progress,
    RehearsalQuestion,
    Role,
    Stop,
)
from assistant.model.replies import Citation
from assistant.reports.learning_tables import BONDS, choice_lines, matter_of
from integrations.cli.screen import Indented, console, plain, table
from integrations.places import counted

_KINDS = {
    PartKind.WHO: "who",
    PartKind.WHAT: "what",
    PartKind.VALUE: "period, limit or number",
    PartKind.FORM: "form or document",
    PartKind.TELL: "whom to tell",
}
_OUTCOMES = {
    Outcome.NAMED: "named",
    Outcome.PARTLY: "named in part",
    Outcome.MISSING: "missing",
    Outcome.OTHERWISE: "said otherwise",
}
COVERED = {
    Covered.ALL: "All of it is named.",
    Covered.PARTLY: "Named in part.",
    Covered.NOTHING: "None of it is named.",
}
"""How much of the sentence an answer names."""


def show_roles(roles: Sequence[Role]) -> None:
    """Print the roles with how many sentences concern each."""
    rows = [
        (
            one.name,
            one.duties,
            len(one.documents),
            ", ".join(one.owns),
            ", ".join(one.spellings[1:]),
        )
        for one in roles
    ]
    columns = ("Role", "Sentences", "Documents", "Answers for", "Also written")
    console().print(table(columns, rows, wide="Answers for"))


def show_path(path: LearningPath) -> None:
    """Print the way: each document, why, and what to know of it."""
    screen = console()
    within = f" within {plain(path.process)}" if path.process and path.role else ""
    screen.print(Indented(f"{plain(path.title)}{within}", first=0, style="bold"))
    screen.print(
        f"{counted(len(path.stops), 'document')} in force on {path.as_of.isoformat()}, in the "
        "order of an order through the house."
    )
    for no, stop in enumerate(path.stops, start=1):
        screen.print()
        show_stop(no, stop, role=path.role is not None)


def show_stop(no: int, stop: Stop, *, role: bool) -> None:
    """Print one document of the way."""
    screen = console()
    named = f"{stop.document} rev {stop.revision}" if stop.revision else stop.document
    stage = f" · {stop.stage}" if stop.stage else ""
    head = f"{no}. {plain(named)} {plain(stop.title)}{stage}"
    screen.print(Indented(head, 3, first=0, style="bold"))
    screen.print(Indented(plain("; ".join(stop.why)), 3))
    for one in stop.to_know:
        screen.print(Indented(f"“{plain(one.citation.quote)}”", 3))
        how = one.note or (BONDS[one.bond] if role or one.bond == "everyone" else "")
        told = f" · {plain(how)}" if how else ""
        screen.print(Indented(f"{plain(short_place(one.citation))}{told}", 6, style="dim"))
    if stop.more:
        screen.print(Indented(f"… and {counted(stop.more, 'sentence')} more.", 3))


def show_check(no: int, of: int, check: Check) -> None:
    """Print a check with its choices."""
    screen = console()
    head = f"{no}/{of} {plain(matter_of(check))}"
    screen.print(Indented(head, first=0, style="bold"))
    screen.print(Indented(plain(check.question), 0))
    for line in choice_lines(check):
        screen.print(Indented(plain(line), 4))


def show_solution(check: Check, *, right: bool) -> None:
    """Print what the sentence says."""
    screen = console()
    said = "Yes." if right else f"The text says: {plain(check.answer)}."
    screen.print(Indented(said, first=0))
    _show_source(check.solution)
    screen.print()


def show_progress(found: Sequence[Progress]) -> None:
    """Print how far people are."""
    if not found:
        console().print(
            "Nobody has answered a check yet: `clausewise learn --role ROLE --by NAME`."
        )
        return
    rows = [(one.person, one.path, one.right, one.tried, one.last) for one in found]
    console().print(table(("Who", "Way", "Right", "Asked", "Last"), rows, wide="Way"))


def show_question(one: RehearsalQuestion, of: int) -> None:
    """Print what an auditor would ask."""
    screen = console()
    head = f"{one.no}/{of} {plain(one.question)}"
    screen.print(Indented(head, first=0, style="bold"))
    screen.print(Indented(f"And show me: {plain(one.show)}.", 4))


def show_score(one: AnswerScore) -> None:
    """Print what an answer names of the sentence, the sentence, and what is missing."""
    screen = console()
    screen.print(Indented(COVERED[one.covered], first=0))
    for each in one.parts:
        told = f"{_OUTCOMES[each.outcome]}: {_KINDS[each.part.kind]}, “{plain(each.part.text)}”"
        screen.print(Indented(told, 4))
    for remark in one.remarks:
        screen.print(Indented(plain(remark), 4))
    if one.question.source is not None:
        _show_source(one.question.source)
    else:
        screen.print(Indented(f"Not laid down. {plain(one.question.searched)}", 4, style="dim"))
    screen.print()


def show_summary(scores: Sequence[AnswerScore]) -> None:
    """Print how many answers named how much, and what was left out most."""
    counts = Counter(one.covered for one in scores)
    told = f"all named {counts[Covered.ALL]}, in part {counts[Covered.PARTLY]}, "
    screen = console()
    screen.print(f"{counted(len(scores), 'answer')}: {told}none {counts[Covered.NOTHING]}.")
    missing = Counter(
        _KINDS[each.part.kind]
        for one in scores
        for each in one.parts
        if each.outcome in (Outcome.MISSING, Outcome.OTHERWISE)
    )
    if missing:
        often = ", ".join(f"{kind} ({n})" for kind, n in missing.most_common())
        screen.print(f"Left out or said otherwise: {often}.")
    read = dict.fromkeys(
        one.question.source.document
        for one in scores
        if one.question.source is not None and one.covered is not Covered.ALL
    )
    if read:
        screen.print(f"Worth reading again: {plain(', '.join(read))}.")


def _show_source(source: Citation) -> None:
    screen = console()
    screen.print(Indented(f"“{plain(source.quote)}”", 4, style="dim"))
    screen.print(Indented(plain(short_place(source)), 4, style="dim"))
