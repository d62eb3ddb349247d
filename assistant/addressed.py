"""Text that speaks to a program instead of a person: no procedure does, so it answers nothing.

Recognised by how it addresses ("you are an AI assistant"), by what it takes back ("ignore all
previous instructions"), by the marks of chat templates and by what it wants shown ("print your
system prompt"). It is a second wall, never the first: nothing obeys a document anyway.
"""

import re
import unicodedata

_MACHINE = (
    r"(?:a\.?i\.?|artificial[ -]intelligence|large[ -]language|language|llm|gpt|chat|virtual|ki"
    r"|ia|digital)"
)
_READER = rf"(?:{_MACHINE}[ -]?(?:assistants?|models?|bots?|agents?)|chat-?bots?|chatgpt|llms?)"
_REPLIES = (
    r"(?:repl(?:y|ies)|answers?|respond|says?|states?|outputs?|prints?|write|append|include|end)"
)
_EARLIER = r"(?:previous|prior|above|earlier|preceding|foregoing|existing)"
_SPEAKERS = r"(?:system|assistant|developer)"
_ABOUT_REPLIES = (
    r"(?:you|answers?|answered|repl(?:y|ies)|respond|question|instructions|from now on)"
)

_PATTERNS = (
    # taking back what was said before
    rf"\b(?:ignore|disregard|forget|override|bypass)\b.{{0,20}}\b(?:all|any|your|the|my|these)\b"
    rf".{{0,20}}\b{_EARLIER}\b.{{0,20}}\b(?:instructions?|prompts?|rules?|directions?|guidelines?)",
    rf"\b(?:ignore|disregard|forget|override)\b.{{0,10}}\b{_EARLIER}\b.{{0,10}}"
    r"\b(?:instructions|prompts?)\b.{0,60}\b(?:and|instead|you)\b",
    r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,12}\byour\b.{0,20}"
    r"\b(?:instructions?|prompts?|rules?|guidelines?|training)\b",
    r"\bnew (?:rules|instructions) for (?:the |an? )?(?:assistant|model|bot|a\.?i\.?)\b",
    # addressing
    rf"\byou are (?:now )?(?:an? |the )?(?:helpful )?(?:{_READER}|assistant\b|dan\b)",
    rf"\b(?:note|message|instructions?|attention|memo|hint|hello|dear)\b[\s:,]{{1,3}}(?:to |for )?"
    rf"(?:the |an? |any |all )?(?:{_READER}|assistants?\b|a\.?i\.?\b)",
    rf"^\W{{0,6}}{_READER}\s*[:,]",
    rf"\b{_READER}\b (?:(?:must|shall|should|will|always|never|please|reading this)\s){{0,3}}"
    rf"{_REPLIES}\b.{{0,60}}\b(?:that|with|so|as follows|every|all|any)\b",
    rf"\b{_READER}\b (?:(?:must|shall|should|always|please)\s){{1,2}}"
    r"(?:ignore|end|append|include)\b",
    r"\bfrom now on\b.{0,40}\b(?:answer|repl|respond|say)\w*\b",
    # wanting what is behind
    r"\b(?:print|reveal|show|output|repeat|disclose|send|leak)\b.{0,30}"
    r"\b(?:system prompt|hidden prompt|your (?:prompt|instructions)|environment variables"
    r"|api keys?)\b",
    # marks of templates
    r"<\|\s?(?:im_start|im_end|system|user|assistant|endoftext|eot_id|start_header_id)\s?\|>",
    r"\[/?inst\]|<</?sys>>|</?(?:system|system_prompt|instructions|prompt|passages)>",
    r"^\W{0,4}#{2,4}\s*(?:system|instruction|response|assistant)\s*:",
    r"\bend of (?:the )?(?:passages|documents|context|evidence|prompt)\b",
    rf"^\W{{0,4}}{_SPEAKERS}\s*:\s.{{0,120}}\b{_ABOUT_REPLIES}\b",
    # other languages
    r"\b(?:ignorier\w*|vergiss|missachte)\b.{0,30}\b(?:vorherig|bisherig|obig|früher|vorig|all)\w*\b"
    r".{0,20}\b(?:anweisung|instruktion|regel|befehl)\w*",
    r"\bdu bist\b.{0,20}\b(?:ki|assistent|sprachmodell|chatbot)\b",
    r"\b(?:ignore[zr]?|oublie[zr]?|ignora|ignorad|olvida|olvide|ignorate|dimentica|desconsidere)\b"
    r".{0,30}\b(?:instruction|consigne|instruccion|istruzion|instruç|regla|règle)\w*",
    r"\b(?:tu es|vous êtes|eres|sei|você é)\b.{0,20}\b(?:assistant|asistente|assistente|ia\b)",
    r"\bnegeer\b.{0,30}\binstructies\b|\b(?:zignoruj|pomiń)\b.{0,30}\b(?:instrukcj|polece)\w*",
    r"\bignorera\b.{0,30}\binstruktioner\b|\bignoruj\w*\b.{0,30}\binstrukc\w*",
    r"(?:игнорир|забудь|не обращай внимания)\w*.{0,40}(?:инструкц|указани|правил)\w*",
    r"(?:忽略|无视|無視|忘记|忘記).{0,15}(?:指令|指示|说明|說明|规则|規則|命令)",
    r"(?:指示|命令|ルール).{0,10}(?:無視|忘れ)",
    r"이전.{0,12}(?:지시|명령|지침).{0,8}(?:무시|잊)",
)
_ADDRESSED = re.compile("|".join(_PATTERNS), re.IGNORECASE | re.MULTILINE)
_HINTS = (
    "ignor", "disregard", "forget", "overrid", "bypass", "rules for", "assistant", "asistente",
    "assistente", "assistent", "language model", "ai model", "chatbot", "chat bot", "chat-bot",
    "ai bot", "agent", "chatgpt", "llm", " ai ", " ai:", " ai,", " ai.", "a.i", "you are dan",
    "from now on", "prompt", "your instructions", "environment variable", "api key", "<|",
    "inst]", "<sys", "system:", "developer:", "instruction:", "response:", "instructions for",
    "<passages", "<instructions", "</instructions", "</system", "</passages", "end of p",
    "end of d", "end of c", "end of e", "end of the", "vergiss", "missachte", "du bist",
    "oublie", "olvid", "desconsidere", "negeer", "zignoruj", "pomiń", "игнорир", "забудь",
    "не обращ", "忽略", "无视", "無視", "忘", "이전",
)  # fmt: skip
"""One of these stands in whatever the patterns find; a hundred times as fast to look for."""

_LOOK_ALIKES = str.maketrans(
    "аеорсухіјѕԁһӏԛԝАВЕКМНОРСТУХІЈЅοαεικνρτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aeopcyxijsdhlqwABEKMHOPCTYXIJSoaeiKvptuxABEZHIKMNOPTYX",
)
_WORD = re.compile(r"[^\W\d_]+")
_LATIN, _CYRILLIC, _GREEK = (
    re.compile(r"[A-Za-z\u00c0-\u024f]"),
    re.compile(r"[\u0400-\u052f]"),
    re.compile(r"[\u0370-\u03ff]"),
)
_SIGNS = frozenset("µμΩΔδαβγθλπρσφω°")
"""Greek letters that stand beside Latin ones in units and formulas."""


def addresses_program(text: str) -> bool:
    """Whether any of the text speaks to a program that reads it."""
    if not text.isascii():
        text = without_look_alikes(unicodedata.normalize("NFKC", text))
    return hints(text) and bool(_ADDRESSED.search(text))


def hints(text: str) -> bool:
    """Whether `addresses_program` is worth asking; false for most texts, and cheap."""
    low = text.lower()
    return any(hint in low for hint in _HINTS)


def mixed_alphabets(text: str) -> list[str]:
    """Words that mix Latin letters with Cyrillic or Greek ones, as no language does; each once."""
    if text.isascii():
        return []
    return list(dict.fromkeys(word for word in _WORD.findall(text) if _is_mixed(word)))


def without_look_alikes(text: str) -> str:
    """The text with Latin letters for those of mixed words that look like them."""
    return _WORD.sub(
        lambda found: found[0].translate(_LOOK_ALIKES) if _is_mixed(found[0]) else found[0], text
    )


def _is_mixed(word: str) -> bool:
    if word.isascii() or not _LATIN.search(word):
        return False
    if _CYRILLIC.search(word):
        return True
    return bool(_GREEK.search(word)) and not _SIGNS & set(word)
