"""How a promise is checked: the question to ask and the proof to look for, by what it promises.

A question takes words of the sentence over as they stand, and asks no more than it promises.
"""

import re
from collections.abc import Callable, Mapping

from assistant.model.obligations import Sort

_UNIT = r"(?:(?:working|calendar|business) )?(?:minute|hour|day|week|month|quarter|year|shift)s?"
_NUMBER = r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve)"
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
_EACH = re.compile(
    rf"\b(?:(?:every|each) (?:{_NUMBER} )?(?:{_UNIT}|{_DAY})"
    rf"|(?:once|twice) (?:a|every|each) {_UNIT}"
    r"|daily(?! (?:work|use|business|life))"
    r"|weekly|monthly|quarterly|yearly|annually|twice a \w+)\b",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"\b(?:(?:within|after|before|by|up to|in less than|no(?:t)? later than)"
    r" (?:the )?(?:end of (?:the )?)?"
    rf"(?:{_NUMBER} )?(?:{_UNIT}|{_DAY}|noon|\d{{1,2}}[:.]\d\d)"
    r"|(?:on )?the same (?:working )?day|on the next working day|at once|immediately)\b",
    re.IGNORECASE,
)
_FOR = re.compile(
    rf"\b(?:for )?(?:at least )?{_NUMBER} (?:years?|months?)\b"
    r"|\bfor (?:life|ever)\b|\bpermanently\b",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"(?:\b(?:at least|at most|no more than|not more than|more than|less than|up to|below|above"
    r"|over|under|between) )?(?:(?:GBP|EUR|USD)\s?|[£€$]\s?)?(?<![\w-])\d[\d,.]*"
    r"(?: (?:to|and|-) \d[\d,.]*)?(?:\s?(?:%|°\s?[CF]?|mm|kg|C|GBP|EUR|USD|lots?|pieces?)(?!\w))?",
    re.IGNORECASE,
)
_WHEN = re.compile(r"\b(?:if|when|where|whenever|unless|in case)\b [^,;.:]{6,90}", re.IGNORECASE)
_CODE = r"(?<![\w-])[A-Z]{1,5}-\d{1,4}(?![\w-])"
_FORM = re.compile(
    rf"\b(?:form|checklist|list|log|register|sheet|card|pad|record)s? {_CODE}"
    rf"|(?<=\bon ){_CODE}|(?<=\bin ){_CODE}|(?<=\bwith ){_CODE}|(?<=\bsign ){_CODE}",
    re.IGNORECASE,
)
_WITHOUT_EXCEPTION = re.compile(r"^(?:every|each|all|any)\b", re.IGNORECASE)
_STEP = re.compile(r"^\W*(?:\d{1,2}|[a-z])[.)]\s")
_LIST = re.compile(
    r"\b(?:keeps?|kept|maintains?|maintained|updates?|updated|hangs?|an?) [^,.;]{0,25}"
    r"\b(?:list|register|log|matrix)\b",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"\b[Tt]he ((?:[A-Z][\w-]+ ){0,2}(?:[A-Z]\w+|buyer|inspector|supervisor|manager|engineer"
    r"|auditor|caretaker|lead|driver|packer))\b"
)
_NOBODY = re.compile(r"\b(?:nobody|no one|alone|only)\b", re.IGNORECASE)


def question_for(sort: Sort, sentence: str) -> str:
    """The question to ask about a sentence, without the sentence."""
    if " | " in sentence:
        return _of_table(sort)
    return _ASKED[sort](sentence)


def _of_table(sort: Sort) -> str:
    if sort is Sort.RETENTION:
        return "Pick three of these: show the oldest one still held, and what has been disposed of."
    return "Go through these lines with the person who works by them, and show a case for each."


def _prohibition(sentence: str) -> str:
    if _NOBODY.search(sentence):
        return "Who could do it all the same, and what would stop them? Show the last case."
    return "What makes sure that this does not happen? Show a case in which it was stopped."


def _retention(sentence: str) -> str:
    period = _FOR.search(sentence)
    kept = f" Is it really kept “{period[0]}”?" if period else ""
    return f"Show the oldest one still held, and one whose time has just run out.{kept}"


def _time_limit(sentence: str) -> str:
    if (often := _EACH.search(sentence)) is not None:
        return f"Show the last three times this was done: was it “{often[0]}”?"
    if (until := _UNTIL.search(sentence)) is not None:
        return f"For the sampled cases, show when it was due and when it was done: “{until[0]}”?"
    return "For the sampled cases, show both days: when it was due and when it was done."


def _limit(sentence: str) -> str:
    found = [one[0].strip() for one in _AMOUNT.finditer(sentence) if len(one[0].strip()) > 1]
    if len(found) != 1:
        return "Show what was found in the sampled cases beside these figures: was any outside?"
    return f"What was found in the sampled cases, beside “{found[0]}”?"


def _record(sentence: str) -> str:
    if (form := _FORM.search(sentence)) is not None:
        return f"Show “{form[0]}” for the sampled cases: is it complete, and who filled it in?"
    return "Show what was written down for the sampled cases: what, by whom and when?"


def _responsibility(sentence: str) -> str:
    if (who := _WHO.search(sentence)) is not None:
        return f"Who acts for “{who[1]}” when away? Show the last one and whose decision it was."
    return "Who did this last, and what shows that it was theirs to do?"


def _condition(sentence: str) -> str:
    if (when := _WHEN.search(sentence)) is not None:
        return f"Take the last time (“{when[0].strip()}”): what was done, and what shows it?"
    return "When did this last happen, and what was done then?"


def _duty(sentence: str) -> str:
    if (form := _FORM.search(sentence)) is not None:
        return f"Show how this is done with “{form[0]}”, and the last time it was done."
    if _STEP.search(sentence):
        return "Watch this step being done, and show it for one of the sampled cases."
    if _WITHOUT_EXCEPTION.search(sentence):
        return "Is it so without exception? Show it for each of the sampled cases."
    if _LIST.search(sentence):
        return "Show it as it stands today, its latest entry, and who sees to it."
    return "Show how this is carried out, who does it, and the last time it was done."


_ASKED: Mapping[Sort, Callable[[str], str]] = {
    Sort.PROHIBITION: _prohibition,
    Sort.RETENTION: _retention,
    Sort.TIME_LIMIT: _time_limit,
    Sort.LIMIT: _limit,
    Sort.RECORD: _record,
    Sort.RESPONSIBILITY: _responsibility,
    Sort.CONDITION: _condition,
    Sort.DUTY: _duty,
}

PROOFS: Mapping[Sort, str] = {
    Sort.PROHIBITION: "the barrier itself; cases that were stopped",
    Sort.RETENTION: "the oldest file; the list of what was disposed of",
    Sort.TIME_LIMIT: "two dates for each case",
    Sort.LIMIT: "the measured or counted value",
    Sort.RECORD: "the record, complete, signed and dated",
    Sort.RESPONSIBILITY: "the signature or entry, and the authority behind it",
    Sort.CONDITION: "the last case, from its start to its end",
    Sort.DUTY: "the work being done, or its latest record",
}
"""What would prove it."""
