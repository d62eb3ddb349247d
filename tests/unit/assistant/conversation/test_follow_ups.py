"""Follow-ups become stand-alone questions, in the words of different people."""

import pytest

from assistant.conversation.understanding import Understand
from assistant.conversation.understood import Understood
from assistant.conversation.wording import singular
from tests.unit.assistant.conversation.pairs import Pair, fault, pairs, understand


@pytest.fixture(scope="module")
def rules() -> Understand:
    return understand()


@pytest.mark.parametrize(
    "pair",
    [*pairs("follow_ups_dev.yaml"), *pairs("follow_ups_unseen.yaml")],
    ids=lambda pair: pair.asked,
)
def test_a_follow_up_is_understood(rules: Understand, pair: Pair) -> None:
    assert fault(pair, rules) is None


@pytest.mark.parametrize(
    ("before", "asked", "meant"),
    [
        ("can goods leave without a seal?", "even if the customer agrees?",
         "can goods leave without a seal even if the customer agrees?"),
        ("what do I do if a seal breaks?", "and if the driver is gone?",
         "what do I do if the driver is gone?"),
        ("is Bolt AG approved?", "is Nut AG too?", "is Nut AG approved?"),
        ("is Bolt AG approved?", "what for?", "for what is Bolt AG approved?"),
        ("how many lots are on hold?", "which ones?", "which lots are on hold?"),
        ("who may open the seal cage?", "what about a driver?", "may a driver open the seal cage?"),
        ("who may open the seal cage?", "who else may?", "who else may open the seal cage?"),
        ("who checks the seals?", "within how many days?",
         "within how many days are the seals checked?"),
        ("how often are the seals checked?", "and who does that?",
         "by whom are the seals checked?"),
        ("how long do we keep seal logs?", "who does that?", "who keeps seal logs?"),
        ("when must we weigh crates?", "who does it?", "who must weigh crates?"),
        ("where is the rule about seals?", "does this apply to visitors?",
         "does the rule about seals apply to visitors?"),
        ("what is the sample size for a lot of 300?", "for a lot of 1,200?",
         "what is the sample size for a lot of 1,200?"),
        ("how long do we keep seal logs?", "OK, next topic: who empties the bins?",
         "who empties the bins?"),
        ("how long do we keep seal logs?", "is it allowed to open a sealed crate?",
         "is it allowed to open a sealed crate?"),
        ("how long do we keep seal logs?", "when a crate arrives late, who takes it in?",
         "when a crate arrives late, who takes it in?"),
        ("how long do we keep seal logs?", "how do suppliers show their approval?",
         "how do suppliers show their approval?"),
        ("how many crates were sealed in June?", "and in July?",
         "how many crates were sealed in July?"),
        ("list crates with code DRY", "and WET", "list crates with code WET?"),
        ("which crates are on hold?", "and opened?", "which crates are opened?"),
        ("what happens when the weight is below 75?", "and at 80?",
         "what happens when the weight is 80?"),
        ("who split crate C-41?", "when?", "when is crate C-41 split?"),
        ("how long do we keep seal logs?", "which crates that were opened are on hold?",
         "which crates that were opened are on hold?"),
    ],
)  # fmt: skip
def test_a_form_of_follow_up_is_put_in_full(
    rules: Understand, before: str, asked: str, meant: str
) -> None:
    pair = Pair(before, asked)
    found = rules(pair.asked, pair.turns, pair.shelf)

    assert isinstance(found, Understood)
    assert found.readings[0] == meant


def test_a_question_for_another_column_of_the_row_cited_is_asked_of_that_row(
    rules: Understand,
) -> None:
    pair = Pair(
        before="who split C-41/B?",
        says="Crate: C-41; Part: C-41/B; Split by: Ann Lund; Bench seen clear by: Tom Ash [1].",
        cites=[["Split log", "", "", "Split log", "C-41 | C-41/B | Ann Lund | Tom Ash", "S!3"]],
        asked="and who saw that the bench was clear?",
        has=["C-41/B", "bench"],
    )

    assert fault(pair, rules) is None


def test_of_a_name_in_s_there_is_no_single_one() -> None:
    assert singular("Christmas") == ""
    assert singular("premises") == ""
    assert (singular("suppliers"), singular("boxes"), singular("bodies")) == (
        "supplier", "box", "body",
    )  # fmt: skip
