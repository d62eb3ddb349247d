import pytest

from assistant.drafting.forbidden import link_in, talk_in, verdict_in


@pytest.mark.parametrize(
    "sentence",
    [
        "The company is compliant with the standard.",
        "The procedure conforms to clause 8.4.",
        "Receiving complies with AS9120.",
        "The process meets the requirements.",
        "Non-conformance is unlikely, so it conforms.",
        "The company will pass the audit.",
    ],
)
def test_a_verdict_is_seen(sentence: str) -> None:
    assert verdict_in(sentence, "Lots are inspected on receipt.") is not None


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("A certificate of conformance is filed.", "The certificate of conformance is filed."),
        ("The nonconformance report is closed.", "A nonconformance report is closed in 30 days."),
        ("Goods that do not meet the requirements are held.",
         "Goods that do not meet the requirements are held."),
    ],
)  # fmt: skip
def test_the_name_of_a_thing_is_no_verdict(sentence: str, source: str) -> None:
    assert verdict_in(sentence, source) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "See https://example.invalid/x.",
        "See [the form](form).",
        "See www.forms.test.",
        "Write to forms.evil.com today.",
        "It says <img src=x> here.",
        "See ![chart](data) here.",
    ],
)
def test_a_link_is_seen(sentence: str) -> None:
    assert link_in(sentence) is not None


@pytest.mark.parametrize("sentence", ["Lots are kept.", "See QP-7, section 6.2.", "It is 2.5 mm."])
def test_ordinary_words_are_no_link(sentence: str) -> None:
    assert link_in(sentence) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "As an AI language model I have no view.",
        "I'm sorry, but I can't help with that.",
        "The provided passages do not say so.",
        "My instructions forbid that.",
        "Yes.",
    ],
)
def test_talk_about_the_task_is_seen(sentence: str) -> None:
    assert talk_in(sentence) is not None
