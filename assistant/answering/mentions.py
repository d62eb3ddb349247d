"""Which documents mention something, and what a document cites: complete lists, counted."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.naming import documents_named, even, revisions_of
from assistant.answering.shelf import Shelf
from assistant.citations import cite
from assistant.model.documents import Kind, Revision
from assistant.model.passages import Passage
from assistant.model.replies import Answered, Citation, Declined, Outcome, Reason
from assistant.ports import Library, WordIndex
from assistant.quotes import shortened
from assistant.references import document_references
from assistant.sentences import sentences

_DOCUMENTS = (
    r"(?:documents?|procedures?|instructions?|manuals?|policies|policy|papers?|sops?|forms?|files?)"
)
_MENTION = re.compile(
    rf"""^\W*(?:please\s+)?(?:(?:list|show|name|give(?:\s+me)?)\s+(?:all\s+)?(?:the\s+)?|which|what|in\s+which
      |how\s+many|where\s+(?:do|does|is|are))\b.{{0,20}}?
      (?:{_DOCUMENTS}\b.{{0,25}}?)?
      \b(?:mention(?:s|ed|ing)?|refer(?:s|red|ring)?\s+to|cites?|citing|contains?|names?)\b
      (?:\s+the\s+(?:word|words|term|phrase))?\s+(?P<what>.+?)\W*$
      |^\W*where\s+is\s+(?P<passive>.+?)\s+(?:mentioned|referred\s+to|cited)\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
_CITED = re.compile(
    r"""^\W*(?:please\s+)?(?:list|show|name|give|which|what|how\s+many)\b.{0,20}?
      \b(?P<kind>forms?|documents?|procedures?|instructions?|papers?|records?)\b
      .{0,30}?\b(?:cited|named|mentioned|referenced|referred\s+to|called\s+up|used)\s+(?:by|in)\b
      |^\W*(?:which|what)\s+(?P<other>forms?|documents?|procedures?|instructions?|papers?)\s+
      (?:does|do|is|are)\b.{0,80}\b(?:cite|refer\s+to|mention|name|call\s+up|use)\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
_QUOTED = re.compile(r"[\"“'‘](?P<what>[^\"”'’]{2,})[\"”'’]")
_LETTERS = re.compile(r"[A-Za-z]+")
_EVERYTHING = 100_000  # hits: all there are


@dataclass(frozen=True, slots=True)
class _Mention:
    revision: Revision
    passage: Passage
    quote: str


class AskMentions:
    """Complete lists over the text itself; nothing is left out for want of room."""

    def __init__(self, library: Library, words: WordIndex) -> None:
        self._library, self._words = library, words

    def __call__(self, question: str, shelf: Shelf) -> Outcome | None:
        """The list; None when the question asks for none."""
        if match := _CITED.search(question):
            named = documents_named(question, shelf)
            wanted = (match["kind"] or match["other"]).casefold()
            return self._cited(named[0], wanted, shelf) if named else None
        if match := _MENTION.search(question):
            quoted = _QUOTED.search(question)
            what = quoted["what"] if quoted else match["what"] or match["passive"]
            return self._mentioning(what.strip(" ?.!\"'“”‘’"), shelf)
        return None

    def _mentioning(self, what: str, shelf: Shelf) -> Outcome:
        found = self._mentions(what, shelf)
        by_document: dict[str, list[_Mention]] = {}
        for one in found:
            by_document.setdefault(one.revision.id, []).append(one)
        if not found:
            return Declined(Reason.NO_EVIDENCE, f"No document mentions “{what}”.")
        citations = [self._citation(held[0], tag, shelf) for tag, held in _tagged(by_document)]
        counted = f"{len(by_document)} {_plural('document', len(by_document))}"
        verb = "mentions" if len(by_document) == 1 else "mention"
        lines = [f"{counted} {verb} “{what}”:"]
        lines += [
            f"- {_named(held[0].revision)}, {len(held)} {_plural('place', len(held))} [{tag}]"
            for tag, held in _tagged(by_document)
        ]
        return Answered("\n".join(lines), tuple(citations), "ledger")

    def _mentions(self, what: str, shelf: Shelf) -> list[_Mention]:
        terms = [what, *re.findall(r"[^\W_]+", what)]
        hits = self._words.search(terms, limit=_EVERYTHING, revisions=shelf.ids)
        held = {one.id: one for one in shelf.in_force}
        passages = self._library.passages([hit.passage for hit in hits])
        found = [
            _Mention(held[one.revision], one, quote)
            for one in passages.values()
            if one.revision in held and (quote := _sentence_with(what, one))
        ]
        return sorted(found, key=lambda one: (one.revision.number, one.passage.ordinal))

    def _cited(self, number: str, wanted: str, shelf: Shelf) -> Outcome | None:
        issues = revisions_of(number, shelf.in_force)
        if not issues:
            return None
        forms = wanted.startswith("form")
        found: dict[str, tuple[str, _Mention]] = {}
        for revision in issues:
            for passage in self._library.passages_of(revision.id):
                for cited, quote in _citations_in(passage, shelf):
                    if even(cited) != even(number) and (not forms or _is_form(cited, quote, shelf)):
                        mention = _Mention(revision, passage, quote)
                        found.setdefault(even(cited), (cited, mention))
        kind = "form" if forms else "document"
        if not found:
            return Declined(Reason.NOT_IN_EVIDENCE, f"{number} cites no {kind} by a number.")
        return self._listed(number, kind, list(found.values()), shelf)

    def _listed(
        self, number: str, kind: str, found: Sequence[tuple[str, _Mention]], shelf: Shelf
    ) -> Answered:
        ordered = sorted(found, key=lambda pair: pair[0])
        citations = tuple(
            self._citation(mention, tag, shelf) for tag, (_, mention) in enumerate(ordered, start=1)
        )
        lines = [f"{number} cites {len(ordered)} {_plural(kind, len(ordered))}:"]
        for tag, (cited, _) in enumerate(ordered, start=1):
            current = revisions_of(cited, shelf.in_force)
            told = f", {current[0].identity.title}" if current else ", not in force here"
            lines.append(f"- {cited}{told} [{tag}]")
        missing = [cited for cited, _ in ordered if not revisions_of(cited, shelf.held)]
        warnings = (f"{number} cites {', '.join(missing)}, not held here.",) if missing else ()
        return Answered("\n".join(lines), citations, "ledger", warnings=warnings)

    def _citation(self, one: _Mention, tag: int, shelf: Shelf) -> Citation:
        status = shelf.status(one.revision.id)
        return cite(one.passage, one.revision, quote=one.quote, tag=tag, status=status)


def _tagged(
    by_document: dict[str, list[_Mention]],
) -> Iterator[tuple[int, list[_Mention]]]:
    return enumerate(by_document.values(), start=1)


def _sentence_with(what: str, passage: Passage) -> str:
    """The words of a passage around `what`, written as it is there; "" where it is not."""
    wanted = re.compile(
        r"(?<!\w)" + r"[\s\-]+".join(map(re.escape, what.split())) + r"(?:s|es)?(?!\w)",
        re.IGNORECASE,
    )
    for start, end in sentences(passage.text):
        sentence = " ".join(passage.text[start:end].split())
        if wanted.search(sentence):
            shown = shortened(sentence)
            return shown if wanted.search(shown) else sentence
    return ""


def _citations_in(passage: Passage, shelf: Shelf) -> Iterator[tuple[str, str]]:
    """Numbers of other documents that a passage names, with their sentences."""
    for start, end in sentences(passage.text):
        sentence = " ".join(passage.text[start:end].split())
        for number in documents_named(sentence, shelf):
            yield number, shortened(sentence)
        for reference in document_references(sentence):
            if reference.certain and _is_of_a_family(reference.number, sentence, shelf):
                yield reference.number, shortened(sentence)


def _is_of_a_family(number: str, sentence: str, shelf: Shelf) -> bool:
    """Whether a number begins as those of documents held do, or is called a document.

    A lot or an order may look like a document; that it is not held would be a false alarm.
    """
    families = {letters[0] for one in shelf.held if (letters := _LETTERS.match(one.number))}
    own = _LETTERS.match(number)
    called = rf"\b{_DOCUMENTS}\W+(?:no\W+)?{re.escape(number)}"
    return own is not None and (
        own[0] in families or bool(re.search(called, sentence, re.IGNORECASE))
    )


def _is_form(number: str, quote: str, shelf: Shelf) -> bool:
    held = revisions_of(number, shelf.held)
    if held:
        return any(one.identity.kind is Kind.FORM for one in held)
    letters = re.match(r"[A-Za-z]+", number)
    spoken = re.search(rf"\bforms?\W+{re.escape(number)}", quote, re.IGNORECASE)
    return bool(spoken) or (
        letters is not None and letters[0].upper() in {"F", "FM", "FRM", "FORM"}
    )


def _named(revision: Revision) -> str:
    issue = f" rev {revision.identity.label}" if revision.identity.label else ""
    return f"{revision.number}{issue} {revision.identity.title}"


def _plural(noun: str, count: int) -> str:
    return noun if count == 1 else f"{noun}s"
