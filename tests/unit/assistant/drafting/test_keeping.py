"""What a draft may leave out of an extract, and what it may not."""

from assistant.drafting.checks import Kept, Place
from assistant.drafting.keeping import Asked, passed_over
from assistant.drafting.showing import Shown
from assistant.drafting.support import FindSupport
from assistant.language.answer_types import AnswerType
from assistant.language.words import Thesaurus, default_groups
from assistant.model.passages import Passage
from assistant.model.replies import Citation
from tests.replies import citation

TEXT = (
    "Stock of customers is kept in Bay 9 and counted every 3 months. "
    "Loss or damage is told to the owner within 2 days. Racks are painted every 5 years."
)
COUNTED, LOSS, RACKS = (
    "Stock of customers is kept in Bay 9 and counted every 3 months.",
    "Loss or damage is told to the owner within 2 days.",
    "Racks are painted every 5 years.",
)
FIND = FindSupport(Thesaurus(default_groups()))
HOW_OFTEN = Asked("how often is the stock of customers counted", (AnswerType.FREQUENCY,))
HOW = Asked("how do we treat the stock of customers", (AnswerType.STEPS,))


def over(said: dict[str, str], asked: Asked, *quotes: str) -> list[int]:
    """Tags of the quotes passed over by sentences, each resting on a stretch of the text."""
    citations = [citation(tag, quote) for tag, quote in enumerate(quotes, start=1)]
    passage = Passage(citations[0].passage, "d_1", 0, 1, 0, len(TEXT), TEXT)
    kept = [Kept(text, (_place(passage, citations, rests),)) for text, rests in said.items()]
    return passed_over(citations, kept, asked, FIND)


def _place(passage: Passage, citations: list[Citation], rests: str) -> Place:
    start = TEXT.index(rests)
    return Place(Shown("E1", passage, tuple(citations), TEXT), start, start + len(rests))


def test_what_is_said_with_the_questions_words_and_its_kind_is_said_again() -> None:
    assert over({"Stock of customers is counted quarterly.": COUNTED}, HOW_OFTEN, COUNTED) == []


def test_a_sentence_without_the_kind_asked_for_passes_the_quote_over() -> None:
    assert over({"Stock of customers is counted in Bay 9.": COUNTED}, HOW_OFTEN, COUNTED) == [1]


def test_a_sentence_that_rests_elsewhere_passes_the_quote_over() -> None:
    assert over({"Racks are painted every 5 years.": RACKS}, HOW_OFTEN, COUNTED) == [1]


def test_a_quote_with_no_more_of_the_question_is_needless_beside_the_answer() -> None:
    said = {"Stock of customers is counted every 3 months.": COUNTED}

    assert over(said, HOW_OFTEN, COUNTED, "Racks are painted every 5 years.") == [2]
    assert over(said, HOW_OFTEN, COUNTED, "counted every 3 months.") == []


def test_where_steps_are_asked_for_most_of_the_words_must_be_said() -> None:
    whole = f"{COUNTED} {LOSS}"

    assert over({"Stock of customers is counted every 3 months.": COUNTED}, HOW, whole) == [1]
    assert over({COUNTED: COUNTED, LOSS: LOSS}, HOW, whole) == []


def test_of_two_periods_in_a_quote_the_other_one_is_not_passed_over() -> None:
    whole = f"{COUNTED} {LOSS}"
    told = Asked("when is the owner told of the loss of stock", (AnswerType.DURATION,))

    assert over({"Loss of stock is told to the owner within 2 days.": LOSS}, told, LOSS) == []
    assert over(
        {"The owner is told, as stock is counted every 3 months.": COUNTED}, told, whole
    ) == [1]


def test_a_name_that_was_asked_for_is_not_passed_over() -> None:
    source = "Loss is told to the owner within 2 days, to the HSE within 2 days."
    place = citation(1, source)
    passage = Passage(place.passage, "d_1", 0, 1, 0, len(source), source)
    kept = [
        Kept(
            "Loss is told to the owner within 2 days.",
            (Place(Shown("E1", passage, (place,), source), 0, len(source)),),
        )
    ]
    asked = Asked("when is loss told to the HSE", (AnswerType.TIME,))

    assert passed_over([place], kept, asked, FIND) == [1]
    assert (
        passed_over(
            [place], kept, Asked("when is loss told to the owner", (AnswerType.TIME,)), FIND
        )
        == []
    )
