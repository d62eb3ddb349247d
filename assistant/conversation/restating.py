"""Old revisions, corrections, ordinals and choices: turns that name another reading."""

import re
from collections.abc import Sequence

from assistant.answering.naming import even, revisions_of
from assistant.answering.shelf import Shelf
from assistant.conversation.grammar import Role, parsed
from assistant.conversation.topic import Topic
from assistant.conversation.turns import Turn
from assistant.conversation.understood import Unclear
from assistant.in_force import label_key
from assistant.model.documents import Revision, Status
from assistant.model.replies import Choice, Citation

_ORDINALS = {
    "first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3,
    "fifth": 4, "5th": 4, "sixth": 5, "6th": 5, "last": -1, "former": 0, "latter": -1,
}  # fmt: skip
_THING = r"(?:one|option|document|place|entry|row|item|result|citation|answer|hit)"
_ORDINAL = re.compile(
    rf"\bthe\s+({'|'.join(_ORDINALS)})(?:\s+{_THING}\b|(?=\W*$|\s+(?:is|was|are|were|and)\b|[,?]))"
    r"|(?:\b(?:number|no\.|nr\.?|option|item|#)\s*|\[)(\d{1,2})\b\]?|^\W*(\d{1,2})\W*$",
    re.IGNORECASE,
)
_OLD_REVISION = re.compile(
    r"\b(?:old|older|previous|former|earlier|last|superseded|obsolete|withdrawn|prior)\s+(?:rev(?:ision)?|issue|version|edition|one)\b"
    r"|\b(?:revision|version|issue)\s+before\b|\bbefore\s+(?:that|this)\s+(?:revision|version|issue)\b",
    re.IGNORECASE,
)
_NAMED_REVISION = re.compile(
    r"^\W*(?:and|but|what\s+about|how\s+about|in|what\s+(?:does|did)|\s|,)*\s*(?:in\s+)?(?:the\s+)?(?:rev(?:ision)?|issue|version)\.?\s+([A-Z]{1,2}|\d{1,3}(?:\.\d+)?)\b(?:\s+sa(?:y|id))?\W*$",
    re.IGNORECASE,
)
_CORRECTION = re.compile(
    r"^(?:(?:no|nope|not\s+(?:that|this)(?:\s+one)?|sorry|wait|oh|ah|wrong|actually|well)\b[\s,.!:;-]*)*"
    r"(?:what\s+)?(?:i\s+(?:mean|meant|was\s+asking\s+(?:about|for)|am\s+asking\s+about|want(?:ed)?\s+to\s+know\s+about|said)|i'm\s+asking\s+about|make\s+that|i\s+should\s+have\s+said|rather)"
    r"(?:\s+(?:was|is))?\b[\s,:]*(.+)$",
    re.IGNORECASE,
)
_NO_BUT = re.compile(
    r"^(?:no|nope|sorry|wrong)\b[\s,.!:;-]+(?!i\b)(?:the\s+(?=\w+\s+\w))?(.+)$|^not\s+(?:the\s+)?.{2,40}?(?:,|\s+but)\s+(?:the\s+)?(.+)$|^(.{2,40}),\s+not\s+.+$",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"^\W*(?:(?:and|ok|tell\s+me(?:\s+more)?(?:\s+about)?|more\s+(?:about|on)|show(?:\s+me)?|open|what\s+about|what\s+does|say(?:s)?|please|the|i\s+want)\W*)*$",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^\W*(?:i\s+mean(?:t)?|the\s+one\s+in|in|of|for|from|take|use|please)\b\s*", re.I
)


def correction(text: str) -> str | None:
    """What is meant instead: "no, I meant hired bikes"; None when nothing is corrected."""
    match = _CORRECTION.match(text.strip(" ?.!"))
    if match:
        return match[1].strip()
    match = _NO_BUT.match(text.strip(" ?.!"))
    return next(part for part in match.groups() if part).strip() if match else None


def chosen(text: str, choices: Sequence[Choice]) -> Choice | None:
    """The choice that a short reply takes; None when it takes none, or could be several."""
    said = _plain(_LEADING.sub("", text))
    if not choices or len(said.split()) > 8:
        return None
    if (place := _ordinal(text)) is not None:
        return choices[place] if -len(choices) <= place < len(choices) else None
    labels = [_plain(one.label) for one in choices]
    exact = [one for one in choices if even(said) == even(one.label)]
    if exact:
        return exact[0]
    fitting = [
        one
        for one, label in zip(choices, labels, strict=True)
        if label in said or (len(said) > 2 and _telling(said) <= _telling(label) and _telling(said))
    ]
    return fitting[0] if len(fitting) == 1 else None


def picked(text: str, turn: Turn) -> str | Unclear | None:
    """A question about one of the places of the last answer: "the second one"."""
    match = _ORDINAL.search(text)
    if match is None or not turn.places:
        return None
    place = _ordinal(text)
    count = len(turn.places)
    if place is None or not -count <= place < count:
        return Unclear(f"The last reply named {count} places. Say which of them is meant.")
    cited = turn.places[place]
    around = f"{text[: match.start()]} {text[match.end() :]}"
    if _MORE.match(around):
        return _about(cited)
    return f"{text[: match.start()]}{_name(cited)}{text[match.end() :]}"


def older_revision(text: str, topic: Topic, shelf: Shelf) -> str | Unclear | None:
    """The last question asked of an older revision of the document it was answered from."""
    named = _NAMED_REVISION.match(text)
    if not named and not _is_about_old(text):
        return None
    numbers = topic.turn.documents or tuple(
        dict.fromkeys(one.document for one in topic.turn.places[:1])
    )
    if not numbers:
        return Unclear("It is not clear of which document. Name its number and the revision.")
    number = numbers[0]
    question = topic.turn.question.strip(" ?.!")
    if named:
        return f"{question} in {number} revision {named[1].upper()}?"
    older = _older(number, topic.turn.places, shelf)
    if older is None:
        return Unclear(f"No older revision of {number} is held.")
    bare = re.sub(rf"\s*\bin\s+{re.escape(number)}\s+revision\s+\w+$", "", question)
    return f"{bare} in {number} revision {older.identity.label}?"


def _is_about_old(text: str) -> bool:
    """Whether nothing but an older revision is named: "and what did the old one say?"."""
    match = _OLD_REVISION.search(text)
    if match is None:
        return False
    around = parsed(f"{text[: match.start()]} {text[match.end() :]}")
    other = {one.lower for one in around.tokens if one.role in (Role.NOUN, Role.VERB)}
    return other <= {"say", "says", "said", "state", "stated", "same", "require", "required"}


def _older(number: str, places: Sequence[Citation], shelf: Shelf) -> Revision | None:
    """The newest of the revisions before the one that was cited."""
    held = sorted(revisions_of(number, shelf.held), key=lambda one: label_key(one.identity.label))
    labels = [one.identity.label for one in held]
    cited = next((one.revision for one in places if one.document == number), None)
    if cited in labels:
        before = held[: labels.index(cited)]
    else:
        before = [one for one in held if shelf.status(one.id) is Status.OBSOLETE]
    return before[-1] if before else None


def _ordinal(text: str) -> int | None:
    match = _ORDINAL.search(text)
    if match is None:
        return None
    if match[1]:
        return _ORDINALS[match[1].casefold()]
    return int(match[2] or match[3]) - 1


def _name(cited: Citation) -> str:
    """What a place is called: the first cell of its row, or the number of its document."""
    if cited.row:
        first = re.split(r"\s*[|;\t]\s*", cited.quote.strip())[0]
        return re.sub(r"^[^:|]{1,40}:\s+", "", first).strip() or cited.document
    return cited.document


def _about(cited: Citation) -> str:
    if cited.row:
        return f"what does {cited.title or cited.document} say about {_name(cited)}?"
    if cited.section:
        return f"what does section {cited.section} of {cited.document} say?"
    return f"what is {cited.document}?"


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+(?:[-./][^\W_]+)*", text.casefold()))


def _telling(text: str) -> set[str]:
    return set(text.split()) - {"the", "a", "of", "in", "section", "clause", "document", "one"}
