import pytest

from assistant.drafting.meaning_kept import dropped_condition, reversal


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        ("Failed gauges must not be used.", "Failed gauges may be used."),
        ("Failed gauges must not be used.", "Failed gauges are used."),
        ("No parts are sent back to the vendor.", "Parts are sent back to the vendor."),
        ("Parts are sent back to the vendor.", "Parts are never sent back to the vendor."),
        ("Smoking is prohibited in the store.", "Smoking is allowed in the store."),
        ("Each lot must be inspected.", "Each lot may be inspected."),
        ("Lots may be inspected on request.", "Lots must be inspected on request."),
        ("Records are kept for at least 10 years.", "Records are kept for at most 10 years."),
        ("Replies come within 14 days.", "Replies come after at least 14 days."),
        ("The inspector rejects the lot.", "The inspector accepts the lot."),
        ("The label is applied before shipping.", "The label is applied after shipping."),
        ("Approval is mandatory.", "Approval is optional."),
    ],
)
def test_a_sentence_that_turns_its_source_round_is_seen(source: str, claim: str) -> None:
    assert reversal(claim, source) is not None


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        ("Failed gauges must not be used.", "Failed gauges must not be used."),
        ("Failed gauges must not be used.", "Failed gauges cannot be used."),
        ("Parts are kept for 10 years and must not be destroyed.", "Parts are kept for 10 years."),
        ("Records are kept for at least 10 years.", "Records are kept for 10 years or more."),
        ("Replies come no later than 14 days.", "Replies come within 14 days."),
        ("Lots are inspected.", "Lots must be inspected."),
        ("The label is applied before shipping.", "Before shipping the label is applied."),
    ],
)
def test_a_sentence_that_says_the_same_passes(source: str, claim: str) -> None:
    assert reversal(claim, source) is None


@pytest.mark.parametrize(
    ("source", "claim", "question", "dropped"),
    [
        ("Lots are shipped unless a test is open.", "Lots are shipped.", "what is done", "unless"),
        ("Only trained staff inspect lots.", "Trained staff inspect lots.", "who inspects", "only"),
        ("If a seal is broken, the lot is scrapped.", "The lot is scrapped.", "what is done", "if"),
        ("If a seal is broken, the lot is scrapped.", "The lot is scrapped.",
         "the seal is broken, what now", None),
        ("If a seal is broken, the lot is scrapped.", "A lot with a broken seal is scrapped.",
         "what is done", None),
        ("Lots are released unless a test is open.", "Lots are released unless a test is open.",
         "what is done", None),
        ("Glass is never taken back. For others 40 euro are charged.",
         "For glass 40 euro are charged.", "what do we charge for glass", "others"),
        ("Glass is never taken back. For others 40 euro are charged.",
         "Glass is never taken back.", "what do we charge for glass", None),
        ("Plans are kept 5 years, other papers 2 years.", "Other papers are kept for 2 years.",
         "how long are papers kept", None),
    ],
)  # fmt: skip
def test_a_condition_is_kept_unless_the_question_states_it(
    source: str, claim: str, question: str, dropped: str | None
) -> None:
    assert dropped_condition(claim, source, question) == dropped
