"""Which sentences of a text are other ones now: just those, old beside new. Pure."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from difflib import SequenceMatcher

from assistant.sentences import sentences

_SAME_SENTENCE = 0.4  # share of common words from which a new sentence replaces an old one


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence as it was and as it is; "" where it was added or taken out."""

    old: str
    new: str


def sentences_of(text: str) -> list[str]:
    """The sentences of a text, each on one line."""
    return [" ".join(text[start:end].split()) for start, end in sentences(text)]


def said(text: str) -> frozenset[str]:
    """What a text says, sentence by sentence, whatever the line breaks and capitals."""
    return frozenset(one.casefold() for one in sentences_of(text))


def changed_sentences(
    old: str, new: str, *, known: Set[str] = frozenset(), elsewhere: str = ""
) -> tuple[Change, ...]:
    """The sentences of `old` that are gone from `new` and those that came, paired in order.

    `known` is what the old side `said` around `old`, `elsewhere` the text around `new`: a sentence
    that stands there has only moved to another passage, and is no change.
    """
    stays = said(new) | said(elsewhere)
    before = said(old) | known
    gone = [one for one in sentences_of(old) if one.casefold() not in stays]
    came = [one for one in sentences_of(new) if one.casefold() not in before]
    came += [
        one
        for one in sentences_of(elsewhere)
        if one.casefold() not in before and any(_likeness(each, one) for each in gone)
    ]
    return tuple(_paired(gone, list(dict.fromkeys(came))))


def _paired(gone: Sequence[str], came: list[str]) -> list[Change]:
    changes, left = [], list(came)
    for old in gone:
        new = max(left, key=lambda one: _likeness(old, one), default="")
        if new and _likeness(old, new):
            left.remove(new)
            changes.append(Change(old, new))
        else:
            changes.append(Change(old, ""))
    return changes + [Change("", new) for new in left]


def _likeness(old: str, new: str) -> float:
    """Share of common words, 0 below the limit."""
    pair = SequenceMatcher(None, old.casefold().split(), new.casefold().split(), autojunk=False)
    ratio = pair.ratio()
    return ratio if ratio >= _SAME_SENTENCE else 0.0
