"""Questions typed one after another."""

import pytest

from assistant.language.question import questions_apart


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("may we file a burr? do we rework", ("may we file a burr?", "do we rework")),
        (
            "who signs? and when? where is it kept?",
            ("who signs?", "and when?", "where is it kept?"),
        ),
        ("The box is wet. who do I call?", ()),
        ("who signs and when does it lapse?", ()),
        ("who signs?", ()),
        ("", ()),
    ],
)
def test_only_questions_that_stand_whole_are_taken_apart(text: str, apart: tuple[str, ...]) -> None:
    assert questions_apart(text) == apart
