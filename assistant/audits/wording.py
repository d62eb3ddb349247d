"""A language model's wording of the questions of a checklist, taken only where it adds nothing.

The sentence quoted, its place, the criterion and the rows are the program's: no model touches them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.drafting.forbidden import link_in, talk_in, verdict_in
from assistant.drafting.values import (
    absent_quotes,
    missing_codes,
    missing_names,
    missing_values,
)
from assistant.errors import LanguageModelUnavailable
from assistant.model.audits import Checklist, ChecklistItem
from assistant.ports import Allowance, LanguageModel
from assistant.quotes import word_stems
from prompts.library import Prompt

_TOGETHER = 6  # questions in one prompt
_LONGEST = 260  # characters of a question
ALLOWANCE = Allowance(seconds=30.0, tokens=500)
_LINE = re.compile(r"^\s*(\d{1,4})[.):]\s+(\S.*?)\s*$", re.MULTILINE)


class WordQuestions:
    """Has the core questions of a checklist worded by a language model."""

    def __init__(
        self, model: LanguageModel, prompt: Prompt, allowance: Allowance = ALLOWANCE
    ) -> None:
        self._model, self._prompt, self._allowance = model, prompt, allowance

    def __call__(self, checklist: Checklist) -> Checklist:
        """The checklist; a question whose wording cannot be trusted stays as it was.

        When the model cannot be reached the rest stays as it was, too.
        """
        asked = [item for item in checklist.items if item.core and item.sources]
        worded: dict[int, str] = {}
        for start in range(0, len(asked), _TOGETHER):
            part = asked[start : start + _TOGETHER]
            try:
                said = self._model.complete(
                    self._prompt.render(items=_shown(part)), self._allowance
                )
            except LanguageModelUnavailable:
                break
            worded |= dict(_taken(part, said))
        if not worded:
            return checklist
        items = tuple(
            replace(item, question=worded[item.no]) if item.no in worded else item
            for item in checklist.items
        )
        return replace(checklist, items=items, worded_by=f"model:{self._model.name}")


def _shown(items: Sequence[ChecklistItem]) -> str:
    return "\n".join(
        f"{item.no}. SENTENCE: {_one_line(item.sources[0].quote)} QUESTION: {_asked(item)}"
        for item in items
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _asked(item: ChecklistItem) -> str:
    """The question without the sentence that follows it."""
    return item.question.removesuffix(f" “{item.sources[0].quote}”")


def _taken(items: Sequence[ChecklistItem], said: str) -> Iterator[tuple[int, str]]:
    """The wordings to be trusted by number, each with the sentence behind it as before."""
    by_number = {item.no: item for item in items}
    lines = _LINE.findall(said)
    for number, question in lines:
        item = by_number.get(int(number))
        once = sum(other == number for other, _ in lines) == 1
        if item is not None and once and is_faithful(question, item):
            yield item.no, f"{question} “{item.sources[0].quote}”"


def is_faithful(question: str, item: ChecklistItem) -> bool:
    """Whether a wording asks about the sentence of an item and brings nothing of its own.

    Every number, code, name and quotation in it stands in the sentence or in the question it
    replaces, it shares a telling word with the sentence, judges nothing and holds no address.
    """
    sentence = item.sources[0].quote
    ground = f"{sentence} {_asked(item)}"
    if not 10 < len(question) <= _LONGEST or "?" not in question:
        return False
    if not word_stems(question) & word_stems(sentence):
        return False
    added = (
        missing_values(question, ground)
        + missing_codes(question, ground)
        + missing_names(question, ground)
        + absent_quotes(question, ground)
    )
    talked = verdict_in(question, ground) or link_in(question) or talk_in(question)
    return not added and not talked
