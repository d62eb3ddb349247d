"""What failed and, by the organisation's own documents, is to be done again by a time."""

import re
from collections.abc import Iterator
from datetime import date

from assistant.gaps.cells import day, place, standing, text
from assistant.gaps.ground import Ground
from assistant.gaps.lapses import Lapse, Place
from assistant.gaps.names import plain
from assistant.gaps.rules import Rule
from assistant.gaps.spans import Span, Use
from assistant.gaps.stems import stems
from assistant.model.records import Record, Standing
from assistant.sentences import sentences

_SAME_DAY = re.compile(r"\bsame (?:working |business )?day\b|\bthe day it fails\b", re.IGNORECASE)
_REPEATED = re.compile(
    r"\b(?:repeated|re-?ran|re-?run|redone|again|retried|re-?tried|retry|second run|re-?started"
    r"|wiederholt|nachgeholt|r[ée]p[ée]t[ée]e?|relanc[ée]e?)\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|never|nicht|pas|to be)\b(?:\s\w+)?\s*$|\bnicht$", re.IGNORECASE)


def not_repeated(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Entries of a failure without a good one of the same thing within the documents' own time.

    Nothing is said where no document gives a time, and not before it is over. A remark that it
    was repeated counts.
    """
    term = _term(ground, rule)
    records = ground.of(rule.one("type")) if term else ()
    if term is None:
        return
    allowed, where, source = term
    for record in records:
        on = day(record, rule.one("field"))
        if on is None or standing(record, rule.one("fields")) is not Standing.REJECTED:
            continue
        due = allowed.after(on) if allowed else on
        if due >= ground.as_of or _says_repeated(record):
            continue
        if not any(_is_good(one, record, rule, on, due) for one in records):
            yield _lapse(record, rule, due, (allowed, where, source))


def _term(ground: Ground, rule: Rule) -> tuple[Span | None, Place, str] | None:
    """The time (None: the same day) in which it is done again, the sentence and its document."""
    stated = ground.papers.stating(rule.topic, Use.WITHIN)
    if stated:
        return stated[0].span, stated[0].place, stated[0].revision.number
    for revision in ground.papers.directing:
        for passage in ground.papers.passages[revision.id]:
            if not _SAME_DAY.search(passage.text):
                continue
            for start, end in sentences(passage.text):
                sentence = " ".join(passage.text[start:end].split())
                said = stems(sentence)
                if _SAME_DAY.search(sentence) and all(group & said for group in rule.topic):
                    return None, Place(passage.id, sentence[:400]), revision.number
    return None


def _says_repeated(record: Record) -> bool:
    cells = [one.text for one in record.fields.values()]
    said = " | ".join([*record.rest.values(), *cells])
    return any(not _NOT.search(said[: match.start()]) for match in _REPEATED.finditer(said))


def _is_good(one: Record, failed: Record, rule: Rule, on: date, due: date) -> bool:
    """Whether a record tells that the same thing went well from the day of failure to `due`."""
    made, of = day(one, rule.one("field")), rule.one("per")
    return (
        one is not failed
        and made is not None
        and on <= made <= due
        and standing(one, rule.one("fields")) is not Standing.REJECTED
        and plain(text(one, of)) == plain(text(failed, of))
    )


def _lapse(record: Record, rule: Rule, due: date, term: tuple[Span | None, Place, str]) -> Lapse:
    allowed, where, source = term
    written = text(record, rule.one("field"))
    of = text(record, rule.one("per"))
    return Lapse(
        subject=f"{rule.one('called')} of {written}",
        places=(place(record), where),
        says={
            "key": f"{of + ' ' if of else ''}of {written}",
            "term": f"within {allowed}" if allowed else "the same day",
            "source": source,
        },
        key=(plain(of),),
        due=due,
    )
