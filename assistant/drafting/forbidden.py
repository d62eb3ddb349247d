"""What no drafted sentence may hold: verdicts, links, talk about the task."""

import re

_VERDICT = re.compile(
    r"\b(?:non-?\s?)?(?:compli(?:ant|ance|es|ed)|comply(?:ing)?|conform(?:s|ant|ed|ance)?"
    r"|conforming\s+to)\b",
    re.IGNORECASE,
)
_JUDGEMENT = re.compile(
    r"\b(?:meets?|satisf(?:y|ies)|fulfil(?:s|ls)?|in line with|adheres? to)\s+(?:all\s+)?"
    r"(?:the\s+)?(?:requirements?|standard|clause|AS\s?9\d{3}|ISO)\b"
    r"|\b(?:will|would|should)\s+pass\s+(?:the|an|its)\s+audit\b",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"https?:|www\.|\bftp:|mailto:|javascript:|data:\w+/|\]\(|!\[|<\s*/?\s*[a-z!][^>]*>"
    r"|\b[\w-]+\.(?:com|net|org|io|ru|cn|info|biz|xyz|app|dev|co\.\w\w)\b(?:/\S*)?",
    re.IGNORECASE,
)
_OF_ITSELF = re.compile(
    r"\bas an? (?:ai|language model|assistant)\b"
    r"|\b(?:i|we)\s+(?:cannot|can['’]t|could not|am unable"
    r"|do not have|don['’]t have|apologi[sz]e)\b|\b(?:i['’]m|i am)\s+(?:sorry|unable|an? )"
    r"|\b(?:the\s+)?(?:given|provided|above)\s+passages?\b"
    r"|\bpassages?\s+(?:do|does|given|provided)\b"
    r"|\bsystem prompt\b|\b(?:my|these|previous|prior|above)\s+instructions?\b|\bnot found\b"
    r"|\bignore\s+(?:all|any|the|previous)\b",
    re.IGNORECASE,
)
_FEWEST_WORDS = 3


def verdict_in(sentence: str, source: str) -> str | None:
    """Words that judge whether a requirement is met, which we never do; None without any.

    A document may speak of its certificates of conformity: words that stand in the source in
    this form, followed or led by the same word, name a thing and judge nothing.
    """
    for found in _VERDICT.finditer(sentence):
        if not _names_a_thing(sentence, found, source):
            return found[0]
    judged = _JUDGEMENT.search(sentence)
    return judged[0] if judged and judged[0].casefold() not in source.casefold() else None


def link_in(sentence: str) -> str | None:
    """An address, or mark-up that makes one; None without any."""
    found = _LINK.search(sentence)
    return found[0] if found else None


def talk_in(sentence: str) -> str | None:
    """What is said about the task rather than its matter; None where nothing is."""
    if found := _OF_ITSELF.search(sentence):
        return found[0]
    return sentence if len(sentence.split()) < _FEWEST_WORDS else None


def _names_a_thing(sentence: str, found: re.Match[str], source: str) -> bool:
    """`certificate of compliance`: the words before or after it are in the source with it."""
    there = " ".join(source.split()).casefold()
    before = sentence[: found.start()].split()[-2:]
    after = sentence[found.end() :].split()[:1]
    led = " ".join([*before, found[0]]).casefold()
    followed = " ".join([found[0], *after]).casefold().rstrip(".,;:")
    noun = found[0].casefold().endswith("ance") or found[0].casefold() == "conforming"
    return noun and ((len(before) == 2 and led in there) or (bool(after) and followed in there))
