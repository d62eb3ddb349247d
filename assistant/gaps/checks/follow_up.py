"""What a finding, a bad calibration or a review asks to follow, and nothing shows."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

import yaml

from assistant.gaps.cells import day, is_filled, number, place, standing, text
from assistant.gaps.ground import Ground
from assistant.gaps.lapses import Lapse, Place
from assistant.gaps.names import plain
from assistant.gaps.rules import FILE, Rule
from assistant.model.records import Record, Standing
from assistant.sentences import sentences

_OUT = re.compile(
    r"out of (?:tolerance|specification|spec|limits?)|outside (?:the )?(?:tolerance|limits?|spec)"
    r"|exceed\w* (?:the )?(?:tolerance|limit)|not within|\bfail(?:ed|s)?\b|\bOOT\b",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"\b(?:not|never|no[nt]?) (?:found )?(?:out of|outside)|no fail", re.IGNORECASE
)
_SIGNS = str.maketrans({"−": "-", "±": None})
_ERROR = re.compile(
    r"(?:error|deviation|difference)\s*(?:was|of|:|=)?\s*(?P<error>[-+−±]?\d+(?:[.,]\d+)?)[^.;\d]{0,25}?"
    r"(?:limit|tolerance|permitted|permissible|max\w*|mpe)\D{0,12}?(?P<limit>\d+(?:[.,]\d+)?)",
    re.IGNORECASE,
)
_HARMED = re.compile(
    r"damag|torn|broken|bent|scratch|lost|missing|wet|corro|defect|unfit|unusable|unsuitable|leak"
    r"|crack|expired|besch[äa]digt|endommag",
    re.IGNORECASE,
)
_TOLD = re.compile(r"\b(?:told|informed|notified|advised|reported|written|e-?mail|letter|called)\b")
_NOT_TOLD = re.compile(r"\bnot (?:yet )?(?:been )?(?:told|informed|notified|advised|reported)\b")
_GRADED = re.compile(r"major|minor|non-?conform|\bNC\b|haupt|neben", re.IGNORECASE)
_SERIAL = re.compile(r"\d{1,4}(?:[-/.]\d{1,4})+|\d{2,}")
_INPUTS = FILE.with_name("review_inputs.yaml")


def out_of_tolerance(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Calibration certificates that found an item out of tolerance and that nothing follows."""
    for certificate in ground.of("calibration_certificate"):
        gauge = text(certificate, "gauge")
        where = _found_out(ground, certificate)
        if where is None or not gauge or _spoken_of(ground, gauge):
            continue
        on = day(certificate, "calibrated") or day(certificate, "issued")
        yield Lapse(
            gauge,
            (where,),
            {"key": gauge, "day": on.isoformat() if on else "an unknown day"},
            (plain(certificate.key),),
        )


def finding_not_followed(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Graded findings of audits of which no corrective action speaks, where a register is held."""
    actions = [_all_words(one) for one in ground.of("corrective_action")]
    if not actions:
        return
    yield from _audits_not_followed(ground, actions)
    for finding in ground.of("audit_finding"):
        audit = text(finding, "audit") or ground.named_in(finding)
        serial = _SERIAL.findall(audit)
        if not _GRADED.search(text(finding, "grade")) or not serial:
            continue
        named = text(finding, "corrective_action")
        if named or any(serial[-1] in said and "audit" in said for said in actions):
            continue
        yield Lapse(
            audit,
            (place(finding),),
            {"key": f"Finding {text(finding, 'finding') or finding.key}", "audit": audit},
            (plain(text(finding, "description"))[:80],),
        )


def _audits_not_followed(ground: Ground, actions: Sequence[str]) -> Iterator[Lapse]:
    """Audits of the programme with findings counted, of which no entry speaks at all."""
    told = [said for said in actions if "audit" in said]
    for audit in ground.of("audit"):
        counts = [number(audit, name) or 0 for name in ("majors", "minors")]
        serial = _SERIAL.findall(audit.key)
        if not sum(counts) or not serial or not day(audit, "done") or not told:
            continue
        if not any(serial[-1] in said for said in told):
            counted = f"{sum(counts)} finding{'' if sum(counts) == 1 else 's'}"
            yield Lapse(audit.key, (place(audit),), {"key": counted, "audit": audit.key})


def owner_not_told(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Property of others that is not whole, with nothing that says its owner was told."""
    for record in ground.of("customer_property"):
        condition = text(record, "condition")
        if not _HARMED.search(condition) or is_filled(record, "returned"):
            continue
        said = _all_words(record)
        if not _TOLD.search(said) or _NOT_TOLD.search(said):
            yield Lapse(
                record.key,
                (place(record),),
                {"key": record.key, "owner": text(record, "owner"), "condition": condition},
            )


def input_missing(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Inputs of which the minutes of a review do not speak in any of their usual words.

    Nothing is said of a paper that speaks of fewer than `entries` of them: it is no minutes.
    """
    inputs = {
        name: re.compile("|".join(words), re.IGNORECASE)
        for name, words in yaml.safe_load(_INPUTS.read_text(encoding="utf-8")).items()
    }
    for revision in dict.fromkeys(one.revision for one in ground.of("management_review")):
        passages = ground.papers.all_passages(revision)
        said = "\n".join(f"{' '.join(one.heading_path)} {one.text}" for one in passages)
        silent = [name for name, words in inputs.items() if not words.search(said)]
        if len(inputs) - len(silent) < rule.limits["entries"] or not passages:
            continue
        number = ground.papers.by_id[revision].number
        for name in silent:
            yield Lapse(number, (Place(passages[0].id),), {"key": number, "input": name}, (name,))


def _found_out(ground: Ground, certificate: Record) -> Place | None:
    """Where a certificate says so: a field, or any sentence of a certificate on its own."""
    said = text(certificate, "as_found")
    if _is_out(said) or standing(certificate, "result") is Standing.REJECTED:
        return place(certificate, "as_found")
    if certificate.row.count("!"):
        return None
    for passage in ground.papers.all_passages(certificate.revision):
        for start, end in sentences(passage.text):
            sentence = " ".join(passage.text[start:end].split())
            if _is_out(sentence):
                return Place(passage.id, sentence[:400])
    return None


def _is_out(said: str) -> bool:
    """Whether it says so, or gives an error and a smaller limit for it."""
    if _OUT.search(said) and not _WITHIN.search(said):
        return True
    return any(
        abs(_amount(match["error"])) > abs(_amount(match["limit"]))
        for match in _ERROR.finditer(said)
    )


def _amount(text: str) -> Decimal:
    return Decimal(text.translate(_SIGNS).replace(",", "."))


def _spoken_of(ground: Ground, gauge: str) -> bool:
    """Whether a nonconformity or action, or a paper of its own, speaks of the item."""
    wanted = plain(gauge)
    told: Sequence[Record] = ground.all_of(("nonconformity", "corrective_action"))
    if any(wanted in plain(_all_words(one)) for one in told):
        return True
    about = {one.revision for one in ground.of("calibration_certificate")}
    return any(
        wanted in plain(f"{one.identity.title} {one.path}")
        for one in ground.papers.in_force
        if one.id not in about
    )


def _all_words(record: Record) -> str:
    cells = [one.text for one in record.fields.values()]
    return " ".join([*record.rest.values(), *cells]).casefold()
