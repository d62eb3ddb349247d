"""Which names are one role: spellings, short forms and ties that the texts themselves make."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from assistant.learning.role_words import EVERYONE, Mention, mentions, role_key

_TIES = re.compile(
    r"^\s*(?:\(\s*(?:also|or)?\s*(?:called|known as)?\s*(?:the\s+|an?\s+)?"
    r"|,?\s*(?:also|otherwise|here)\s+(?:called|known as|named)\s+(?:the\s+|an?\s+)?"
    r"|,?\s+i\.e\.,?\s+(?:the\s+|an?\s+)?)[\"“']?$"
)
_SHORT = re.compile(r"^\s*\(\s*[\"“']?([A-Z][A-Za-z&/]{1,5})[\"”']?\s*\)")
_RANKS = frozenset(
    "deputy senior assistant junior lead chief vice acting head principal general managing".split()
)
_LEAST_INITIALS = 2  # letters; a short form nobody explains has more
_PLURAL_NAMES = ("sales", "stores", "accounts", "facilities", "logistics")
_WORDS = re.compile(r"[A-Za-z][\w&]*")


@dataclass(slots=True)
class Names:
    """The roles named in a body of texts. `of` gives the role of a mention."""

    spellings: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    defined: set[str] = field(default_factory=set)
    _same: dict[str, str] = field(default_factory=dict)
    _short: dict[str, str] = field(default_factory=dict)
    _in_document: dict[str, dict[str, str]] = field(default_factory=dict)

    def of(self, mention: Mention, document: str) -> str:
        """The key of the role; a bare "the inspector" is the one inspector of its document."""
        key = mention.key
        if mention.bare:
            key = self._in_document.get(document, {}).get(mention.head, key)
        return self.same(key)

    def same(self, key: str) -> str:
        """The key under which a role is kept, whatever spelling `key` came from."""
        seen = set[str]()
        while key in self._same and key not in seen:
            seen.add(key)
            key = self._same[key]
        return key

    def note(self, mention: Mention) -> None:
        """Remember a spelling met outside the sentences, as in the cell of a table."""
        if mention.key != EVERYONE:
            self.spellings[mention.key][_even(mention.written)] += 1

    def short(self, text: str) -> str | None:
        """The role that a short form stands for: `SQE`, `QM`; None when it is none or two."""
        return self._short.get(text.strip().rstrip("."))

    @property
    def short_forms(self) -> Mapping[str, str]:
        """The short forms that a sentence may use, and the roles they stand for.

        Those that a text explains, and initials of three letters and more: "PO" is an order.
        """
        return {
            short: key
            for short, key in self._short.items()
            if short in self.defined or len(short) > _LEAST_INITIALS
        }

    def name(self, key: str) -> str:
        """The name to show: the customary spelling, capitals before small letters."""
        told = Counter[str]()
        for other, counted in self.spellings.items():
            if self.same(other) == key:
                told.update(counted)
        best = max(
            told,
            key=lambda one: (role_key(one) == key, one[:1].isupper(), told[one], one),
            default=key,
        )
        return best[:1].upper() + best[1:]

    def all_spellings(self, key: str) -> tuple[str, ...]:
        """Every spelling of a role, the most frequent first; case aside."""
        told: Counter[str] = Counter()
        for other, counted in self.spellings.items():
            if self.same(other) == key:
                told.update({one.casefold(): n for one, n in counted.items()})
        told.update({one.casefold(): 1 for one in self.defined if self._short.get(one) == key})
        return tuple(name for name, _ in told.most_common())


def names_in(documents: Mapping[str, Iterable[str]], owners: Iterable[str] = ()) -> Names:
    """The roles of documents, each a number with its sentences; `owners` name some as well."""
    names = Names()
    for number, texts in documents.items():
        titles: defaultdict[str, set[str]] = defaultdict(set)
        for text in texts:
            _read(names, text, titles)
        names._in_document[number] = {
            head: next(iter(keys)) for head, keys in titles.items() if len(keys) == 1
        }
    for owner in owners:
        for one in mentions(owner):
            names.spellings[one.key][_even(one.written)] += 1
    _strip_firm(names)
    _abbreviate(names)
    return names


def _read(names: Names, text: str, titles: dict[str, set[str]]) -> None:
    found = mentions(text)
    for place, one in enumerate(found):
        if one.key == EVERYONE:
            continue
        names.spellings[one.key][_even(one.written)] += 1
        if not one.bare:
            titles[one.head].add(one.key)
        if short := _SHORT.match(text[one.end :]):
            names._short[short[1]] = one.key
            names.defined.add(short[1])
        after = found[place + 1] if place + 1 < len(found) else None
        if after and after.key not in (one.key, EVERYONE):
            _tie(names, text, one, after)


def _tie(names: Names, text: str, one: Mention, after: Mention) -> None:
    """Two names are one role where the text says so: "receiving inspector (goods-in inspector)"."""
    apart = names.same(after.key) != one.key and names.same(one.key) != after.key
    if apart and _TIES.match(text[one.end : after.start]):
        names._same[after.key] = one.key


def _strip_firm(names: Names) -> None:
    """The firm's name before roles that stand without it too is no part of them."""
    before: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for key, counted in names.spellings.items():
        for written in counted:
            first, _, rest = written.partition(" ")
            plain = role_key(rest)
            named = rest and first[:1].isupper() and first.casefold() not in _RANKS
            if named and plain in names.spellings and plain != key:
                before[first].add((key, plain))
    for pairs in before.values():
        if len({plain for _, plain in pairs}) > 1:
            names._same.update(pairs)


def _abbreviate(names: Names) -> None:
    """Initials of a title, where they are those of one title alone."""
    told: defaultdict[str, set[str]] = defaultdict(set)
    for key, counted in names.spellings.items():
        for written in counted:
            words = [word for word in _WORDS.findall(written) if word not in ("and", "of")]
            if len(words) > 1:
                told["".join(word[0].upper() for word in words)].add(names.same(key))
    for initials, keys in told.items():
        if len(keys) == 1:
            names._short.setdefault(initials, next(iter(keys)))
    names._short = {short: names.same(key) for short, key in names._short.items()}


def _even(written: str) -> str:
    """The spelling in the singular, without a possessive, on one line."""
    plain = " ".join(written.split())
    if plain.casefold() in _PLURAL_NAMES:
        return plain
    if plain.endswith("ies"):
        return plain[:-3] + "y"
    return plain[:-1] if plain.endswith("s") and not plain.endswith("ss") else plain
