"""The answering, wired: every part of it, made in one place from the seams it stands on."""

from collections.abc import Callable, Sequence

from assistant.answering.answer import AnswerQuestion, Routes
from assistant.answering.earlier import AskEarlier
from assistant.answering.facts import FindFacts, Search
from assistant.answering.logs import AskLogs
from assistant.answering.mentions import AskMentions
from assistant.answering.register import AskRegister
from assistant.answering.row_attributes import RowAttributes
from assistant.answering.row_spans import AskHowLong
from assistant.answering.standing import AskStanding
from assistant.answering.topics import ClauseTopics
from assistant.answering.where import WhereCovered
from assistant.drafting.draft import DraftAnswer
from assistant.kinship import Kinship
from assistant.language.words import Thesaurus, default_groups
from assistant.model.clauses import Edition
from assistant.ports import (
    Allowance,
    LanguageModel,
    Library,
    MeaningIndex,
    SupportChecker,
    TextVectors,
    WordIndex,
)
from prompts import library as prompts

_USUAL = Allowance()


def build_answering(
    *,
    library: Library,
    search: Search,
    words: WordIndex,
    meaning: MeaningIndex,
    edition: Edition,
    text_vectors: TextVectors,
    clauses_of: Callable[[Sequence[str]], dict[str, tuple[str, ...]]],
    model: LanguageModel | None = None,
    allowance: Allowance = _USUAL,
    checker: SupportChecker | None = None,
) -> AnswerQuestion:
    """What answers questions. `clauses_of` gives the clauses that passages are mapped to.

    With a `model`, facts are put into its words, within the `allowance` and the checks; a
    `checker` is asked about each sentence that passed the others.
    """
    thesaurus = Thesaurus(default_groups())
    logs = AskLogs(library, thesaurus)
    facts = FindFacts(search, library, logs, thesaurus, Kinship(text_vectors), clauses_of)
    routes = Routes(
        where=WhereCovered(library, edition),
        topics=ClauseTopics(edition, thesaurus),
        mentions=AskMentions(library, words),
        register=AskRegister(library, thesaurus),
        logs=logs,
        standing=AskStanding(library, thesaurus),
        draft=_drafting(model, library, thesaurus, allowance, checker),
        facts=facts,
        earlier=AskEarlier(facts, thesaurus),
        attributes=RowAttributes(library),
        how_long=AskHowLong(library),
    )
    return AnswerQuestion(library, meaning, edition, routes)


def _drafting(
    model: LanguageModel | None,
    library: Library,
    thesaurus: Thesaurus,
    allowance: Allowance,
    checker: SupportChecker | None,
) -> DraftAnswer | None:
    if model is None:
        return None
    prompt = prompts.load("answer_question")
    return DraftAnswer(model, prompt, library, thesaurus, allowance=allowance, checker=checker)
