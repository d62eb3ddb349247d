import pytest

from assistant.sentences import sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "See clause 8.4.1 of the standard for this.",
        "Parts under No. 12 are kept apart.",
        "Use a torque of 2.5 Nm, e.g. for M6 bolts.",
        "As shown in Fig. 3 the label is white.",
        "Approved by J. Smith and A. B. Jones.",
        "QP-840 Rev. C applies to approx. 40 lots.",
        "1. Open the box and check the seal.",
        "a) the label is missing",
        "6.2.1 The inspector checks the label.",
        "Kept until 31.12.2025 at the latest.",
        "Acme Ltd. and Bolt GmbH. & Co. share a dock.",
        "Version 1.0 and 2.1 are both in use",
        "He said (see Sec. 4) that it is closed.",
        "Files such as log.xlsx or list.csv are kept.",
        "Tools, gauges, etc. are marked.",
    ],
)
def test_one_sentence_stays_whole(text: str) -> None:
    assert split(text) == [text]


def test_sentences_end_at_stops_questions_and_calls() -> None:
    text = "Keep it. Is it dry? Then store it! Write it down."
    assert split(text) == ["Keep it.", "Is it dry?", "Then store it!", "Write it down."]


def test_a_stop_inside_closing_marks_ends_the_sentence() -> None:
    assert split('He wrote "done." Then he left.') == ['He wrote "done."', "Then he left."]
    assert split("(See above.) Next one.") == ["(See above.)", "Next one."]


def test_an_abbreviation_at_the_end_is_an_end_when_a_new_sentence_follows() -> None:
    assert split("Mark tools, gauges etc. The owner signs.") == [
        "Mark tools, gauges etc.",
        "The owner signs.",
    ]


def test_bullets_and_numbered_lines_are_sentences_of_their_own() -> None:
    text = (
        "Check that:\n- the label is there\n- the seal holds\n1. open\n2. close\na) count\nb) weigh"
    )
    assert split(text) == [
        "Check that:", "- the label is there", "- the seal holds", "1. open", "2. close",
        "a) count", "b) weigh",
    ]  # fmt: skip


def test_a_wrapped_line_goes_on() -> None:
    text = "Receiving records are kept in the archive for a period of\nten years. Then they go."
    assert split(text) == [
        "Receiving records are kept in the archive for a period of\nten years.",
        "Then they go.",
    ]


def test_an_empty_line_always_parts() -> None:
    assert split("first thing\n\nsecond thing") == ["first thing", "second thing"]


def test_rows_of_a_table_are_parted() -> None:
    assert split("CoC | 10 years\nLog | 5 years") == ["CoC | 10 years", "Log | 5 years"]


def test_nothing_but_white_space_lies_between_sentences() -> None:
    text = "  One is here. Two: a list\n- x\n- y\n\nThree (e.g. No. 4). Four?  "
    spans = sentences(text)
    end = 0
    for start, stop in spans:
        assert not text[end:start].strip()
        assert text[start:stop] == text[start:stop].strip()
        end = stop
    assert not text[end:].strip()


def test_empty_text_has_no_sentences() -> None:
    assert sentences("") == []
    assert sentences(" \n ") == []
