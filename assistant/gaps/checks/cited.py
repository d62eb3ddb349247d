"""Documents that others cite or list: not there, not in force, or of another issue."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from assistant.gaps.cells import OUT_OF_USE, place, standing, text
from assistant.gaps.ground import Ground
from assistant.gaps.lapses import Lapse, Place
from assistant.gaps.mentioned import Mention, document_key, named_by_file
from assistant.gaps.names import organisation
from assistant.gaps.rules import Rule
from assistant.in_force import label_key
from assistant.model.documents import Kind, Revision, Status
from assistant.model.records import Record

_MAY_STAND = frozenset({Status.IN_FORCE, Status.UNKNOWN, Status.FUTURE})
"""With a later issue held the one of the day may only not have been kept."""
_PLACES = 3
_UNCONTROLLED = frozenset({Kind.RECORD, Kind.CORRESPONDENCE, Kind.EXTERNAL})


def cited_not_held(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Numbers that documents in force cite and that are neither held nor in a list of documents.

    Of a series of which the library holds less than the share of `limits`, nothing is said: it
    was not brought in.
    """
    listed = _listed(ground)
    mentions = ground.papers.mentions
    held = ground.papers.by_number
    names = {key for one in ground.papers.revisions for key in named_by_file(one)}
    known = {key for key in mentions if key in held or key in listed or key in names}
    for key, several in mentions.items():
        if key in known or not several[0].reference.certain:
            continue
        series = [one for one in mentions if _series(mentions[one][0]) == _series(several[0])]
        share = sum(one in known for one in series) / len(series)
        if share >= rule.limits["percent"] / 100:
            yield _mentioned(several, rule)


def listed_not_held(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Documents that the master list holds as current and that are not among those held.

    Nothing is said where most of a list's series is not held, and of forms.
    """
    held = ground.papers.by_number
    entries = [one for one in ground.of("master_list_entry") if one.key]
    by_series: defaultdict[str, list[Record]] = defaultdict(list)
    for one in entries:
        by_series[one.revision + one.row.partition("!")[0]].append(one)
    for several in by_series.values():
        missing = [one for one in several if document_key(one.key) not in held]
        if len(missing) > len(several) * (100 - rule.limits["percent"]) / 100:
            continue
        for one in missing:
            if standing(one) in OUT_OF_USE:
                continue
            citing = ground.papers.mentions.get(document_key(one.key), ())
            yield Lapse(
                one.key,
                (place(one), *(each.place for each in citing[:_PLACES])),
                {"key": one.key, "list": ground.named_in(one)},
            )


def cited_not_in_force(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Documents that are cited and of which no issue stood on the day: a draft, a withdrawn one."""
    for key, several in ground.papers.mentions.items():
        issues = ground.papers.by_number.get(key, ())
        states = {ground.papers.standing[one.id] for one in issues}
        if not issues or states & _MAY_STAND:
            continue
        lapse = _mentioned(several, rule)
        first = ground.papers.passages_of(issues[0])[:1]
        state = ", ".join(sorted(one.value.replace("_", " ") for one in states))
        yield Lapse(
            lapse.subject,
            (*lapse.places, *(Place(one.id) for one in first)),
            {**lapse.says, "state": state},
        )


def cited_old_issue(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Documents that are cited with an issue other than the one in force."""
    for key, several in ground.papers.mentions.items():
        current = _current(ground, key)
        for one in several:
            reference, citing = one.reference, one.citing
            if not reference.revision or not current or citing.number == current.number:
                continue
            if label_key(reference.revision) == label_key(current.identity.label):
                continue
            if not current.identity.label:
                continue
            yield Lapse(
                current.number,
                (one.place,),
                {
                    "key": current.number,
                    "cited": reference.revision,
                    "current": current.identity.label,
                    "citing": citing.number,
                },
                (citing.number, reference.revision),
            )


def read_old_issue(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """People who read or were trained on an issue of a document that is no longer in force."""
    for record in ground.of("acknowledgement"):
        current = _current(ground, document_key(text(record, "document")))
        label = text(record, "revision")
        if not current or not label or not current.identity.label:
            continue
        newest = [
            text(one, "revision")
            for one in ground.named("acknowledgement", "person").get(_first(record), ())
            if document_key(text(one, "document")) == document_key(current.number)
            and text(one, "person") == text(record, "person")
        ]
        if any(label_key(one) >= label_key(current.identity.label) for one in newest):
            continue
        yield Lapse(
            text(record, "person"),
            (place(record),),
            {
                "key": text(record, "person"),
                "document": current.number,
                "cited": label,
                "current": current.identity.label,
            },
            (current.number,),
        )


def _first(record: Record) -> str:
    return next(iter(organisation(text(record, "person"))), "")


def _current(ground: Ground, key: str) -> Revision | None:
    for one in ground.papers.by_number.get(key, ()):
        if (
            ground.papers.standing[one.id] is Status.IN_FORCE
            and one.identity.kind not in _UNCONTROLLED
        ):
            return one
    return None


def _listed(ground: Ground) -> frozenset[str]:
    """Every number that a list of documents, own or external, holds."""
    return frozenset(
        document_key(said)
        for type in ("master_list_entry", "external_document")
        for record in ground.of(type)
        for said in (record.key, text(record, "document"))
        if said
    )


def _series(mention: Mention) -> str:
    return "".join(one for one in mention.reference.number if one.isalpha()).casefold()


def _mentioned(several: Sequence[Mention], rule: Rule) -> Lapse:
    number = several[0].reference.number
    citing = list(dict.fromkeys(one.citing.number for one in several))
    by_document = {one.citing.number: one.place for one in reversed(several)}
    return Lapse(
        number,
        tuple(by_document[each] for each in citing[:_PLACES]),
        {"key": number, "citing": ", ".join(citing[:_PLACES])},
    )
