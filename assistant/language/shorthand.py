"""Shorthand of messages written out: "hw long b4 we hv to tell them"."""

import re

_WORDS = {
    **dict.fromkeys(("hw", "hwo"), "how"),
    **dict.fromkeys(("wat", "wot", "wht", "whta"), "what"),
    **dict.fromkeys(("wen", "whn"), "when"),
    **dict.fromkeys(("wich", "whcih", "wihch"), "which"),
    **dict.fromkeys(("sumthing", "smth", "sth", "somthing", "sumthin"), "something"),
    **dict.fromkeys(("sumone", "sum1", "some1", "somone"), "someone"),
    **dict.fromkeys(("any1", "ne1"), "anyone"),
    **dict.fromkeys(("u", "yu"), "you"),
    **dict.fromkeys(("hav", "hv"), "have"),
    **dict.fromkeys(("pls", "plz"), "please"),
    **dict.fromkeys(("bcos", "coz", "cuz", "bc"), "because"),
    **dict.fromkeys(("shud", "shld"), "should"),
    **dict.fromkeys(("wud", "wld"), "would"),
    **dict.fromkeys(("cud", "cld"), "could"),
    "ur": "your",
    "abt": "about",
    "thru": "through",
    "ppl": "people",
    "2day": "today",
    "dnt": "don't",
    "msut": "must",
    "teh": "the",
    "wiht": "with",
    "befor": "before",
}
_WORD = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b")
_BEFORE = re.compile(
    r"\bb4\b(?=\s+(?:i|we|you|u|he|she|it|they|the|an?|our|my|your|some\w+|any\w+|every\w+|\w+ing)\b)"
)
"""Read as a word only where a clause follows; "b4" may well be the number of a document."""


def spelled_out(text: str) -> str:
    """The text with shorthand in lower case written out; capitals may be names of something."""
    return _BEFORE.sub("before", _WORD.sub(lambda found: _WORDS[found.group()], text))
