"""Questions taken apart."""

from assistant.language.answer_types import AnswerType
from assistant.language.question import Question, Subject, take_apart
from assistant.language.words import Thesaurus, default_groups

THESAURUS = Thesaurus(default_groups())


def read(text: str) -> Question:
    return take_apart(text, THESAURUS)


def subject(text: str, named: str) -> Subject:
    [found] = [one for one in read(text).subjects if one.text == named]
    return found


def test_words_of_asking_are_no_subjects() -> None:
    assert [one.text for one in read("could you please tell me how long it is").subjects] == []


def test_a_phrase_is_one_subject() -> None:
    assert [one.text for one in read("what about shelf life?").subjects] == ["shelf life"]


def test_a_code_stands_for_nothing_else() -> None:
    code = subject("when is MG-7 due?", "MG-7")

    assert code.is_code
    assert code.matches(THESAURUS.keys("gauge MG-7")) == 1.0
    assert code.matches(THESAURUS.keys("gauge MG-70")) == 0.0


def test_a_name_of_several_words_is_one_and_may_lose_its_legal_form() -> None:
    name = subject("is Rieger Precision GmbH approved?", "Rieger Precision GmbH")

    assert name.matches(THESAURUS.keys("Rieger Precision")) == 1.0
    assert name.matches(THESAURUS.keys("Precision tools")) == 0.0


def test_the_first_word_of_a_sentence_is_no_name_for_its_capital() -> None:
    assert not any(one.exact for one in read("Walk me through. Quarantine is where?").subjects)


def test_an_abbreviation_in_capitals_is_not_the_small_word() -> None:
    assert "IT" in [one.text for one in read("who audits IT?").subjects]
    assert "it" not in [one.text for one in read("who audits it?").subjects]


def test_a_question_in_two_parts_asks_for_two_kinds() -> None:
    kinds = read("Which form records it and how many days have we got?").kinds

    assert kinds == (AnswerType.IDENTIFIER, AnswerType.DURATION)


def test_amounts_and_quarters_are_no_codes() -> None:
    assert read("an order of 30k in Q2 2026").codes == ()


def test_a_degree_sign_speaks_of_temperature() -> None:
    asked = subject("allowed temperature in the store", "temperature")

    assert asked.matches(THESAURUS.keys("between 10 and 28 C")) > 0


def test_a_short_form_is_not_the_small_word_it_looks_like() -> None:
    short = subject("may a temp be given INS?", "INS")

    assert short.matches(THESAURUS.keys("neither INS nor REL")) == 1.0
    assert short.matches(THESAURUS.keys("kept in the cage")) == 0.0


def test_a_phrase_with_a_small_word_is_named_by_all_of_it() -> None:
    phrase = subject("what about over-delivery?", "over delivery")

    assert phrase.matches(THESAURUS.keys("an over-delivery of ten")) == 1.0
    assert phrase.matches(THESAURUS.keys("a delivery note")) == 0.0


def test_a_word_tied_together_of_small_words_is_a_subject() -> None:
    assert [one.text for one in read("who decides on use-as-is?").subjects] == [
        "decides",
        "use as is",
    ]


def test_the_word_after_a_turned_verb_is_no_verb() -> None:
    assert not subject("how long do night cards last?", "night").verb
    assert subject("who may release a line?", "release").verb


def test_when_asks_for_a_time_only_where_it_asks() -> None:
    assert read("which pen do I use when I fill in a card?").kinds != (AnswerType.TIME,)
    assert read("by when must it be told?").kinds == (AnswerType.TIME,)
    assert read("when are the scales checked?").kinds == (AnswerType.TIME,)
