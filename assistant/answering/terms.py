"""Questions about a term: "what is a suspected unapproved part?", "what does CoC mean?"."""

import re

from assistant.model.clauses import Edition, Term

_SHAPES = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^\W*what(?:'s|s|\s+is|\s+are)?\s+the\s+differen\w+\s+between\s+(?P<a>.+?)\s+and\s+(?P<b>.+?)\W*$",
        r"^\W*(?:how\s+(?:does|is|are|do))\s+(?P<a>.+?)\s+differ(?:ent)?\s+from\s+(?P<b>.+?)\W*$",
        r"\bdifferen\w+\s+between\s+(?P<a>.+?)\s+and\s+(?P<b>.+?)\W*$",
        r"^\W*what\s+(?:does|do|is|are)\s+(?:the\s+(?:term|word|abbreviation|acronym)\s+)?(?P<a>.+?)\s+(?:mean|stand\s+for|meant\s+by)\b.*$",
        r"^\W*what(?:'s|s|\s+is)\s+meant\s+by\s+(?P<a>.+?)\W*$",
        r"^\W*(?:define|definition\s+of|meaning\s+of|explain(?:\s+the\s+term)?)\s+(?P<a>.+?)\W*$",
        r"^\W*what(?:'s|s|\s+is)\s+the\s+(?:definition|meaning)\s+of\s+(?P<a>.+?)\W*$",
        r"^\W*(?:can\s+you\s+(?:explain|tell\s+me)\s+)?what(?:'s|s|\s+is|\s+are|\s+exactly\s+is)\s+(?P<a>.+?)\W*$",
        r"^\W*(?P<a>.+?)\s+(?:meaning|definition)\W*$",
    )
]
_ARTICLE = re.compile(r"^(?:an?|the|so-called|the\s+term|exactly)\s+|[\"'“”‘’]", re.IGNORECASE)
_TAIL = re.compile(
    r"\s+(?:in\s+as\s?9120\w*|in\s+(?:this|the)\s+standard|again|please|exactly)$", re.IGNORECASE
)


def terms_asked(question: str, edition: Edition) -> tuple[Term, ...]:
    """The terms the question asks the meaning of; empty unless every one of them is known."""
    for shape in _SHAPES:
        if match := shape.search(question):
            found = [_term(name, edition) for name in match.groupdict().values() if name]
            known = [term for term in found if term is not None]
            return tuple(known) if len(known) == len(found) else ()
    return ()


def term_in_words(term: Term) -> str:
    """The meaning, with where it comes from and what else it is called."""
    also = f" (also: {', '.join(term.aliases)})" if term.aliases else ""
    where = f" Defined in: {term.where}." if term.where else ""
    return f"{term.term}{also}, in our own words: {term.meaning.rstrip('.')}.{where}"


def _term(name: str, edition: Edition) -> Term | None:
    bare = _TAIL.sub("", _ARTICLE.sub("", _ARTICLE.sub("", name.strip())))
    for form in (bare, bare.removesuffix("s"), bare.removesuffix("es"), bare.replace("-", " ")):
        if term := edition.term(form):
            return term
    return None
