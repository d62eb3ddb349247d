"""What a model is shown: the passages an extract cites, cut to what stands around its quotes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.addressed import addresses_program, hints
from assistant.model.passages import Passage
from assistant.model.replies import Citation
from assistant.ports import Library
from assistant.sentences import sentences

_AROUND = 160  # characters on each side of a quote; whole sentences, so often less
_LONGEST = 600  # characters of one passage, unless its quotes are longer
_MOST = 3  # passages; a small model reads some ten words a second


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage with the tag the model knows it by, and the part of its text it reads.

    `cited` are the extract's own citations of it, at least one.
    """

    tag: str  # "E1", "E2" …
    passage: Passage
    cited: tuple[Citation, ...]
    text: str

    @property
    def heading(self) -> str:
        """Where it stands: `QP-101 Receipt of goods, 6.2 Records`."""
        first = self.cited[0]
        section = " ".join(part for part in (first.section, first.section_title) if part)
        document = " ".join(part for part in (first.document, first.title) if part)
        return ", ".join(part for part in (document, section) if part)


def shown_for(citations: Sequence[Citation], library: Library) -> list[Shown]:
    """The passages of these citations, each once, in their order; those that are gone left out."""
    order = list(dict.fromkeys(one.passage for one in citations))[:_MOST]
    held = library.passages(order)
    found: list[Shown] = []
    for id_ in order:
        if id_ not in held:
            continue
        cited = tuple(one for one in citations if one.passage == id_)
        passage = _for_people(held[id_])
        text = _around(passage.text, [one.quote for one in cited])
        if text:
            found.append(Shown(f"E{len(found) + 1}", passage, cited, text))
    return found


def _for_people(passage: Passage) -> Passage:
    """The passage up to where it speaks to a program: a model reads no orders."""
    if not hints(passage.text):
        return passage
    spoken = (a for a, b in sentences(passage.text) if addresses_program(passage.text[a:b]))
    end = next(spoken, None)
    return passage if end is None else replace(passage, text=passage.text[:end].rstrip())


def as_evidence(shown: Sequence[Shown]) -> str:
    """One block per passage, its tag and place first.

    A bracket in a document cannot pass for a tag of ours: it is written as a round one.
    """
    return "\n\n".join(
        f"[{one.tag}] {_without_brackets(one.heading)}\n{_without_brackets(one.text)}"
        for one in shown
    )


def _without_brackets(text: str) -> str:
    return " ".join(text.split()).replace("[", "(").replace("]", ")")


def _around(text: str, quotes: Sequence[str]) -> str:
    """The sentences that the quotes touch and those close to them, in one stretch."""
    places = [found for quote in quotes if (found := _place(quote, text))]
    if not places or len(text) <= _LONGEST:
        return text[:_LONGEST]
    spans = sentences(text)
    touched = [(a, b) for a, b in spans if any(a < e and s < b for s, e in places)]
    first, last = touched[0][0], touched[-1][1]
    near = [
        (a, b)
        for a, b in spans
        if a >= first - _AROUND and b <= last + _AROUND and b - first <= _LONGEST
    ]
    return text[min(first, *(a for a, _ in near), first) : max(last, *(b for _, b in near), last)]


def _place(quote: str, text: str) -> tuple[int, int] | None:
    start = text.find(quote)
    return None if start < 0 else (start, start + len(quote))
