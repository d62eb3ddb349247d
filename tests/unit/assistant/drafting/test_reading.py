import pytest

from assistant.drafting.reading import DraftReader, DraftSentence, says_not_found, sentence_of


def read(draft: str, *, bit: int = 3) -> list[DraftSentence]:
    """Read a draft in bits of a few letters, as it comes from a model."""
    reader = DraftReader()
    found: list[DraftSentence] = []
    for at in range(0, len(draft), bit):
        found += reader.feed(draft[at : at + bit])
    return [*found, *reader.finish()]


@pytest.mark.parametrize(
    ("draft", "wanted"),
    [
        ("Gauges are checked [E1]. Keys are kept [E2].",
         [("Gauges are checked.", ("E1",)), ("Keys are kept.", ("E2",))]),
        ("Gauges are checked. [E1] Keys are kept. [E2]",
         [("Gauges are checked.", ("E1",)), ("Keys are kept.", ("E2",))]),
        ("Gauges are checked [E1, E2].", [("Gauges are checked.", ("E1", "E2"))]),
        ("Gauges are checked [E1][E2].", [("Gauges are checked.", ("E1", "E2"))]),
        ("Gauges are checked (E1).", [("Gauges are checked.", ("E1",))]),
        ("According to [E1], gauges are checked.", [("Gauges are checked.", ("E1",))]),
        ("- **Gauges** are checked [E1]\n- Keys are kept [E2]",
         [("Gauges are checked", ("E1",)), ("Keys are kept", ("E2",))]),
        ("Gauges are checked. Keys are kept.",
         [("Gauges are checked.", ()), ("Keys are kept.", ())]),
        ("Gauges are checked every 2.5 months [E1].",
         [("Gauges are checked every 2.5 months.", ("E1",))]),
        ("Yes, helpers may lift but may not sign [E1].",
         [("Helpers may lift but may not sign.", ("E1",))]),
        ("No [E1].", []),
        ("No gauge is lent [E1].", [("No gauge is lent.", ("E1",))]),
        ("NOT FOUND", []),
    ],
)  # fmt: skip
@pytest.mark.parametrize("bit", [1, 3, 1000])
def test_a_draft_is_its_sentences_with_their_tags(
    draft: str, wanted: list[tuple[str, tuple[str, ...]]], bit: int
) -> None:
    assert [(one.text, one.tags) for one in read(draft, bit=bit)] == wanted


def test_a_sentence_is_read_as_soon_as_its_tag_ends_it() -> None:
    reader = DraftReader()

    [first] = reader.feed("Gauges are checked [E1].")

    assert first.text == "Gauges are checked."


def test_a_bracketed_number_is_no_tag_of_ours() -> None:
    found = sentence_of("Gauges are checked [1].")

    assert found is not None
    assert (found.tags, found.foreign) == ((), ("[1]",))


@pytest.mark.parametrize("said", ["NOT FOUND", "Not found.", "**NOT FOUND**"])
def test_a_model_may_say_that_nothing_answers(said: str) -> None:
    assert says_not_found(said)
    assert not says_not_found("Not found in the store are gauges [E1].")
