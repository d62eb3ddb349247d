"""Questions that go on about a thing of the section just cited: "where do the copies go?"."""

from assistant.conversation.grammar import Phrase, parsed
from assistant.conversation.topic import Topic, is_attribute
from assistant.language.answer_types import AnswerType, holds
from assistant.language.words import stem, words
from assistant.model.replies import Citation
from assistant.ports import Library


class Sections:
    """Tells whether "the seal" can mean the seal of the section that was answered from."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def read(self, text: str, topic: Topic) -> str | None:
        """The question asked of the thing of the topic; None when it names a thing of its own.

        Only for one bare noun with "the", which stands in the section cited first and not in the
        question before: with more words, or without the article, it is told what is meant.
        """
        turn = topic.turn
        if not turn.answered or not turn.places or turn.places[0].row or not topic.thing:
            return None
        noun = _bare_noun(text)
        if noun is None or not self._stands_in(turn.places[0], stem(noun.head.casefold())):
            return None
        if stem(noun.head.casefold()) in _stems(turn.question):
            return None
        return f"{text[: noun.end]} of {topic.thing}{text[noun.end :]}"

    def _stands_in(self, cited: Citation, noun: str) -> bool:
        held = self._library.passages([cited.passage]).get(cited.passage)
        if held is None:
            return False
        whole = self._library.passages_of(held.revision)
        around = [one for one in whole if one.section == held.section and not one.row]
        return any(noun in _stems(one.text) for one in ([held] if held.section is None else around))


def _bare_noun(text: str) -> Phrase | None:
    """The one noun of a question, where all that is said of it is "the"."""
    sentence = parsed(text)
    named = [one for one in sentence.phrases if not one.wanted or not is_attribute(one)]
    if len(named) != 1:
        return None
    [noun] = named
    bare = noun.determiner == "the" and len(noun.words) == 1 and not noun.wanted
    hangs_on = sentence.end_of_whole(noun) > noun.end
    if not bare or hangs_on or noun.has_code or noun.is_name or holds(AnswerType.PERSON, noun.text):
        return None
    return noun


def _stems(text: str) -> set[str]:
    return {stem(one.text.casefold()) for one in words(text) if not one.is_stop_word}
