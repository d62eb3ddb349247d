"""A language model's proposal for a follow-up, taken only where it adds nothing of its own.

What was understood decides what is searched: a model that slips in a word of its own would have
the documents asked something that nobody asked.
"""

import re
from collections.abc import Sequence

from assistant.conversation.grammar import parsed
from assistant.conversation.referring import pointers
from assistant.conversation.substituting import is_fragment
from assistant.conversation.turns import Turn
from assistant.errors import LanguageModelUnavailable
from assistant.language.words import Word, word_list, words
from assistant.ports import Allowance, LanguageModel
from prompts.library import Prompt

_TURNS = 3  # that the model is shown
_LONGEST = 300  # characters of a rewritten question
_ANSWER = 300  # characters of the last answer that the model is shown
_LEFT = 0.5  # share of an earlier question's telling words that a follow-up goes on with
_TAG = re.compile(r"\s*\[\d+\]")
_LABEL = re.compile(r"^\s*(?:question|q|follow-up|rewritten(?:\s+question)?)\s*:\s*", re.IGNORECASE)
ALLOWANCE = Allowance(seconds=8.0, tokens=60)


class RewriteFollowUp:
    """Asks a language model to put a follow-up in full, and checks what it says."""

    def __init__(
        self, model: LanguageModel, prompt: Prompt, allowance: Allowance = ALLOWANCE
    ) -> None:
        self._model, self._prompt, self._allowance = model, prompt, allowance

    @property
    def name(self) -> str:
        """Who rewrote, as the receipt says it: `model:<name> <prompt>/<version>`."""
        return f"model:{self._model.name} {self._prompt.prompt_id}/{self._prompt.version}"

    def __call__(self, follow_up: str, turns: Sequence[Turn]) -> str | None:
        """The question in full; None where there is none that can be trusted."""
        shown = _shown(turns[-_TURNS:])
        prompt = self._prompt.render(conversation=shown, follow_up=follow_up)
        try:
            said = self._model.complete(prompt, self._allowance)
        except LanguageModelUnavailable:
            return None
        question = _first_line(said)
        return question if is_faithful(question, follow_up, turns) else None


def is_faithful(question: str, follow_up: str, turns: Sequence[Turn]) -> bool:
    """Whether a rewritten question keeps the follow-up and takes the rest from the talk.

    Every word that tells something stands in the follow-up or in the conversation; every telling
    word of the follow-up is kept; nothing in it still points back; it is no earlier question; and
    where the follow-up is a bare thing ("and for rotables?"), half of a question before is kept.
    """
    if not 3 < len(question) <= _LONGEST or question.count("?") > 1:
        return False
    if pointers(parsed(question)):
        return False
    if _even(question) in {_even(follow_up), *(_even(one.question) for one in turns)}:
        return False  # nothing was put in full, or what was asked before is asked again
    made, asked = _telling(question), _telling(follow_up)
    if is_fragment(follow_up) and not any(_goes_on(made, one) for one in turns):
        return False
    return asked <= made <= asked | _said(turns)


def _goes_on(made: set[str], turn: Turn) -> bool:
    """Whether what was asked before is still asked, one thing of it exchanged."""
    before = _telling(turn.question)
    return len(before & made) >= _LEFT * len(before)


def _shown(turns: Sequence[Turn]) -> str:
    lines = [f"Q: {one.question}" for one in turns]
    if turns and turns[-1].answered:
        answer = " ".join(_TAG.sub("", turns[-1].text).split())[:_ANSWER]
        lines.append(f"A: {answer}")
    return "\n".join(lines)


def _first_line(said: str) -> str:
    lines = [line for line in said.strip().splitlines() if line.strip()]
    return _LABEL.sub("", lines[0]).strip().strip("\"'“”`* ") if lines else ""


def _said(turns: Sequence[Turn]) -> set[str]:
    """Every telling word of the conversation: what was asked, answered and cited."""
    told: set[str] = set()
    for turn in turns:
        told |= _telling(turn.question) | _telling(turn.text)
        for place in turn.places:
            told |= _telling(f"{place.document} {place.title} {place.revision} {place.quote}")
    return told


def _telling(text: str) -> set[str]:
    return {one.stem for one in words(text) if _tells(one)}


def _tells(word: Word) -> bool:
    if word.is_identifier:
        return True
    return not word.is_stop_word and word.text.casefold() not in word_list("asking")


def _even(text: str) -> str:
    return " ".join(one.stem for one in words(text))
