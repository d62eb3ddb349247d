"""From an extract to a drafted answer; the extract stands wherever the draft does not."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from time import perf_counter

from assistant.answering.shelf import Shelf
from assistant.drafting.checks import CheckSentence
from assistant.drafting.keeping import Asked
from assistant.drafting.progress import Progress
from assistant.drafting.reading import NOT_FOUND, DraftReader
from assistant.drafting.showing import as_evidence, shown_for
from assistant.drafting.support import FindSupport
from assistant.errors import LanguageModelUnavailable, ModelFault, ModelUnavailable
from assistant.language.question import parts_of, take_apart
from assistant.language.words import Thesaurus
from assistant.model.drafts import DraftRecord, Verdict
from assistant.model.replies import Answered, Outcome
from assistant.ports import Allowance, LanguageModel, Library, OnText, SupportChecker
from prompts.library import Prompt, RenderedPrompt

_OWN_WORDS = "The answer is in the documents' own words."
_WHY = {
    Verdict.NOT_FOUND: "The language model found no answer in the passages.",
    Verdict.TOO_LITTLE_LEFT: "The language model's draft missed the answer or failed its checks.",
}


class DraftAnswer:
    """Puts an extract into words that read better, and changes nothing it says."""

    def __init__(
        self,
        model: LanguageModel,
        prompt: Prompt,
        library: Library,
        thesaurus: Thesaurus,
        *,
        allowance: Allowance,
        checker: SupportChecker | None = None,
        clock: Callable[[], float] = perf_counter,
    ) -> None:
        self._model, self._prompt, self._library = model, prompt, library
        self._thesaurus, self._find_support = thesaurus, FindSupport(thesaurus)
        self._allowance, self._checker, self._clock = allowance, checker, clock

    def __call__(
        self, question: str, extract: Outcome, shelf: Shelf, *, on_text: OnText
    ) -> Outcome:
        """The drafted answer, or `extract` with a warning that says why there is none.

        Refusals and what comes from tables and the catalogue stay as they are. Raises what
        `on_text` raises.
        """
        if not isinstance(extract, Answered) or extract.answered_by != "extract":
            return extract
        shown = shown_for(extract.citations, self._library)
        if not shown:
            return extract
        check = CheckSentence(shown, question, self._find_support, self._checker)
        asked = self._asked(question, shelf)
        progress = Progress(extract, asked, check, self._find_support, on_text, self._clock)
        prompt = self._prompt.render(question=question, evidence=as_evidence(shown))
        verdict, fault = self._draft(prompt, progress)
        record = DraftRecord(
            prompt_id=prompt.prompt_id,
            prompt_version=prompt.version,
            model=self._model.name,
            passages=tuple(one.passage.id for one in shown),
            verdict=verdict,
            kept=len(progress.kept),
            struck=tuple(progress.struck),
            fault=None if fault is None else fault.fault.value,
            prompt_tokens=progress.prompt_tokens,
            answer_tokens=progress.answer_tokens,
            first_token_ms=progress.first_token_ms,
            model_ms=progress.model_ms,
            took_ms=progress.took_ms,
        )
        if verdict is Verdict.USED:
            return progress.answer(f"model:{self._model.name}", record)
        why = _WHY[verdict] if fault is None else str(fault)
        warnings = (*extract.warnings, f"{why} {_OWN_WORDS}")
        return replace(extract, warnings=warnings, draft=record)

    def _asked(self, question: str, shelf: Shelf) -> Asked:
        kinds = take_apart(question, self._thesaurus, today=shelf.as_of).kinds
        parts = parts_of(question, self._thesaurus, today=shelf.as_of)
        return Asked(question, tuple(kinds), len(parts))

    def _draft(
        self, prompt: RenderedPrompt, progress: Progress
    ) -> tuple[Verdict, LanguageModelUnavailable | None]:
        """Have the draft written and checked; what becomes of it, and what failed if it did."""
        reader, whole = DraftReader(), ""
        try:
            with closing(self._model.stream(prompt, self._allowance)) as pieces:
                for piece in progress.timed(pieces):
                    whole += piece.text
                    progress.take(reader.feed(piece.text))
                    if progress.is_long_enough:
                        break
            progress.take(reader.finish())
        except LanguageModelUnavailable as error:
            return Verdict.FAILED, error
        except ModelUnavailable:  # of the support checker
            told = "The model that checks the draft could not be used."
            return Verdict.FAILED, LanguageModelUnavailable(told, fault=ModelFault.DOWN)
        if not any(character.isalpha() for character in whole):
            told = "What the language model sent could not be read."
            return Verdict.FAILED, LanguageModelUnavailable(told, fault=ModelFault.GARBAGE)
        if progress.holds_up:
            return Verdict.USED, None
        said_so = whole.strip().startswith(NOT_FOUND)
        return (Verdict.NOT_FOUND if said_so else Verdict.TOO_LITTLE_LEFT), None
