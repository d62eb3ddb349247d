"""Which document a question names: by its number, or by its title and kind."""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from assistant.answering.shelf import Shelf
from assistant.language.question import Subject, take_apart
from assistant.language.words import Keys, Thesaurus
from assistant.model.documents import Kind, Revision

_SAYS_OF_WHAT = r"\b(?:in|of|for|on|at|from|under|during|about)\s+(?:the\s+|our\s+)?[^\W\d_]+"
_SIGNS = re.compile(r"[\W_]+")
_REVISION = re.compile(
    r"\b(?:rev(?:ision)?|issue|version|ver)\.?\s+([A-Z]{1,2}|\d{1,3}(?:\.\d+)?)\b", re.IGNORECASE
)
_PARTS = re.compile(r"[^\W\d_]+|\d+")
_KIND_WORDS = frozenset(
    """
    procedur instruct manual polici form document sop file plan list log regist the control
    manag general process system compani
    """.split()
)
_KIND_OF_WORD = {
    "procedur": Kind.PROCEDURE,
    "sop": Kind.PROCEDURE,
    "instruct": Kind.WORK_INSTRUCTION,
    "manual": Kind.MANUAL,
    "polici": Kind.POLICY,
    "form": Kind.FORM,
    "log": Kind.RECORD,
    "regist": Kind.RECORD,
}
_ENOUGH_OF_TITLE = 0.66
_REMEMBERED = 20_000  # numbers and titles


def even(number: str) -> str:
    """A document number without case, blanks and signs: QP-101, QP 101 and qp101 are one."""
    return _SIGNS.sub("", number.casefold())


@lru_cache(maxsize=_REMEMBERED)
def _with_a_digit(number: str) -> str:
    """The number evened out; "" for one without a digit, which is a word like any other."""
    return even(number) if any(sign.isdigit() for sign in number) else ""


def documents_named(question: str, shelf: Shelf) -> list[str]:
    """Numbers of documents held that the question names by number, in its order."""
    by_even: dict[str, str] = {}
    for revision in shelf.held:
        if known := _with_a_digit(revision.number):
            by_even.setdefault(known, revision.number)
    tokens = [even(word.group()) for word in re.finditer(r"[^\W_][\w./-]*", question)]
    found: dict[str, None] = {}
    for start in range(len(tokens)):
        for end in range(min(len(tokens), start + 4), start, -1):
            if number := by_even.get("".join(tokens[start:end])):
                found[number] = None
                break
    return list(found)


def document_titled(
    question: str, shelf: Shelf, thesaurus: Thesaurus, *, among: Sequence[Revision] | None = None
) -> str | None:
    """The one document whose title the question names; None when none or several fit.

    `among`: other revisions than those in force.
    """
    asked = thesaurus.keys(question)
    kinds = {kind for stem, kind in _KIND_OF_WORD.items() if stem in asked.stems}
    best: defaultdict[float, set[str]] = defaultdict(set)
    for revision in shelf.in_force if among is None else among:
        if kinds and revision.identity.kind not in (*kinds, Kind.OTHER):
            continue
        if share := _share_of_title(revision, asked, thesaurus):
            best[share].add(revision.number)
    if not best:
        return None
    [*numbers] = best[max(best)]
    return numbers[0] if len(numbers) == 1 else None


def document_like(question: str, among: Sequence[Revision], thesaurus: Thesaurus) -> str | None:
    """The one document whose title has most words in common with the question; None for a tie."""
    asked = thesaurus.keys(question)
    shared: defaultdict[int, set[str]] = defaultdict(set)
    for revision in among:
        telling = _telling(revision.identity.title, thesaurus)
        if common := sum(1 for one in telling if one.matches(asked)):
            shared[common].add(revision.number)
    best = shared[max(shared)] if shared else set[str]()
    return best.pop() if len(best) == 1 else None


def _share_of_title(revision: Revision, asked: Keys, thesaurus: Thesaurus) -> float:
    telling = _telling(revision.identity.title, thesaurus)
    if not telling:
        return 0.0
    named = sum(1 for one in telling if one.matches(asked))
    short = any(one.text.isupper() and set(one.stems) <= asked.stems for one in telling)
    share = 1.0 if short else named / len(telling)
    return share + 0.01 * named if share >= _ENOUGH_OF_TITLE else 0.0


@lru_cache(maxsize=_REMEMBERED)
def _telling(title: str, thesaurus: Thesaurus) -> tuple[Subject, ...]:
    """What a title is about, words for the sort of document left out."""
    subjects = take_apart(title, thesaurus).subjects
    return tuple(one for one in subjects if not set(one.stems) <= _KIND_WORDS)


def revision_named(question: str) -> str | None:
    """The revision label a question asks for ("rev B"); None when it asks for none."""
    match = _REVISION.search(question)
    return match[1].upper() if match else None


def without_names(question: str, numbers: Sequence[str]) -> str:
    """The question without the document numbers and revisions it names; itself if that is all.

    What says that it is a number goes with it: "in report 07-113".
    """
    names = "|".join(r"[-_./ ]?".join(map(re.escape, _PARTS.findall(number))) for number in numbers)
    named = rf"(?:{_SAYS_OF_WHAT}\s+)?\b(?:{names})\b"
    bare = re.sub(named, " ", _REVISION.sub(" ", question), flags=re.IGNORECASE)
    return " ".join(bare.split()) if re.search(r"[^\W\d_]{3}", bare) else question


def revisions_of(number: str, revisions: Sequence[Revision]) -> list[Revision]:
    """All revisions of one number."""
    return [revision for revision in revisions if revision.number == number]
