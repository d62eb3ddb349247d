"""What is there and not whole: an empty cell, a missing second person, a page without text."""

import re
from collections.abc import Iterator

from assistant.gaps.cells import (
    denies,
    is_blank,
    is_filled,
    number,
    people,
    place,
    standing,
    text,
)
from assistant.gaps.dues import due_day
from assistant.gaps.ground import Ground
from assistant.gaps.lapses import Lapse, Place
from assistant.gaps.names import same_person
from assistant.gaps.rules import Rule
from assistant.model.records import Record

_ENOUGH = 4  # rows below which a table shows no habit


def blank(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Records with an empty cell where most rows of their own table have something.

    `given` are fields without which nothing is asked, `when` states in which alone it is.
    """
    share = rule.limits["percent"] / 100
    for record in ground.of(rule.one("type")):
        if not record.row or not _asked(record, rule):
            continue
        if any(number(record, name) == 0 for name in rule.all("gone")):
            continue  # of what is used up nothing is asked
        empty = [name for name in rule.all("fields") if is_blank(record, name)]
        empty = [name for name in empty if not _waits(ground, record, name)]
        for name in empty:
            if ground.rows(record) < _ENOUGH or ground.says_in_place(record, name):
                continue
            if ground.usually_says(record, name) >= share:
                yield _lapse(ground, record, name)


_NONE = re.compile(r"(?:none|no|nil|not|without|keine?s?|aucune?)\b", re.IGNORECASE)
_RESTS_ON = {
    "certificate_expiry": ("certificate", "certificate_number"),
    "human_factors": ("cause",),
}
"""Cells that are filled only where one of others is: what has no certificate has no last day."""
_WORKED_OUT = frozenset({"cause", "human_factors", "action"})
"""Cells that are filled while a thing is worked on, which may last until it is due."""


def _waits(ground: Ground, record: Record, name: str) -> bool:
    """Whether a cell is empty because there is nothing to enter, or not yet."""
    rests_on = _RESTS_ON.get(name, ())
    if rests_on and not any(_there_is_one(record, one) for one in rests_on):
        return True
    due = due_day(record, ("extended", "due")) if name in _WORKED_OUT else None
    return due is not None and due >= ground.as_of and not is_filled(record, "done")


def _there_is_one(record: Record, name: str) -> bool:
    """Whether a cell names something: "none (visited in May)" does not."""
    return is_filled(record, name) and not _NONE.match(text(record, name))


def blank_form(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Papers without what most others of their sort bear; each paper once, whatever its lines."""
    papers: dict[str, list[Record]] = {}
    for record in ground.of(rule.one("type")):
        if "!" not in record.row:
            papers.setdefault(f"{record.revision} {record.key}", []).append(record)
    if len(papers) < rule.limits["entries"]:
        return
    for name in rule.all("fields"):
        without = [
            lines[0] for lines in papers.values() if not any(one.fields.get(name) for one in lines)
        ]
        if len(without) <= len(papers) * (100 - rule.limits["percent"]) / 100:
            for record in without:
                yield _lapse(ground, record, name)


def blank_when(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Records in a state that asks for fields which are empty; the table must have the column."""
    for record in ground.of(rule.one("type")):
        if not _asked(record, rule):
            continue
        for name in rule.all("fields"):
            if not is_filled(record, name) and ground.keeps(record, name) > 0:
                yield _lapse(ground, record, name)


def denied(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Records that say of something asked for that it was not done or is not there."""
    for record in ground.of(rule.one("type")):
        for name in rule.all("fields"):
            if denies(record, name) and _asked(record, rule):
                yield _lapse(ground, record, name)


def one_for_two(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Records on which one person stands where two are asked for."""
    first, second = rule.all("fields")
    for record in ground.of(rule.one("type")):
        mine, its = text(record, first), people(record, second)
        if mine and its and all(same_person(mine, one) for one in its):
            lapse = _lapse(ground, record, second)
            yield Lapse(lapse.subject, lapse.places, {**lapse.says, "person": mine}, lapse.key)


def pages_without_text(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Documents in force with pages that could not be read."""
    for revision in ground.papers.in_force:
        if not revision.pages_without_text or not revision.passages:
            continue
        first = ground.papers.passages_of(revision)[0]
        pages = ", ".join(map(str, revision.pages_without_text))
        yield Lapse(
            revision.number,
            (Place(first.id),),
            {"key": revision.number, "pages": pages, "path": revision.path},
            (revision.path,),
        )


def _asked(record: Record, rule: Rule) -> bool:
    states = rule.all("when")
    state = standing(record, rule.one("state") or "state")
    if states and (state is None or state.value not in states):
        return False
    if state is not None and state.value in rule.all("not"):
        return False
    return all(is_filled(record, name) for name in rule.all("given"))


def _lapse(ground: Ground, record: Record, name: str) -> Lapse:
    return Lapse(
        subject=ground.called(record),
        places=(place(record),),
        says={"key": ground.called(record), "heading": ground.heading(record, name)},
        key=(name,),
    )
